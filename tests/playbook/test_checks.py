"""A broken file is named with its line, the key, and what is allowed there."""

import re
import shutil
from pathlib import Path

import pytest

from bot.errors import PlaybookError
from bot.playbook.load import SHIPPED, check_library, load_library
from tests.given.book import PLAYBOOKS

LAND = "laer/stages/1-land.yaml"
ADOPT = "laer/stages/2-adopt.yaml"
HEALTH = "laer/health.yaml"
RULES = "laer/rules.yaml"
RENEW = "laer/stages/4-renew.yaml"
TEAMS = "teams: [sales, onboarding, customer success, support]"
HABIT = "stages.1.milestones.0"
TALK = "stages.0.milestones.0.talk"
TICKED = "stages.0.milestones.0.tasks.2.ticked_by"
OVERDUE = "rules.0.when.milestone_overdue_days"
RED = "once_per: band\n  shares: health"
STUCK = "when: {milestone_overdue_days: {above: 0}}\n  once_per: milestone"


def asking(condition: str) -> str:
    return STUCK.replace("{milestone_overdue_days: {above: 0}}", condition)


BREAKS = [
    # file, old, new, key, what the message says
    (ADOPT, "    customer_words: Part of every week\n", "", f"{HABIT}.customer_words", "left off their page"),
    (ADOPT, 'customer_words: "Training for your team",', "", f"{HABIT}.tasks.1.customer_words", "left off their page"),
    (ADOPT, "usual_days: 60", "usual_days: soon", f"{HABIT}.usual_days", "must be a whole number"),
    (ADOPT, "usual_days: 60", "usual_days: 30 days", f"{HABIT}.usual_days", "such as 30; it says '30 days'"),
    (ADOPT, "usual_days: 60", "usual_days: 0", f"{HABIT}.usual_days", "must be at least 1"),
    (ADOPT, "usual_days: 60", "usual_day: 60", f"{HABIT}.usual_day", "did you mean 'usual_days'?"),
    (ADOPT, "usual_days: 60", "usual_days: 60\n    usual_days: 70", f"{HABIT}.usual_days", "stands here twice"),
    (ADOPT, "    usual_days: 60\n", "", f"{HABIT}.usual_days", "is missing and must be given"),
    (ADOPT, "laer: adopt", "laer: adoption", "stages.1.laer", "Allowed: land, adopt, expand or renew"),
    (ADOPT, "key: habit", "key: first-value", f"{HABIT}.key", "already a milestone called 'first-value'"),
    (ADOPT, "key: adopt", "key: land", "stages.1.key", "already a stage called 'land'"),
    (ADOPT, "key: team-trained", "key: goal-agreed", f"{HABIT}.tasks.1.key", "already a task called"),
    (ADOPT, "kpi: weekly-use,", "kpi: weekly-usage,", f"{HABIT}.kpis.0.kpi", "did you mean 'weekly-use'?"),
    (ADOPT, "kpi: logins,", "kpi: weekly-use,", f"{HABIT}.kpis.1.kpi", "has a minimum already"),
    (ADOPT, "at_least: 40", "at_least: forty", f"{HABIT}.kpis.0.at_least", "must be a number"),
    (LAND, "{action: source-connected}", "{actions: source}", f"{TICKED}.actions", "did you mean 'action'?"),
    (LAND, "{action: source-connected}", "{kpi: login}", f"{TICKED}.kpi", "did you mean 'logins'?"),
    (LAND, "name: Land", "name: 2024", "stages.0.name", "put quotes around"),
    (LAND, "name: Land", "name:", "stages.0.name", "must be text"),
    (LAND, TEAMS, "teams: []", "stages.0.teams", "at least 1 entry"),
    (LAND, TEAMS, "teams: sales", "stages.0.teams", "must be a list"),
    (LAND, "      expert:\n", "      experts:\n", f"{TALK}.experts", "did you mean 'expert'?"),
    (LAND, "stakeholder.vision %}", "stakeholder.visoin %}", f"{TALK}.ceo.say.0", "did you mean 'vision'?"),
    (LAND, "{% if promise %}Open", "{% if promise %Open", f"{TALK}.expert.say.2", "isn't a valid template"),
    (LAND, "{% if promise %}Open", "{% endif %}Open", f"{TALK}.expert.say.2", "an {% endif %} has no {% if %}"),
    (LAND, "{% if promise %}Open", "{% if promise %}{% if event %}Open", f"{TALK}.expert.say.2", "no {% endif %}"),
    (LAND, "{% if promise %}Open", "{{ promise }}{% if promise %}Open", f"{TALK}.expert.say.2", "may be unknown"),
    (LAND, "|listed(3)", "|list_all(3)", f"{TALK}.expert.say.0", "No filter named"),
    (RENEW, "at_most: 90", "at_most: near", "stages.3.enters_when.days_to_deadline.at_most", "whole number"),
    (RENEW, "{at_most: 90}", "{}", "stages.3.enters_when", "must read days_to_deadline: {at_most: 90}"),
    (HEALTH, "name: on watch, floor: 50", "name: on watch, floor: 80", "health.bands.2.floor", "more than 80"),
    (HEALTH, "name: at risk, floor: 0", "name: at risk, floor: 5", "health.bands.0.floor", "must be 0"),
    (HEALTH, "key: nps", "key: logins", "health.kpis.6.key", "already a KPI called 'logins'"),
    (HEALTH, "key: green", "key: red", "health.bands.2.key", "already a band called 'red'"),
    (HEALTH, "key: nps", "key: NPS", "health.kpis.6.key", "lower-case letters"),
    (HEALTH, "worst: 10, best: 0", "worst: 10, best: 10", "health.kpis.4.best", "must differ from worst"),
    (HEALTH, "weight: 25", "weight: -1", "health.kpis.0.weight", "must be at least 0"),
    (RULES, "  step: >-\n", f"  step: {'call them ' * 20}\n  subject: >-\n", "rules.0.step", "has room for 36"),
    (RULES, "{{ milestone.next_ask or", "{{ milestone.next_asks or", "rules.0.step", "'milestone' has no 'next_asks'"),
    (RULES, "{{ tickets.first|listed }}", "{{ tickets.firsts|listed }}", "rules.2.step", "'tickets' has no 'firsts'"),
    (RULES, "key: no-review", "key: renewal", "rules.2.key", "already a rule called 'renewal'"),
    (RULES, STUCK, STUCK.replace("milestone_overdue_days", "milestone_overdue"), "rules.0.when.milestone_overdue",
     "did you mean 'milestone_overdue_days'?"),
    (RULES, STUCK, STUCK.replace("above: 0", "over: 0"), f"{OVERDUE}.over", "Allowed: above, below"),
    (RULES, STUCK, STUCK.replace("above: 0", "above: many"), f"{OVERDUE}.above", "must be a number"),
    (RULES, STUCK, asking("{}"), "rules.0.when", "asks nothing"),
    (RULES, STUCK, asking("{milestone: {is: habbit}}"),
     "rules.0.when.milestone.is", "did you mean 'habit'?"),
    (RULES, STUCK, asking("{stage: {in: [land, adpot]}}"),
     "rules.0.when.stage.in.1", "did you mean 'adopt'?"),
    (RULES, STUCK, asking("{kpi: {login: {below: 1}}}"),
     "rules.0.when.kpi.login", "did you mean 'logins'?"),
    (RULES, STUCK, asking("{kpi: {logins: {fell_by: {percent: 30}}}}"),
     "rules.0.when.kpi.logins.fell_by.within_days", "is missing: a whole number from 1 up"),
    (RULES, STUCK, asking("{kpi: {logins: {fell_by: {within_days: 14}}}}"),
     "rules.0.when.kpi.logins.fell_by", "needs either percent or points, with a number"),
    (RULES, STUCK, asking("{kpi: {logins: {fell_by: {percent: 30, points: 2, within_days: 14}}}}"),
     "rules.0.when.kpi.logins.fell_by", "needs either percent or points"),
    (RULES, STUCK, asking("{kpi: {logins: {rose_by: {percent: -30, within_days: 14}}}}"),
     "rules.0.when.kpi.logins.rose_by.percent", "must be a number above 0"),
    (RULES, STUCK, asking("{kpi: {logins: {fell_by: {percents: 30, within_days: 14}}}}"),
     "rules.0.when.kpi.logins.fell_by.percents", "did you mean 'percent'?"),
    (RULES, STUCK, asking("{kpi: {logins: {fell_by: 30}}}"),
     "rules.0.when.kpi.logins.fell_by", "such as {percent: 30, within_days: 14}"),
    (RULES, STUCK, asking("{kpi: {logins: {fel_by: {percent: 30, within_days: 14}}}}"),
     "rules.0.when.kpi.logins.fel_by", "did you mean 'fell_by'?"),
    (RULES, STUCK, asking("{kpi: {logins: {silent_days: 10}}}"),
     "rules.0.when.kpi.logins.silent_days", "must say what is asked, such as {above: 10}"),
    (RULES, STUCK, asking("{kpi: {logins: {silent_days: {above: ten}}}}"),
     "rules.0.when.kpi.logins.silent_days.above", "must be a number"),
    (RULES, STUCK, asking("{kpi: {logins: {fell_by: {percent: 30, within_days: 14}}}}"),
     "rules.0.clears_when", "is missing: a movement"),
    (RULES, STUCK, asking("{active_stakeholder: {below: 2}}"),
     "rules.0.when.active_stakeholder", "did you mean 'active_stakeholders'?"),
    (RULES, STUCK, asking("{active_stakeholders: {is: few}}"),
     "rules.0.when.active_stakeholders.is", "is not allowed here"),
    (RULES, STUCK, asking("{band_changed: {within_days: 7}}"),
     "rules.0.clears_when", "is missing: a movement"),
    (RULES, "points: 15, within_days: 7", "points: 15", "rules.3.when.any.0.health_fell.within_days", "is missing"),
    (RULES, "days: 90, priority: medium", "days: 150, priority: medium", "rules.2.rises", "from the most days"),
    (RULES, RED, "once_per: band\n  shares: healt", "rules.4.shares", "did you mean 'health'?"),
    (RULES, RED, f"{RED}\n  per: csm", "rules.4.shares", "is for to-dos at an account"),
    (RULES, "once_per: milestone", "once_per: milestones", "rules.0.once_per", "did you mean 'milestone'?"),
    (RULES, "milestone.usual_basis", "milestone.basis", "rules.0.headline", "did you mean"),
    ("laer/playbook.yaml", "name: laer", "name: laer\nrules: []", "rules", "belongs in rules.yaml"),
    ("laer/playbook.yaml", "kpi: open-tickets", "kpi: open-ticket", "before_renewal.tickets.kpi",
     "did you mean 'open-tickets'?"),
    ("laer/playbook.yaml", "name: laer", "name: lear", "name", "must be 'laer', the name of its folder"),
    ("personas/ceo.yaml", "key: ceo", "key: boss", "key", "Allowed: expert, friend, ceo or neutral"),
    ("personas/ceo.yaml", "key: ceo", "key: expert", "key", "must be 'ceo', the name of its file"),
    ("personas/ceo.yaml", "  renew:\n", "  renewal:\n", "cells.renewal", "did you mean 'renew'?"),
    ("personas/ceo.yaml", "key: keeps-it-brief", "key: wants-dates", "signs.2.key", "is also a sign of Expert type"),
    ("personas/neutral.yaml", "  all: ", "  every: ", "telling.every", "Allowed: "),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "problem"), BREAKS, ids=[f"{b[0]} {b[3]} {b[4][:20]}" for b in BREAKS]
)
def test_an_error_names_file_line_key_and_what_is_allowed(
    broken, file: str, old: str, new: str, key: str, problem: str
):
    errors = broken(file, old, new)
    found = [error for error in errors if error.key == key and problem in error.problem]
    assert found, "\n".join(str(error) for error in errors) or "no error"
    assert re.fullmatch(rf"{file}:\d+", found[0].file)


