"""What came in, kept before it is acknowledged and finished once: the outbox's mirror.

On SQLite it is a file of its own beside the database, so that a long write there can't lock it; on PostgreSQL a table
in the database, with connections of its own. Its table is no part of the migrated schema, as all that is in it is gone
after two days: whoever answers people makes it at start where it is missing.

What somebody sent is deleted as soon as it is answered. While a process works on it, it is that one's by a lease on the
machine's clock; a lease that ran out is a killed process's, and whoever comes by takes the row over. Its stage tells
them what may have happened: in "work" nothing was answered yet, and receipts keep what was written from being written
again; in "answer" the person may have read the answer, so it isn't repeated.
"""

import asyncio
import json
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    Column,
    ColumnElement,
    MetaData,
    Row,
    Table,
    Text,
    UniqueConstraint,
    and_,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
    text,
    types,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Inbound
from bot.errors import NotKept
from bot.store.session import Store, open_engine
from bot.store.sqlite.turns import for_a_person
from bot.store.tables.base import NAMES, BigId, UtcDateTime

LEASE = timedelta(seconds=20)
RENEWED = 5.0  # seconds between two looks, at most a quarter of the lease
KEPT = timedelta(days=2)
REPEATED = timedelta(hours=1)  # longer than any platform hands the same thing over again
KEEPING = 0.5  # seconds that it may take: the acknowledgement waits
MOST = 50  # rows taken over at a time
Stage = Literal["work", "answer", "done"]
log = logging.getLogger(__name__)
_INBOUND = TypeAdapter(Inbound)

