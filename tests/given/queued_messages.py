"""Messages on their way: put into the outbox, scheduled, composed, and read as a person would read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from bot.delivery.outbox import queue
from bot.delivery.schedule.announce import announce
from bot.delivery.schedule.slots import make_slots
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import ChangeRecord, Cta, Outgoing, Slot
from bot.surfaces.plain.text import plain_text
from bot.talk.composed import Composed
from bot.talk.outgoing import compose
from tests.given.accounts import Accounts
from tests.given.book import NOW, at
from tests.given.rows import channel_row


@dataclass
class QueuedMessages:
    """Those of one workspace, of whose accounts they speak."""

    accounts: Accounts

    @property
    def store(self) -> Store:
        return self.accounts.store

    @property
    def library(self) -> Library:
        return self.accounts.library

    @property
    def workspace(self) -> int:
        return self.accounts.workspace

    # -- queued

    async def put(self, once: str, **more: Any) -> int:
        """Any message, to the owner unless told otherwise. channel: as somebody types it."""
        values: dict[str, Any] = {"kind": "alert", "refs": {}, "now": NOW, "person_id": self.accounts.owner}
        if channel := more.pop("channel", None):
            values["channel_id"] = await channel_row(self.store, channel, self.workspace)
        async with self.store.write(self.workspace) as db:
            number = await queue(db, once=once, **(values | more))
        assert number is not None
        return number

    async def queue(self, kind: str = "digest", day: str = "2026-01-06", **more: Any) -> int:
        """A digest or an alert, as slots and announcements queue it."""
        once = f"digest:person:11:{day}" if kind == "digest" else f"{kind}:{more.get('cta_id')}"
        return await self.put(**({"once": once, "kind": kind, "refs": {"local_date": day}} | more))

    async def tick(self, now: datetime) -> int:
        async with self.store.write(self.workspace) as db:
            return await make_slots(db, now)

    async def announce(self, now: datetime) -> int:
        async with self.store.write(self.workspace) as db:
            return await announce(db, now)

    # -- composed

    async def compose(self, row_id: int, now: datetime = NOW) -> Composed:
        """Compose it and write down what that asks for, as the composition root does."""
        async with self.store.write(self.workspace) as db:
            row = await db.get_one(Outgoing, row_id)
            made = await compose(db, self.library, row, now)
            row.refs = dict(made.refs)
            row.message = made.message.model_dump(mode="json") if made.message else None
            row.state = "sent" if made.message else "dropped"
            await db.execute(update(Cta).where(Cta.id.in_(made.told)).values(tell="told", told_at=now))
        return made

    async def compose_digests(self) -> None:
        """All of them, as if the sender had: from then on the digest knew what there was."""
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(update(Outgoing).values(message={"title": []}, state="sent"))

    async def text(self, row_id: int, now: datetime = NOW) -> str:
        made = await self.compose(row_id, now)
        return plain_text(made.message) if made.message else f"({made.reason})"

    async def reached_out(self, cta: int, *, by: int = 11) -> int:
        """As a click on "Reached out" leaves it; the change's id."""
        await self.accounts.change(Cta, cta, state="asleep", tried_on=NOW.date(), wake_on=at(-7).date(), changed_at=NOW)
        change = {"kind": "reached-out", "subject": f"cta:{cta}", "before": {}, "after": {}}
        async with self.store.write(self.workspace) as db:
            row = ChangeRecord(workspace_id=self.workspace, person_id=by, at=NOW, **change)
            db.add(row)
            await db.flush()
            return row.id

    # -- looked at

    async def row(self, once: str) -> Outgoing:
        async with self.store.read(self.workspace) as db:
            return (await db.scalars(select(Outgoing).where(Outgoing.once == once))).one()

    async def state(self, once: str) -> str:
        return (await self.row(once)).state

    async def rows(self, kind: str = "digest") -> Sequence[Outgoing]:
        async with self.store.read(self.workspace) as db:
            return list(await db.scalars(select(Outgoing).where(Outgoing.kind == kind).order_by(Outgoing.id)))

    async def slots(self, kind: str = "digest") -> list[tuple[str, date, str]]:
        async with self.store.read(self.workspace) as db:
            rows = await db.scalars(select(Slot).where(Slot.kind == kind).order_by(Slot.recipient, Slot.local_date))
            return [(slot.recipient, slot.local_date, slot.state) for slot in rows]

    async def told(self) -> set[int]:
        return {number for number, tell in (await self.tells()).items() if tell == "told"}

    async def tells(self) -> dict[int, str]:
        """What is to be told of each to-do."""
        async with self.store.read(self.workspace) as db:
            return {number: tell for number, tell in (await db.execute(select(Cta.id, Cta.tell))).all()}  # noqa: C416
