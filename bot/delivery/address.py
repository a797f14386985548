"""Where a message goes: its channel if that is ours alone, else the person's direct message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from bot.delivery.destination import installation_for, persons_installation
from bot.delivery.readers.moved import heed_readers
from bot.delivery.recipient import recipient
from bot.errors import SendError
from bot.platform import Audience, Surface
from bot.store.session import ReadSession, Store
from bot.store.tables import Channel, Identity, Outgoing

NOTED_EVERY = timedelta(hours=1)
TRIED = "tried"  # in the refs of a message: installations that would not have it as a direct message


@dataclass(frozen=True)
class Destination:
    """A channel id to post to. `direct`: a direct message; `remembered`: one we opened some day, so it may be gone."""

    channel: str
    thread: str | None = None
    remembered: bool = False
    direct: bool = False


class Misplaced(Exception):
    """The channel must not have it, and its person is on another of the workspace's platforms."""

    def __init__(self, installation_id: int) -> None:
        super().__init__(f"its person is on installation {installation_id}")
        self.installation_id = installation_id


@dataclass(frozen=True)
class _Wish:
    """What our tables say. channel: a row of ours; parent: where the message stands in whose thread this one belongs;
    there: the id of the channel it stands in. persons: the installation on which they can be told."""

    channel: Channel | None
    user_id: str | None
    direct: str | None
    parent: Destination | None
    there: str | None = None
    persons: int | None = None


class Addresses:
    """Finds the places of one installation's messages."""

    def __init__(self, store: Store, workspace_id: int, installation_id: int, surface: Surface) -> None:
        self._store, self._workspace_id, self._installation_id = store, workspace_id, installation_id
        self._surface = surface

    async def of(self, row: Outgoing, now: datetime) -> Destination:
        """Raises Misplaced; SendError: permanent where no place is right, else where none can be found for now."""
        async with self._store.read(self._workspace_id) as session:
            wish = await _wish(session, row, self._installation_id, now)
        channel = await self._allowed(wish, now)
        place = Destination(channel) if channel else await self._direct(wish)
        parent = wish.parent
        return parent if parent and parent.thread and parent.channel == place.channel else place

    async def _allowed(self, wish: _Wish, now: datetime) -> str | None:
        """The channel wished for, if the bot is in it and nobody from outside is."""
        if wish.there is None and wish.channel is None:
            return None
        channel = wish.there or await self._id_of(wish.channel)
        if channel == wish.direct:
            return channel
        audience = await self._surface.audience(channel) if channel else None
        if channel and audience and audience.checked:
            await self._note(channel, wish.channel, audience, now)
        if channel and audience and audience.checked and audience.is_member and not audience.has_outsiders:
            return channel
        if wish.user_id is None:
            if wish.persons is not None:
                raise Misplaced(wish.persons)
            known = audience is not None and audience.checked
            called = channel or f"#{wish.channel.name if wish.channel else ''}"
            raise SendError(f"{called} must not have it, and there is nobody to tell", permanent=known)
        return None

    async def _id_of(self, channel: Channel | None) -> str | None:
        """The platform's id; what isn't found yet may be by now. A channel of another platform is none of ours."""
        if channel is None or channel.installation_id not in (None, self._installation_id):
            return None
        if channel.installation_id is not None:
            return channel.platform_id
        return channel.platform_id or await self._surface.find_channel(channel.name)

    async def _note(self, platform_id: str, channel: Channel | None, audience: Audience, now: datetime) -> None:
        """Who reads it, kept where it is news: a write for each message would be one too many."""
        if channel is None and audience.has_outsiders:  # a thread's
            async with self._store.read(self._workspace_id) as session:
                here = (Channel.installation_id == self._installation_id, Channel.platform_id == platform_id)
                channel = await session.scalar(select(Channel).where(*here))
        if channel is None or channel.installation_id is None:
            return
        known = channel.checked_at is not None and channel.outsiders == audience.has_outsiders
        if known and now - (channel.checked_at or now) < NOTED_EVERY:
            return
        await heed_readers(self._store, self._workspace_id, self._surface, channel, audience, now)

    async def _direct(self, wish: _Wish) -> Destination:
        if wish.direct:
            return Destination(wish.direct, remembered=True, direct=True)
        if wish.user_id is None:
            raise SendError(f"the person isn't known on {self._surface.name} yet", permanent=False)
        channel = await self._surface.open_direct(wish.user_id)
        await self._remember(wish.user_id, channel)
        return Destination(channel, direct=True)

    async def forget(self, channel: str) -> None:
        """A direct message that is gone: the next one is opened anew."""
        await self._set(Identity.direct_channel == channel, None)

    async def _remember(self, user_id: str, channel: str) -> None:
        await self._set(Identity.user_id == user_id, channel)

    async def _set(self, which: ColumnElement[bool], channel: str | None) -> None:
        chosen = update(Identity).where(which, Identity.installation_id == self._installation_id)
        async with self._store.write(self._workspace_id) as session:
            await session.execute(chosen.values(direct_channel=channel).execution_options(synchronize_session=False))


