"""What rules can ask of a KPI: `kpi: {weekly-use: {below: 10, fresh_days: 14}}`, its movements (`kpi_moves.py`), and
for how long it hasn't been measured: `kpi: {weekly-use: {silent_days: {above: 10}}}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from sqlalchemy import Boolean, cast, exists, null, select

from bot.calendar import plural
from bot.facts.asked import SOME_DAYS, Problem, is_asked, movement_problems, nearest, number_problems, under
from bot.facts.comparison import KNOWN, NUMBER_OPERATORS, Comparison, Vocabulary
from bot.facts.entry import SPANS, Entry, Here, Now, compared, gap, known_now
from bot.facts.kpi_moves import FELL, ROSE
from bot.facts.measures import BOUNDS, AsOf, Feed, Since, Sql, days_from
from bot.store.sql import day_of
from bot.store.tables import AccountFacts, KpiLatest
from bot.text import measured, one_of

F = AccountFacts
FRESH = "fresh_days"


class OfKpi(Entry, Protocol):
    """An entry that is asked of one KPI, under a word of its own."""

    @property
    def word(self) -> str: ...

    def problems(self, asked: Any) -> Iterator[Problem]: ...

    def comparisons(self, kpi: str, asked: Mapping[str, Any], fresh_days: int | None) -> Iterator[Comparison]: ...


@dataclass(frozen=True)
class Value:
    """A bound on a KPI's newest value; unknown when there is none or it is too old. `known`: whether there is one."""

    key: str = "kpi"
    moves = False

    def missing(self) -> Iterator[str]:
        return iter(())

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        newest = _newest(asked, as_of)
        if asked.operator == KNOWN:
            there = exists().where(*newest).correlate(F)
            return there if asked.value else ~there
        holds = BOUNDS[asked.operator](KpiLatest.value, asked.value)
        return select(holds).where(*newest).correlate(F).scalar_subquery()

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        return (select(KpiLatest.value).where(*_newest(asked, as_of)).correlate(F).scalar_subquery(),)

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        return values

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        figure = vocabulary.figure(asked.kpi or "")
        if asked.operator == KNOWN:
            return f"{figure.name} is {'known' if asked.value else 'not known'}"
        return f"{figure.name} {SPANS[asked.operator]} {measured(asked.value, figure.unit, 2)}"

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        return self.words(asked.turned(), vocabulary)

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        if asked.operator == KNOWN:
            return known_now(asked)
        if values[0] is None:
            return Now(2.5, "not on record")
        unit = here.words.figure(asked.kpi or "").unit
        return Now(gap(values[0], asked.value), f"now {measured(values[0], unit)}")

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        return f"no fresh figure for {here.words.figure(asked.kpi or '').name}"


