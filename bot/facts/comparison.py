"""One thing that a condition asks: a fact, an operator, a value; and the names that a playbook's conditions may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

NumberOperator = Literal["above", "below", "at_least", "at_most"]
NUMBER_OPERATORS: tuple[NumberOperator, ...] = ("above", "below", "at_least", "at_most")
NAME_OPERATORS = ("is", "in", "is_not")
KNOWN, MOVED = "known", "moved"
HIGH = ("above", "at_least")
_TURNED = {
    "above": "at_most",
    "at_most": "above",
    "below": "at_least",
    "at_least": "below",
    "is": "is_not",
    "is_not": "is",
}


@dataclass(frozen=True)
class Comparison:
    """fact: the key of its entry in `facts.py`. value: a number, a name or, of `in`, several; of a movement what is
    asked of it, as pairs. kpi: which one, where the fact is one of KPIs. fresh_days: how old its figure may be (None:
    any age).

    denied: it must not hold. Only movements and `in` are; every other operator is turned around in its place.
    """

    fact: str
    operator: str
    value: Any
    kpi: str | None = None
    fresh_days: int | None = None
    denied: bool = False

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked of a movement."""
        return dict(self.value)

    @property
    def is_high(self) -> bool:
        """Whether it asks for more, not for less."""
        return self.operator in HIGH

    def turned(self) -> Comparison:
        """What holds where this one doesn't."""
        if self.operator == KNOWN:
            return replace(self, value=not self.value)
        if self.operator in _TURNED:
            return replace(self, operator=_TURNED[self.operator])
        return replace(self, denied=not self.denied)


# The names, and how they read in a sentence; bot/playbook hands them in

FRESH_DAYS = 14  # how old a figure may be where nobody says anything else
Names = Mapping[str, str]  # key → name as it stands in a sentence


@dataclass(frozen=True)
class Figure:
    """A KPI as conditions know it. unit: "%", " h" or ""."""

    name: str
    unit: str = ""
    fresh_days: int = FRESH_DAYS


@dataclass(frozen=True)
class Vocabulary:
    stages: Names = field(default_factory=dict)
    milestones: Names = field(default_factory=dict)
    bands: Names = field(default_factory=dict)
    laer: Names = field(default_factory=dict)
    kpis: Mapping[str, Figure] = field(default_factory=dict)

    def figure(self, key: str) -> Figure:
        """That KPI; named after its key where the playbook no longer has it."""
        return self.kpis.get(key) or Figure(key.replace("-", " "))


__all__ = [
    "FRESH_DAYS",
    "HIGH",
    "KNOWN",
    "MOVED",
    "NAME_OPERATORS",
    "NUMBER_OPERATORS",
    "Comparison",
    "Figure",
    "Names",
    "NumberOperator",
    "Vocabulary",
]
