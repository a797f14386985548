"""Conditions read back in words, turned around, and measured."""

import pytest

from bot.facts.comparison import NUMBER_OPERATORS, Comparison
from bot.facts.condition import Group, clearing, comparisons, in_words, parse, said, what_clears
from bot.facts.fact import Fact
from bot.facts.facts import FACTS
from bot.playbook.freshness import with_freshness
from bot.playbook.models import Condition, Library, Playbook
from bot.playbook.rules.condition_check import check_condition
from bot.playbook.rules.vocabulary import vocabulary_of


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"days_since_review": {"above": 90}}, "no review for more than 90 days"),
        ({"days_since_contact": {"at_least": 1}}, "no contact for at least 1 day"),
        ({"milestone_overdue_days": {"above": 0}}, "past the time its milestone may take"),
        ({"milestone_overdue_days": {"above": 10}}, "more than 10 days past the time its milestone may take"),
        ({"champions": {"below": 1}}, "no champion is noted"),
        ({"decision_makers": {"at_least": 2}}, "at least 2 people who decide"),
        ({"health": {"at_least": 80}, "laer": {"in": ["adopt", "expand"]}}, 
         "health at least 80 and in Adopt or Expand"),
        ({"any": [{"stage": {"is": "land"}}, {"band": {"is": "red"}}]}, "in Land, or health is at risk"),
        ({"not": {"milestone": {"is": "habit"}}}, "not on the way to a weekly habit"),
        ({"not": {"days_since_review": {"above": 90}}}, "last review at most 90 days ago"),
        ({"kpi": {"weekly-use": {"below": 10, "fresh_days": 14}}}, "weekly use less than 10%"),
        ({"health_fell": {"points": 15, "within_days": 7}}, "health has fallen by 15 points or more within 7 days"),
        ({"band_changed": {"within_days": 7, "to": "up"}}, "the health band has risen within 7 days"),
        ({"not": {"band_changed": {"within_days": 1}}}, "the health band has not changed within 1 day"),
        ({"health": {"known": False}}, "health is not known"),
        (
            {"tier": {"is": "mid"}, "any": [{"stage_days": {"above": 5}}, {"segment": {"is_not": "start-up"}}]},
            "tier mid and (in its stage for more than 5 days, or segment other than start-up)",
        ),
    ],
)  # fmt: skip
def test_a_condition_reads_back_as_a_phrase(laer: Playbook, condition: Condition, words: str):
    assert list(check_condition(condition, vocabulary_of(laer))) == []
    assert in_words(condition, vocabulary_of(laer)) == words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Comparison("days_since_review", "above", 90), "a review is logged"),
        (Comparison("milestone_overdue_days", "above", 0), "the milestone is reached"),
        (Comparison("champions", "below", 1), "a champion is noted"),
        (Comparison("health", "below", 40), "health comes up"),
        (Comparison("band", "is", "red"), "health is not at risk"),
        (Comparison("kpi", "below", 10, "weekly-use"), "weekly use at least 10%"),
    ],
)
def test_it_says_what_would_clear_it(laer: Playbook, asked: Comparison, words: str):
    assert clearing(asked, vocabulary_of(laer)) == words


def test_every_number_has_words_in_both_directions(laer: Playbook):
    words = vocabulary_of(laer)
    for fact in FACTS.values():
        for operator in NUMBER_OPERATORS if isinstance(fact, Fact) else ():
            asked = Comparison(fact.key, operator, 7)
            assert "{" not in said(asked, words)
            assert clearing(asked, words)


def test_not_turns_each_thing_around_and_all_into_any(laer: Playbook):
    tree = parse({"not": {"health": {"below": 40}, "champions": {"at_least": 1}}})
    [inner] = tree.parts
    assert isinstance(inner, Group)
    assert not inner.every
    assert list(comparisons(tree)) == [Comparison("health", "at_least", 40), Comparison("champions", "below", 1)]


def test_not_twice_is_the_condition_itself():
    assert list(comparisons(parse({"not": {"not": {"health": {"below": 40}}}}))) == [Comparison("health", "below", 40)]


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        ({"health": {"above": True}}, ("health", "above")),
        ({"health": {"known": "yes"}}, ("health", "known")),
        ({"health": {"above": 80, "below": 20}}, ("health",)),
        ({"health": 80}, ("health",)),
        ({"tier": {"is": ["mid"]}}, ("tier", "is")),
        ({"tier": {"in": "mid"}}, ("tier", "in")),
        ({"tier": {"above": 3}}, ("tier", "above")),
        ({"any": []}, ("any",)),
        ({"all": {"health": {"above": 1}}}, ("all",)),
        ({"not": []}, ("not",)),
        ({"any": [{"health": {"above": 1}}, {}]}, ("any", 1)),
        ({"kpi": {"nps": {"fresh_days": 3}}}, ("kpi", "nps")),
        ({"kpi": {"nps": {"below": 3, "fresh_days": 0.5}}}, ("kpi", "nps", "fresh_days")),
        ({"band_changed": {"within_days": 7, "to": "left"}}, ("band_changed", "to")),
        ({"health_fell": {"points": 0, "within_days": 7}}, ("health_fell", "points")),
        ({"laer": {"is": "retention"}}, ("laer", "is")),
    ],
)
def test_a_condition_that_cannot_be_meant_is_named_by_its_place(laer: Playbook, condition: Condition, where: object):
    assert [trouble.where for trouble in check_condition(condition, vocabulary_of(laer))] == [where]


def test_a_kpi_may_be_as_old_in_a_rule_as_health_lets_it_be(library: Library) -> None:
    laer = library.playbooks["laer"]
    when = {"any": [{"kpi": {"weekly-use": {"below": 5}}}, {"not": {"kpi": {"nps": {"below": 0, "fresh_days": 30}}}}]}
    rule = laer.rules[0].model_copy(update={"when": when, "clears_when": None})
    (filled,) = with_freshness(laer.model_copy(update={"rules": (rule,)})).rules
    assert filled.when == {
        "any": [
            {"kpi": {"weekly-use": {"below": 5, "fresh_days": 14}}},
            {"not": {"kpi": {"nps": {"below": 0, "fresh_days": 30}}}},
        ]
    }
    assert all("fresh_days" in str(one.when) for one in laer.rules if "'kpi':" in str(one.when))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"review_turn": {"above": 90}}, "a review is logged"),
        ({"milestone_overdue_days": {"above": 0}, "champions": {"below": 1}},
         "the milestone is reached, or a champion is noted"),
        ({"any": [{"review_turn": {"above": 90}}, {"champions": {"below": 1}}]},
         "a review is logged and a champion is noted"),
    ],
)  # fmt: skip
def test_what_clears_a_condition_is_said_from_what_clears_its_parts(
    laer: Playbook, condition: Condition, words: str
) -> None:
    assert what_clears(condition, vocabulary_of(laer)) == words
