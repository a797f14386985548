"""Reactions: checked like rules, taken over like rules, and worded for every persona in every situation."""

# method: C3, C4

import re
from pathlib import Path

import pytest

from bot.playbook.load import check_library, load_library
from bot.playbook.models import VOICES, Library
from bot.playbook.page import playbook_page
from bot.playbook.reactions.prepared_todos import find_prepared, prepared, targets
from bot.playbook.text.advice import advise
from bot.playbook.text.letters import letter, paragraphs_of
from bot.playbook.text.samples import situations
from tests.playbook.text.test_letters import OURS, fine

FILE = "laer/reactions.yaml"
HEAD = "subscription/playbook.yaml"
ADOPT = "  on: stage_entered\n  laer: adopt\n"
SEATS = "kpi: {key: weekly-users, rises_to: 10}"
HOW_TO = "    - draft:\n        of: material\n        due_in_working_days: 3"
NPS = "{kind: nps, at_most: 6}"
BREAKS = [
    # file, old, new, key, what the message says
    (FILE, "on: milestone_reached", "on: milestone_reach", "reactions.0.on", "did you mean 'milestone_reached'?"),
    (FILE, "on: milestone_reached", "on: milestone_reached\n  milestone: habits", "reactions.0.milestone", "'habit'?"),
    (FILE, "on: milestone_reached", "on: milestone_reached\n  stage: adopt", "reactions.0.stage", "goes with"),
    (FILE, ADOPT, "  on: stage_entered\n", "reactions.1.on", "needs stage or laer"),
    (FILE, ADOPT, f"{ADOPT}  stage: adopt\n", "reactions.1.laer", "one too many beside stage"),
    (FILE, ADOPT, "  on: stage_entered\n  stage: adpot\n", "reactions.1.stage", "did you mean 'adopt'?"),
    (FILE, ADOPT, f"{ADOPT}  when: {{tier: {{is: 3}}}}\n", "reactions.1.when.tier.is", "must be one name"),
    (FILE, ADOPT, "  on: cta_opened\n  rule: renewals\n", "reactions.1.rule", "did you mean 'renewal'?"),
    (FILE, ADOPT, "  on: cta_opened\n  rule: stale-data\n", "reactions.1.rule", "stands for many accounts"),
    (FILE, SEATS, "kpi: {key: weekly-user, rises_to: 10}", "reactions.3.kpi.key", "did you mean 'weekly-users'?"),
    (FILE, SEATS, "kpi: {key: weekly-users}", "reactions.3.kpi", "needs either rises_to or falls_to"),
    (FILE, SEATS, "kpi: {key: weekly-users, rises_to: many}", "reactions.3.kpi.rises_to", "must be a number"),
    (FILE, NPS, "{kind: npm, at_most: 6}", "reactions.2.survey.0.kind", "Allowed: nps or csat"),
    (FILE, "{kind: csat, at_most: 2}", "{kind: csat, at_most: 6}", "reactions.2.survey.1.at_most", "from 1 to 5"),
    (FILE, NPS, "{kind: nps, at_most: 6, at_least: 7}", "reactions.2.survey.0", "can never hold"),
    (FILE, "    - celebrate:", "    - cheer:", "reactions.0.do.0.cheer", "is not a key here"),
    (FILE, HOW_TO, HOW_TO.replace("- draft", "- webhook: https://crm.example/hook\n    - draft"),
     "reactions.1.do.0.webhook", "must be a name from MILEPOST_WEBHOOKS, such as crm, not an address"),
    (FILE, HOW_TO, HOW_TO.replace("- draft", "- webhook: crm\n      draft"),
     "reactions.1.do.0", "exactly one of cta, draft, celebrate or webhook"),
    (FILE, HOW_TO, "    - celebrate:\n        due_in_working_days: 3",
     "reactions.1.do.0.celebrate", "goes with milestone_reached only"),
    (FILE, "of: material", "of: materials", "reactions.1.do.0.draft.of", "did you mean 'material'?"),
    (FILE, "            in_days: 14", "            in_days: 0", "reactions.2.do.0.cta.tasks.0.in_days", "at least 1"),
    (FILE, "key: what-came-of-it", "key: cta", "reactions.2.do.0.cta.tasks.0.key", "is taken"),
    (FILE, "key: newcomers", "key: low-score", "reactions.3.key", "already a reaction called 'low-score'"),
    (FILE, "event.by|short(40)", "event.who|short(40)", "reactions.2.do.0.cta.headline", "'event' has no 'who'"),
    (FILE, "{{ event.name or 'a milestone' }}", "{{ event.name }}", "reactions.0.do.0.celebrate.headline", "unknown"),
    ("laer/playbook.yaml", "name: laer", "name: laer\nreactions: []", "reactions", "belongs in reactions.yaml"),
    (HEAD, "rules_from: laer", "rules_from: laer\nreactions_without: [low-scores]", "reactions_without.0",
     "'low-score'?"),
    (FILE, ADOPT, "  on: stage_entered\n  stage: adopt\n", "rules_from", "or name it in reactions_without"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "problem"), BREAKS)