INBOX = Table(
    "inbox",
    MetaData(naming_convention=NAMES),
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("surface", Text, nullable=False),
    Column("delivery_key", Text, nullable=False),
    Column("inbound", types.JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    Column("stage", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    UniqueConstraint("surface", "delivery_key"),
)
_C = INBOX.c


@dataclass(frozen=True)
class Kept:
    """Something that came in and is ours to finish. at: when, on the clock that people live by; age: on the machine's.

    left: by a process that ended before it was done."""

    id: int
    surface: str
    inbound: Inbound
    at: datetime
    stage: Stage = "work"
    age: timedelta = timedelta()
    left: bool = False

    @property
    def is_too_old(self) -> bool:
        """Whoever did it doesn't expect anything any more."""
        return self.age > KEPT


@dataclass(frozen=True)
class InboxState:
    """How many things wait to be finished, and since when the oldest does."""

    waiting: int
    oldest: datetime | None


class Inbox:
    """One process's way to the inbox of a database, opened when it is needed first.

    database_url: as in the settings. machine: the machine's clock, for leases."""

    def __init__(self, database_url: str, machine: Callable[[], datetime], lease: timedelta = LEASE) -> None:
        self._url, self._machine, self._lease = database_url, machine, lease
        self._owner = uuid.uuid4().hex
        self._done: set[int] = set()  # answered, and not marked so as the database wouldn't
        self._made = False
        self._making = asyncio.Lock()

    @cached_property
    def _store(self) -> Store:
        address = inbox_address(self._url)
        few = {} if address.startswith("sqlite") else {"pool_size": 2, "max_overflow": 3}
        return Store(open_engine(address, **few))

    async def prepare(self) -> None:
        """Make the table where there is none. Raises what the database does."""
        async with self._making:
            if not self._made:
                async with self._store.everywhere(writes=True) as connection:
                    await _make(connection)
                self._made = True

    async def keep(self, surface: str, inbound: Inbound, at: datetime) -> Kept | None:
        """Ours from now on; None for what is kept already. Raises NotKept, within a moment.

        What was needed while the platform waited isn't kept: what opens a form counts for seconds."""
        kept = replace(inbound, trigger=None, takes=frozenset())
        now = self._machine()
        row = {"surface": surface, "delivery_key": inbound.delivery_key, "at": at, "kept_at": now, "stage": "work"}
        row |= {"inbound": _INBOUND.dump_python(kept, mode="json"), "owner": self._owner}
        try:
            async with asyncio.timeout(KEEPING):
                with for_a_person(KEEPING):
                    async with self._writing() as connection:
                        added = insert(INBOX).values(row | {"lease_until": now + self._lease}).returning(_C.id)
                        number = (await connection.execute(added)).scalar_one()
        except IntegrityError:
            return None
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise NotKept(str(error) or "the inbox doesn't answer") from error
        return Kept(number, surface, kept, at)

    async def disown(self, surface: str, inbound: Inbound) -> None:
        """It was said not to be kept; if it came in after all, it goes."""
        async with self._writing() as connection:
            mine = and_(_C.surface == surface, _C.delivery_key == inbound.delivery_key, _C.owner == self._owner)
            await connection.execute(delete(INBOX).where(mine))

    async def begin_answer(self, kept: Kept) -> bool:
        """The answer leaves now. False where somebody else has taken it over, who answers it."""
        try:
            async with self._writing() as connection:
                ours = update(INBOX).where(_C.id == kept.id, _C.owner == self._owner)
                return (await connection.execute(ours.values(stage="answer"))).rowcount == 1
        except (SQLAlchemyError, OSError) as error:
            log.warning("the inbox can't be written, so an answer might come twice: %s", error)
            return True

    async def done(self, kept: Kept) -> None:
        """Answered: nothing stays of it but its key, for an hour, so that one that comes again is known."""
        self._done.add(kept.id)
        try:
            await self._mark_done()
        except (SQLAlchemyError, OSError) as error:  # `renew` tries again
            log.warning("the inbox can't be written: %s", error)

    async def _mark_done(self) -> None:
        going = set(self._done)
        async with self._writing() as connection:
            forgotten = {"stage": "done", "inbound": {}, "lease_until": self._machine() + REPEATED}
            await connection.execute(update(INBOX).where(_C.id.in_(going)).values(forgotten))
        self._done -= going

    async def renew(self, working_on: Collection[int]) -> None:
        """What is worked on stays ours for another while. Called every few seconds."""
        if self._done:
            await self._mark_done()
        if not working_on:
            return
        mine = and_(_C.id.in_(working_on), _C.owner == self._owner)
        async with self._writing() as connection:
            until = self._machine() + self._lease
            await connection.execute(update(INBOX).where(mine).values(lease_until=until))

    async def let_go(self) -> None:
        """This process ends: what it hasn't finished is anybody's at once."""
        if not self._made:
            return
        ours = update(INBOX).where(_C.owner == self._owner, _C.stage != "done")
        try:
            async with self._writing() as connection:
                await connection.execute(ours.values(lease_until=self._machine()))
        except (SQLAlchemyError, OSError) as error:  # then it is anybody's when our lease runs out
            log.warning("the inbox can't be written: %s", error)

    async def take_over(self, working_on: Collection[int] = ()) -> list[Kept]:
        """What others left, now ours; the oldest first. working_on: what we haven't left."""
        await self.prepare()
        now = self._machine()
        free = and_(_is_free(now), _C.id.not_in({*working_on, *self._done}))
        async with self._store.everywhere() as connection:  # mostly there is nothing, and reading locks nobody
            if await connection.scalar(select(_C.id).where(free).limit(1)) is None:
                return []
        first = select(_C.id).where(free).order_by(_C.id).limit(MOST)
        async with self._writing() as connection:
            taken = update(INBOX).where(_C.id.in_(first), free).values(owner=self._owner, lease_until=now + self._lease)
            rows = (await connection.execute(taken.returning(*_C))).all()
            left = {row.id: kept for row in rows if (kept := _read(row, now))}
            await connection.execute(delete(INBOX).where(_C.id.in_({row.id for row in rows} - left.keys())))
        return [left[number] for number in sorted(left)]

    async def state(self) -> InboxState:
        """What waits to be finished. Makes nothing where nothing was ever kept."""
        if _has_no_file(inbox_address(self._url)):
            return InboxState(0, None)
        async with self._store.everywhere() as connection:
            if not await connection.run_sync(lambda sync: inspect(sync).has_table(INBOX.name)):
                return InboxState(0, None)
            waiting = select(func.count(), func.min(_C.kept_at)).where(_C.stage != "done")
            count, oldest = (await connection.execute(waiting)).one()
        return InboxState(count, oldest)

    async def forget(self, names: Callable[[str], bool]) -> int:
        """Drop what somebody sent, answered or not. names: whether a text is theirs. How many there were."""
        if _has_no_file(inbox_address(self._url)):
            return 0
        async with self._writing() as connection:
            rows = await connection.execute(select(_C.id, _C.inbound))
            theirs = [row.id for row in rows if names(json.dumps(row.inbound, ensure_ascii=False))]
            await connection.execute(delete(INBOX).where(_C.id.in_(theirs)))
        return len(theirs)

    async def close(self) -> None:
        if "_store" in self.__dict__:
            await self._store.close()

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        await self.prepare()
        async with self._store.everywhere(writes=True) as connection:
            yield connection


def _read(row: Row[Any], now: datetime) -> Kept | None:
    """None for what is done."""
    if row.stage == "done":
        return None
    try:
        inbound = _INBOUND.validate_python(row.inbound)
    except ValidationError:
        log.error("something in the inbox can't be read any more, so it is dropped (%s)", row.delivery_key)
        return None
    return Kept(row.id, row.surface, inbound, row.at, row.stage, now - row.kept_at, left=True)


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Its lease ran out, or lies further ahead than any does: the machine's clock was wrong then."""
    return or_(_C.lease_until <= now, _C.lease_until > now + 2 * REPEATED)


async def _make(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":  # two that look at once would both make it
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('milepost inbox'))"))
    await connection.run_sync(INBOX.metadata.create_all)


def _has_no_file(address: str) -> bool:
    url = make_url(address)
    return url.get_backend_name() == "sqlite" and not Path((url.database or "").removeprefix("file:")).exists()


def inbox_address(database_url: str) -> str:
    """Of a file beside a SQLite database; of the same PostgreSQL."""
    address = make_url(database_url)
    if address.get_backend_name() == "sqlite":
        address = address.set(database=f"{address.database}.inbox")
    return address.render_as_string(hide_password=False)


__all__ = ["KEPT", "RENEWED", "Inbox", "InboxState", "Kept", "inbox_address"]
