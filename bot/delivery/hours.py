"""When our people can be spoken to: their zone, their working hours, and who reads while they are away. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.calendar import is_working_day, local_date, moment, parse_time, zone
from bot.store.people.members import leads_of
from bot.store.tables import Person


@dataclass(frozen=True)
class People:
    """Everybody in a workspace. unreached: who can't be written to anywhere. stand_ins: managers, then admins, who may
    read for them; none before a platform has told who is there."""

    by_id: Mapping[int, Person]
    unreached: frozenset[int] = frozenset()
    stand_ins: Sequence[Person] = ()


def zone_of(person: Person, house: str) -> str:
    """Their own zone, else the workspace's."""
    return person.timezone or house


def reader_on(day: date, person: Person, people: People) -> Person | None:
    """Who reads that day what is meant for the person: they themselves; while they are away, or can't be reached, their
    cover, else the cover's cover. Where the last of them can't be reached: a manager. None where nobody is left."""
    reader, last = _cover_on(day, person, people)
    if reader is None and last.id in people.unreached:
        others = (_cover_on(day, one, people)[0] for one in who_hears_of(person, people))
        return next((one for one in others if one is not None), None)
    return reader


def _cover_on(day: date, person: Person, people: People) -> tuple[Person | None, Person]:
    """Who reads, without asking managers; and the last one who was looked at."""
    seen: set[int] = set()
    while (person.away_until is not None and day < person.away_until) or person.id in people.unreached:
        seen.add(person.id)
        cover = people.by_id.get(person.cover_id) if person.cover_id is not None else None
        if cover is None or cover.id in seen:
            return None, person
        person = cover
    return person, person


def who_hears_of(person: Person, people: People) -> list[Person]:
    """Who is told what somebody has to know about the person, of those who can be reached."""
    return leads_of(person, people.by_id.values(), people.stand_ins)


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
