"""Where a message goes: its channel if that is ours alone, else the person's direct message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.delivery.recipient import recipient
from bot.errors import SendError
from bot.platform import Surface
from bot.store.session import ReadSession, Store
from bot.store.tables import Identity, Outgoing


@dataclass(frozen=True)
class Destination:
    """A channel id to post to. `remembered`: a direct message we opened some day, so it may be gone."""

    channel: str
    thread: str | None = None
    remembered: bool = False


@dataclass(frozen=True)
class _Wish:
    """What our tables say. `parent`: where the message stands in whose thread this one belongs."""

    channel: str | None
    user_id: str | None
    direct: str | None
    parent: Destination | None


class Addresses:
    """Finds the places of one workspace's messages."""

    def __init__(self, store: Store, workspace_id: int, surface: Surface) -> None:
        self._store, self._workspace_id, self._surface = store, workspace_id, surface

    async def of(self, row: Outgoing, now: datetime) -> Destination:
        """Raises SendError: permanent where no place is right for it, else where none can be found for now."""
        async with self._store.read(self._workspace_id) as session:
            wish = await _wish(session, row, self._surface.name, now)
        channel = await self._allowed(wish)
        place = Destination(channel) if channel else await self._direct(wish)
        parent = wish.parent
        return parent if parent and parent.thread and parent.channel == place.channel else place

    async def _allowed(self, wish: _Wish) -> str | None:
        """The channel wished for, if the bot is in it and nobody from outside is."""
        if wish.channel is None or wish.channel == wish.direct:
            return wish.channel
        named = wish.channel.startswith("#")
        channel = await self._surface.find_channel(wish.channel) if named else wish.channel
        audience = await self._surface.audience(channel) if channel else None
        if channel and audience and audience.checked and audience.is_member and not audience.has_outsiders:
            return channel
        if wish.user_id is None:
            known = audience is not None and audience.checked
            raise SendError(f"{wish.channel} must not have it, and there is nobody to tell", permanent=known)
        return None

    async def _direct(self, wish: _Wish) -> Destination:
        if wish.direct:
            return Destination(wish.direct, remembered=True)
        if wish.user_id is None:
            raise SendError(f"the person isn't known on {self._surface.name} yet", permanent=False)
        channel = await self._surface.open_direct(wish.user_id)
        await self._remember(wish.user_id, channel)
        return Destination(channel)

    async def forget(self, channel: str) -> None:
        """A direct message that is gone: the next one is opened anew."""
        await self._set(Identity.direct_channel == channel, None)

    async def _remember(self, user_id: str, channel: str) -> None:
        await self._set(Identity.user_id == user_id, channel)

    async def _set(self, which: object, channel: str | None) -> None:
        chosen = update(Identity).where(which, Identity.surface == self._surface.name)  # type: ignore[arg-type]
        async with self._store.write(self._workspace_id) as session:
            await session.execute(chosen.values(direct_channel=channel).execution_options(synchronize_session=False))


async def thread_of(session: ReadSession, row: Outgoing, channel: str) -> str | None:
    """The thread that a message of ours in that channel belongs to."""
    parent = await _parent(session, row)
    return parent.posted_ts if parent and parent.state == "sent" and parent.posted_channel == channel else None


async def _parent(session: ReadSession, row: Outgoing) -> Outgoing | None:
    found: Outgoing | None = await session.scalar(select(Outgoing).where(Outgoing.id == row.parent_id))
    return found if row.parent_id is not None else None


async def _wish(session: ReadSession, row: Outgoing, surface: str, now: datetime) -> _Wish:
    """A child goes where its parent stands; where that never arrived, to the place the parent was meant for."""
    parent = await _parent(session, row)
    person_id = row.person_id or (parent.person_id if parent else None)
    person = await recipient(session, person_id, now) if person_id else None
    identity = await _identity(session, person.id, surface) if person else None
    wanted = row.channel or (parent.channel if parent else None) or (person.deliver_to if person else None)
    stands = Destination(parent.posted_channel, parent.posted_ts) if parent and parent.posted_channel else None
    if stands and row.channel is None:
        wanted = stands.channel
    user_id, direct = (identity.user_id, identity.direct_channel) if identity else (None, None)
    return _Wish(wanted, user_id, direct, stands if parent and parent.state == "sent" else None)


async def _identity(session: ReadSession, person_id: int, surface: str) -> Identity | None:
    mine = select(Identity).where(Identity.person_id == person_id, Identity.surface == surface).order_by(Identity.id)
    found: Identity | None = await session.scalar(mine.limit(1))
    return found
