"""The contracts file: what each account bought. A real contract retires the one that stood in for it."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Table, select

from bot.ingest.reading.report import ChunkOutcome, Rejected
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.writing.bulk import Insert, update_rows
from bot.ingest.writing.changed_cells import as_cells, changes, last_cells, save_cells
from bot.ingest.writing.job import Job, RowAccount
from bot.ingest.writing.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Base

CONTRACTS: Table = Base.metadata.tables["contracts"]
_SETS = ("starts_on", "ends_on", "notice_on", "auto_renew", "amount", "currency")
_SAID = ("call", "call_at", "call_by", "outcome", "outcome_for", "outcome_at", "outcome_note")
_ADD = Insert(CONTRACTS, ("workspace_id", "account_id", "product", *_SETS, *_SAID))
_NEW_TERM = {"call": None, "call_at": None, "call_by": None, "retired": False}


class ContractHere(NamedTuple):
    """A contract as it stands. said: what our people said about its renewal."""

    id: int
    stand_in: bool
    retired: bool
    ends_on: date | None
    said: dict[str, Any]


class Contracts:
    """Writes contracts."""

    chunk = 2000

    def __init__(self, job: Job) -> None:
        self.job = job

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> list[tuple[Row, RowAccount]]:
        """The rows that can be written, with their accounts; the others are rejected."""
        good: list[tuple[Row, RowAccount]] = []
        for row, account in await self.job.rows(batch, outcome):
            if bad := self._problem(row, account):
                outcome.rejected.append(bad)
                continue
            good.append((row, account))
            if "amount" in row.values and "currency" not in row.values and self.job.first_time("no currency"):
                advice = self.job.parser.currency_advice()
                outcome.warnings.append(f"line {row.line}: amount without a currency; a map can set one: {advice}")
        return good

    async def write(self, session: WriteSession, rows: list[tuple[Row, RowAccount]], outcome: ChunkOutcome) -> None:
        """One transaction's worth."""
        here = await self._here(session, {account.id for _, account in rows})
        stand_ins = {account: old for (account, _), old in here.items() if old.stand_in and not old.retired}
        last = await last_cells(session, "contracts", (_row_key(row, account) for row, account in rows))
        added: list[tuple[Any, ...]] = []
        updates: list[tuple[int, dict[str, Any]]] = []
        saved = {}
        for row, account in rows:
            key, cells = _row_key(row, account), as_cells(row.values)
            old = here.get((account.id, row.values["product"]))
            before = last.get(key, {}) if old else {}
            changed = changes(row.values, cells, before)
            if not changed:
                outcome.unchanged += 1
                continue
            saved[key] = before | cells
            outcome.touched.add(account.id)
            if old:
                updates.append((old.id, _sets(changed, old)))
            else:
                added.append(self._new(row, account, stand_ins.get(account.id)))
        retired = [(stand_ins[account].id, {"retired": True}) for account in outcome.touched & stand_ins.keys()]
        await update_rows(session, CONTRACTS, [*retired, *updates])
        await _ADD.run(session, added)
        await save_cells(session, "contracts", saved)
        outcome.added, outcome.changed = len(added), len(updates)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Nothing is left over."""

    def _problem(self, row: Row, account: RowAccount) -> Rejected | None:
        values, job = row.values, self.job
        if first := job.first_line(_row_key(row, account), row.line):
            return job.reject(row, "product", values["product"], f"stands in line {first} already, for this account")
        starts, ends, notice = values.get("starts_on"), values.get("ends_on"), values.get("notice_on")
        if starts and ends and ends < starts:
            return job.reject(row, "ends_on", ends.isoformat(), f"is before it starts ({starts})")
        if notice and ends and notice > ends:
            return job.reject(row, "notice_on", notice.isoformat(), f"is after it ends ({ends})")
        return None

    async def _here(self, session: ReadSession, accounts: set[int]) -> dict[tuple[int, str], ContractHere]:
        names = ("account_id", "product", "id", "stand_in", "retired", "ends_on", *_SAID)
        mine = CONTRACTS.c.workspace_id == session.workspace_id
        query = select(*(CONTRACTS.c[name] for name in names)).where(mine, is_one_of(CONTRACTS.c.account_id, accounts))
        return {
            (account, product): ContractHere(number, stand_in, retired, ends_on, dict(zip(_SAID, said, strict=True)))
            for account, product, number, stand_in, retired, ends_on, *said in (await session.execute(query)).all()
        }

    def _new(self, row: Row, account: RowAccount, stand_in: ContractHere | None) -> tuple[Any, ...]:
        """What was said about the renewal of the stand-in is about this contract, if they end on the same day."""
        values = row.values
        said = stand_in.said if stand_in and stand_in.ends_on == values.get("ends_on") else {}
        sets = (values.get(name) for name in _SETS)
        return (self.job.workspace_id, account.id, values["product"], *sets, *(said.get(name) for name in _SAID))


def _row_key(row: Row, account: RowAccount) -> str:
    return f"{account.id}:{row.values['product']}"


def _sets(changed: dict[str, Any], old: ContractHere) -> dict[str, Any]:
    """A later end is a new term: the contract lives, and our call was about the term before."""
    sets = {name: changed[name] for name in _SETS if name in changed}
    if old.ends_on and "ends_on" in sets and sets["ends_on"] > old.ends_on:
        sets |= _NEW_TERM
    return sets | ({"stand_in": False, "retired": False} if old.stand_in else {})
