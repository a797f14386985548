"""Whom a message is for, today."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from bot.calendar import local_date
from bot.delivery.hours import People, reader_on
from bot.store.session import ReadSession
from bot.store.tables import Identity, Installation, Person

STAND_INS = ("manager", "admin")


def is_away(person: Person, now: datetime) -> bool:
    """Away until after today, in the person's own zone; `away_until` is the day they are back."""
    return person.away_until is not None and person.away_until > local_date(now, person.timezone)


async def everybody(session: ReadSession) -> People:
    """All people, and who of them can't be written to: no platform knows them as a member who is there. A channel of
    their own reaches somebody whom no platform knows yet, but not somebody who is gone."""
    people = {person.id: person for person in await session.scalars(select(Person).order_by(Person.id))}
    silent = frozenset(await session.scalars(select(Person.id).where(~_is_reached())))
    told = await session.scalar(select(Installation.id).where(Installation.matched_at.is_not(None)).limit(1))
    stand_ins = [one for role in STAND_INS for one in people.values() if one.role == role and one.id not in silent]
    return People(people, silent, stand_ins if told is not None else ())


async def recipient(session: ReadSession, person_id: int, now: datetime) -> Person | None:
    """The person, or who reads for them while they are away or can't be reached; None if there is no such person.

    Where nobody does (all are away, in a circle perhaps), the first person keeps the message."""
    person = await session.scalar(select(Person).where(Person.id == person_id))
    if person is None:
        return None
    reached = await session.scalar(select(Person.id).where(Person.id == person_id, _is_reached()))
    if reached is not None and not is_away(person, now):
        return person
    return reader_on(local_date(now, person.timezone), person, await everybody(session)) or person


def _is_reached() -> ColumnElement[bool]:
    known = exists().where(Identity.workspace_id == Person.workspace_id, Identity.person_id == Person.id)
    return or_(known.where(Identity.lives()), Person.channel_id.is_not(None) & ~known)


__all__ = ["everybody", "is_away", "recipient"]
