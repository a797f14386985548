"""What happened within some days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.facts.asked import Ask, Problem, is_asked, movement_problems
from bot.facts.comparison import MOVED, Comparison
from bot.facts.entry import Entry, Here, Now, either_way
from bot.facts.measures import AsOf, Sql
from bot.facts.vocabulary import Vocabulary


@dataclass(frozen=True)
class Movement:
    """asks: what must and may be said of it. example: of that, as in a file. happened: its SQL. says: how it reads, and
    {not} in it where it is denied ("health has {not}fallen …"). clears_it, clears_denied: what would clear it, and its
    opposite. unknown: why nobody can tell at an account.
    """

    key: str
    asks: Mapping[str, Ask] = field(default_factory=dict)
    example: str = ""
    happened: Callable[[Comparison, AsOf], Sql] | None = None
    says: Callable[[Comparison], str] | None = None
    clears_it: str = ""
    clears_denied: str = ""
    unknown: Callable[[Here], str] | None = None
    moves = True

    def entries(self) -> tuple[Entry, ...]:
        return (self,)

    def missing(self) -> Iterator[str]:
        yield from (part for part in _NEEDED if not getattr(self, part))

    def problems(self, asked: Any, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from is_asked(asked, self.example)
        if isinstance(asked, Mapping) and asked:
            yield from movement_problems(asked, self.asks)

    def comparisons(self, asked: Mapping[str, Any]) -> Iterator[Comparison]:
        yield Comparison(self.key, MOVED, tuple(asked.items()))

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        return self.happened(asked, as_of) if self.happened else None

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        return ()

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        return values

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        return either_way(self.says(asked) if self.says else "", asked)

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        return self.clears_denied if asked.denied else self.clears_it

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        return Now(1.5, "it has" if asked.denied else "it hasn't")

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        return self.unknown(here) if self.unknown else ""


_NEEDED = ("asks", "example", "happened", "says", "clears_it", "clears_denied", "unknown")


__all__ = ["Movement"]
