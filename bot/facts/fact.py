"""The kinds of entries: a number or days, a name, a movement. Those of KPIs stand in `kpis.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.calendar import plural
from bot.facts.asked import Ask, Problem, is_asked, movement_problems, name_problems, number_problems
from bot.facts.comparison import KNOWN, MOVED, Comparison, Names, Vocabulary
from bot.facts.entry import SPANS, Entry, Here, Now, compared, either_way, gap, known_now
from bot.facts.measures import AsOf, Key, Measured, Sql

DAYS = ("day", "days")
PEOPLE = ("person", "people")
_NEEDED = ("high", "low", "clears_high", "clears_low", "unknown")
_PAIRS = (("some", "none"), ("there", "not_there"))
_OF_MOVEMENTS = ("asks", "example", "happened", "says", "clears_it", "clears_denied", "unknown")


@dataclass(frozen=True)
class Fact:
    """A number, or days since or until something.

    high, low: how it reads that it is above or below something; {span}: "more than 90 days". some, none: the special
    cases from 1 up, and 0. clears_high, clears_low: what would clear a condition that asks for more (less) than there
    should be. label: as it stands in a sentence; else after its key. there, not_there: how it reads that there is such
    a thing at all, and that there is none. unknown: why nobody can tell; None: its absence is an answer (nobody left).
    over: a column of the facts that tells of its end, and why there is none after it. never: of days that count on
    where something never was, the column with its last day. bare: the number reads better without its unit ("health at
    least 80").
    """

    key: str
    measure: Measured
    high: str = ""
    low: str = ""
    clears_high: str = ""
    clears_low: str = ""
    unknown: str | None = ""
    unit: tuple[str, str] = DAYS
    some: str = ""
    none: str = ""
    label: str = ""
    there: str = ""
    not_there: str = ""
    never: str | None = None
    over: tuple[str, str] | None = None
    bare: bool = False
    moves = False

    def entries(self) -> tuple[Entry, ...]:
        return (self,)

    def missing(self) -> Iterator[str]:
        yield from (part for part in _NEEDED if getattr(self, part) == "")
        yield from (f"{{span}} in {part}" for part in ("high", "low") if "{span}" not in getattr(self, part))
        for pair in _PAIRS:  # one of them alone reads well in one direction only
            said = [part for part in pair if getattr(self, part)]
            yield from (part for part in pair if said and part not in said)

    def problems(self, asked: Any, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from is_asked(asked, "{above: 90}")
        if isinstance(asked, Mapping):
            yield from number_problems(asked)

    def comparisons(self, asked: Mapping[str, Any]) -> Iterator[Comparison]:
        return (Comparison(self.key, operator, value) for operator, value in asked.items())

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        return compared(self.measure, asked, as_of)

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        return (self.measure.column,)

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        return (self.measure.read(values[0], today),)

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        if asked.operator == KNOWN:
            said = self.there if asked.value else self.not_there
            return said or f"{self._label} is {'known' if asked.value else 'not known'}"
        if self.some and (asked.operator, asked.value) in (("above", 0), ("at_least", 1)):
            return self.some
        if self.none and (asked.operator, asked.value) in (("at_most", 0), ("below", 1)):
            return self.none
        form = self.high if asked.is_high else self.low
        return form.format(span=f"{SPANS[asked.operator]} {self._amount(asked.value)}")

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        if asked.operator == KNOWN:
            return f"{self._label} is {'no longer known' if asked.value else 'known'}"
        return self.clears_high if asked.is_high else self.clears_low

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        if asked.operator == KNOWN:
            return known_now(asked)
        if values[0] is None:
            return Now(3.0, "none so far") if self.unknown is None else Now(2.5, "not on record")
        return Now(gap(values[0], asked.value), self._never_yet(asked, values[0], here) or self._now(values[0]))

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        if self.over is not None and here.facts is not None and getattr(here.facts, self.over[0]) is not None:
            return self.over[1]
        return self.unknown

    @property
    def _label(self) -> str:
        return self.label or self.key.replace("_", " ")

    def _amount(self, value: float) -> str:
        if self.bare:
            return f"{value:g}"
        return plural(int(value), *self.unit) if value == int(value) else f"{value:g} {self.unit[1]}"

    def _now(self, value: float) -> str:
        if value == 0 and self.none:
            return f"now {self.none}"
        if value < 0:
            return f"{self._amount(-value)} {self.measure.below_0}"
        return f"now {self._amount(value)}"

    def _never_yet(self, asked: Comparison, value: float, here: Here) -> str:
        """ "none yet, customer for 81 days": days since a turn aren't since one. "" if there was one."""
        if self.never is None or here.facts is None or getattr(here.facts, self.never) is not None:
            return ""
        started = here.facts.started_on
        if started is None:
            return "none yet"
        customer_for = max(0, (here.today - started).days)
        if customer_for > asked.value and asked.is_high:
            turn = int(asked.value - value) + (asked.operator == "above")
            return f"none yet; I'll ask in {plural(turn, 'day')}"
        return f"none yet, customer for {plural(customer_for, 'day')}"


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
        yield from (part for part in _OF_MOVEMENTS if not getattr(self, part))

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


__all__ = ["DAYS", "PEOPLE", "Fact", "Movement", "Name"]
