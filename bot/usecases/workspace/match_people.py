"""Matching our people with a platform's users: by e-mail, never by a similar name."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import func, or_, select, update

from bot.store.session import ReadSession, Store
from bot.store.tables.people import Identity, Installation, Person


class User(Protocol):
    """A user of a platform. guest: restricted, or of another company."""

    @property
    def user_id(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def name(self) -> str: ...
    @property
    def timezone(self) -> str | None: ...
    @property
    def guest(self) -> bool: ...


async def match_people(
    store: Store, workspace_id: int, installation_id: int, users: Iterable[User], now: datetime
) -> int:
    """Join an installation's users to our people of the same e-mail, and follow their zones. How many are new."""
    new = 0
    async with store.write(workspace_id) as session:
        known = await session.scalars(select(Identity).where(Identity.installation_id == installation_id))
        identities = {row.user_id: row for row in known}
        people = list(await session.scalars(select(Person)))
        by_email = {person.email: person for person in people if person.email}
        by_id = {person.id: person for person in people}
        for user in users:
            identity = identities.get(user.user_id)
            if identity is not None:
                _follow(identity, by_id[identity.person_id], user)
            elif not user.guest and (person := by_email.get((user.email or "").lower())):
                session.add(_identity(session, installation_id, user, person))
                _learn(person, user)
                new += 1
        await session.execute(update(Installation).where(Installation.id == installation_id).values(matched_at=now))
    return new


async def welcome(store: Store, workspace_id: int, installation_id: int, user: User, now: datetime) -> Person | None:
    """The person behind an installation's user who was never seen before; None for guests, and for who isn't let in."""
    if user.guest:
        return None
    async with store.write(workspace_id) as session:
        known = await session.scalar(
            select(Person)
            .join(Identity, Identity.person_id == Person.id)
            .where(Identity.installation_id == installation_id, Identity.user_id == user.user_id)
        )
        if known is not None:
            return known if known.role is not None else None
        person = await _of_email(session, user)
        if person is None or person.role is None:
            return None
        _learn(person, user)
        session.add(_identity(session, installation_id, user, person))
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


async def _of_email(session: ReadSession, user: User) -> Person | None:
    if not user.email:
        return None
    found: Person | None = await session.scalar(select(Person).where(func.lower(Person.email) == user.email.lower()))
    return found


def _identity(session: ReadSession, installation_id: int, user: User, person: Person) -> Identity:
    return Identity(
        workspace_id=session.workspace_id,
        installation_id=installation_id,
        user_id=user.user_id,
        person_id=person.id,
        guest=False,
    )


def _follow(identity: Identity, person: Person, user: User) -> None:
    """A known user: somebody who became a guest is one from now on."""
    identity.guest = user.guest
    if not user.guest:
        _learn(person, user)


def _learn(person: Person, user: User) -> None:
    """The platform knows people's zones best; a name only where the import had none but the e-mail."""
    person.timezone = user.timezone or person.timezone
    if user.name and (not person.name or "@" in person.name):
        person.name = user.name
