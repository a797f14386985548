"""Accounts of the book of three people, written straight into the tables."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from bot.journey.figures import usual_times
from bot.journey.playbooks.versions import keep_versions
from bot.journey.sweep.assess import Assessed, assess
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.sql import upsert
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    Contract,
    Cta,
    KpiLatest,
    KpiObservation,
    MilestoneReached,
    PlaybookVersion,
    Stakeholder,
    TaskDone,
)


@dataclass
class World:
    """One workspace's accounts, and its sweep. `now` moves with `sweep(day=…)`."""

    store: Store
    library: Library
    workspace: int
    owner: int
    now: datetime

    async def account(self, key: str = "acme", **more: Any) -> int:
        await keep_versions(self.store, self.library, self.workspace, self.now)
        async with self.store.write(self.workspace) as db:
            version = await db.scalar(select(PlaybookVersion.id).where(PlaybookVersion.name == "laer"))
            values = {"key": key, "name": key.title(), "csm_id": self.owner, "playbook_version_id": version, **more}
            row = Account(workspace_id=self.workspace, created_at=self.now, **values)
            db.add(row)
            await db.flush()
            return row.id

    async def add(self, table: Any, account: int, **values: Any) -> None:
        async with self.store.write(self.workspace) as db:
            await db.execute(insert(table).values(workspace_id=self.workspace, account_id=account, **values))

    async def set(self, table: Any, account: int, **values: Any) -> None:
        column = table.id if table is Account else table.account_id
        async with self.store.write(self.workspace) as db:
            await db.execute(update(table).where(column == account).values(**values))

    async def task(self, account: int, *tasks: str) -> None:
        for task in tasks:
            await self.add(TaskDone, account, period=1, task=task, done_on=self.now.date())

    async def kpi(self, account: int, kpi: str, value: float, days_ago: float = 0) -> None:
        at = self.now - timedelta(days=days_ago)
        await self.add(KpiObservation, account, kpi=kpi, value=value, observed_at=at)
        async with self.store.write(self.workspace) as db:
            row = {"workspace_id": self.workspace, "account_id": account, "kpi": kpi, "value": value, "observed_at": at}
            newest = upsert(db.dialect, KpiLatest).values(row)
            key = [column.name for column in KpiLatest.__table__.primary_key]
            await db.execute(newest.on_conflict_do_update(index_elements=key, set_=row))

    async def add_kpis(self, account: int, kpi: str, *values: tuple[float, float]) -> None:
        """Measurements as (days ago, value), the oldest first."""
        for days_ago, value in values:
            await self.kpi(account, kpi, value, days_ago)

    async def renew(self, account: int, days: int) -> None:
        """The contract goes on for so many days from now."""
        await self.set(Contract, account, ends_on=self.now.date() + timedelta(days=days))

    async def contract(self, account: int, product: str = "Suite", **values: Any) -> None:
        await self.add(Contract, account, product=product, **values)

    async def event(self, account: int, kind: str, days_ago: float, key: str = "", source: str = "import") -> None:
        at = self.now - timedelta(days=days_ago)
        await self.add(AccountEvent, account, kind=kind, at=at, key=key, period=1, source=source)

    async def person_there(self, account: int, name: str = "Dana Reyes", **values: Any) -> None:
        await self.add(Stakeholder, account, name=name, created_at=self.now, **values)

    async def finish(self, account: int, milestone: str) -> None:
        """Everything that the milestone's strict test asks for."""
        wanted = next(m for m in self.library.playbooks["laer"].milestones() if m.key == milestone)
        await self.task(account, *[task.key for task in wanted.tasks if task.required])
        for asked in wanted.kpis:
            await self.kpi(account, asked.kpi, asked.at_least)

    async def sweep(self, days: float = 0, only: list[int] | None = None) -> Assessed:
        """Let so many days go by, then assess."""
        self.now += timedelta(days=days)
        if only is None:
            await usual_times.refresh(self.store, self.workspace, self.now.date())
        return await assess(self.store, self.library, self.workspace, self.now, only)

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
