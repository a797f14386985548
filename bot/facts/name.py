"""Facts that are a name: a stage, a milestone, a tier …"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.facts.asked import Problem, is_asked, name_problems
from bot.facts.comparison import KNOWN, Comparison
from bot.facts.entry import Entry, Here, Now, compared, known_now
from bot.facts.measures import AsOf, Key, Sql
from bot.facts.vocabulary import Names, Vocabulary


@dataclass(frozen=True)
class Name:
    """By its key.

    holds, denied: how it reads; {name}: "Adopt". of: where the playbook's names for it stand in the vocabulary; None:
    any text (tier, segment).
    """

    key: str
    column: Sql
    holds: str = ""
    denied: str = ""
    unknown: str = ""
    of: Callable[[Vocabulary], Names] | None = None
    moves = False

    def entries(self) -> tuple[Entry, ...]:
        return (self,)

    def missing(self) -> Iterator[str]:
        yield from (part for part in ("holds", "denied", "unknown") if not getattr(self, part))
        yield from (f"{{name}} in {part}" for part in ("holds", "denied") if "{name}" not in getattr(self, part))

    def problems(self, asked: Any, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from is_asked(asked, "{is: adopt}")
        if isinstance(asked, Mapping):
            yield from name_problems(asked, self.of(vocabulary) if self.of else None)

    def comparisons(self, asked: Mapping[str, Any]) -> Iterator[Comparison]:
        for operator, value in asked.items():
            yield Comparison(self.key, operator, tuple(value) if isinstance(value, list) else value)

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        return compared(Key(self.column), asked, as_of)

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        return (self.column,)

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        return values

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        if asked.operator == KNOWN:
            return f"{self.key} is {'known' if asked.value else 'not known'}"
        keys = asked.value if isinstance(asked.value, tuple) else (asked.value,)
        known = self.of(vocabulary) if self.of else {}
        form = self.denied if asked.denied or asked.operator == "is_not" else self.holds
        return form.format(name=" or ".join(known.get(key, str(key)) for key in keys))

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        if asked.operator == KNOWN:
            return f"{self.key} is {'no longer known' if asked.value else 'known'}"
        return self.words(asked.turned(), vocabulary)

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        if asked.operator == KNOWN:
            return known_now(asked)
        if values[0] is None:
            return Now(2.5, "not on record")
        return Now(2.0, f"now {self.words(Comparison(self.key, 'is', values[0]), here.words)}")

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        return self.unknown


__all__ = ["Name"]
