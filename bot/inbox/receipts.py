"""Each inbound thing is taken care of once, however often a platform hands it over."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete

from bot.store.session import WriteSession
from bot.store.sql import upsert
from bot.store.tables.base import Base
from bot.store.tables.people import Intent, Receipt

KEPT = timedelta(days=2)  # platforms repeat within minutes; a day's outage on top


class AlreadyDone(Exception):
    """This delivery was taken care of before; nothing has to happen."""


async def claim(session: WriteSession, key: str, now: datetime) -> None:
    """Mark a delivery as taken care of, in the transaction that does it. Raises AlreadyDone."""
    if not await insert_new(session, Receipt, workspace_id=session.workspace_id, key=key, at=now):
        raise AlreadyDone(key)


async def insert_new(session: WriteSession, table: type[Base], **values: Any) -> bool:
    """Insert a row unless one like it stands there already. Returns whether it was inserted."""
    insert = upsert(session.dialect, table)
    result = await session.execute(insert.values(**values).on_conflict_do_nothing())
    return isinstance(result, CursorResult) and result.rowcount == 1


async def forget_old(session: WriteSession, now: datetime) -> None:
    """Drop the receipts that no platform will repeat any more, and the intents that have expired."""
    await session.execute(delete(Receipt).where(Receipt.at < now - KEPT))
    await session.execute(delete(Intent).where(Intent.expires_at < now - KEPT))
