"""Whom a message is for, today."""

from datetime import datetime

from sqlalchemy import select

from bot.calendar import local_date
from bot.store.session import ReadSession
from bot.store.tables import Person


def is_away(person: Person, now: datetime) -> bool:
    """Away until after today, in the person's own zone; `away_until` is the day they are back."""
    return person.away_until is not None and person.away_until > local_date(now, person.timezone)


async def recipient(session: ReadSession, person_id: int, now: datetime) -> Person | None:
    """The person, or who covers for them while they are away; None if there is no such person.

    A cover who is away too hands on to theirs; where that leads in a circle, the first person keeps the message."""
    first = person = await _person(session, person_id)
    seen: set[int] = set()
    while person is not None and is_away(person, now) and person.cover_id is not None:
        if person.id in seen:
            return first
        seen.add(person.id)
        person = await _person(session, person.cover_id)
    return person or first


async def _person(session: ReadSession, person_id: int) -> Person | None:
    found: Person | None = await session.scalar(select(Person).where(Person.id == person_id))
    return found
