"""Alerts and digests over accounts in the tables; the sender's part of composing in a few lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.delivery.outbox import queue
from bot.message import Message
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import ChangeRecord, Cta, Outgoing, Person, Workspace
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.digest import Composed, compose
from tests.talk.seed import NOW, at, version

Book = Any


@dataclass
class Desk:
    store: Store
    library: Library

    async def queued(self, kind: str = "digest", day: str = "2026-01-06", **more: Any) -> int:
        """A row in the outbox, as slots and announcements make it."""
        values: dict[str, Any] = {"person_id": 11, "refs": {"local_date": day}, "now": NOW}
        values |= {"once": f"digest:person:11:{day}" if kind == "digest" else f"{kind}:{more.get('cta_id')}"}
        async with self.store.write(1) as db:
            number = await queue(db, kind=kind, **(values | more))
        assert number is not None
        return number

    async def compose(self, row_id: int, now: datetime = NOW) -> Composed:
        """Compose it and write down what that asks for, as the composition root does."""
        async with self.store.write(1) as db:
            row = await db.get_one(Outgoing, row_id)
            made = await compose(db, self.library, row, now)
            row.refs = dict(made.refs)
            row.message = made.message.model_dump(mode="json") if made.message else None
            row.state = "sent" if made.message else "dropped"
            await db.execute(update(Cta).where(Cta.id.in_(made.told)).values(tell="told", told_at=now))
        return made

    async def text(self, row_id: int, now: datetime = NOW) -> str:
        made = await self.compose(row_id, now)
        return plain_text(made.message) if made.message else f"({made.reason})"

    async def set(self, table: type[Any], number: int, **values: Any) -> None:
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(update(table).where(table.id == number).values(**values))

    async def reached_out(self, cta: int, *, by: int = 11) -> int:
        """As a click on "Reached out" leaves it; the change's id."""
        async with self.store.write(1) as db:
            row = await db.get_one(Cta, cta)
            row.state, row.tried_on, row.wake_on = "asleep", NOW.date(), at(-7).date()
            row.changed_at = NOW
            change = ChangeRecord(
                workspace_id=1, person_id=by, kind="reached-out", subject=f"cta:{cta}", before={}, after={}, at=NOW
            )
            db.add(change)
            await db.flush()
            return change.id

    async def tells(self) -> dict[int, str]:
        async with self.store.read(1) as db:
            return {number: tell for number, tell in (await db.execute(select(Cta.id, Cta.tell))).all()}  # noqa: C416


@pytest.fixture
async def desk(store: Store, book: Book, library: Library) -> Desk:
    await version(store, library)
    made = Desk(store, library)
    await made.set(Workspace, 1, baseline_at=at(40))
    await made.set(Person, 11, timezone="Europe/Berlin")
    return made


def buttons(message: Message | None) -> Sequence[tuple[str, str, str]]:
    """(label, action, target) of everything that can be clicked."""
    assert message is not None
    return [
        (element.label, element.action, element.target)
        for block in message.blocks
        if block.kind == "actions"
        for element in block.elements
    ]
