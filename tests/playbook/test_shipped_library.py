"""What ships is complete, and follows the method."""

import re
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from bot.errors import PlaybookError
from bot.playbook.load import SHIPPED, check_library, load_library
from bot.playbook.models import PERSONAS, STAGES, VOICES, Cell, Library, MatterTold, Playbook, Rule
from bot.playbook.text.samples import situations
from bot.playbook.text.templates import render


def rule(playbook: Playbook, key: str) -> Rule:
    return next(each for each in playbook.rules if each.key == key)


def test_the_shipped_library_has_no_errors():
    assert [str(error) for error in check_library()] == []


def test_the_default_folder_lies_beside_the_package():
    assert (SHIPPED / "laer" / "playbook.yaml").is_file()
    assert load_library() == load_library(SHIPPED)


def test_a_folder_that_is_missing_is_named(tmp_path: Path):
    with pytest.raises(PlaybookError, match="nowhere: this folder is missing"):
        load_library(tmp_path / "nowhere")


def test_the_stages_are_land_adopt_expand_and_renew_each_with_all_a_map_shows(laer: Playbook):
    # method: A1, A2
    assert [stage.laer for stage in laer.stages] == list(STAGES)
    for stage in laer.stages:
        assert stage.purpose
        assert min(len(stage.teams), len(stage.needs), len(stage.touchpoints), len(stage.actions)) >= 3


def test_there_are_four_milestones_with_a_plan_a_strict_test_and_talk_for_everyone(laer: Playbook):
    # method: D2, D3, D4
    assert len(laer.milestones()) == 4
    for milestone in laer.milestones():
        assert 4 <= len(milestone.tasks) <= 6
        assert sum(task.required for task in milestone.tasks) >= 3
        assert milestone.kpis
        assert set(milestone.talk) == set(VOICES)


def test_renewal_is_entered_by_the_calendar_and_not_by_a_milestone(laer: Playbook):
    # method: A2
    assert laer.stages[-1].milestones == ()
    assert laer.stages[-1].enters_when == {"days_to_deadline": {"at_most": 90}}


def test_health_counts_six_to_eight_kpis_in_three_bands(laer: Playbook):
    # method: C2
    weighted = [kpi for kpi in laer.health.kpis if kpi.weight]
    assert 6 <= len(weighted) <= 8
    assert sum(kpi.weight for kpi in weighted) == 100
    assert [band.key for band in laer.health.bands] == ["red", "amber", "green"]


def test_the_rules_cover_what_a_csm_must_not_miss(laer: Playbook):
    # method: C2, C4, D7
    assert {each.key: (each.cta.type, each.once_per) for each in laer.rules} == {
        "stuck-in-milestone": ("risk", "milestone"),
        "no-review": ("objective", "review"),
        "renewal": ("lifecycle", "renewal"),
        "health-fell": ("risk", "health-change"),
        "health-red": ("risk", "band"),
        "use-fell": ("risk", "health-change"),
        "expansion-ready": ("opportunity", "quarter"),
        "health-by-hand-ends": ("objective", "quarter"),
        "champion-left": ("risk", "quarter"),
        "outcome-missing": ("lifecycle", "renewal"),
        "survey-due": ("objective", "quarter"),
        "survey-at-start": ("objective", "milestone"),
        "survey-at-success": ("objective", "milestone"),
        "survey-at-hard-step": ("objective", "milestone"),
        "exit-survey": ("objective", "ever"),
        "no-persona": ("data", "ever"),
        "stale-data": ("data", "ever"),
    }


def test_an_account_without_a_review_in_three_months_gets_a_business_review(laer: Playbook):
    # method: D7
    assert rule(laer, "no-review").when == {"review_turn": {"above": 90}}
    assert rule(laer, "no-review").cta.review == "qbr"
    assert rule(laer, "stuck-in-milestone").cta.review == "ebr"


def test_one_renewal_rises_and_speaks_up_and_a_week_before_once_more_if_untouched(laer: Playbook):
    steps = [(rise.days, rise.priority, rise.alert, rise.only_untouched) for rise in rule(laer, "renewal").rises]
    assert steps == [
        (120, "low", False, False), (90, "medium", True, False), (60, "high", False, False),
        (30, "urgent", True, False), (7, "urgent", True, True),
    ]  # fmt: skip


def test_missing_data_is_one_quiet_todo_per_csm(laer: Playbook):
    for each in laer.rules:
        if each.cta.type == "data":
            assert (each.per, each.alert) == ("csm", False)


def test_every_rule_has_its_own_talk_where_the_milestones_would_not_fit(laer: Playbook):
    for key in ("renewal", "health-fell", "health-red", "expansion-ready", "champion-left", "no-review"):
        assert set(rule(laer, key).talk) == set(VOICES)
    for each in laer.rules:
        assert each.asks is None or set(each.talk) == set(VOICES)


def test_every_playbook_asks_at_its_milestones_at_its_hard_step_and_on_leaving(library: Library):
    # method: C11
    for playbook in library.playbooks.values():
        asking = {each.key: each for each in playbook.rules if each.asks is not None}
        when = ("survey-due", "survey-at-start", "survey-at-success", "survey-at-hard-step", "exit-survey")
        assert tuple(asking) == when
        assert {each.shares for each in asking.values()} == {"survey"}  # nobody is asked twice


