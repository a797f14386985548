"""An installation through which nothing gets: a revoked token, a missing scope, a platform out of reach.

That is no message's fault, so none loses an attempt: the installation waits, one message tries the line once a minute,
and when it gets through all others follow. What the platform itself has cut off isn't tried until we connect anew."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from bot.store.session import ReadSession, Store, WriteSession
from bot.store.tables import Installation, Outgoing

TRIED_AGAIN = timedelta(minutes=1)
FAILING = "failing_since"  # in the refs of a message: the moment of its first failure
CUT_OFF = ("app_uninstalled", "tokens_revoked")
log = logging.getLogger(__name__)


async def outage_of(session: ReadSession, installation_id: int) -> tuple[datetime, bool] | None:
    """When it is tried again, and whether it was cut off; None where nothing is known to be wrong."""
    mine = select(Installation.retry_at, Installation.outage).where(Installation.id == installation_id)
    row = (await session.execute(mine)).first()
    return None if row is None or row.retry_at is None else (row.retry_at, row.outage in CUT_OFF)


async def note_cut_off(store: Store, surface: str, team_id: str, reason: str, at: datetime) -> None:
    """The platform says so itself: an app that was uninstalled, a token that was revoked."""
    i = Installation
    known = select(i.workspace_id, i.id).where(i.surface == surface, i.team_id == team_id)
    async with store.everywhere() as connection:
        row = (await connection.execute(known)).first()
    if row is not None:
        async with store.write(row.workspace_id) as session:
            await note_outage(session, row.id, reason, at)


async def end_cut_off(store: Store, workspace_id: int, installation_id: int) -> None:
    """We connected, so the platform knows us again."""
    cut = select(Installation.id).where(Installation.id == installation_id, Installation.outage.in_(CUT_OFF))
    async with store.read(workspace_id) as session:
        if await session.scalar(cut) is None:
            return
    async with store.write(workspace_id) as session:
        await end_outage(session, installation_id)


async def note_outage(session: WriteSession, installation_id: int, reason: str, now: datetime) -> None:
    """Nothing gets through, because of that."""
    i = Installation
    mine = update(i).where(i.id == installation_id).execution_options(synchronize_session=False)
    told = {"outage": reason, "outage_since": func.coalesce(i.outage_since, now)}
    news = await session.execute(mine.where(i.outage.is_distinct_from(reason)).values(told).returning(i.id))
    await session.execute(mine.values(retry_at=now + TRIED_AGAIN))
    if news.scalar_one_or_none() is not None:  # of several messages at once, the first tells
        again = "until it is connected anew" if reason in CUT_OFF else "tried again every minute"
        log.error("nothing gets through to installation %s (%s); %s", installation_id, reason, again)


async def others_got_through(session: ReadSession, row: Outgoing, since: datetime) -> bool:
    """Whether the installation of a message delivered any other after that moment."""
    o = Outgoing
    other = select(o.id).where(o.installation_id == row.installation_id, o.id != row.id, o.sent_at > since)
    return await session.scalar(other.limit(1)) is not None


async def end_outage(session: WriteSession, installation_id: int) -> None:
    """Something got through."""
    values = {"outage": None, "outage_since": None, "retry_at": None}
    mine = update(Installation).where(Installation.id == installation_id).values(values)
    await session.execute(mine.execution_options(synchronize_session=False))
    log.warning("messages get through to installation %s again", installation_id)
