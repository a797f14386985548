"""The four playbooks that ship: each complete by itself, and none at odds with another."""

import re
import shutil
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from bot.playbook.load import check_library, load_library
from bot.playbook.models import STAGES, VOICES, KpiMinimum, Library, Playbook, Rule
from bot.playbook.rules.condition_check import check_condition
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.playbook.shared import shared_rules
from bot.playbook.versions import content_hash, version_rows
from tests.given.book import PLAYBOOKS


@pytest.fixture(scope="session")
def saas(library: Library) -> Playbook:
    return library.playbooks["saas-lifecycle"]


def with_level(folder: Path, level: int) -> Playbook:
    path = folder / "success-milestones/playbook.yaml"
    path.write_text(re.sub(r"rule_level: \d", f"rule_level: {level}", path.read_text()))
    return load_library(folder).playbooks["success-milestones"]


def test_there_are_four(library: Library):
    assert tuple(library.playbooks) == PLAYBOOKS


def test_each_stage_names_its_laer_stage_and_has_all_that_a_map_shows(playbook: Playbook):
    # method: A1, B1
    for stage in playbook.stages:
        assert stage.laer in STAGES
        assert min(len(stage.needs), len(stage.touchpoints), len(stage.actions), len(stage.teams)) >= 3, stage.key
    order = [STAGES.index(stage.laer) for stage in playbook.stages]
    assert order == sorted(order), "the stages follow the way from land to renew"


def test_each_milestone_has_a_plan_a_strict_test_and_words_for_everyone(playbook: Playbook):
    # method: D3, D4
    for milestone in playbook.milestones():
        assert 4 <= len(milestone.tasks) <= 6, milestone.key
        assert sum(task.required for task in milestone.tasks) >= 3, milestone.key
        assert milestone.kpis, milestone.key
        assert set(milestone.talk) == set(VOICES), milestone.key


def test_health_has_six_to_eight_parts_that_make_a_hundred(playbook: Playbook):
    # method: C2
    weights = [kpi.weight for kpi in playbook.health.kpis if kpi.weight]
    assert 6 <= len(weights) <= 8
    assert sum(weights) == 100


def test_each_playbook_covers_reviews_renewals_health_people_and_data(playbook: Playbook):
    # method: C2, C4, D7
    keys = {rule.key for rule in playbook.rules}
    assert keys >= {"no-review", "renewal", "health-fell", "champion-left", "outcome-missing", "stale-data"}


def test_the_same_key_means_the_same_in_every_playbook(library: Library):
    for one, other in combinations(library.playbooks.values(), 2):
        for named in (kpis, tasks, milestone_names):
            left, right = named(one), named(other)
            for key in left.keys() & right.keys():
                assert left[key] == right[key], f"{key}: {one.name} and {other.name}"


def kpis(playbook: Playbook) -> dict[str, object]:
    return {kpi.key: (kpi.name, kpi.unit, kpi.worst, kpi.best) for kpi in playbook.health.kpis if kpi.weight}


def tasks(playbook: Playbook) -> dict[str, object]:
    return {task.key: (task.name, task.side) for milestone in playbook.milestones() for task in milestone.tasks}


def milestone_names(playbook: Playbook) -> dict[str, object]:
    return {milestone.key: milestone.name for milestone in playbook.milestones()}


def test_rules_that_share_a_key_open_and_close_alike_in_every_playbook(library: Library):
    """A to-do is known by its rule's key, so two playbooks with other ideas of it would open and close it in turns."""
    seen: dict[str, Rule] = {}
    for playbook in library.playbooks.values():
        for rule in (*playbook.rules, *playbook.rules_waiting):
            if not rule.asks:  # a survey stands at milestones that are its own playbook's
                first = seen.setdefault(rule.key, rule)
                assert (rule.when, rule.clears_when, rule.once_per) == (first.when, first.clears_when, first.once_per)


def test_no_two_playbooks_say_the_same_about_their_milestones(library: Library):
    said: dict[str, str] = {}
    for playbook in library.playbooks.values():
        for milestone in playbook.milestones():
            for voice, track in milestone.talk.items():
                for line in (*track.say, track.ask or "", track.leave_with or ""):
                    where = f"{playbook.name}, {milestone.key}, {voice}"
                    if "promise" not in line:  # "we still owe you …" can't be said in a hundred ways
                        assert said.setdefault(line, where) == where, line


# ---------------------------------------------------------------- saas-lifecycle


def test_seven_stages_lead_from_awareness_to_loyalty_each_with_one_success(saas: Playbook):
    # method: B1
    assert [(stage.key, stage.laer) for stage in saas.stages] == [
        ("awareness", "land"),
        ("purchase", "land"),
        ("onboarding", "land"),
        ("adoption", "adopt"),
        ("retention", "adopt"),
        ("expansion", "expand"),
        ("loyalty", "renew"),
    ]
    assert [len(stage.milestones) for stage in saas.stages] == [1] * 7


