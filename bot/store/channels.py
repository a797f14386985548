"""Channels as rows: one for each that a platform has, and one for each that was typed and isn't found yet."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Update, delete, or_, select, update

from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, Base, Channel, Installation, Outgoing, Person

NAMED = "#"  # what a channel's name begins with where it isn't its id


async def channels_typed(session: WriteSession, typed: Iterable[str]) -> dict[str, int]:
    """The row of each channel as somebody types it, "#name" or the platform's id, made where there is none.

    An id that nobody has met stands in the workspace's installation where it has only one."""
    wanted = sorted(set(typed))
    if not wanted:
        return {}
    found = await _known(session, wanted)
    only = await _only_installation(session)
    for one in wanted:
        if one not in found:
            named = one.startswith(NAMED)
            row = Channel(
                workspace_id=session.workspace_id,
                installation_id=None if named else only,
                platform_id=None if named else one,
                name=one.removeprefix(NAMED) if named else "",
            )
            session.add(row)
            await session.flush()
            found[one] = row.id
    return found


async def _known(session: ReadSession, typed: Collection[str]) -> dict[str, int]:
    """By name or id; one that a platform knows comes before one that is only typed, then the oldest, then what it was
    called before."""
    names = [one.removeprefix(NAMED) for one in typed if one.startswith(NAMED)]
    rows = await session.scalars(
        select(Channel)
        .where(or_(Channel.name.in_(names), Channel.platform_id.in_(typed)))
        .order_by(Channel.installation_id.is_(None), Channel.id)
    )
    found: dict[str, int] = {}
    for row in rows:
        for one in (f"{NAMED}{row.name}", row.platform_id or ""):
            if one in typed:
                found.setdefault(one, row.id)
    for row in await session.scalars(select(Channel).where(Channel.formerly.is_not(None)).order_by(Channel.id)):
        for name in row.formerly or ():
            if f"{NAMED}{name}" in typed:
                found.setdefault(f"{NAMED}{name}", row.id)
    return found


async def _only_installation(session: ReadSession) -> int | None:
    ids = list(await session.scalars(select(Installation.id).limit(2)))
    return ids[0] if len(ids) == 1 else None


async def channel_at(session: WriteSession, installation_id: int, platform_id: str) -> int:
    """The row of that platform's channel, made where there is none."""
    mine = select(Channel.id).where(Channel.installation_id == installation_id, Channel.platform_id == platform_id)
    known: int | None = await session.scalar(mine)
    if known is not None:
        return known
    row = Channel(workspace_id=session.workspace_id, installation_id=installation_id, platform_id=platform_id)
    session.add(row)
    await session.flush()
    return row.id


async def not_found_yet(session: ReadSession) -> list[Channel]:
    """What was typed and no platform has been found to know."""
    return list(await session.scalars(select(Channel).where(Channel.installation_id.is_(None)).order_by(Channel.id)))


async def found_at(session: WriteSession, channel_id: int, installation_id: int, platform_id: str) -> int:
    """That typed channel stands there: everything that points to it points to the platform's channel from now on.

    Its row's id, which is another one where the channel was known already."""
    mine = (Channel.installation_id == installation_id, Channel.platform_id == platform_id)
    known: int | None = await session.scalar(select(Channel.id).where(*mine))
    typed = select(Channel.name).where(Channel.id == channel_id)
    name = await session.scalar(typed) or ""
    if known is None:
        here = {"installation_id": installation_id, "platform_id": platform_id}
        await session.execute(_update(Channel, Channel.id == channel_id).values(**here))
        return channel_id
    for table in (Account, Person, Outgoing):
        await session.execute(_update(table, table.channel_id == channel_id).values(channel_id=known))
    await session.execute(delete(Channel).where(Channel.id == channel_id))
    await session.execute(_update(Channel, Channel.id == known, Channel.name == "").values(name=name))
    return known


async def note_audience(session: WriteSession, channel_id: int, name: str, *, outsiders: bool, at: datetime) -> None:
    """What a platform said of a channel just now."""
    values = {"outsiders": outsiders, "checked_at": at} | ({"name": name.lower()} if name else {})
    await session.execute(_update(Channel, Channel.id == channel_id).values(**values))


async def note_looked(session: WriteSession, channel_id: int, at: datetime | None) -> None:
    """The platform wouldn't say who reads it. at: when it was asked; None: it is to be asked again soon."""
    await session.execute(_update(Channel, Channel.id == channel_id).values(checked_at=at))


async def look_again(session: WriteSession, surface: str, team_id: str, platform_id: str) -> None:
    """Who reads that channel has changed: it is to be asked soon."""
    there = select(Installation.id).where(Installation.surface == surface, Installation.team_id == team_id)
    ours = _update(Channel, Channel.platform_id == platform_id, Channel.installation_id.in_(there))
    await session.execute(ours.values(checked_at=None))


def _update(table: type[Base], *which: ColumnElement[bool]) -> Update:
    return update(table).where(*which).execution_options(synchronize_session=False)


__all__ = [
    "channel_at",
    "channels_typed",
    "found_at",
    "look_again",
    "not_found_yet",
    "note_audience",
    "note_looked",
]
