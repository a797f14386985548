"""Rule conditions read back in words: what holds, what would clear it, how far it still is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.calendar import plural
from bot.playbook.conditions import FACTS, NUMBER_OPERATORS
from bot.playbook.models import Condition, Playbook


@dataclass(frozen=True)
class Leaf:
    """One thing a condition asks: a fact, an operator and a value. Movements have the operator "moved".

    kpi: the KPI's key where the fact is "kpi". denied: it must not hold (of movements and names; a number's operator
    is turned around in its place).
    """

    fact: str
    operator: str
    value: Any
    kpi: str | None = None
    denied: bool = False


@dataclass(frozen=True)
class Group:
    """Leaves and groups of which all must hold, or any. `not` is already worked into what stands below."""

    every: bool
    parts: tuple[Leaf | Group, ...]


@dataclass(frozen=True)
class FactWords:
    """How a number fact reads. {span}: "more than 90 days". some/none: the special cases from 1 up, and 0.

    clears_high, clears_low: what would clear a condition that asks for more (less) than there should be.
    there, not_there: how it reads that there is such a thing at all, and that there is none.
    """

    high: str
    low: str
    unit: tuple[str, str] = ("day", "days")
    some: str | None = None
    none: str | None = None
    clears_high: str = ""
    clears_low: str = ""
    there: str = ""
    not_there: str = ""


_PEOPLE = ("person", "people")
NUMBER_WORDS: dict[str, FactWords] = {
    "milestone_days": FactWords(
        "on the way to its milestone for {span}", "on the way to its milestone for {span}",
        clears_high="the milestone is reached", clears_low="more time has passed"),
    "milestone_overdue_days": FactWords(
        "{span} past the usual time for its milestone", "{span} past the usual time for its milestone",
        some="past the usual time for its milestone", none="within the usual time for its milestone",
        clears_high="the milestone is reached", clears_low="the usual time has passed"),
    "stage_days": FactWords(
        "in its stage for {span}", "in its stage for {span}",
        clears_high="the next stage is entered", clears_low="more time has passed"),
    "days_since_review": FactWords(
        "no review for {span}", "last review {span} ago",
        clears_high="a review is logged", clears_low="more time has passed since the review"),
    "review_turn": FactWords(
        "no review for {span}", "last review {span} ago",
        clears_high="a review is logged", clears_low="more time has passed since the review"),
    "days_since_contact": FactWords(
        "no contact for {span}", "last contact {span} ago",
        clears_high="a contact is logged", clears_low="more time has passed since the contact"),
    "days_since_survey": FactWords(
        "no survey for {span}", "last survey {span} ago",
        clears_high="an answer is recorded", clears_low="more time has passed since the survey"),
    "survey_turn": FactWords(
        "no survey for {span}", "last survey {span} ago",
        clears_high="an answer is recorded", clears_low="more time has passed since the survey"),
    "days_since_low_answer": FactWords(
        "no low survey answer for {span}", "a low survey answer {span} ago",
        clears_high="a low answer comes in", clears_low="they answer better, or more time has passed",
        there="a low survey answer stands", not_there="no low survey answer stands"),
    "days_to_deadline": FactWords(
        "{span} to notice or the contract's end", "{span} to notice or the contract's end",
        clears_high="the date comes nearer", clears_low="the renewal is recorded"),
    "days_to_end": FactWords(
        "{span} to the contract's end", "{span} to the contract's end",
        clears_high="the date comes nearer", clears_low="the renewal is recorded"),
    "health": FactWords(
        "health {span}", "health {span}", unit=("point", "points"),
        clears_high="health goes down", clears_low="health comes up"),
    "health_by_hand_days": FactWords(
        "a health score set by hand that stands for {span}", "a health score set by hand that ends in {span}",
        clears_high="its end comes nearer", clears_low="the score set by hand has ended",
        there="a health score set by hand stands", not_there="no health score set by hand stands"),
    "decision_makers": FactWords(
        "{span} who decide", "{span} who decide", unit=_PEOPLE,
        some="a decision maker is known", none="no decision maker is known",
        clears_high="fewer people are noted as decision makers", clears_low="a decision maker is noted"),
    "decision_makers_without_persona": FactWords(
        "{span} who decide and have no type yet", "{span} who decide and have no type yet", unit=_PEOPLE,
        some="a decision maker has no type yet", none="every decision maker has a type",
        clears_high="each decision maker has a type", clears_low="a decision maker without a type is noted"),
    "champions": FactWords(
        "{span} noted as champions", "{span} noted as champions", unit=_PEOPLE,
        some="a champion is noted", none="no champion is noted",
        clears_high="fewer people are noted as champions", clears_low="a champion is noted"),
    "champion_left_days": FactWords(
        "a champion left {span} ago", "a champion left {span} ago",
        clears_high="a new champion is noted", clears_low="a new champion is noted"),
    "health_known": FactWords(
        "{span} of the weights of health known", "{span} of the weights of health known", unit=("percent", "percent"),
        clears_high="figures grow old", clears_low="more of its figures come in"),
    "stale_kpis": FactWords(
        "{span} too old to judge by", "{span} too old to judge by", unit=("figure", "figures"),
        some="figures are too old to judge by", none="all figures are recent",
        clears_high="newer figures come in", clears_low="figures grow old"),
    "outcome_missing_days": FactWords(
        "a contract ended {span} ago and we don't know how", "a contract ended {span} ago and we don't know how",
        some="a contract ended and we don't know how", none="the outcome of every contract is known",
        clears_high="the outcome is recorded", clears_low="a contract ends"),
}  # fmt: skip
NAME_WORDS = {  # how a name reads where it holds, and where it must not
    "stage": ("in {name}", "not in {name}"),
    "laer": ("in {name}", "not in {name}"),
    "milestone": ("on the way to {name}", "not on the way to {name}"),
    "band": ("health is {name}", "health is not {name}"),
    "tier": ("tier {name}", "tier other than {name}"),
    "segment": ("segment {name}", "segment other than {name}"),
}
_SPANS = {"above": "more than", "at_least": "at least", "below": "less than", "at_most": "at most"}
_TURNED = {"above": "at_most", "at_most": "above", "below": "at_least", "at_least": "below",
           "is": "is_not", "is_not": "is"}  # fmt: skip


def parse(condition: Condition) -> Group:
    """The condition as a tree in which only leaves are denied. It must have been checked."""
    return _group(condition, denied=False)


def _group(condition: Mapping[str, Any], *, denied: bool) -> Group:
    return Group(not denied, tuple(part for name, asked in condition.items() for part in _parts(name, asked, denied)))


def _parts(name: str, asked: Any, denied: bool) -> Iterator[Leaf | Group]:
    if name == "not":
        yield _group(asked, denied=not denied)
    elif name in ("any", "all"):
        yield Group((name == "all") != denied, tuple(_group(each, denied=denied) for each in asked))
    elif name == "kpi":
        parts = tuple(_kpi_leaf(key, bounds, denied) for key, bounds in asked.items())
        yield Group(not denied, parts)
    elif FACTS[name].kind in ("health_fell", "band_changed"):
        yield Leaf(name, "moved", dict(asked), denied=denied)
    else:
        yield Group(not denied, tuple(_leaf(name, operator, value, denied) for operator, value in asked.items()))


def _kpi_leaf(key: str, bounds: Mapping[str, Any], denied: bool) -> Group:
    leaves = (
        _leaf("kpi", operator, value, denied, key) for operator, value in bounds.items() if operator != "fresh_days"
    )
    return Group(not denied, tuple(leaves))


def _leaf(fact: str, operator: str, value: Any, denied: bool, kpi: str | None = None) -> Leaf:
    if not denied:
        return Leaf(fact, operator, value, kpi)
    if operator == "known":
        return Leaf(fact, operator, not value, kpi)
    if operator in _TURNED:
        return Leaf(fact, _TURNED[operator], value, kpi)
    return Leaf(fact, operator, value, kpi, denied=True)


def leaves(group: Group) -> Iterator[Leaf]:
    """Every single thing that the condition asks."""
    for part in group.parts:
        if isinstance(part, Group):
            yield from leaves(part)
        else:
            yield part


def in_words(condition: Condition, playbook: Playbook) -> str:
    """The condition as a phrase: "no review for more than 90 days and in Adopt"."""
    return _say_group(parse(condition), playbook)


def _say_group(group: Group, playbook: Playbook) -> str:
    said = [
        leaf_in_words(part, playbook) if isinstance(part, Leaf) else _say_inner(part, group, playbook)
        for part in group.parts
    ]
    return (" and " if group.every else ", or ").join(said)


def _say_inner(part: Group, outer: Group, playbook: Playbook) -> str:
    """In brackets only where "and" and "or" would mix."""
    said = _say_group(part, playbook)
    mixes = outer.every and not part.every and len(outer.parts) > 1 and len(part.parts) > 1
    return f"({said})" if mixes else said


def leaf_in_words(leaf: Leaf, playbook: Playbook) -> str:
    """What holds when the leaf does: "no review for more than 90 days"."""
    if leaf.operator == "moved":
        return _say_movement(leaf)
    if leaf.operator == "known":
        words = NUMBER_WORDS.get(leaf.fact)
        said = (words.there if leaf.value else words.not_there) if words else ""
        return said or f"{_label(leaf, playbook)} is {'known' if leaf.value else 'not known'}"
    if leaf.fact == "kpi":
        unit = next((kpi.unit for kpi in playbook.health.kpis if kpi.key == leaf.kpi), "")
        return f"{_label(leaf, playbook)} {_SPANS[leaf.operator]} {leaf.value:g}{unit}"
    if leaf.operator in NUMBER_OPERATORS:
        return _say_number(leaf)
    values = leaf.value if isinstance(leaf.value, list) else [leaf.value]
    names = " or ".join(_name_of(leaf.fact, str(value), playbook) for value in values)
    holding, denied = NAME_WORDS[leaf.fact]
    return (denied if leaf.denied or leaf.operator == "is_not" else holding).format(name=names)


def clearing(leaf: Leaf, playbook: Playbook) -> str:
    """What would clear it: "a review is logged"."""
    if leaf.fact == "health_fell":
        return "health stays or rises" if leaf.denied else "health has settled or comes up again"
    if leaf.fact == "band_changed":
        return "the health band changes" if leaf.denied else "the health band has settled"
    if leaf.operator == "known":
        return f"{_label(leaf, playbook)} is {'no longer known' if leaf.value else 'known'}"
    if leaf.fact in NUMBER_WORDS:
        words = NUMBER_WORDS[leaf.fact]
        return words.clears_high if leaf.operator in ("above", "at_least") else words.clears_low
    turned = _leaf(leaf.fact, leaf.operator, leaf.value, not leaf.denied, leaf.kpi)
    return leaf_in_words(turned, playbook)


def _say_number(leaf: Leaf) -> str:
    words = NUMBER_WORDS[leaf.fact]
    if words.some and (leaf.operator, leaf.value) in (("above", 0), ("at_least", 1)):
        return words.some
    if words.none and (leaf.operator, leaf.value) in (("at_most", 0), ("below", 1)):
        return words.none
    amount = (
        plural(int(leaf.value), *words.unit) if leaf.value == int(leaf.value) else f"{leaf.value:g} {words.unit[1]}"
    )
    if leaf.fact == "health":  # "health at least 80" reads better without "points"
        amount = f"{leaf.value:g}"
    form = words.high if leaf.operator in ("above", "at_least") else words.low
    return form.format(span=f"{_SPANS[leaf.operator]} {amount}")


def _say_movement(leaf: Leaf) -> str:
    within = f"within {plural(int(leaf.value['within_days']), 'day')}"
    if leaf.fact == "health_fell":
        fell = f"by {plural(int(leaf.value['points']), 'point')} or more {within}"
        return f"health has not fallen {fell}" if leaf.denied else f"health has fallen {fell}"
    verb = {"down": "fallen", "up": "risen"}.get(leaf.value.get("to", ""), "changed")
    return f"the health band has {'not ' if leaf.denied else ''}{verb} {within}"


PLAIN = {"days_to_deadline": "the notice date or contract's end", "days_to_end": "the contract's end"}


def _label(leaf: Leaf, playbook: Playbook) -> str:
    if leaf.kpi is None:
        return PLAIN.get(leaf.fact, leaf.fact.replace("_", " "))
    return next((kpi.name for kpi in playbook.health.kpis if kpi.key == leaf.kpi), leaf.kpi)


def _name_of(fact: str, key: str, playbook: Playbook) -> str:
    named: dict[str, Any] = {
        "stage": playbook.stages,
        "milestone": playbook.milestones(),
        "band": playbook.health.bands,
    }
    found = next((each.name for each in named.get(fact, ()) if each.key == key), key)
    return str(found).capitalize() if fact == "laer" else str(found)
