"""The vocabulary of rule conditions: which facts a rule can ask, with which operators. Pure tables and their check.

A condition maps facts to {operator: value}; several facts must all hold. `any: [..]`, `all: [..]` and `not: {..}`
combine conditions.
`bot/journey/conditions.py` compiles it to SQL; `condition_words.py` reads it back in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playbook.models import STAGES, Condition, Playbook
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.playbook.yaml.yaml_source import Trouble, Where

Kind = Literal["name", "number", "health_fell", "band_changed", "kpi"]
NumberOperator = Literal["above", "below", "at_least", "at_most"]
NUMBER_OPERATORS: tuple[NumberOperator, ...] = ("above", "below", "at_least", "at_most")
NAME_OPERATORS = ("is", "in", "is_not")
COMBINERS = ("any", "all", "not")


@dataclass(frozen=True)
class FactKind:
    """What a fact's value is. `of`: which of the playbook's keys a name may be; None: free text (tier, segment)."""

    kind: Kind
    of: Literal["stages", "laer", "milestones", "bands"] | None = None


_NUMBER = FactKind("number")
FACTS: dict[str, FactKind] = {
    "stage": FactKind("name", "stages"),
    "laer": FactKind("name", "laer"),
    "milestone": FactKind("name", "milestones"),
    "band": FactKind("name", "bands"),
    "tier": FactKind("name"),
    "segment": FactKind("name"),
    "milestone_days": _NUMBER,
    "milestone_overdue_days": _NUMBER,
    "stage_days": _NUMBER,
    "days_since_review": _NUMBER,  # unknown where there was none
    "review_turn": _NUMBER,  # days since the last review, where there was none since the start
    "days_since_contact": _NUMBER,
    "days_since_survey": _NUMBER,  # unknown where there was none
    "survey_turn": _NUMBER,  # days since the last survey, where there was none since its turn in the first quarter
    "days_since_low_answer": _NUMBER,  # NPS 6 or less, CSAT 2 or less, not taken back by a later answer
    "days_to_deadline": _NUMBER,  # to the next notice, else the contract's end
    "days_to_end": _NUMBER,
    "health": _NUMBER,  # one set by hand stands in place of the measured one
    "health_by_hand_days": _NUMBER,  # until a score set by hand ends
    "decision_makers": _NUMBER,
    "decision_makers_without_persona": _NUMBER,
    "champions": _NUMBER,
    "champion_left_days": _NUMBER,
    "health_known": _NUMBER,  # of all weights of health, the percentage that is freshly measured
    "stale_kpis": _NUMBER,
    "outcome_missing_days": _NUMBER,  # since a contract ended and nobody said how
    "health_fell": FactKind("health_fell"),  # below its highest of the days before
    "band_changed": FactKind("band_changed"),
    "kpi": FactKind("kpi"),
}


@dataclass(frozen=True)
class Vocabulary:
    """The keys that a playbook's rules may name."""

    stages: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    laer: tuple[str, ...] = field(default=STAGES)

    @staticmethod
    def of(playbook: Playbook) -> Vocabulary:
        return Vocabulary(
            stages=tuple(stage.key for stage in playbook.stages),
            milestones=tuple(milestone.key for milestone in playbook.milestones()),
            bands=tuple(band.key for band in playbook.health.bands),
            kpis=tuple(kpi.key for kpi in playbook.health.kpis),
        )


def check_condition(condition: Condition, vocabulary: Vocabulary, where: Where = ()) -> Iterator[Trouble]:
    """What is wrong with the condition's shape and the names in it."""
    if not isinstance(condition, Mapping):
        yield Trouble(where, "must hold facts with what is asked of them, such as review_turn: {above: 90}")
        return
    if not condition:
        yield Trouble(where, "asks nothing; name at least one fact")
    for name, asked in condition.items():
        here = (*where, name)
        if name == "not":
            yield from check_condition(asked, vocabulary, here)
        elif name in COMBINERS:
            yield from _check_list(asked, vocabulary, here)
        elif name in FACTS:
            yield from _check_asked(FACTS[name], asked, vocabulary, here)
        else:
            known = (*FACTS, *COMBINERS)
            yield Trouble(here, f"is not a fact{did_you_mean(str(name), known) or '.'} Known: {one_of(known)}")


def _check_list(asked: Any, vocabulary: Vocabulary, where: Where) -> Iterator[Trouble]:
    if not isinstance(asked, list) or not asked:
        yield Trouble(where, "must be a list of conditions; start each with a hyphen")
        return
    for at, each in enumerate(asked):
        yield from check_condition(each, vocabulary, (*where, at))


def _check_asked(fact: FactKind, asked: Any, vocabulary: Vocabulary, where: Where) -> Iterator[Trouble]:
    if not isinstance(asked, Mapping) or not asked:
        yield Trouble(where, f"must say what is asked, such as {_EXAMPLES[fact.kind]}")
    elif fact.kind == "number":
        yield from _check_number(asked, where)
    elif fact.kind == "name":
        yield from _check_name(fact, asked, vocabulary, where)
    elif fact.kind == "kpi":
        yield from _check_kpis(asked, vocabulary, where)
    else:
        yield from _check_movement(fact.kind, asked, where)


