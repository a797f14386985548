"""When our people can be spoken to: their zone, their working hours, and who reads while they are away. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.calendar import is_working_day, local_date, moment, parse_time, zone
from bot.store.tables import Person

People = Mapping[int, Person]


def zone_of(person: Person, house: str) -> str:
    """Their own zone, else the workspace's."""
    return person.timezone or house


def reader_on(day: date, person: Person, people: People) -> Person | None:
    """Who reads that day what is meant for the person: they themselves, else their cover, else the cover's cover.
    None where all of them are away."""
    seen: set[int] = set()
    while person.away_until is not None and day < person.away_until:
        seen.add(person.id)
        cover = people.get(person.cover_id) if person.cover_id is not None else None
        if cover is None or cover.id in seen:
            return None
        person = cover
    return person


def working_day(person: Person, house: str, now: datetime) -> date | None:
    """The working day that the person is in at this moment; None outside of working hours. Hours that go past
    midnight belong to the day on which they began."""
    local = now.astimezone(zone(zone_of(person, house)))
    start, end = parse_time(person.work_from), parse_time(person.work_to)
    at, day = local.time(), local.date()
    if start <= end:
        inside = start <= at < end
    else:
        inside = at >= start or at < end
        day = day - timedelta(days=1) if at < end else day
    return day if inside and is_working_day(day, person.digest_days) else None


def midnight(now: datetime, zone_name: str) -> datetime:
    """The moment at which the local day of `now` began."""
    return moment(local_date(now, zone_name), "00:00", zone_name)