def test_an_old_customer_is_not_told_that_nobody_ever_looked_back(laer: Playbook):
    """Of what was before it came to us nobody knows anything."""
    told = situations()
    for voice, talk in rule(laer, "no-review").talk.items():
        old, new = ("\n".join(render(said, told[who]) for said in talk.say) for who in ("old customer", "first review"))
        assert "haven't" not in old.replace("I haven't forgotten", ""), old
        assert ("yet" in new) is (voice != "ceo")


def cells(library: Library) -> dict[tuple[str, str], Cell]:
    return {(persona, stage): library.personas[persona].cells[stage] for persona in PERSONAS for stage in STAGES}


def test_all_twelve_cells_are_complete(library: Library):
    # method: A3
    assert len(cells(library)) == 12
    for cell in cells(library).values():
        assert min(len(cell.activities), len(cell.questions)) >= 3


def test_no_two_cells_say_the_same(library: Library):
    # method: A3
    for one, other in combinations(cells(library).values(), 2):
        for name in Cell.model_fields:
            left, right = getattr(one, name), getattr(other, name)
            same = set(left) & set(right) if isinstance(left, tuple) else left == right
            assert not same, f"{name}: {same}"


@pytest.mark.parametrize(
    ("persona", "stage", "words"),
    [
        ("expert", "land", ("start and an end date", "checklist", "diagram")),  # method: A4
        ("expert", "adopt", ("reached and outstanding", "problem to solve together", "new date")),
        ("friend", "land", ("whole team", "purview", "community", "Offer training as a group")),  # method: A5
        ("expert", "adopt", ("support answer their cases first",)),
        ("friend", "adopt", ("Sit beside", "beta programme", "rate itself together", "their lead", "gaps")),
        ("friend", "expand", ("advisory board", "back office")),
        ("ceo", "land", ("quoted, above the goals", "key customers", "this makes you win")),  # method: A6
        ("ceo", "adopt", ("dedicated people", "several small upgrades", "clinic", "roadmap")),
        ("ceo", "expand", ("wins towards the goals", "conference talk", "break-out to lead", "moderate")),
        ("ceo", "renew", ("total cost of ownership", "our CEO", "two offers")),
    ],
)
def test_the_activities_are_those_of_the_method(library: Library, persona: str, stage: str, words: tuple[str, ...]):
    activities = " ".join(library.personas[persona].cells[stage].activities)  # type: ignore[index]
    for each in words:
        assert each in activities


def test_a_ceo_type_is_never_offered_a_beta_and_never_told_we_cant(library: Library):
    # method: A6
    for cell in library.personas["ceo"].cells.values():
        said = " ".join((cell.message, *cell.activities, *cell.questions)).lower()
        assert "beta" not in said
        assert "we can't" not in said
    warnings = " ".join(cell.never for cell in library.personas["ceo"].cells.values())
    assert "beta" in warnings
    assert "we can't" in warnings


def test_whoever_is_never_to_be_left_waiting_is_so_in_every_stage(library: Library):
    # method: A5, A15
    friend = [cell.never for cell in library.personas["friend"].cells.values()]
    assert all(any(word in one for word in ("unanswered", "wait", "don't know")) for one in friend)
    ceo = [library.personas["ceo"].cells[stage].never for stage in ("land", "adopt", "expand", "renew")]
    assert all("we can't" in one for one in ceo)


def test_each_type_has_what_never_and_what_always(library: Library):
    # method: A15, A4, A5, A6
    always = {persona: library.personas[persona].always for persona in PERSONAS}
    said = {persona: " ".join((one.never, one.costs, one.lands)) for persona, one in always.items() if one is not None}
    assert "lazy" in said["expert"]
    assert "review" in said["expert"]
    assert "impeccable" in said["expert"]
    assert "personally" in said["friend"]
    assert "effort" in said["friend"]
    assert "we can't" in said["ceo"]
    assert "makes you win" in said["ceo"]


def test_the_renewal_is_the_aim_behind_every_stage_and_land_begins_before_the_contract(laer: Playbook):
    # method: A2
    for stage in laer.stages[:3]:
        words = " ".join((stage.purpose, *stage.actions))
        assert "renewal" in words or "next term" in words
    assert "Trial and demo" in laer.stages[0].touchpoints
    assert "from sales in writing" in " ".join(laer.stages[0].actions)


def test_each_persona_has_signs_a_csm_can_see(library: Library):
    for persona in PERSONAS:
        assert 6 <= len(library.personas[persona].signs) <= 8
    assert library.personas["neutral"].signs == ()


# A digest shows the question without what is said before it.

DANGLING = r"\b(that page|the two|of the two|of them|before it is|was it|this put|begin with)\b"


def test_a_question_is_understood_without_the_words_before_it(library: Library) -> None:
    asked = [
        (voice, matter, track.ask)
        for voice, guide in library.personas.items()
        for matter, tracks in guide.matters.items()
        if matter != "promise"  # which stands before it by name
        for track in tracks
    ]
    assert len(asked) > 60
    assert [one for one in asked if re.search(DANGLING, one[2] or "")] == []


def test_each_voice_has_words_for_each_matter_and_no_two_ask_the_same(library: Library) -> None:
    for voice, guide in library.personas.items():
        assert set(guide.matters) == set(get_args(MatterTold)), voice
    asks = [track.ask for guide in library.personas.values() for found in guide.matters.values() for track in found]
    assert len(asks) == len(set(asks))