def test_each_segment_has_a_full_profile_and_says_what_success_is_in_each_stage(saas: Playbook):
    # method: B2, B3
    assert [segment.key for segment in saas.segments] == ["start-up", "growing", "enterprise"]
    for segment in saas.segments:
        for profile in ("demographics", "behaviours", "values", "desires", "pain_points", "associations"):
            assert len(getattr(segment, profile)) >= 2
        assert list(segment.success) == [stage.key for stage in saas.stages]
    told = [words for segment in saas.segments for words in segment.success.values()]
    assert len(set(told)) == 21


def test_each_segment_qualifies_for_the_next_stage_by_something_measured(saas: Playbook):
    # method: B3
    kpis = {kpi.key for kpi in saas.health.kpis}
    for stage in saas.stages:
        for milestone in stage.milestones:
            for segment in (*(each.key for each in saas.segments), None, "a segment nobody described"):
                assert milestone.minimums(segment)
                assert {asked.kpi for asked in milestone.minimums(segment)} <= kpis


@pytest.mark.parametrize(
    ("stage", "segment", "asked"),
    [
        ("purchase", "start-up", {"paid-seats": 1}),
        ("purchase", "enterprise", {"paid-seats": 50}),
        ("onboarding", "start-up", {"users-added": 5}),
        ("onboarding", None, {"users-added": 5}),
        ("onboarding", "enterprise", {"users-added": 40}),
        ("adoption", "start-up", {"core-actions": 1}),
        ("retention", "start-up", {"weekly-use": 50, "logins": 2}),
        ("retention", "enterprise", {"weekly-use": 50, "logins": 2, "active-seats": 60, "feature-adoption": 40}),
        ("expansion", "growing", {"active-seats": 80, "feature-adoption": 50, "goal-progress": 50}),
        ("loyalty", "growing", {"csat": 4}),
    ],
)
def test_what_a_segment_must_reach(saas: Playbook, stage: str, segment: str | None, asked: dict[str, float]):
    # method: B3
    [milestone] = next(each for each in saas.stages if each.key == stage).milestones
    assert {each.kpi: each.at_least for each in milestone.minimums(segment)} == asked


def test_loyalty_is_a_good_rating_and_then_the_request_for_a_review(saas: Playbook):
    # method: B3
    milestone = saas.milestones()[-1]
    assert [task.key for task in milestone.tasks if task.required][-1] == "review-asked"
    assert milestone.kpis == (KpiMinimum(kpi="csat", at_least=4, fresh_days=90),)
    ask = next(rule for rule in saas.rules if rule.key == "ask-for-review")
    assert ask.when["kpi"]["csat"] == {"at_least": 4, "fresh_days": 60}


def test_the_expansion_basket_makes_a_qualified_lead_where_health_is_good(saas: Playbook):
    # method: B3, C7
    lead = next(rule for rule in saas.rules if rule.key == "ready-for-sales")
    assert lead.cta.type == "opportunity"
    assert lead.when["milestone"] == {"is": "public-word"}, "the basket's milestone is behind it"
    assert lead.when["health"] == {"at_least": 70}
    assert "expansion-ready" not in {rule.key for rule in saas.rules}


def test_each_touchpoint_says_where_it_helps_and_each_stage_shows_its_own(saas: Playbook):
    # method: B4
    assert len(saas.touchpoints) >= 20
    for stage in saas.stages:
        here = tuple(each.name for each in saas.touchpoints if stage.key in each.helps)
        assert stage.touchpoints == here
        assert len(here) >= 4


# ---------------------------------------------------------------- subscription


def test_first_use_in_week_one_a_habit_by_week_four_and_independence_by_day_ninety(library: Library):
    # method: C1
    onboarding = library.playbooks["subscription"].stages[0]
    days = [milestone.usual_days for milestone in onboarding.milestones]
    assert [sum(days[:end]) for end in (1, 2, 3)] == [7, 28, 90]
    assert onboarding.usual_days == 90


def test_at_most_one_value_message_in_four_weeks_and_none_where_something_is_wrong(library: Library):
    # method: C1
    note = next(rule for rule in library.playbooks["subscription"].rules if rule.key == "value-note")
    assert note.when["days_since_contact"] == {"above": 28}
    assert note.when["stage"] == {"is": "adoption"}
    assert note.when["not"] == {"band": {"is": "red"}}
    assert note.clears_when is not None
    assert {"days_since_contact": {"at_most": 28}} in note.clears_when["any"], "any contact counts"
    assert not note.alert


def test_open_tickets_and_poor_ratings_come_before_the_renewal_talk(library: Library):
    # method: C7
    first = next(rule for rule in library.playbooks["subscription"].rules if rule.key == "clear-the-way")
    assert first.when["days_to_deadline"] == {"at_most": 90}
    assert [list(each["kpi"]) for each in first.when["any"]] == [["open-tickets"], ["nps"]]