def test_the_line_is_the_one_of_the_key(broken, folder: Path):
    [error] = broken(ADOPT, "usual_days: 60", "usual_days: soon")
    line = int(error.file.rsplit(":")[1])
    assert (folder / ADOPT).read_text().splitlines()[line - 1] == "    usual_days: soon"


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (HEALTH, "kpis: [", "isn't valid YAML"),
        (HEALTH, "", "this file is empty"),
        (RULES, "- key: a\n  headline: {{ milestone.name }} late\n", "needs quotes around it"),
        (RULES, "- key: a\n  ask: First: what?\n", "a text with a colon in it needs quotes"),
        (
            RULES,
            "- key: a\n  ask: First\n    when: b\n",
            "rules.yaml:3: isn't valid YAML: the line doesn't line up with",
        ),
        (RULES, "- key: a\n  ask: First\n    when: b\n", "or a text with a colon in it needs quotes"),
        (RULES, "- key: a\n  ask: b\n when: c\n", "rules.yaml:3: isn't valid YAML: the line doesn't line up with"),
        (RULES, "key: a\n- b\n", "rules.yaml:2: isn't valid YAML: the hyphen doesn't line up with the list"),
        (
            RULES,
            "- key: a\n  ask\n  when: b\n",
            "rules.yaml:2: isn't valid YAML: the line has no colon; write key: value",
        ),
        (RULES, "- key: a\n  ask: 'b\n  when: c\n", "rules.yaml:2: isn't valid YAML: the quotation mark that opens in"),
        (RULES, '- key: "a" b\n', "the text goes on after its closing quotation mark"),
        (RULES, "- key: a\n\task: b\n", "rules.yaml:2: isn't valid YAML: the line begins with a tab; use spaces"),
        (RULES, "- key: {a: b\n  ask: c\n", "the { or [ that opens in line 1 isn't closed"),
        (RULES, "- key: a\n  ask: b\x01\n", "rules.yaml:2: isn't valid YAML: a character in it can't be seen (code 1)"),
        (RULES, "&loop\n- *loop\n", "refers to itself"),
        ("personas/ceo.yaml", "- a\n- b\n", "must hold keys with values"),
        ("laer/playbook.yaml", "just words", "is missing"),
    ],
)
def test_a_file_that_is_no_yaml_says_so_in_plain_words(folder: Path, file: str, text: str, problem: str):
    (folder / file).write_text(text)
    errors = [str(error) for error in check_library(folder)]
    assert any(error.startswith(file) and problem in error for error in errors), errors


