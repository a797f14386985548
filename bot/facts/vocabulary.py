"""The names that a playbook's conditions may use, and how they read in a sentence. bot/playbook hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


__all__ = ["FRESH_DAYS", "Figure", "Names", "Vocabulary"]