def test_a_rule_taken_over_can_be_changed_in_one_part(library: Library):
    laer, ours = ({r.key: r for r in library.playbooks[name].rules} for name in ("laer", "subscription"))
    stuck, changed = laer["stuck-in-milestone"], ours["stuck-in-milestone"]
    assert (stuck.cta.review, changed.cta.review) == ("ebr", None)
    assert (changed.cta.due_in_working_days, changed.cta.priority) == (2, stuck.cta.priority)
    assert changed.headline == stuck.headline
    assert ours["renewal"] == laer["renewal"]


# ---------------------------------------------------------------- success-milestones


def test_phases_name_what_it_takes_to_start_and_how_long_they_last(library: Library):
    # method: D1
    for stage in library.playbooks["success-milestones"].stages:
        assert stage.requirements
        assert stage.usual_days


def test_there_are_four_success_milestones_and_the_first_ends_the_first_phase(library: Library):
    # method: D2
    one = library.playbooks["success-milestones"]
    assert [len(stage.milestones) for stage in one.stages] == [1, 1, 1, 1, 0]


LEVELS = [(1, set()), (2, {"ebr-second-milestone"}), (3, {"ebr-second-milestone", "ebr-after-three-months"})]


@pytest.mark.parametrize(("level", "added"), LEVELS)
def test_the_rules_mature_with_the_team(folder: Path, level: int, added: set[str]):
    # method: D7
    one = with_level(folder, level)
    keys = {rule.key for rule in one.rules}
    assert "no-review" in keys
    assert {key for key in keys if key.startswith("ebr")} == added
    assert {rule.key for rule in one.rules_waiting} == LEVELS[2][1] - added
    assert len(one.rule_levels) == 3


def test_the_executive_reviews_are_due_when_the_method_says(folder: Path):
    # method: D7
    rules = {rule.key: rule for rule in with_level(folder, 3).rules}
    second = load_library(folder).playbooks["success-milestones"].milestones()[1].key
    assert rules["ebr-second-milestone"].when == {"milestone": {"is": second}, "milestone_overdue_days": {"above": 0}}
    assert rules["ebr-after-three-months"].when == {"milestone_days": {"above": 90}, "milestone": {"is_not": second}}
    assert {rules[key].cta.review for key in LEVELS[2][1]} == {"ebr"}


def test_a_level_is_no_new_version(folder: Path):
    assert content_hash(with_level(folder, 1)) == content_hash(with_level(folder, 3))


def test_a_level_that_is_not_there_is_an_error(folder: Path):
    path = folder / "success-milestones/playbook.yaml"
    path.write_text(path.read_text().replace("rule_level: 1", "rule_level: 4"))
    [error] = check_library(folder)
    assert (error.key, error.problem) == ("rule_level", "must be at most 3: no rule is of a higher level")


# ---------------------------------------------------------------- what all share


def test_what_segments_need_more_leaves_everyones_test_as_it_is(saas: Playbook):
    # method: B3, D3
    rows = version_rows(saas)["tests"]
    assert [row["minimum"] for row in rows if row["kpi"] == "users-added"] == [5]


def test_every_rule_that_waits_is_checked_like_those_in_use(library: Library):
    for playbook in library.playbooks.values():
        for rule in playbook.rules_waiting:
            assert list(check_condition(rule.when, vocabulary_of(playbook))) == []


ASKED_AT_OWN_MILESTONES = ("survey-at-start", "survey-at-success", "survey-at-hard-step")


def test_rules_in_common_are_named_once_with_their_playbooks(library: Library):
    shared = shared_rules(library)
    differing = {"stuck-in-milestone": 2} | dict.fromkeys(ASKED_AT_OWN_MILESTONES, 3)  # each of them beside the first
    assert len(shared) == len({rule.key for rule, _ in shared}) + sum(differing.values())
    names = {rule.key: names for rule, names in shared}
    assert names["renewal"] == PLAYBOOKS
    assert names["value-note"] == ("subscription",)
    assert [names for rule, names in shared if rule.key == "stuck-in-milestone"] == [
        ("laer", "saas-lifecycle"),
        ("subscription",),
        ("success-milestones",),
    ]


def test_loading_at_start_renders_nothing(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> str:
        raise AssertionError("rendered at start")

    monkeypatch.setattr("bot.playbook.rehearse.render", refuse)
    began = time.perf_counter()
    load_library()
    assert time.perf_counter() - began < 2, "a quarter of a second on a quiet machine"


def test_a_copy_of_one_playbook_alone_is_a_library(folder: Path, broken: Callable[..., list[object]]):
    for name in PLAYBOOKS[1:]:
        shutil.rmtree(folder / name)
    assert check_library(folder) == []
