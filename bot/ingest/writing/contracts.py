"""The contracts file: what each account bought. A real contract retires the one that stood in for it.

Several terms of one product stand beside each other: each row is found again by its id, else by its first day. The one
that runs today is the one that isn't retired, whatever the order of the lines.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, select

from bot.ingest.reading.report import ChunkOutcome, Rejected
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.writing.bulk import Insert, update_rows
from bot.ingest.writing.changed_cells import Cells, as_cells, changes, last_cells, save_cells
from bot.ingest.writing.job import Job, RowAccount
from bot.ingest.writing.stand_ins.replaced_standins import Real, ReplacedStandIns, StandIn
from bot.store.as_json.value_list import is_one_of
from bot.store.contract_terms import end_is_known
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, Base

CONTRACTS: Table = Base.metadata.tables["contracts"]
_SETS = ("starts_on", "ends_on", "notice_on", "auto_renew", "amount", "currency")
_SAID = ("call", "call_at", "call_by", "outcome", "outcome_for", "outcome_at", "outcome_note")
_COLUMNS = ("product", "term", *_SETS, "retired", *_SAID)
_ADD = Insert(CONTRACTS, ("workspace_id", "account_id", *_COLUMNS))
_NEW_TERM = {"call": None, "call_at": None, "call_by": None, "retired": False}


@dataclass
class ContractHere:
    """A contract as it stands, or as it will. id: None for a new one. values: all its columns. sets: those to write."""

    account: int
    id: int | None
    stand_in: bool
    values: dict[str, Any]
    sets: dict[str, Any] = field(default_factory=dict)

    def set(self, **sets: Any) -> None:
        self.values |= sets
        self.sets |= sets

    def as_real(self) -> Real:
        amount, currency, ends_on = (self.values[name] for name in ("amount", "currency", "ends_on"))
        return Real(amount, currency, ends_on, not self.values["retired"])

    @property
    def product(self) -> str:
        return str(self.values["product"])

    @property
    def term(self) -> str:
        return str(self.values["term"])

    @property
    def starts_on(self) -> date | None:
        return self.values["starts_on"]  # type: ignore[no-any-return]

    @property
    def ends_on(self) -> date | None:
        return self.values["ends_on"]  # type: ignore[no-any-return]

    @property
    def row_key(self) -> str:
        return f"{self.account}:{self.product}" + (f":{self.term}" if self.term else "")

    def is_told(self, outcome: str | None = None) -> bool:
        """Whether it is known how this term ends; outcome: and that it is this."""
        told = self.values["outcome"]
        return end_is_known(told, self.values["outcome_for"], self.ends_on) and outcome in (None, told)

    def overlaps(self, starts: date, ends: date | None) -> bool:
        """Whether that would be the same time, and so a correction and no other term."""
        before = ends is not None and self.starts_on is not None and ends <= self.starts_on
        after = self.ends_on is not None and starts >= self.ends_on
        return not (before or after)


class Contracts:
    """Writes contracts."""

    chunk = 2000

    def __init__(self, job: Job) -> None:
        self.job = job
        self.replaced = ReplacedStandIns()

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> list[tuple[Row, RowAccount]]:
        """The rows that can be written, with their accounts; the others are rejected."""
        good: list[tuple[Row, RowAccount]] = []
        for row, account in await self.job.rows(batch, outcome):
            if bad := self._problem(row, account):
                outcome.rejected.append(bad)
                continue
            good.append((row, account))
            if "amount" in row.values and "currency" not in row.values:
                self.job.count("currency", row, row.values["account"])
        return good

    async def write(self, session: WriteSession, rows: list[tuple[Row, RowAccount]], outcome: ChunkOutcome) -> None:
        """One transaction's worth."""
        here = await self._here(session, {account.id for _, account in rows})
        found = [(row, *self._found(row, account, here[account.id])) for row, account in rows]
        keys = {key for _, one, _ in found for key in (one.row_key, f"{one.account}:{one.product}")}
        last = await last_cells(session, "contracts", keys)
        saved: dict[str, Cells] = {}
        for row, contract, is_new in found:
            cells = as_cells(row.values)
            first_form = last.get(f"{contract.account}:{contract.product}", {})
            before = {} if is_new else last.get(contract.row_key) or (first_form if "term" in contract.sets else {})
            changed = changes(row.values, cells, before)
            if not changed:
                outcome.unchanged += 1
                continue
            saved[contract.row_key] = before | cells
            outcome.touched.add(contract.account)
            outcome.added += is_new
            outcome.changed += not is_new
            if not is_new:
                contract.set(**_sets(changed, contract))
            contract.set(**self._came_out(changed, contract))
        await self._settle_terms(session, here, outcome)
        await update_rows(session, CONTRACTS, ((one.id, one.sets) for one in _all(here) if one.id and one.sets))
        await _ADD.run(session, [self._new_row(one) for one in _all(here) if one.id is None])
        await save_cells(session, "contracts", saved)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Once all contracts are here: what they contradict, or leave open."""
        await self.replaced.finish(session, outcome)
        outcome.warnings += self.job.without_currency("amount", "contract")

    def _problem(self, row: Row, account: RowAccount) -> Rejected | None:
        values, job = row.values, self.job
        if first := self._stands_already(row, account):
            reason = f"stands in line {first} already, for this account; of several terms each needs an id or starts_on"
            return job.reject(row, "product", values["product"], reason)
        starts, ends, notice = values.get("starts_on"), values.get("ends_on"), values.get("notice_on")
        if starts and ends and ends < starts:
            return job.reject(row, "ends_on", ends.isoformat(), f"is before it starts ({starts})")
        if notice and ends and notice > ends:
            return job.reject(row, "notice_on", notice.isoformat(), f"is after it ends ({ends})")
        return None

    def _stands_already(self, row: Row, account: RowAccount) -> int | None:
        """The line of the same term, or of one that can't be told from it."""
        product = f"{account.id}:{row.values['product']}"
        term = _term(row)
        other = self.job.first_line(f"{product}::any", row.line)
        if not term:
            self.job.first_line(f"{product}::untold", row.line)
            return other
        if self.job.has_seen(f"{product}::untold"):
            return other
        return self.job.first_line(f"{product}:{term}", row.line)

    async def _here(self, session: ReadSession, accounts: set[int]) -> defaultdict[int, list[ContractHere]]:
        names = ("account_id", "id", "stand_in", *_COLUMNS)
        mine = CONTRACTS.c.workspace_id == session.workspace_id
        query = select(*(CONTRACTS.c[name] for name in names)).where(mine, is_one_of(CONTRACTS.c.account_id, accounts))
        found: defaultdict[int, list[ContractHere]] = defaultdict(list)
        for account, number, stand_in, *values in (await session.execute(query.order_by(CONTRACTS.c.id))).all():
            found[account].append(ContractHere(account, number, stand_in, dict(zip(_COLUMNS, values, strict=True))))
        return found

    def _found(self, row: Row, account: RowAccount, here: list[ContractHere]) -> tuple[ContractHere, bool]:
        """The contract that the row is about, and whether it is new."""
        same = [one for one in here if one.product == row.values["product"]]
        if one := _same_term(row, same):
            if row.values.get("id") and one.term != row.values["id"]:
                one.set(term=row.values["id"])
            return one, False
        stand_in = next((one for one in here if one.stand_in and not one.values["retired"]), None)
        values: dict[str, Any] = dict.fromkeys(_COLUMNS) | {name: row.values.get(name) for name in _SETS}
        values |= {"product": row.values["product"], "term": _term(row) if same or "id" in row.values else ""}
        # What was said about the renewal of the stand-in is about this contract, if they end on the same day.
        said = stand_in.values if stand_in and stand_in.ends_on == row.values.get("ends_on") else {}
        new = ContractHere(
            account.id, None, False, values | {"retired": False} | {name: said.get(name) for name in _SAID}
        )
        here.append(new)
        return new, True

    def _came_out(self, changed: dict[str, Any], contract: ContractHere) -> dict[str, Any]:
        """How the term ended, or will, where the file says so."""
        if "outcome" not in changed:
            return {}
        day = contract.ends_on or self.job.today
        return {"outcome": changed["outcome"], "outcome_for": day, "outcome_at": self.job.now}

    async def _settle_terms(
        self, session: ReadSession, here: dict[int, list[ContractHere]], outcome: ChunkOutcome
    ) -> None:
        """A real contract retires the stand-in; of a product's terms only the one that counts today isn't retired."""
        several = {number for number in here if any(len(terms) > 1 for terms in _terms(here[number]))}
        query = select(Account.id).where(is_one_of(Account.id, several), Account.status == "active")
        active = set(await session.scalars(query)) if several else set()
        for account, contracts in here.items():
            if account in outcome.touched:
                for one in contracts:
                    if one.stand_in and not one.values["retired"] and not one.sets:
                        one.set(retired=True)
                        self.replaced.add(account, StandIn(*(one.values[n] for n in ("amount", "currency", "ends_on"))))
            for terms in _terms(contracts):
                if len(terms) > 1 and account in active:
                    self._keep_one(terms)
            if account in self.replaced:
                for one in contracts:
                    if not one.stand_in or "stand_in" in one.sets:
                        self.replaced.see(account, one.row_key, one.as_real())

    def _keep_one(self, terms: list[ContractHere]) -> None:
        begun = [one for one in terms if (one.starts_on or date.min) <= self.job.today]
        counts = max(begun, key=_begins) if begun else min(terms, key=_begins)
        self._renew(counts, terms)
        for one in terms:
            is_over = one is not counts or (one.values["outcome"] == "lost" and one.values["retired"])
            if one.values["retired"] != is_over:
                one.set(retired=is_over)

    def _renew(self, counts: ContractHere, terms: list[ContractHere]) -> None:
        """Where the next term stands in the file, the one before it is renewed: nobody has to be asked. Unless somebody
        has said how it ends."""
        later = [one for one in terms if _begins(one) > _begins(counts) and not one.is_told("lost")]
        if not later or counts.ends_on is None or counts.is_told():
            return
        following = min(later, key=_begins)
        before, after = (one.values["amount"] for one in (counts, following))
        same_money = counts.values["currency"] == following.values["currency"]
        less = before is not None and after is not None and same_money and after < before
        outcome = "reduced" if less else "renewed"
        counts.set(outcome=outcome, outcome_for=counts.ends_on, outcome_at=self.job.now)

    def _new_row(self, one: ContractHere) -> tuple[Any, ...]:
        return (self.job.workspace_id, one.account, *map(one.values.get, _COLUMNS))