_EXAMPLES: dict[Kind, str] = {
    "number": "{above: 90}",
    "name": "{is: adopt}",
    "kpi": "{weekly-use: {below: 10, fresh_days: 14}}",
    "health_fell": "{points: 15, within_days: 7}",
    "band_changed": "{within_days: 7, to: down}",
}


def _check_number(asked: Mapping[str, Any], where: Where, also: tuple[str, ...] = ()) -> Iterator[Trouble]:
    yield from _check_keys(asked, (*NUMBER_OPERATORS, *also, "known"), where)
    for operator, value in asked.items():
        if operator in NUMBER_OPERATORS and not _is_number(value):
            yield Trouble((*where, operator), "must be a number")
    yield from _check_known(asked, where)
    low = max((asked[key] for key in ("above", "at_least") if _is_number(asked.get(key))), default=None)
    high = min((asked[key] for key in ("below", "at_most") if _is_number(asked.get(key))), default=None)
    if low is not None and high is not None and low > high:
        yield Trouble(where, f"can never hold: no number is above {low} and below {high}")


def _check_name(fact: FactKind, asked: Mapping[str, Any], vocabulary: Vocabulary, where: Where) -> Iterator[Trouble]:
    yield from _check_keys(asked, (*NAME_OPERATORS, "known"), where)
    yield from _check_known(asked, where)
    for operator, value in asked.items():
        here = (*where, operator)
        if operator in ("is", "is_not"):
            yield from _check_one_name(fact, value, vocabulary, here)
        elif operator == "in" and (not isinstance(value, list) or not value):
            yield Trouble(here, "must be a list of names, such as [adopt, expand]")
        elif operator == "in":
            for at, each in enumerate(value):
                yield from _check_one_name(fact, each, vocabulary, (*here, at))


def _check_one_name(fact: FactKind, value: Any, vocabulary: Vocabulary, where: Where) -> Iterator[Trouble]:
    if not isinstance(value, str):
        yield Trouble(where, "must be one name; a list goes with in: [..]")
        return
    known: tuple[str, ...] | None = getattr(vocabulary, fact.of) if fact.of else None
    if known is not None and value not in known:
        yield Trouble(where, f"{value!r} is not one of this playbook's{_near(value, known)}")


def _check_kpis(asked: Mapping[str, Any], vocabulary: Vocabulary, where: Where) -> Iterator[Trouble]:
    for key, bounds in asked.items():
        here = (*where, key)
        if key not in vocabulary.kpis:
            yield Trouble(here, f"is not a KPI of health.yaml{_near(str(key), vocabulary.kpis)}")
        if not isinstance(bounds, Mapping) or not bounds:
            yield Trouble(here, "must say what is asked, such as {below: 10, fresh_days: 14}")
            continue
        yield from _check_number(bounds, here, also=("fresh_days",))
        if "fresh_days" in bounds:
            yield from _check_days(bounds, "fresh_days", here)
        if not set(bounds) - {"fresh_days"}:
            yield Trouble(here, f"names no bound; add one of {one_of(NUMBER_OPERATORS)}")


def _check_movement(kind: Kind, asked: Mapping[str, Any], where: Where) -> Iterator[Trouble]:
    needed = ("points", "within_days") if kind == "health_fell" else ("within_days",)
    yield from _check_keys(asked, needed if kind == "health_fell" else (*needed, "to"), where)
    for key in needed:
        yield from _check_days(asked, key, where)
    if kind == "band_changed" and asked.get("to", "up") not in ("up", "down"):
        yield Trouble((*where, "to"), "must be up or down")


def _check_days(asked: Mapping[str, Any], key: str, where: Where) -> Iterator[Trouble]:
    value: Any = asked.get(key)
    if not _is_number(value) or value != int(value) or value < 1:
        problem = "must be a whole number from 1 up" if key in asked else "is missing: a whole number from 1 up"
        yield Trouble((*where, key), problem)


def _check_known(asked: Mapping[str, Any], where: Where) -> Iterator[Trouble]:
    if "known" in asked and not isinstance(asked["known"], bool):
        yield Trouble((*where, "known"), "must be true or false")


def _check_keys(asked: Mapping[str, Any], allowed: tuple[str, ...], where: Where) -> Iterator[Trouble]:
    for key in asked:
        if key not in allowed:
            near = did_you_mean(str(key), allowed) or "."
            yield Trouble((*where, key), f"is not allowed here{near} Allowed: {one_of(allowed)}")


def _near(value: str, known: tuple[str, ...]) -> str:
    return f"{did_you_mean(value, known) or '.'} Known: {one_of(known)}"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9
