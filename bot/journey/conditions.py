"""Conditions of rules, compiled to SQL with three values: true, false, and NULL for unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, false, literal, not_, null, or_, true

from bot.journey.facts import FACTS, MOVEMENTS, Today, kpi, kpi_value

FRESH = "fresh_days"
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Leaf:
    """One comparison of a condition: a fact, an operator, a bound; `test` is its SQL, `value` the fact's own."""

    fact: str
    operator: str
    bound: Any
    test: Sql
    value: Sql


def compile_condition(condition: Mapping[str, Any], today: Today) -> Sql:
    """The whole condition as one SQL expression. The playbook's check has made sure that its words are known."""
    return _all([_entry(name, asked, today) for name, asked in condition.items()])


def leaves(condition: Mapping[str, Any], today: Today) -> Iterator[Leaf]:
    """Every comparison in it, in reading order."""
    for name, asked in condition.items():
        if name in ("any", "all"):
            for part in asked:
                yield from leaves(part, today)
        elif name == "not":
            yield from leaves(asked, today)
        elif name == "kpi":
            for key, bounds in asked.items():
                yield from _of_kpi(key, bounds, today)
        elif name in MOVEMENTS:
            yield Leaf(name, "moved", asked, MOVEMENTS[name](asked, today), literal(None))
        else:
            for operator, bound in asked.items():
                yield Leaf(name, operator, bound, _compare(name, operator, bound, today), FACTS[name].value(today))


def _of_kpi(key: str, bounds: Mapping[str, Any], today: Today) -> Iterator[Leaf]:
    """Each bound by itself, on the value that the rule judges by."""
    limit = {name: bounds[name] for name in bounds if name == FRESH}
    for operator, bound in bounds.items():
        if operator != FRESH:
            test = kpi(key, {operator: bound} | limit, today)
            yield Leaf(f"kpi.{key}", operator, bound, test, kpi_value(key, limit, today))


def _entry(name: str, asked: Any, today: Today) -> Sql:
    if name == "any":
        return or_(*[compile_condition(part, today) for part in asked])
    if name == "all":
        return _all([compile_condition(part, today) for part in asked])
    if name == "not":
        return not_(compile_condition(asked, today))
    if name == "kpi":
        return _all([kpi(key, bounds, today) for key, bounds in asked.items()])
    if name in MOVEMENTS:
        return MOVEMENTS[name](asked, today)
    return _all([_compare(name, operator, bound, today) for operator, bound in asked.items()])


def _compare(name: str, operator: str, bound: Any, today: Today) -> Sql:
    fact = FACTS[name]
    if operator == "known":
        return fact.value(today).is_not(null()) if bound else fact.value(today).is_(null())
    return fact.compare(operator, bound, today)


def _all(parts: list[Sql]) -> Sql:
    return and_(true(), *parts) if parts else false()
