"""Accounts of the book of three people: written straight into the tables, assessed, and looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import delete, select, update

from bot.journey.figures import usual_times
from bot.journey.playbooks.versions import keep_versions
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.journey.sweep.execute import Assessed
from bot.playbook.models import Library, Milestone
from bot.store.session import Store
from bot.store.tables import (
    Account,
    AccountFacts,
    AccountName,
    Contract,
    Cta,
    KpiLatest,
    MilestoneReached,
    PlaybookVersion,
    TaskDone,
    Workspace,
)
from bot.text import compared
from bot.usecases.writing.write import Write
from tests.given import rows
from tests.given.book import NOW, Book
from tests.given.databases import count_on
from tests.given.rows import channel_row

IN_MARCH = {
    "ends_on": date(2026, 3, 14), "notice_on": date(2026, 1, 13), "amount": Decimal(120000), "currency": "EUR",
}  # fmt: skip


@dataclass
class Accounts:
    """One workspace's accounts, and its sweep. `now` moves with `sweep(days=…)`."""

    store: Store
    library: Library = field(repr=False)  # far too much to be read where a test fails
    book: Book = field(default_factory=Book)
    now: datetime = NOW
    workspace: int = Book.workspace
    owner: int = Book.owner
    keeps_spells: bool = False  # after each sweep, as the program does: only figures read them

    def elsewhere(self) -> "Accounts":
        """The stranger's, in the other workspace."""
        return replace(self, workspace=self.book.other_workspace, owner=self.book.stranger)

    def write(self, person: int | None = None, *, once: str = "", now: datetime | None = None) -> Write:
        """What somebody of the book does; the owner, unless told otherwise."""
        person = person or self.owner
        workspace = self.book.other_workspace if person == self.book.stranger else self.workspace
        return Write(self.store, workspace, person, now or self.now, once, "Europe/Berlin")

    # -- written

    async def version(self, playbook: str = "laer") -> int:
        """The current version of a playbook, kept as the start of the program keeps it."""
        await keep_versions(self.store, self.library, self.workspace, self.now)
        wanted = select(PlaybookVersion.id).where(PlaybookVersion.name == playbook, PlaybookVersion.current)
        async with self.store.read(self.workspace) as db:
            return (await db.scalars(wanted)).one()

    async def account(self, name: str = "Acme", **values: Any) -> int:
        """An account of the owner's with all its names; anything may be given or taken away."""
        [number] = await self.several({"name": name, **values})
        return number

    async def several(self, *wanted: dict[str, Any]) -> list[int]:
        """Accounts in one go. Besides the table's columns: the name of its `playbook`, its `channel` as somebody types
        it, and `aliases`."""
        versions = {book: await self.version(book) for book in {one.get("playbook", "laer") for one in wanted}}
        rows = [self._row(versions, **await self._with_channel(one)) for one in wanted]
        async with self.store.write(self.workspace) as db:
            db.add_all(rows)
            await db.flush()
            db.add_all(
                AccountName(
                    workspace_id=self.workspace, account_id=row.id, folded=compared(shown), kind=kind, shown=shown
                )
                for row, one in zip(rows, wanted, strict=True)
                for kind, shown in _names(row, one.get("aliases", ()))
            )
            if any("id" in one for one in wanted):
                await count_on(await db.connection(), "accounts")
            return [row.id for row in rows]

    async def _with_channel(self, values: dict[str, Any]) -> dict[str, Any]:
        own = await channel_row(self.store, values.get("channel"), self.workspace)
        return {name: value for name, value in values.items() if name != "channel"} | {"channel_id": own}

    def _row(self, versions: dict[str, int], playbook: str = "laer", aliases: Any = (), **values: Any) -> Account:
        usual = {"key": compared(values["name"]), "csm_id": self.owner, "tier": "mid", "created_at": self.now}
        # Known from its first day, else said to be at the beginning, unless told otherwise: so its place is known.
        if started := values.get("started_on"):
            usual["created_at"] = min(self.now, datetime.combine(started, time(9), UTC))
        elif "started_on" not in values:
            usual["entry_stage"] = "land"
        usual |= {"playbook_version_id": versions[playbook], "workspace_id": self.workspace}
        return Account(**(usual | values))

    async def add(self, *rows: Any) -> None:
        """Any rows, in that order."""
        async with self.store.write(self.workspace) as db:
            for _, alike in groupby(rows, type):
                for row in alike:
                    row.workspace_id = self.workspace
                    db.add(row)
                await db.flush()
            named = {row.__tablename__ for row in rows if "id" in row.__table__.columns}
            await count_on(await db.connection(), *sorted(named))

    async def _one(self, row: Any) -> int:
        await self.add(row)
        return int(row.id)

    async def set(self, table: Any, account: int, **values: Any) -> None:
        """In all rows that a table has of an account."""
        column = table.id if table is Account else table.account_id
        async with self.store.write(self.workspace) as db:
            await db.execute(update(table).where(column == account).values(**values))

    async def change(self, table: Any, number: int, **values: Any) -> None:
        """In the row of that number, in whatever workspace."""
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(update(table).where(table.id == number).values(**values))

    async def let_colleagues_write(self) -> None:
        """To each other's accounts, as MILEPOST_ACCESS=team has it."""
        await self.change(Workspace, self.workspace, csm_access="team")

    async def task(self, account: int, *tasks: str) -> None:
        done = {"account_id": account, "period": 1, "done_on": self.now.date()}
        await self.add(*[TaskDone(task=task, **done) for task in tasks])

    async def reach(self, account: int, milestone: str, on: date | None, via: str = "import") -> None:
        row = {"account_id": account, "milestone": milestone, "reached_on": on, "via": via}
        await self.add(MilestoneReached(period=1, **row))

    async def kpi(self, account: int, kpi: str, value: float, days_ago: float = 0) -> None:
        await self.add_kpis(account, kpi, (days_ago, value))

    async def add_kpis(self, account: int, kpi: str, *values: tuple[float, float]) -> None:
        """Measurements as (days ago, value), the oldest first."""
        async with self.store.write(self.workspace) as db:
            await db.execute(delete(KpiLatest).where(KpiLatest.account_id == account, KpiLatest.kpi == kpi))
        await self.add(*rows.kpi(account, kpi, *values, now=self.now))

    async def measure(self, account: int, score: float = 55) -> None:
        """Every KPI of health, the same share of the way from worst to best: a score between 0 and 100."""
        self.now += timedelta(minutes=1)
        for kpi in self.library.playbooks["laer"].health.kpis:
            if kpi.weight:
                await self.kpi(account, kpi.key, kpi.worst + (kpi.best - kpi.worst) * score / 100)

    async def contract(self, account: int, product: str = "Suite", **values: Any) -> int:
        return await self._one(Contract(account_id=account, product=product, **values))

    async def ends_in_march(self, account: int, product: str = "Suite", **values: Any) -> int:
        """A contract with an amount, and with notice in a week."""
        return await self.contract(account, product, **(IN_MARCH | values))

    async def renew(self, account: int, days: int) -> None:
        """The contract goes on for so many days from now."""
        await self.set(Contract, account, ends_on=self.now.date() + timedelta(days=days))

    async def event(self, account: int, kind: str, days_ago: float, key: str = "", source: str = "import") -> None:
        at = self.now - timedelta(days=days_ago)
        told: dict[str, Any] = {"account_id": account, "at": at, "source": source, "by_id": None, "fingerprint": None}
        await self.add(rows.event(kind, key=key, **told))

    async def person(self, account: int, name: str = "Dana Reyes", **values: Any) -> int:
        return await self._one(rows.person(None, name, account_id=account, created_at=self.now, **values))

    async def todo(self, account: int | None, rule: str = "stuck", **values: Any) -> int:
        given = {"account_id": account, "subject": f"account:{account}:1"} | values
        return await self._one(rows.todo(None, rule, **given))

    async def finish(self, account: int, milestone: str | Milestone) -> None:
        """Everything that the milestone's strict test asks for; laer's, where it is named by its key."""
        ours = {one.key: one for one in self.library.playbooks["laer"].milestones()}
        wanted = ours[milestone] if isinstance(milestone, str) else milestone
        await self.task(account, *[task.key for task in wanted.tasks if task.required])
        for asked in wanted.kpis:
            await self.kpi(account, asked.kpi, asked.at_least)

    async def sweep(self, days: float = 0, only: list[int] | None = None) -> Assessed:
        """Let so many days go by, then assess."""
        self.now += timedelta(days=days)
        if only is None:
            await usual_times.refresh(self.store, self.workspace, self.now.date())
        done = await assess(self.store, self.library, self.workspace, self.now, only)
        if self.keeps_spells:
            await keep_spells(self.store, self.workspace)
        return done

    # -- looked at

    async def one(self, query: Any, workspace: int | None = None) -> Any:
        async with self.store.read(workspace or self.workspace) as db:
            return await db.scalar(query)

    async def facts(self, account: int) -> AccountFacts | None:
        async with self.store.read(self.workspace) as db:
            return await db.get(AccountFacts, account)

    async def reached(self, account: int) -> dict[str, tuple[date | None, str]]:
        async with self.store.read(self.workspace) as db:
            rows = await db.scalars(select(MilestoneReached).where(MilestoneReached.account_id == account))
            return {row.milestone: (row.reached_on, row.via) for row in rows}

    async def ctas(self, account: int | None = None, rule: str | None = None) -> list[Cta]:
        query = select(Cta).order_by(Cta.id)
        if account is not None:
            query = query.where(Cta.account_id == account)
        if rule is not None:
            query = query.where(Cta.rule == rule)
        async with self.store.read(self.workspace) as db:
            return list(await db.scalars(query))

    async def cta(self, account: int, rule: str) -> Cta:
        (one,) = await self.ctas(account, rule)
        return one


def _names(account: Account, aliases: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield "key", account.key
    yield "name", account.name
    yield from (("alias", alias) for alias in aliases)
    if account.domain:
        yield "domain", account.domain
