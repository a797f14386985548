"""How a fact is compared in SQL: a plain number, days since or until a date, a name. Rows hold dates; ages are made
here by comparing with dates counted from today, so that no row has to change because a day went by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
Feed = tuple[str, int]  # a KPI, and for how many days nobody in the workspace has measured it


@dataclass(frozen=True)
class AsOf:
    """The day and the moment that conditions are asked for. silent: the KPIs that nobody measures any more, of those
    that conditions ask for: what an account lacks there is no news of that account."""

    day: date
    now: datetime
    silent: frozenset[Feed] = field(default=frozenset())


class Measured(Protocol):
    """column: NULL where it is unknown. below_0: how a number below 0 reads after its days."""

    @property
    def column(self) -> Sql: ...

    @property
    def below_0(self) -> str: ...

    def compare(self, operator: str, bound: Any, as_of: AsOf) -> Sql: ...

    def read(self, value: Any, today: date) -> Any:
        """The column's value as a message tells it."""


BOUNDS: Mapping[str, Callable[[Sql, Any], Sql]] = {
    "above": lambda column, bound: column > bound,
    "below": lambda column, bound: column < bound,
    "at_least": lambda column, bound: column >= bound,
    "at_most": lambda column, bound: column <= bound,
}
_FLIPPED = {"above": "below", "below": "above", "at_least": "at_most", "at_most": "at_least"}
_NAMES: Mapping[str, Callable[[Sql, Any], Sql]] = {
    "is": lambda column, bound: column == bound,
    "is_not": lambda column, bound: column != bound,
    "in": lambda column, bound: column.in_(list(bound)),
}


@dataclass(frozen=True)
class Count:
    """A plain number."""

    column: Sql
    below_0 = "below 0"

    def compare(self, operator: str, bound: float, as_of: AsOf) -> Sql:
        return BOUNDS[operator](self.column, bound)

    def read(self, value: Any, today: date) -> Any:
        return value


@dataclass(frozen=True)
class Since:
    """Days that went by since a date; below 0 where it is still to come."""

    column: Sql
    below_0 = "to go"

    def compare(self, operator: str, bound: float, as_of: AsOf) -> Sql:
        return BOUNDS[_FLIPPED[operator]](self.column, days_from(as_of.day, -bound))

    def read(self, value: Any, today: date) -> int | None:
        return None if value is None else (today - value).days


@dataclass(frozen=True)
class Until:
    """Days left until a date; below 0 where it is past."""

    column: Sql
    below_0 = "past"

    def compare(self, operator: str, bound: float, as_of: AsOf) -> Sql:
        return BOUNDS[operator](self.column, days_from(as_of.day, bound))

    def read(self, value: Any, today: date) -> int | None:
        return None if value is None else (value - today).days


def days_from(day: date, days: float) -> date:
    """As far as there are days at all: whatever stands in a playbook, a comparison with it must not fail."""
    ordinal = day.toordinal() + int(days)
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


@dataclass(frozen=True)
class Key:
    """The key of a stage, a milestone, a tier … compared as it is written."""

    column: Sql
    below_0 = ""

    def compare(self, operator: str, bound: Any, as_of: AsOf) -> Sql:
        return _NAMES[operator](self.column, bound)

    def read(self, value: Any, today: date) -> Any:
        return value


__all__ = ["BOUNDS", "AsOf", "Count", "Feed", "Key", "Measured", "Since", "Sql", "Until", "days_from"]
