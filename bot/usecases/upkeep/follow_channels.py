"""Channels that messages go to: renamed ones are followed by their id, and what closes one to us is told once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select

from bot.platform import PlatformChannel
from bot.store.session import WriteSession
from bot.store.tables import Account, Channel, Concern, Person
from bot.usecases.upkeep.concerns import happened, stand

FORMER = 5  # names that are remembered of one


async def follow_channels(
    session: WriteSession, installation_id: int, channels: Sequence[PlatformChannel], now: datetime
) -> list[Concern]:
    """What is to be told of it. channels: all that the bot can see there just now."""
    seen = {channel.id: channel for channel in channels}
    of_account = exists().where(Account.channel_id == Channel.id, Account.status == "active")
    of_person = exists().where(Person.channel_id == Channel.id)
    used = select(Channel).where(Channel.installation_id == installation_id, or_(of_account, of_person))
    rows = list(await session.scalars(used.order_by(Channel.id)))
    news = [one for row in rows if (one := await _renamed(session, row, seen, now)) is not None]
    here = await session.scalars(select(Channel.id).where(Channel.installation_id == installation_id))
    looked_at = {f"channel:{number}" for number in here}
    closed: dict[str, dict[str, dict[str, Any]]] = {"channel-archived": {}, "channel-without-bot": {}}
    for row in rows:
        if (why := _closed(seen.get(row.platform_id or ""))) is not None:
            closed[why][f"channel:{row.id}"] = {"channel": row.id, "name": row.name, "id": row.platform_id}
    for kind, found in closed.items():
        news += await stand(session, kind, found, now, among=looked_at)
    await _free_names(session, installation_id, seen)
    return news


def _closed(channel: PlatformChannel | None) -> str | None:
    if channel is not None and channel.is_archived:
        return "channel-archived"
    return None if channel is not None and channel.is_member else "channel-without-bot"


async def _renamed(
    session: WriteSession, row: Channel, seen: dict[str, PlatformChannel], now: datetime
) -> Concern | None:
    channel = seen.get(row.platform_id or "")
    if channel is None or not channel.name or channel.name == row.name:
        return None
    before, row.name = row.name, channel.name
    if not before:
        return None
    row.formerly = [before, *(name for name in row.formerly or () if name not in (before, channel.name))][:FORMER]
    await session.flush()
    refs = {"channel": row.id, "name": channel.name, "was": before, "id": row.platform_id}
    return await happened(session, "channel-renamed", f"channel:{row.id}", refs, now)


async def _free_names(session: WriteSession, installation_id: int, seen: dict[str, PlatformChannel]) -> None:
    """A name that another channel has by now means that one."""
    named = {channel.name: channel.id for channel in seen.values() if not channel.is_archived}
    rows = await session.scalars(
        select(Channel).where(Channel.installation_id == installation_id, Channel.formerly.is_not(None))
    )
    for row in rows:
        row.formerly = [name for name in row.formerly or () if named.get(name, row.platform_id) == row.platform_id]


__all__ = ["follow_channels"]