def test_a_file_in_latin_1_is_to_be_saved_as_utf_8(folder: Path):
    (folder / HEALTH).write_bytes("kpis:\n  - {name: Begrüßt}\n".encode("latin-1"))
    assert f"{HEALTH}:2: isn't UTF-8; save it as UTF-8" in [str(error) for error in check_library(folder)]


def test_stages_with_errors_are_not_counted_as_missing(folder: Path):
    for file in (folder / "laer/stages").glob("*.yaml"):
        file.write_text(file.read_text().replace("laer: ", "lear: ", 1))
    errors = [str(error) for error in check_library(folder)]
    assert any("lear" in error for error in errors)
    assert not [error for error in errors if "needs at least" in error]


def test_one_playbooks_own_folder_is_not_the_one_to_check(folder: Path):
    [error] = check_library(folder / "laer")
    assert str(error) == f"{folder / 'laer'}: this is one playbook; give the folder above it"


def test_a_folder_without_any_playbook_says_only_that(tmp_path: Path):
    [error] = check_library(tmp_path)
    assert str(error) == f"{tmp_path}: holds no playbook; each one is a folder with a playbook.yaml"


@pytest.mark.parametrize("file", ["personas/friend.yaml", "laer/playbook.yaml", HEALTH])
def test_a_file_that_is_missing_is_named(folder: Path, file: str):
    (folder / file).unlink()
    assert f"{file}: this file is missing" == str(check_library(folder)[0])