def _term(row: Row) -> str:
    """What tells this row from another of the same product."""
    starts = row.values.get("starts_on")
    return str(row.values.get("id") or (starts.isoformat() if starts else ""))


def _same_term(row: Row, same: list[ContractHere]) -> ContractHere | None:
    """same: the account's contracts of that product."""
    number, starts, ends = row.values.get("id"), row.values.get("starts_on"), row.values.get("ends_on")
    if number and (one := next((one for one in same if one.term == number), None)):
        return one
    # One that came without an id may be meant; another id is another contract.
    free = [one for one in same if not number or one.term in ("", one.starts_on and one.starts_on.isoformat())]
    if one := next((one for one in free if one.stand_in), None):
        return one
    if starts is None:
        return next((one for one in free if not one.values["retired"]), free[-1] if free else None)
    if one := next((one for one in free if one.starts_on == starts), None):
        return one
    meant = [one for one in free if one.starts_on is None or one.overlaps(starts, ends)]
    return meant[0] if len(meant) == 1 else None


def _terms(contracts: list[ContractHere]) -> list[list[ContractHere]]:
    """The real contracts, by product."""
    products: defaultdict[str, list[ContractHere]] = defaultdict(list)
    for one in contracts:
        if not one.stand_in or "stand_in" in one.sets:
            products[one.product].append(one)
    return list(products.values())


def _begins(one: ContractHere) -> tuple[date, date, str]:
    return one.starts_on or date.min, one.ends_on or date.max, one.term


def _all(here: dict[int, list[ContractHere]]) -> Iterator[ContractHere]:
    for contracts in here.values():
        yield from contracts


def _sets(changed: dict[str, Any], old: ContractHere) -> dict[str, Any]:
    """A later end is a new term: the contract lives, and our call was about the term before."""
    sets = {name: changed[name] for name in _SETS if name in changed}
    if old.ends_on and "ends_on" in sets and sets["ends_on"] > old.ends_on:
        sets |= _NEW_TERM
    return sets | ({"stand_in": False, "retired": False} if old.stand_in else {})
