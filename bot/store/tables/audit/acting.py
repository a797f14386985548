"""Who acts: said once where something comes in (a platform's request, a program's, a command, a file), and put into
every write transaction that is opened meanwhile. Where nobody has said so, it is the machine that works."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables.audit.entries import ActingNow
from bot.store.tables.audit.triggers import SETTING


@dataclass(frozen=True)
class Actor:
    """via: slack | teams | another platform's name | api | cli | import. person_id: who of us. who: the name of what
    acts where that is none of us: a key, a file, the host's user."""

    via: str
    at: datetime
    person_id: int | None = None
    who: str = ""


_ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)


def who_acts() -> Actor | None:
    """None: the machine."""
    return _ACTOR.get()


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """What is written within is that actor's doing; None: the machine's."""
    before = _ACTOR.set(actor)
    try:
        yield
    finally:
        _ACTOR.reset(before)


@asynccontextmanager
async def said_to(connection: AsyncConnection) -> AsyncIterator[None]:
    """The database knows who acts, within this transaction."""
    if (actor := _ACTOR.get()) is None:
        yield
        return
    await _say(connection, actor)
    yield
    if connection.dialect.name == "sqlite" and connection.in_transaction():
        await connection.execute(delete(ActingNow))


async def _say(connection: AsyncConnection, actor: Actor) -> None:
    if connection.dialect.name == "sqlite":
        await connection.execute(insert(ActingNow).values(**asdict(actor)))
        return
    told = json.dumps({**asdict(actor), "at": actor.at.isoformat()})
    await connection.execute(text("SELECT set_config(:name, :told, true)"), {"name": SETTING, "told": told})


__all__ = ["Actor", "acting", "said_to", "who_acts"]
