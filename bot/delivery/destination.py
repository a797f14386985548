"""On which of a workspace's platforms somebody gets a message."""

from sqlalchemy import select

from bot.store.session import ReadSession
from bot.store.tables import Channel, Identity, Installation, Person


async def installation_for(session: ReadSession, person_id: int | None, channel_id: int | None = None) -> int:
    """The channel's installation; else that of the channel the person wants all in, the one they chose, where they
    were seen last; else the workspace's first.

    Raises ValueError for a workspace that is on no platform."""
    for channel in (channel_id, await _wanted_channel(session, person_id)):
        if channel is not None and (there := await _where(session, channel)) is not None:
            return there
    return await persons_installation(session, person_id) or await _first(session)


async def _wanted_channel(session: ReadSession, person_id: int | None) -> int | None:
    wanted: int | None = await session.scalar(select(Person.channel_id).where(Person.id == person_id))
    return wanted


async def _where(session: ReadSession, channel_id: int) -> int | None:
    found: int | None = await session.scalar(select(Channel.installation_id).where(Channel.id == channel_id))
    return found


async def persons_installation(session: ReadSession, person_id: int | None) -> int | None:
    """The one they chose, else where they were seen last; None where they are nobody, or a guest."""
    chosen = Identity.installation_id == Person.installation_id
    found: int | None = await session.scalar(
        select(Identity.installation_id)
        .join(Person, Person.id == Identity.person_id)
        .where(Person.id == person_id, Identity.lives())
        .order_by(chosen.is_(True).desc(), Identity.seen_at.is_(None), Identity.seen_at.desc(), Identity.id)
        .limit(1)
    )
    return found


async def _first(session: ReadSession) -> int:
    first: int | None = await session.scalar(select(Installation.id).order_by(Installation.id).limit(1))
    if first is None:
        raise ValueError("a workspace without any installation has no place for messages")
    return first
