"""What an entry of the vocabulary has to tell: what may be asked of it, its SQL, how it reads, what clears it, how it
stands now, and why it may be unknown. Check, SQL, words and `why` know entries by this alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from bot.facts.asked import Problem
from bot.facts.comparison import KNOWN, Comparison, Vocabulary
from bot.facts.measures import AsOf, Measured, Sql
from bot.store.tables import AccountFacts

SPANS = {"above": "more than", "at_least": "at least", "below": "less than", "at_most": "at most"}


class Here(NamedTuple):
    """The account where something is asked: its facts, the day there, and what its playbook calls things."""

    facts: AccountFacts | None
    today: date
    words: Vocabulary


class Now(NamedTuple):
    """How it stands, in words, and how far that is from what is asked, as a share of it."""

    gap: float
    words: str


class Entry(Protocol):
    """What stands behind a comparison. moves: a movement is over after its days, so a rule must say what closes it."""

    @property
    def key(self) -> str: ...

    @property
    def moves(self) -> bool: ...

    def missing(self) -> Iterator[str]:
        """The parts that it lacks."""

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        """Whether it holds, as if it were not denied; NULL where that is unknown."""

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        """What it is judged by."""

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        """Those values as `now` and `why_unknown` take them."""

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        """What holds when it does: "no review for more than 90 days"."""

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        """What would clear it: "a review is logged"."""

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        """How it stands where it doesn't hold."""

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        """Why nobody can tell; None where its absence is an answer and no gap."""


class ConditionKey(Protocol):
    """What a key in a condition takes. entries: those that its comparisons are about."""

    @property
    def key(self) -> str: ...

    def entries(self) -> tuple[Entry, ...]: ...

    def problems(self, asked: Any, vocabulary: Vocabulary) -> Iterator[Problem]:
        """What is wrong with what is asked."""

    def comparisons(self, asked: Mapping[str, Any]) -> Iterator[Comparison]:
        """What is asked, one by one; it must have been checked."""


def compared(measure: Measured, asked: Comparison, as_of: AsOf) -> Sql:
    if asked.operator == KNOWN:
        return measure.column.is_not(None) if asked.value else measure.column.is_(None)
    return measure.compare(asked.operator, asked.value, as_of)


def either_way(words: str, asked: Comparison) -> str:
    """Words with {not} in them, as they are or denied."""
    return words.replace("{not}", "not " if asked.denied else "")


def known_now(asked: Comparison) -> Now:
    """Farther than any figure: where one of the two would do, the figure is what one can work on."""
    return Now(20.0, "it isn't" if asked.value else "it is")


def gap(value: float, bound: float) -> float:
    """How far a number is from its bound, as a share of it."""
    return abs(value - bound) / max(abs(bound), 1.0)


__all__ = ["SPANS", "ConditionKey", "Entry", "Here", "Now", "compared", "either_way", "gap", "known_now"]
