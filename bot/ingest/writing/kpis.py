"""The KPIs file: every measurement, and the newest of each KPI."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from bot.ingest.reading.kpi_scales import KpiScales, all_off_their_scales
from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.reading.rows import Batch
from bot.ingest.writing.bulk import Insert
from bot.ingest.writing.job import Job, RowAccount
from bot.ingest.writing.value_list import is_one_of
from bot.store.session import WriteSession
from bot.store.tables import Base, KpiLatest

_COLUMNS = ("workspace_id", "account_id", "kpi", "observed_at", "value")
_MOMENT = ("account_id", "kpi", "observed_at")
_OBSERVED = Base.metadata.tables["kpi_observations"]
_ADD = Insert(_OBSERVED, _COLUMNS, conflict=_MOMENT)
_CORRECT = Insert(
    _OBSERVED,
    _COLUMNS,
    conflict=_MOMENT,
    update=("value",),
    where=lambda here, given: here.value.is_distinct_from(given.value),
)
_LATEST = Insert(
    Base.metadata.tables["kpi_latest"],
    _COLUMNS,
    conflict=("account_id", "kpi"),
    update=("value", "observed_at"),
    where=lambda here, given: or_(
        given.observed_at > here.observed_at,
        and_(given.observed_at == here.observed_at, given.value.is_distinct_from(here.value)),
    ),
)

Moment = tuple[int, str, datetime]  # account, KPI, when
Measured = dict[Moment, float]


class Measurements(NamedTuple):
    """Measurements by account, KPI and moment, and the newest moment of each account and KPI."""

    measured: Measured
    newest: dict[tuple[int, str], datetime]


class Kpis:
    """Writes measurements."""

    chunk = 8000  # two short rows each: about 0.1 s on SQLite (measured)

    def __init__(self, job: Job) -> None:
        self.job = job
        self._doubted: set[str] = set()
        self._scales = KpiScales()

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> Measurements:
        """The measurements that can be written; rows of unknown accounts are rejected."""
        accounts = await self.job.accounts(batch, outcome) if len(batch) else []
        return await asyncio.to_thread(self._gather, batch, accounts, outcome)

    async def write(self, session: WriteSession, batch: Measurements, outcome: ChunkOutcome) -> None:
        """One transaction's worth. A measurement of the same moment replaces the one before."""
        workspace = session.workspace_id
        rows = [(workspace, *moment, value) for moment, value in batch.measured.items()]
        outcome.added = await _ADD.run(session, rows)
        if outcome.added < len(rows):
            outcome.changed = await _CORRECT.run(session, rows)
        outcome.unchanged = len(rows) - outcome.added - outcome.changed
        if outcome.added or outcome.changed:
            await self._keep_latest(session, batch, outcome)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Nothing is left over."""

    def _gather(self, batch: Batch, accounts: list[RowAccount | None], outcome: ChunkOutcome) -> Measurements:
        moments: Sequence[datetime | None] = batch.columns.get("observed_at", ())
        at = [moment or self.job.file_time for moment in moments] or [self.job.file_time] * len(batch)
        places = self._past(batch, accounts, at, outcome)
        places = self._on_their_scales(batch, places, outcome)
        kpis, values = batch.columns.get("kpi", ()), batch.columns.get("value", ())
        measured: Measured = {(accounts[n].id, kpis[n], at[n]): values[n] for n in places}  # type: ignore[union-attr]
        if len(measured) < len(places):
            moments_of = {n: (accounts[n].id, kpis[n], at[n]) for n in places}  # type: ignore[union-attr]
            measured = self._first_ones(batch, moments_of, outcome)
        outcome.warnings += self._doubts({kpis[n] for n in places})
        return Measurements(measured, _newest(measured))

    def _past(
        self, batch: Batch, accounts: list[RowAccount | None], at: list[datetime], outcome: ChunkOutcome
    ) -> Sequence[int]:
        """The places of the rows that have an account and were measured by now; what is yet to come is rejected."""
        late = self.job.latest
        if None not in accounts and not (at and max(set(at)) > late):
            return range(len(batch))
        known = [place for place in range(len(batch)) if accounts[place]]
        outcome.rejected += [
            self.job.reject(batch.row(place), "observed_at", at[place].isoformat(), "is in the future")
            for place in known
            if at[place] > late
        ]
        return [place for place in known if at[place] <= late]

    def _on_their_scales(self, batch: Batch, places: Sequence[int], outcome: ChunkOutcome) -> Sequence[int]:
        """Those whose value is one of their KPI; what can't be is rejected, and what may not be is said."""
        kpis, values = batch.columns.get("kpi", ()), batch.columns.get("value", ())
        if off := all_off_their_scales(kpis, values, places):
            outcome.rejected += [
                self.job.reject(batch.row(place), "value", f"{values[place]:g}", why) for place, why in off.items()
            ]
            places = [place for place in places if place not in off]
        outcome.warnings += self._scales.doubts(kpis, values, batch.lines, places)
        return places

    def _first_ones(self, batch: Batch, moments: dict[int, Moment], outcome: ChunkOutcome) -> Measured:
        """Where rows measure the same, the first one; the others are rejected. moments: by the row's place."""
        first: dict[Moment, int] = {}
        for place, moment in moments.items():
            if (before := first.setdefault(moment, place)) != place:
                reason = f"stands in line {batch.lines[before]} already, for this account and moment"
                outcome.rejected.append(self.job.reject(batch.row(place), "kpi", moment[1], reason))
        return {moment: batch.columns["value"][place] for moment, place in first.items()}

    def _doubts(self, kpis: set[str]) -> list[str]:
        """KPIs that the playbook doesn't speak of: kept all the same, but it may be a slip."""
        said: list[str] = []
        for kpi in sorted(kpis - self._doubted - set(self.job.words.kpis)):
            self._doubted.add(kpi)
            near = get_close_matches(kpi, self.job.words.kpis, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            said.append(f'KPI "{kpi}" is kept, but nothing in {self.job.words.called} looks at it{hint}')
        return said

    async def _keep_latest(self, session: WriteSession, batch: Measurements, outcome: ChunkOutcome) -> None:
        """Writes what is newer than what we had; those accounts are the ones to assess."""
        accounts = {account for account, _ in batch.newest}
        query = select(KpiLatest.account_id, KpiLatest.kpi, KpiLatest.observed_at, KpiLatest.value)
        query = query.where(is_one_of(KpiLatest.account_id, accounts))
        known = {(account, kpi): (at, value) for account, kpi, at, value in (await session.execute(query)).all()}
        workspace = session.workspace_id
        rows = []
        for (account, kpi), at in batch.newest.items():
            value = batch.measured[account, kpi, at]
            last = known.get((account, kpi))
            if last is None or at > last[0] or (at == last[0] and value != last[1]):
                rows.append((workspace, account, kpi, at, value))
                outcome.touched.add(account)
        await _LATEST.run(session, rows)


def _newest(measured: Measured) -> dict[tuple[int, str], datetime]:
    newest: dict[tuple[int, str], datetime] = {}
    for account, kpi, at in measured:
        if (last := newest.get((account, kpi))) is None or at > last:
            newest[account, kpi] = at
    return newest
