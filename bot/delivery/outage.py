"""An installation through which nothing gets: a revoked token, a missing scope, a platform out of reach.

That is no message's fault, so none loses an attempt: the installation waits, one message tries the line once a minute,
and when it gets through all others follow."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Installation

TRIED_AGAIN = timedelta(minutes=1)
log = logging.getLogger(__name__)


async def outage_of(session: ReadSession, installation_id: int) -> datetime | None:
    """When it is tried again; None where nothing is known to be wrong."""
    mine = select(Installation.retry_at).where(Installation.id == installation_id)
    retry_at: datetime | None = await session.scalar(mine)
    return retry_at


async def note_outage(session: WriteSession, installation_id: int, reason: str, now: datetime) -> None:
    """Nothing gets through, because of that."""
    i = Installation
    mine = update(i).where(i.id == installation_id).execution_options(synchronize_session=False)
    told = {"outage": reason, "outage_since": func.coalesce(i.outage_since, now)}
    news = await session.execute(mine.where(i.outage.is_distinct_from(reason)).values(told).returning(i.id))
    await session.execute(mine.values(retry_at=now + TRIED_AGAIN))
    if news.scalar_one_or_none() is not None:  # of several messages at once, the first tells
        log.error("nothing gets through to installation %s (%s); tried again every minute", installation_id, reason)


async def end_outage(session: WriteSession, installation_id: int) -> None:
    """Something got through."""
    values = {"outage": None, "outage_since": None, "retry_at": None}
    mine = update(Installation).where(Installation.id == installation_id).values(values)
    await session.execute(mine.execution_options(synchronize_session=False))
    log.warning("messages get through to installation %s again", installation_id)
