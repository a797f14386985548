"""The KPIs file: every measurement, and the newest of each KPI."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches

from bot.calendar import plural
from bot.ingest.reading.kpi_scales import KpiScales, all_off_their_scales
from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.reading.rows import Batch
from bot.ingest.writing.job import Job, RowAccount
from bot.ingest.writing.measures.measurements import Moment, keep
from bot.ingest.writing.measures.ticket_counts import counted
from bot.store.kpi_keys import of_product
from bot.store.session import WriteSession
from bot.text import one_of

Moments = dict[Moment, float]


class Kpis:
    """Writes measurements."""

    chunk = 8000  # two short rows each: about 0.1 s on SQLite (measured)

    def __init__(self, job: Job) -> None:
        self.job = job
        self._doubted: set[str] = set()
        self._scales = KpiScales()
        self._counted: set[tuple[int, str]] = set()

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> Moments:
        """The measurements that can be written; rows of unknown accounts are rejected."""
        accounts = await self.job.accounts(batch, outcome) if len(batch) else []
        measured = await asyncio.to_thread(self._gather, batch, accounts, outcome)
        return await self._without_counted(measured, outcome)

    async def _without_counted(self, measured: Moments, outcome: ChunkOutcome) -> Moments:
        """Without what would stand above a count of tickets that are on record; see ticket_counts.py."""
        async with self.job.store.read(self.job.workspace_id) as session:
            counts = await counted(session, measured)
        above = {moment for moment in measured if moment[2] > counts.get(moment[:2], moment[2])}
        if above:
            self._counted |= {moment[:2] for moment in above}
            outcome.unchanged += len(above)
            measured = {moment: value for moment, value in measured.items() if moment not in above}
        return measured

    async def write(self, session: WriteSession, measured: Moments, outcome: ChunkOutcome) -> None:
        """One transaction's worth."""
        kept = await keep(session, measured)
        outcome.added, outcome.changed = kept.added, kept.changed
        outcome.unchanged += len(measured) - kept.added - kept.changed
        outcome.touched |= kept.touched

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Says what was left to the tickets themselves."""
        if self._counted:
            kpis = one_of(sorted({kpi for _, kpi in self._counted}))
            many = plural(len({account for account, _ in self._counted}), "account")
            outcome.notes.append(f"Not taken: {kpis} of {many} whose tickets are on record, and are counted.")

    def _gather(self, batch: Batch, accounts: list[RowAccount | None], outcome: ChunkOutcome) -> Moments:
        moments: Sequence[datetime | None] = batch.columns.get("observed_at", ())
        at = [moment or self.job.file_time for moment in moments] or [self.job.file_time] * len(batch)
        places = self._past(batch, accounts, at, outcome)
        places = self._on_their_scales(batch, places, outcome)
        kpis, values = _of_products(batch), batch.columns.get("value", ())
        measured: Moments = {(accounts[n].id, kpis[n], at[n]): values[n] for n in places}  # type: ignore[union-attr]
        if len(measured) < len(places):
            moments_of = {n: (accounts[n].id, kpis[n], at[n]) for n in places}  # type: ignore[union-attr]
            measured = self._first_ones(batch, moments_of, outcome)
        outcome.warnings += self._doubts({batch.columns["kpi"][n] for n in places})
        return measured

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

    def _first_ones(self, batch: Batch, moments: dict[int, Moment], outcome: ChunkOutcome) -> Moments:
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
            hint = f"if it is {near[0]}, call it so in the file or the map; else " if near else ""
            said.append(
                f'KPI "{kpi}" is kept, but no health score, milestone or rule of {self.job.words.called} uses it: '
                f"{hint}name it in the playbook, or leave it as it is"
            )
        return said


def _of_products(batch: Batch) -> Sequence[str]:
    """Each row's KPI; where the row names a product, that product's."""
    kpis, products = batch.columns.get("kpi", ()), batch.columns.get("product", ())
    if not products:
        return kpis
    return [of_product(kpi, product) if product else kpi for kpi, product in zip(kpis, products, strict=True)]
