"""All that rules can ask, joined: a new fact or movement is one entry in the file of its subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.facts import health, kpis, people, progress, renewal, touchpoints
from bot.facts.comparison import Comparison
from bot.facts.entry import ConditionKey, Entry


def joined(*subjects: Sequence[ConditionKey]) -> dict[str, ConditionKey]:
    """By key. Raises ValueError where an entry lacks a part or two have one key: at start, and not in a sweep."""
    found: dict[str, ConditionKey] = {}
    for form in (one for subject in subjects for one in subject):
        if form.key in found:
            raise ValueError(f"There are two facts called {form.key!r}; each needs a key of its own.")
        for entry in form.entries():
            if lacking := next(entry.missing(), None):
                raise ValueError(f"The fact {entry.key!r} lacks its {lacking}.")
        found[form.key] = form
    return found


FACTS: Mapping[str, ConditionKey] = joined(
    progress.FACTS,
    health.FACTS,
    touchpoints.FACTS,
    renewal.FACTS,
    people.FACTS,
    kpis.FACTS,
)
_ENTRIES: Mapping[str, Entry] = {entry.key: entry for form in FACTS.values() for entry in form.entries()}


def entry_of(asked: Comparison) -> Entry:
    """What stands behind a comparison."""
    return _ENTRIES[asked.fact]


__all__ = ["FACTS", "entry_of", "joined"]