async def elsewhere(session: ReadSession, row: Outgoing, now: datetime) -> int | None:
    """The installation where that message belongs by now, if that isn't its own any more: its person chose another,
    or who covers for them is somewhere else. What stands in a thread stays with it, and what was refused elsewhere."""
    if row.parent_id is not None or row.refs.get(TRIED):
        return None
    person = await recipient(session, row.person_id, now) if row.person_id else None
    person_id = person.id if person else None
    if row.direct:
        there = await persons_installation(session, person_id) or row.installation_id
    else:
        there = await installation_for(session, person_id, row.channel_id)
    return there if there != row.installation_id else None


async def other_place_of(session: ReadSession, row: Outgoing, installation_id: int, now: datetime) -> int | None:
    """Another installation on which its reader is, where this one has just refused a direct message to them; none that
    has refused it before. What stands in a thread stays with it."""
    reader = await recipient(session, row.person_id, now) if row.person_id and row.parent_id is None else None
    if reader is None:
        return None
    tried = [*row.refs.get(TRIED, ()), installation_id]
    others = (Identity.person_id == reader.id, Identity.lives(), Identity.installation_id.not_in(tried))
    recent = (Identity.seen_at.is_(None), Identity.seen_at.desc(), Identity.id)
    found: int | None = await session.scalar(select(Identity.installation_id).where(*others).order_by(*recent).limit(1))
    return found


async def thread_of(session: ReadSession, row: Outgoing, channel: str) -> str | None:
    """The thread that a message of ours in that channel belongs to."""
    parent = await _parent(session, row)
    return parent.posted_ts if parent and parent.state == "sent" and parent.posted_channel == channel else None


async def _parent(session: ReadSession, row: Outgoing) -> Outgoing | None:
    found: Outgoing | None = await session.scalar(select(Outgoing).where(Outgoing.id == row.parent_id))
    return found if row.parent_id is not None else None


async def _wish(session: ReadSession, row: Outgoing, installation_id: int, now: datetime) -> _Wish:
    """A child goes where its parent stands; where that never arrived, to the place the parent was meant for."""
    parent = await _parent(session, row)
    person_id = row.person_id or (parent.person_id if parent else None)
    person = await recipient(session, person_id, now) if person_id else None
    identity = await _identity(session, person.id, installation_id) if person else None
    wanted = row.channel_id or (parent.channel_id if parent else None) or (person.channel_id if person else None)
    stands = Destination(parent.posted_channel, parent.posted_ts) if parent and parent.posted_channel else None
    channel = await session.get(Channel, wanted) if wanted else None
    there = None
    if row.direct:
        channel = None
    elif stands and row.channel_id is None:
        channel, there = None, stands.channel
    user_id, direct = (identity.user_id, identity.direct_channel) if identity else (None, None)
    persons = await persons_installation(session, person.id) if person and identity is None else None
    return _Wish(channel, user_id, direct, stands if parent and parent.state == "sent" else None, there, persons)


async def _identity(session: ReadSession, person_id: int, installation_id: int) -> Identity | None:
    here = (Identity.person_id == person_id, Identity.installation_id == installation_id, Identity.lives())
    mine = select(Identity).where(*here)
    found: Identity | None = await session.scalar(mine.order_by(Identity.id).limit(1))
    return found
