"""A team with accounts and to-dos, put straight into the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.delivery.schedule.announce import announce
from bot.delivery.schedule.slots import make_slots
from bot.store.session import Store
from bot.store.tables import Account, AccountFacts, Contract, Cta, Outgoing, Person, Slot, Workspace

TUESDAY = date(2026, 1, 6)
Book = Any


def at(text: str) -> datetime:
    """ "2026-01-06 07:00" as a UTC moment."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Desk:
    """What the tests do: put rows in, tick, read what was queued."""

    store: Store
    book: Book

    async def account(self, number: int, *, csm: int | None = None, workspace: int = 1, **more: Any) -> int:
        values = {
            "id": number, "workspace_id": workspace, "key": f"a{number}", "name": f"Account {number}",
            "csm_id": csm or self.book.owner, "playbook_version_id": 1, "created_at": at("2025-06-01 00:00"),
        }  # fmt: skip
        await self.put(Account, values | more)
        return number

    async def facts(self, account: int, *, deadline: date | None = None, workspace: int = 1, **more: Any) -> None:
        values = {
            "account_id": account, "workspace_id": workspace, "stage": "adopt", "stage_position": 2, "milestone": "",
            "milestone_position": 0, "health_known": 0.0, "kpis_stale": 0, "decision_makers": 0,
            "decision_makers_untagged": 0, "champions": 0, "deadline_on": deadline,
            "known_since": at("2025-06-01 00:00"), "valid_from": at("2025-06-01 00:00"),
        }  # fmt: skip
        await self.put(AccountFacts, values | more)

    async def contract(self, account: int, amount: int, currency: str = "EUR", workspace: int = 1) -> None:
        await self.put(Contract, {"workspace_id": workspace, "account_id": account, "product": f"p{currency}",
                                  "amount": Decimal(amount), "currency": currency})  # fmt: skip

    async def cta(self, number: int, account: int | None, changed: datetime, *, workspace: int = 1, **more: Any) -> int:
        values = {
            "id": number, "workspace_id": workspace, "account_id": account, "subject": f"account:{account}:{number}",
            "rule": "stuck-in-milestone", "occurrence": "x", "type": "risk", "priority": 2,
            "owner_id": self.book.owner, "opened_on": TUESDAY, "due_on": date(2026, 1, 13), "tell": "due",
            "changed_at": changed,
        }  # fmt: skip
        await self.put(Cta, values | more)
        return number

    async def put(self, table: Any, values: Mapping[str, Any]) -> None:
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(insert(table).values(**values))

    async def person(self, number: int, **values: Any) -> None:
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(update(Person).where(Person.id == number).values(**values))

    async def workspace(self, **values: Any) -> None:
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(update(Workspace).where(Workspace.id == 1).values(**values))

    async def tick(self, now: datetime, workspace: int = 1) -> int:
        async with self.store.write(workspace) as db:
            return await make_slots(db, now)

    async def announce(self, now: datetime, workspace: int = 1) -> int:
        async with self.store.write(workspace) as db:
            return await announce(db, now)

    async def slots(self, workspace: int = 1) -> list[tuple[str, date, str]]:
        async with self.store.read(workspace) as db:
            rows = await db.scalars(select(Slot).order_by(Slot.recipient, Slot.local_date))
            return [(slot.recipient, slot.local_date, slot.state) for slot in rows]

    async def queued(self, kind: str = "digest", workspace: int = 1) -> Sequence[Outgoing]:
        async with self.store.read(workspace) as db:
            return list(await db.scalars(select(Outgoing).where(Outgoing.kind == kind).order_by(Outgoing.id)))

    async def told(self) -> set[int]:
        async with self.store.read(1) as db:
            return set(await db.scalars(select(Cta.id).where(Cta.tell == "told")))

    async def compose_digests(self) -> None:
        """As the sender does: from then on the digest knew what there was."""
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(update(Outgoing).values(message={"title": []}, state="sent"))


@pytest.fixture
def desk(store: Store, book: Book) -> Desk:
    return Desk(store, book)