def test_a_missing_cell_is_named_with_its_persona_and_stage(folder: Path):
    # method: A3
    path = folder / "personas" / "friend.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("  renew:\n")])
    assert [(error.key, error.problem) for error in check_library(folder)] == [
        ("cells.renew", "is missing; needed are land, adopt, expand, renew")
    ]


def test_stages_are_ordered_by_their_number_not_by_their_name(folder: Path):
    (folder / LAND).rename(folder / "laer/stages/10-land.yaml")
    assert [stage.key for stage in load_library(folder).playbooks["laer"].stages] == [
        "adopt",
        "expand",
        "renew",
        "land",
    ]


def test_a_stage_file_without_a_number_is_an_error(folder: Path):
    (folder / LAND).rename(folder / "laer/stages/land.yaml")
    assert "laer/stages/land.yaml: must start with its place in order" in str(check_library(folder)[0])


def test_a_playbook_without_rules_is_fine(folder: Path):
    for name in PLAYBOOKS[1:]:  # they take over its rules
        shutil.rmtree(folder / name)
    (folder / RULES).unlink()
    assert load_library(folder).playbooks["laer"].rules == ()


def test_all_errors_are_collected_and_loading_raises_the_first(broken, folder: Path):
    broken(LAND, "usual_days: 45", "usual_days: soon")
    broken("personas/ceo.yaml", "key: ceo", "key: expert")
    errors = broken(HEALTH, "weight: 25", "weight: -1")
    assert len(errors) == 3
    with pytest.raises(PlaybookError, match=re.escape(str(errors[0]))):
        load_library(folder)


