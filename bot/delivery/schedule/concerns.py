"""What somebody has to know about people and channels, queued for whom it concerns: once, for when they are at work."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from bot.calendar import is_working_day, local_date, moment
from bot.delivery.hours import People, who_hears_of, working_day, zone_of
from bot.delivery.outbox import queue
from bot.delivery.recipient import everybody
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, Concern, Outgoing, Person

CONCERNS = "concerns"
WEEK = 8  # days in which everybody works at least once


async def tell_concerns(db: WriteSession, news: Sequence[Concern], now: datetime) -> None:
    """One message to each of those whom some of it concerns. Where nobody can be told, the log has it."""
    if not news:
        return
    people, house = await everybody(db), await workspace_zone(db)
    told: defaultdict[int, list[int]] = defaultdict(list)
    for one in news:
        for person in await _whom(db, one, people):
            told[person.id].append(one.id)
    for person_id, ids in told.items():
        once = f"{CONCERNS}:{person_id}:{ids[0]}"
        number = await queue(db, kind=CONCERNS, once=once, person_id=person_id, refs={"concerns": ids}, now=now)
        later = update(Outgoing).where(Outgoing.id == number).execution_options(synchronize_session=False)
        await db.execute(later.values(next_try_at=at_work(people.by_id[person_id], house, now)))


def at_work(person: Person, house: str, now: datetime) -> datetime:
    """Now, where they are at work or their digest of today is out; else when the next one comes."""
    if working_day(person, house, now) is not None:
        return now
    where = zone_of(person, house)
    today = local_date(now, where)
    for day in (today + timedelta(days=number) for number in range(WEEK)):
        if is_working_day(day, person.digest_days):
            begins = moment(day, person.digest_at, where)
            if now < max(begins, moment(day, person.work_to, where)):
                return max(begins, now)
    return now


async def _whom(db: ReadSession, one: Concern, people: People) -> Iterable[Person]:
    if "channel" in one.refs:
        return await _users_of(db, int(one.refs["channel"]))
    person = people.by_id.get(int(one.refs.get("person") or 0))
    return who_hears_of(person, people) if person is not None else people.stand_ins


async def _users_of(db: ReadSession, channel_id: int) -> Iterable[Person]:
    """Whose messages go there, and whose accounts'."""
    csms = select(Account.csm_id).where(Account.channel_id == channel_id, Account.status == "active")
    found = await db.scalars(select(Person).where(or_(Person.channel_id == channel_id, Person.id.in_(csms))))
    return sorted(found, key=lambda person: person.id)


__all__ = ["CONCERNS", "at_work", "tell_concerns"]
