"""What was known of accounts before each of some days, as a table: of the counts by period that the database made.

Whatever is said of a day is made of periods before it. Needs numpy, which comes with the extra `learn`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bot.statistics.warning.person_periods import HORIZON, PERIOD, PersonPeriods

BEFORE = 12  # periods before a day that are looked at, at least
QUARTER, HALF_YEAR, YEAR = 3, 6, 12  # in periods
FRESH = 3  # periods: an older measurement tells nothing of today
YEAR_DAYS, SOON = 365.25, 90
NEVER = 10_000  # usual days of what is no milestone
LATEST = 730.0  # days: what lies further back, or ahead, is as good as there
Array = Any
Spell = tuple[int, str, int | None, int | None]


@dataclass(frozen=True)
class KnownNames:
    """What there is to tell accounts apart by. milestones: of all playbooks, with their usual days."""

    kpis: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    milestones: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Gathered:
    """Rows of the statements, for some accounts. spells: account, milestone, days ago it turned to it and it ended."""

    accounts: Sequence[Any]
    terms: Sequence[Any]
    measured: Sequence[Any]
    happened: Sequence[Any]
    went: Sequence[Any]
    opened: Sequence[Any]
    closed: Sequence[Any]
    spells: Sequence[Spell]


def person_periods(rows: Gathered, names: KnownNames, backs: Sequence[int], oldest: int) -> PersonPeriods:
    """Of each account a row for each of those days on which it was with us. backs: the days, as periods before the
    newest. oldest: the last period that the rows tell of. Which left is told only of days half a year back."""
    made = _Table(rows, names, oldest)
    days = np.asarray(backs) * PERIOD  # days ago
    came, gone = made.came[:, None], made.gone[:, None]
    here = (came >= days) & ~(gone > days)
    left = here & (gone <= days) & (gone > days - HORIZON)
    columns = made.columns(np.asarray(backs), days)
    table = np.stack([np.broadcast_to(one, here.shape)[here] for one in columns.values()], axis=1)
    account = np.broadcast_to(made.ids[:, None], here.shape)[here]
    back = np.broadcast_to(np.asarray(backs), here.shape)[here]
    return PersonPeriods(account, back, left[here], table.astype(np.float32), tuple(columns))


def joined(parts: Sequence[PersonPeriods]) -> PersonPeriods:
    return PersonPeriods(
        np.concatenate([part.account for part in parts]),
        np.concatenate([part.back for part in parts]),
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.table for part in parts]),
        parts[0].columns,
    )


class _Table:
    """Everything by account (in the order of `ids`) and period."""

    def __init__(self, rows: Gathered, names: KnownNames, oldest: int) -> None:
        self.rows, self.names, self.periods = rows, names, oldest + 1
        self.ids = np.array([row[0] for row in rows.accounts], dtype=np.int64)
        self.order = np.argsort(self.ids)
        numbers = np.array([row[1:4] for row in rows.accounts], dtype=float).reshape(len(self.ids), 3)
        self.began = numbers[:, 0]
        self.came = np.where(np.isnan(self.began), numbers[:, 1], self.began)
        self.gone = np.where(np.isnan(numbers[:, 2]), -1e6, numbers[:, 2])

    def _place(self, ids: Sequence[int] | Array) -> Array:
        return self.order[np.searchsorted(self.ids, np.array(ids, dtype=np.int64), sorter=self.order)]

    def _by_period(self, rows: Sequence[Any]) -> "_ByPeriod":
        columns = tuple(zip(*rows, strict=True))
        ids, periods = columns[:2] or ((), ())
        return _ByPeriod((len(self.ids), self.periods), columns, (self._place(ids), np.array(periods, dtype=np.int64)))

    def columns(self, backs: Array, days: Array) -> dict[str, Array]:
        months = (self.began[:, None] - days) / 30.4
        found = {"months": months, "months.log": np.log1p(np.clip(months, 0, None))}
        found |= self._kpis(backs, days) | self._touch(backs, days) | self._steps(days) | self._term(days)
        for what, at, levels in (("tier", 4, self.names.tiers), ("segment", 5, self.names.segments)):
            of = [row[at] for row in self.rows.accounts]
            found |= {f"{what}={level}": np.array([one == level for one in of], float)[:, None] for level in levels}
        return found

    def _kpis(self, backs: Array, days: Array) -> dict[str, Array]:
        found: dict[str, Array] = {}
        rows = self._by_period(self.rows.measured)
        for at, key in enumerate(self.names.kpis):
            mean = rows.spread(3 + at)
            now = _newest(mean, backs, FRESH)
            before = _mean(mean, backs + 1, QUARTER)
            found |= {f"kpi.{key}": now, f"trend.{key}": now - before}
        if found:
            found["days_unmeasured"] = _since(rows.spread(2), backs, days)
        return found

    def _touch(self, backs: Array, days: Array) -> dict[str, Array]:
        rows, went = self._by_period(self.rows.happened), self._by_period(self.rows.went)
        opened, closed = (self._by_period(asked).spread(2, 0) for asked in (self.rows.opened, self.rows.closed))
        return {
            "days_since_contact": _since(rows.spread(2), backs, days),
            "days_since_review": _since(rows.spread(3), backs, days),
            "low_answers": _sum(rows.spread(4, 0), backs, HALF_YEAR),
            "answer": _newest(rows.spread(5), backs, YEAR),
            "people_left": _sum(went.spread(2, 0), backs, HALF_YEAR),
            "champions_left": _sum(went.spread(3, 0), backs, HALF_YEAR),
            "tickets_opened": _sum(opened, backs, QUARTER),
            "tickets_open": _sum(opened - closed, backs, self.periods),
        }

    def _steps(self, days: Array) -> dict[str, Array]:
        """On which step it was, for how long, and how much longer than is usual."""
        shape, keys = (len(self.ids), len(days)), list(self.names.milestones)
        spent, over, step = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, -1)
        rows = [row for row in self.rows.spells if row[2] is not None and row[3] is not None]
        if rows:
            ids, milestones, *known = zip(*rows, strict=True)
            places, number = self._place(ids), {key: at for at, key in enumerate(keys)}
            numbers = np.array([number.get(key, -1) for key in milestones])
            usual = np.array([self.names.milestones.get(key, NEVER) for key in milestones], dtype=float)
            turned, ended = (np.array(one, dtype=float)[:, None] for one in known)
            on, at = np.nonzero((days < turned) & (days >= ended))
            since = turned[on, 0] - days[at]
            spent[places[on], at] = np.clip(since, 0, LATEST)
            over[places[on], at] = np.clip(since - usual[on], 0, LATEST)
            step[places[on], at] = numbers[on]
        names = {f"milestone={key}": (step == number).astype(float) for number, key in enumerate(keys)}
        return {"days_on_step": spent, "days_late": over, **names}

    def _term(self, days: Array) -> dict[str, Array]:
        """Days until the term that ran then would end: of the one that had begun last before each day, else of the
        account's first day.

        Reckoned from its beginning. Ends aren't looked at: they are moved when a contract is renewed, and cut short
        when a customer leaves, and would tell what came of it."""
        began = np.full((len(self.ids), len(days)), np.inf)
        term = np.full(began.shape, YEAR_DAYS)
        if self.rows.terms:
            ids, ago, months = (np.array(one, dtype=float) for one in zip(*self.rows.terms, strict=True))
            places, lasts = self._place(ids), np.where(months > 0, months, 12) * YEAR_DAYS / 12
            order = np.lexsort((-ago, places))  # of each account, the one that began last comes last
            firsts = np.searchsorted(places[order], places[order])
            rank = np.arange(len(order)) - firsts
            for at in range(rank.max() + 1):  # each account's next one
                row = order[rank == at]
                on, day = np.nonzero(days <= ago[row, None])
                began[places[row][on], day], term[places[row][on], day] = ago[row][on], lasts[row][on]
        began = np.where(np.isinf(began), self.began[:, None], began)
        left = np.mod(days - began, term)
        return {"days_to_end": left, "ends_soon": np.where(np.isnan(left), np.nan, left <= SOON)}


@dataclass(frozen=True)
class _ByPeriod:
    """Rows of a statement, the column of which may be spread by account and period. shape: so many of both."""

    shape: tuple[int, int]
    columns: Sequence[Sequence[Any]]
    cells: tuple[Array, Array]

    def spread(self, column: int, empty: float = np.nan) -> Array:
        found = np.full(self.shape, empty)
        if self.columns:
            found[self.cells] = np.array(self.columns[column], dtype=float)
        return found


def _since(last: Array, backs: Array, days: Array) -> Array:
    """Days since the last one before each day. last: of each period, days ago."""
    return np.clip(np.fmin.accumulate(last[:, ::-1], axis=1)[:, ::-1][:, backs] - days, 0, LATEST)


def _newest(by_period: Array, backs: Array, most: int) -> Array:
    """The value of the newest of so many periods that has one."""
    found = np.full((len(by_period), len(backs)), np.nan)
    for before in range(most):
        at = backs + before
        inside = at < by_period.shape[1]
        value = by_period[:, np.where(inside, at, 0)]
        found = np.where(np.isnan(found) & inside, value, found)
    return found


def _sum(by_period: Array, backs: Array, several: int) -> Array:
    """Of the periods from each day back."""
    ahead = np.concatenate([np.cumsum(by_period[:, ::-1], axis=1)[:, ::-1], np.zeros((len(by_period), 1))], axis=1)
    return ahead[:, backs] - ahead[:, np.minimum(backs + several, by_period.shape[1])]


def _mean(by_period: Array, backs: Array, several: int) -> Array:
    known = ~np.isnan(by_period)
    number = _sum(known.astype(float), backs, several)
    total = _sum(np.where(known, by_period, 0), backs, several)
    return np.divide(total, number, out=np.full(number.shape, np.nan), where=number > 0)


__all__ = ["BEFORE", "Gathered", "KnownNames", "Spell", "joined", "person_periods"]
