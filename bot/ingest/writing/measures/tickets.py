"""The tickets file: what customers asked support for. A row is found again by its key, so a later file closes it."""

from typing import Any

from sqlalchemy import Table, select

from bot.ingest.reading.report import ChunkOutcome, Rejected
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.writing.bulk import Insert, update_rows
from bot.ingest.writing.job import Job, RowAccount
from bot.ingest.writing.measures.ticket_counts import count_tickets
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Base

TICKETS: Table = Base.metadata.tables["tickets"]
_SETS = ("subject", "opened_at", "closed_at", "link", "priority")
_ADD = Insert(TICKETS, ("workspace_id", "account_id", "key", *_SETS))
Here = dict[str, dict[str, Any]]


class Tickets:
    """Writes tickets. Nobody changes them here, so what a file says of one is how it is."""

    chunk = 3000

    def __init__(self, job: Job) -> None:
        self.job = job
        self._sets = tuple(name for name in _SETS if job.parser.has(name))
        self._left: set[int] = set()

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> list[tuple[Row, RowAccount]]:
        """The rows that can be written, with their accounts; the others are rejected."""
        good: list[tuple[Row, RowAccount]] = []
        for row, account in await self.job.rows(batch, outcome):
            if bad := self._problem(row):
                outcome.rejected.append(bad)
            else:
                good.append((row, account))
        return good

    def _problem(self, row: Row) -> Rejected | None:
        key, opened, closed = row.values["key"], row.values["opened_at"], row.values.get("closed_at")
        if first := self.job.first_line(key, row.line):
            return self.job.reject(row, "key", key, f"stands in line {first} already")
        if opened > self.job.latest:
            return self.job.reject(row, "opened_at", opened.isoformat(), "is in the future")
        if closed and closed > self.job.latest:
            return self.job.reject(row, "closed_at", closed.isoformat(), "is in the future")
        if closed and closed < opened:
            return self.job.reject(row, "closed_at", closed.isoformat(), f"is before it was opened ({opened:%Y-%m-%d})")
        return None

    async def write(self, session: WriteSession, rows: list[tuple[Row, RowAccount]], outcome: ChunkOutcome) -> None:
        """One transaction's worth."""
        here = await self._here(session, [row.values["key"] for row, _ in rows])
        new: list[tuple[Any, ...]] = []
        changed: list[tuple[int, dict[str, Any]]] = []
        for row, account in rows:
            said = {"account_id": account.id, **{name: self._value(row, name) for name in self._sets}}
            before = here.get(row.values["key"])
            if before is None:
                new.append(self._new_row(row, account))
            elif sets := {name: value for name, value in said.items() if before[name] != value}:
                changed.append((before["id"], sets))
                self._left |= {before["account_id"]} - {account.id}
            else:
                continue
            outcome.touched.add(account.id)
        await _ADD.run(session, new)
        await update_rows(session, TICKETS, changed)
        outcome.added, outcome.changed = len(new), len(changed)
        outcome.unchanged = len(rows) - len(new) - len(changed)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """How many are open is measured: of every account that has any, for the file says how all of them are."""
        kept = await count_tickets(session, self.job.file_time, self._left)
        outcome.touched |= kept.touched | self._left

    async def _here(self, session: ReadSession, keys: list[str]) -> Here:
        names = ("key", "id", "account_id", *_SETS)
        mine = TICKETS.c.workspace_id == session.workspace_id
        query = select(*(TICKETS.c[name] for name in names)).where(mine, is_one_of(TICKETS.c.key, keys))
        return {row[0]: dict(zip(names, row, strict=True)) for row in (await session.execute(query)).all()}

    def _new_row(self, row: Row, account: RowAccount) -> tuple[Any, ...]:
        return (self.job.workspace_id, account.id, row.values["key"], *(self._value(row, name) for name in _SETS))

    def _value(self, row: Row, name: str) -> Any:
        return row.values.get(name, "" if name == "subject" else None)
