"""Who comes in for the first time, and who does something: people are known by e-mail, never by a similar name."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import or_, select, update

from bot.platform import PlatformUser
from bot.store.session import Store
from bot.store.tables.people import Identity, Person
from bot.usecases.upkeep.follow_users import person_called, take_on


async def welcome(
    store: Store, workspace_id: int, installation_id: int, user: PlatformUser, now: datetime
) -> Person | None:
    """The person behind an installation's user who was never seen before; None for guests, and for who isn't let in."""
    if not user.is_member:
        return None
    async with store.write(workspace_id) as session:
        theirs = (
            select(Person)
            .join(Identity, Identity.person_id == Person.id)
            .where(Identity.installation_id == installation_id, Identity.user_id == user.user_id)
        )
        known = await session.scalar(theirs)
        if known is not None:
            return known if known.role is not None else None
        person = await person_called(session, user.email)
        if person is None or person.role is None:
            return None
        if await take_on(session, installation_id, person, user, now) is None:
            return None
        return person


SEEN_AGAIN = timedelta(hours=1)


class Seen(Protocol):
    """Who did something, and where."""

    @property
    def workspace_id(self) -> int: ...
    @property
    def installation_id(self) -> int: ...
    @property
    def user_id(self) -> str: ...
    @property
    def seen_at(self) -> datetime | None: ...


async def note_seen(store: Store, seen: Seen, now: datetime) -> None:
    """They did something there: that is where their messages go, unless they chose. Kept to the hour."""
    if seen.seen_at is not None and now - seen.seen_at < SEEN_AGAIN:
        return
    mine = (Identity.installation_id == seen.installation_id, Identity.user_id == seen.user_id)
    stale = or_(Identity.seen_at.is_(None), Identity.seen_at < now - SEEN_AGAIN)
    async with store.read(seen.workspace_id) as session:
        if await session.scalar(select(Identity.id).where(*mine, stale)) is None:
            return
    async with store.write(seen.workspace_id) as session:
        noted = update(Identity).where(*mine).values(seen_at=now)
        await session.execute(noted.execution_options(synchronize_session=False))
