"""Rules that opened nothing at an account: what is missing until they would, or what nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.calendar import plural
from bot.journey.facts import FACTS, DaysUntil
from bot.journey.reads import RuleState
from bot.playbook.condition_words import NUMBER_WORDS, Group, Leaf, leaf_in_words, leaves, parse
from bot.playbook.conditions import NUMBER_OPERATORS
from bot.talk.account.view import AccountView, days_since, kpi_of
from bot.talk.phrases.words import measured

NEAREST_SHOWN, UNKNOWN_SHOWN = 4, 4
# Facts whose absence is an answer, not a gap: nobody left, no contract is past its end, nobody answered badly.
ABSENT = {"champion_left_days", "outcome_missing_days", "days_since_low_answer", "health_by_hand_days"}
UNKNOWN = {
    "milestone": "all milestones are reached",
    "milestone_days": "its milestone has no start date",
    "milestone_overdue_days": "its milestone has no start date",
    "stage_days": "the day it entered its stage isn't on record",
    "days_since_review": "no review is on record",
    "review_turn": "neither a review nor a start date is on record",
    "days_since_contact": "no contact is on record",
    "days_since_survey": "no survey is on record",
    "survey_turn": "neither a survey nor a start date is on record",
    "days_to_deadline": "no renewal date is on record",
    "days_to_end": "no renewal date is on record",
    "health": "too little fresh data for a health score",
    "health_fell": "too little fresh data for a health score",
    "band": "too little fresh data for a health score",
    "band_changed": "too little fresh data for a health score",
    "tier": "its tier isn't on record",
    "segment": "its segment isn't on record",
}


TURNS = {"review_turn": ("last_review_on", "review"), "survey_turn": ("last_survey_on", "survey")}


class Here(NamedTuple):
    """The account, and the day in its workspace."""

    view: AccountView
    today: date


class Missing(NamedTuple):
    """What a rule lacks, in words, and how far the account is from it as a share of what is asked."""

    gap: float
    words: tuple[str, ...]


class Stand(NamedTuple):
    """One thing that a rule asks, and how it stands here. holds None: unknown."""

    leaf: Leaf
    holds: bool | None
    value: Any


def nearest(view: AccountView, states: Sequence[RuleState], today: date) -> tuple[str, ...]:
    """What the rules that come closest to holding lack, the nearest first: "no review for more than 90 days (now 28
    days)". Of things that stand in for each other, the nearest; of things that must all be so, each."""
    quiet = [state for state in states if state.rule.per == "account" and state.holds is False]
    found = [_missing(Here(view, today), parse(state.rule.when), _stands(state)) for state in quiet]
    ranked = sorted((one for one in found if one), key=lambda one: one.gap)
    return tuple(dict.fromkeys("; ".join(dict.fromkeys(one.words)) for one in ranked))[:NEAREST_SHOWN]


def unknown(view: AccountView, states: Sequence[RuleState]) -> tuple[tuple[str, str], ...]:
    """Why nobody can tell, and what: ("no renewal date is on record", "at most 120 days to notice …")."""
    found: dict[str, dict[str, None]] = {}
    for state in states:
        stands = map(_stands(state), leaves(parse(state.rule.when)))
        open_ended = [one.leaf for one in stands if one.holds is None and one.leaf.fact not in ABSENT]
        for leaf in open_ended if state.holds is None else ():
            found.setdefault(_why_unknown(view, leaf), {})[leaf_in_words(leaf, view.current)] = None
    return tuple((reason, "; ".join(asked)) for reason, asked in found.items())[:UNKNOWN_SHOWN]


def _stands(state: RuleState) -> Callable[[Leaf], Stand]:
    """Says how each leaf stands, asked for in reading order: the order in which the state has them."""
    read = iter(state.leaves)

    def stand(leaf: Leaf) -> Stand:
        here = next(read)
        same = not leaf.denied and (leaf.operator, leaf.value) == (here.operator, here.bound)
        return Stand(leaf, here.holds if same or here.holds is None else not here.holds, here.value)

    return stand


# What is missing


def _missing(here: Here, group: Group, stand: Callable[[Leaf], Stand]) -> Missing | None:
    """None where it holds. All of it is read, also where the answer is known before."""
    found = [
        _missing(here, part, stand) if isinstance(part, Group) else _lacking(here, stand(part)) for part in group.parts
    ]
    lacking = [one for one in found if one]
    if not group.every:
        return min(lacking, default=None) if len(lacking) == len(found) else None
    words = tuple(text for one in lacking for text in one.words)
    return Missing(max(one.gap for one in lacking), words) if lacking else None


def _lacking(here: Here, one: Stand) -> Missing | None:
    if one.holds:
        return None
    gap, now = _now(here, one)
    return Missing(gap, (f"{leaf_in_words(one.leaf, here.view.current)} ({now})",))


def _now(here: Here, one: Stand) -> tuple[float, str]:
    """How far it is, and how it stands now."""
    leaf, value = one.leaf, one.value
    if leaf.operator == "known":
        return 2.0, "it is" if not leaf.value else "it isn't"
    if leaf.operator == "moved":
        return 1.5, "it has" if leaf.denied else "it hasn't"
    if value is None:
        return (3.0, "none so far") if leaf.fact in ABSENT else (2.5, "not on record")
    if leaf.operator in NUMBER_OPERATORS:
        return abs(value - leaf.value) / max(abs(leaf.value), 1.0), _number_now(here, leaf, value)
    is_now = Leaf(leaf.fact, "is", value)
    return 2.0, f"now {leaf_in_words(is_now, here.view.current)}"


def _number_now(here: Here, leaf: Leaf, value: float) -> str:
    if leaf.kpi:
        return f"now {measured(value, kpi_of(here.view, leaf.kpi).unit)}"
    if leaf.fact in TURNS and (never := _never_yet(here, leaf, value)):
        return never
    if leaf.fact == "health":
        return f"now {value:g}"
    words = NUMBER_WORDS[leaf.fact]
    if value == 0 and words.none:
        return f"now {words.none}"
    if value < 0:
        ended = "past" if isinstance(FACTS[leaf.fact], DaysUntil) else "to go"
        return f"{plural(int(-value), *words.unit)} {ended}"
    return f"now {plural(int(value), *words.unit)}"


def _never_yet(here: Here, leaf: Leaf, value: float) -> str:
    """ "no survey yet, customer for 81 days": days since a turn are no days since a survey. "" where there was one."""
    last, what = TURNS[leaf.fact]
    facts = here.view.facts
    if facts is None or getattr(facts, last) is not None:
        return ""
    told = [f"no {what} yet"]
    customer_for = days_since(facts.started_on, here.today)
    if customer_for is not None:
        told.append(f"customer for {plural(customer_for, 'day')}")
        if customer_for > leaf.value and leaf.operator in ("above", "at_least"):
            told.append(f"its turn is in {plural(int(leaf.value - value) + (leaf.operator == 'above'), 'day')}")
    return ", ".join(told)


def _why_unknown(view: AccountView, leaf: Leaf) -> str:
    if leaf.kpi:
        return f"no fresh figure for {kpi_of(view, leaf.kpi).name}"
    if leaf.operator == "moved" and view.facts is not None and view.facts.health_until is not None:
        return "its health is set by hand, which is no movement"
    return UNKNOWN.get(leaf.fact, f"{leaf.fact.replace('_', ' ')} isn't on record")


__all__ = ["nearest", "unknown"]