def test_a_second_playbook_is_read_beside_the_first(folder: Path):
    shutil.copytree(folder / "laer", folder / "ours")
    path = folder / "ours" / "playbook.yaml"
    path.write_text(path.read_text().replace("name: laer", "name: ours"))
    assert sorted(load_library(folder).playbooks) == sorted([*PLAYBOOKS, "ours"])


def test_a_playbook_cannot_be_called_like_a_word_of_its_command(folder: Path):
    (folder / "subscription").rename(folder / "move")
    path = folder / "move" / "playbook.yaml"
    path.write_text(path.read_text().replace("name: subscription", "name: move", 1))
    assert [str(error) for error in check_library(folder)] == [
        "move/playbook.yaml:1: name: can't be 'move', which is a word of the command milepost playbook"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("laer/reactions.yaml", "laer/reaction.yaml", "isn't read; did you mean 'reactions.yaml'?"),
        ("laer/stages/3-expand.yaml", "laer/stages/3-expand.yml", "isn't read; did you mean '3-expand.yaml'?"),
        ("subscription/rules.yaml", "subscription/jottings-of-ours.yaml", "isn't read. Playbooks hold playbook.yaml"),
    ],
)
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "playbooks")
    (tmp_path / "playbooks" / old).rename(tmp_path / "playbooks" / new)
    assert any(error.file == new and said in error.problem for error in check_library(tmp_path / "playbooks"))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("        task: weekly-job-chosen\n", "        task: no-such-task\n", "is no task of 'habit'"),
        (
            "        task: weekly-job-chosen\n",
            "        task: weekly-job-chosen\n        link: http://x.example\n",
            "link",
        ),
    ],
)
def test_material_that_fits_nothing_is_named(tmp_path: Path, before: str, after: str, problem: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "p")
    path = tmp_path / "p" / "laer" / "stages" / "2-adopt.yaml"
    path.write_text(path.read_text().replace(before, after, 1))
    found = [str(error) for error in check_library(tmp_path / "p")]
    assert any("2-adopt.yaml" in one and problem in one for one in found), found


def test_whoever_says_nothing_to_customers_yet_starts_all_the_same(folder: Path) -> None:
    # method: D12
    path = folder / ADOPT
    path.write_text(path.read_text().replace("    customer_words: Part of every week\n", ""))
    assert load_library(folder).playbooks["laer"].milestones()[1].customer_words is None