def _newest(asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
    where: tuple[Sql, ...] = (KpiLatest.account_id == F.account_id, KpiLatest.kpi == asked.kpi)
    if asked.fresh_days is None:
        return where
    return (*where, KpiLatest.observed_at >= as_of.now - timedelta(days=int(asked.fresh_days)))


@dataclass(frozen=True)
class Silence:
    """Days since a KPI was last measured: measured before, and not since. Never measured is unknown; so is all of it
    while nobody in the workspace measures that KPI within the limit, for then a feed is broken, and no account."""

    key: str = "kpi.silent_days"
    word: str = "silent_days"
    moves = False

    def missing(self) -> Iterator[str]:
        return iter(())

    def problems(self, asked: Any) -> Iterator[Problem]:
        yield from is_asked(asked, "{above: 10}")
        if isinstance(asked, Mapping):
            yield from number_problems(asked)

    def comparisons(self, kpi: str, asked: Mapping[str, Any], fresh_days: int | None) -> Iterator[Comparison]:
        return (Comparison(self.key, operator, value, kpi) for operator, value in asked.items())

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        if feed_of(asked) in as_of.silent:
            return cast(null(), Boolean)
        return compared(self._since(asked), asked, as_of)

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        return (self._since(asked).column,)

    def _since(self, asked: Comparison) -> Since:
        last = select(day_of(KpiLatest.observed_at)).where(
            KpiLatest.account_id == F.account_id, KpiLatest.kpi == asked.kpi
        )
        return Since(last.correlate(F).scalar_subquery())

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        return (None if values[0] is None else (today - values[0]).days,)

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        name = vocabulary.figure(asked.kpi or "").name
        if asked.operator == KNOWN:
            return f"{'a' if asked.value else 'no'} figure for {name} on record"
        span = f"{SPANS[asked.operator]} {_days(asked.value)}"
        return f"no figure for {name} for {span}" if asked.is_high else f"a figure for {name} {span} ago"

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        name = vocabulary.figure(asked.kpi or "").name
        if asked.operator == KNOWN:
            return self.words(asked.turned(), vocabulary)
        return f"a figure for {name} comes in" if asked.is_high else f"no figure for {name} comes in any more"

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        if asked.operator == KNOWN:
            return known_now(asked)
        if values[0] is None:
            return Now(2.5, "not on record")
        return Now(gap(values[0], asked.value), f"now {_days(values[0])}" if values[0] > 0 else "measured today")

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        name = here.words.figure(asked.kpi or "").name
        return f"no figure for {name} on record" if values[0] is None else f"no account has a recent figure for {name}"


def _days(value: float) -> str:
    return plural(int(value), "day")


def feed_of(asked: Comparison) -> Feed | None:
    """What must have been measured somewhere in the workspace before an account can be called silent: that KPI, within
    the days that aren't silence yet."""
    if asked.fact != SILENCE.key or asked.operator == KNOWN:
        return None
    return asked.kpi or "", int(asked.value) - (asked.operator in ("at_least", "below"))


def fed_since(feed: Feed, today: date) -> datetime:
    """The first moment that counts for it."""
    return datetime.combine(days_from(today, -feed[1]), time(), UTC)


VALUE, SILENCE = Value(), Silence()
WORDS: dict[str, OfKpi] = {one.word: one for one in (SILENCE, FELL, ROSE)}


@dataclass(frozen=True)
class KpiCondition:
    """`kpi`: what is asked of one or several of them."""

    key: str = "kpi"

    def entries(self) -> tuple[Entry, ...]:
        return (VALUE, *WORDS.values())

    def problems(self, asked: Any, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from is_asked(asked, "{weekly-use: {below: 10, fresh_days: 14}}")
        for key, bounds in asked.items() if isinstance(asked, Mapping) else ():
            if key not in vocabulary.kpis:
                yield (key,), f"is not a KPI of health.yaml{nearest(str(key), tuple(vocabulary.kpis))}"
            yield from under(key, _problems(bounds))

    def comparisons(self, asked: Mapping[str, Any]) -> Iterator[Comparison]:
        for kpi, bounds in asked.items():
            fresh = bounds.get(FRESH)
            for word, value in bounds.items():
                if word in WORDS:
                    yield from WORDS[word].comparisons(kpi, value, fresh)
                elif word != FRESH:
                    yield Comparison(VALUE.key, word, value, kpi, fresh)


def _problems(bounds: Any) -> Iterator[Problem]:
    yield from is_asked(bounds, "{below: 10, fresh_days: 14}")
    if not isinstance(bounds, Mapping) or not bounds:
        return
    yield from number_problems(bounds, also=(FRESH, *WORDS))
    if FRESH in bounds:
        yield from movement_problems({FRESH: bounds[FRESH]}, {FRESH: SOME_DAYS})
    for word, entry in WORDS.items():
        if word in bounds:
            yield from under(word, entry.problems(bounds[word]))
    if not set(bounds) - {FRESH}:
        yield (), f"asks nothing; add one of {one_of((*NUMBER_OPERATORS, *WORDS))}"


FACTS = (KpiCondition(),)

__all__ = ["FACTS", "SILENCE", "fed_since", "feed_of"]