def test_an_error_names_file_line_key_and_what_is_allowed(broken, file, old, new, key, problem) -> None:
    errors = broken(file, old, new)
    found = [error for error in errors if error.key == key and problem in error.problem]
    assert found, "\n".join(str(error) for error in errors) or "no error"
    assert re.fullmatch(r"[a-z/-]+\.yaml:\d+", found[0].file)


def test_they_are_taken_over_with_the_rules_and_changed_under_the_same_key(library: Library) -> None:
    laer, lifecycle = library.playbooks["laer"], library.playbooks["saas-lifecycle"]
    assert [one.key for one in lifecycle.reactions] == [one.key for one in laer.reactions]
    assert lifecycle.reactions[:3] == laer.reactions[:3]
    changed = lifecycle.reactions[3]
    assert changed.kpi is not None
    assert (changed.kpi.key, changed.do) == ("paid-seats", laer.reactions[3].do)


def test_a_playbook_can_do_without_some_and_without_any(folder: Path) -> None:
    path = folder / HEAD
    path.write_text(path.read_text() + "\nreactions_without: [low-score, newcomers]\n")
    assert [one.key for one in load_library(folder).playbooks["subscription"].reactions] == [
        "thanks-for-milestone", "how-to-in-adopt", "make-the-most-of-it", "first-purchase",
    ]  # fmt: skip
    path.write_text(path.read_text().replace("[low-score, newcomers]", "[]"))
    for name in ("laer", "saas-lifecycle", "subscription", "success-milestones"):
        (folder / name / "reactions.yaml").unlink()
    assert check_library(folder) == []
    assert {one.reactions for one in load_library(folder).playbooks.values()} == {()}


def test_what_ships_thanks_teaches_and_calls_back(library: Library) -> None:
    # method: B5, C3, C4, C5, C10, D9
    made = {one.rule.key: one for reaction in library.playbooks["laer"].reactions for one in prepared(reaction)}
    assert {key: (one.letter, one.rule.cta.type, one.in_days) for key, one in made.items()} == {
        "thanks-for-milestone/celebrate": ("celebrate", "lifecycle", None),
        "how-to-in-adopt/draft": ("material", "lifecycle", None),
        "low-score/cta": ("talk", "risk", None),
        "low-score/what-came-of-it": ("talk", "risk", 14),
        "newcomers/draft": ("material", "lifecycle", None),
        "make-the-most-of-it/draft": ("material", "lifecycle", None),
        "first-purchase/cta": ("talk", "lifecycle", None),
    }
    assert made["low-score/cta"].rule.cta.due_in_working_days == 2


def test_what_ships_calls_no_other_system(library: Library) -> None:
    assert targets(library) == {}


def test_a_rule_is_never_taken_for_a_reaction(library: Library) -> None:
    laer = library.playbooks["laer"]
    assert find_prepared(laer, "low-score") is None
    assert find_prepared(laer, "low-score/nothing") is None
    assert find_prepared(laer, "hand") is None


@pytest.mark.slow
@pytest.mark.parametrize("voice", VOICES)
def test_every_reaction_has_a_letter_for_every_persona_in_every_situation(library: Library, voice) -> None:
    # method: A4, A5, A6, C3
    for playbook in library.playbooks.values():
        rules = [one.rule for reaction in playbook.reactions for one in prepared(reaction)]
        for stage in playbook.stages:
            for rule in rules:
                for name, words in situations().items():
                    if name == "long names full of markup":
                        continue
                    milestone = next(iter(stage.milestones), None)
                    advice = advise(library, voice, stage.laer, words, milestone=milestone, rule=rule)
                    text = letter(library, voice, words, paragraphs_of(advice), "Olga")
                    fine(text, f"{playbook.name}/{rule.key}/{voice}/{name}")


def test_the_pieces_to_send_speak_to_the_customer(library: Library) -> None:
    for playbook in library.playbooks.values():
        for one in (one for reaction in playbook.reactions for one in prepared(reaction)):
            if one.material is not None:
                assert not OURS.search(f"{one.material.title} {one.material.text}")


def test_the_page_tells_when_each_reacts_and_what_is_ready(library: Library) -> None:
    page = playbook_page(library, "laer")
    for text in ("Ready when something happens", "When NPS 6 or less or CSAT 2 or less comes in.",
                 "When the figure of weekly users rises to 10.", "Congratulate Dana on first value",
                 "high priority, due in 2 working days, with an alert", "due 14 days later",
                 "with the piece to send"):  # fmt: skip
        assert text in page
