"""Messages with a time of their own as slots: (workspace, recipient, kind, local date), made once.

A tick makes the slots whose moment came since the last tick and queues one message for the newest of each recipient and
kind; older ones are missed. One that would come after the reader's working day is missed as well: what it would have
said waits in the next one. All of it is one transaction, so a slot never stands without its message.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from bot.calendar import dates_between, is_a_day, is_working_day, moment
from bot.delivery.hours import People, midnight, reader_on, zone_of
from bot.delivery.outbox import queue
from bot.delivery.recipient import everybody
from bot.store.people.members import leads_a_team
from bot.store.people.works import works
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession, WriteSession
from bot.store.sql import upsert
from bot.store.tables import Outgoing, Person, Slot, Workspace

DIGEST, WEEK, BACK = "digest", "week", "back"
REACH = timedelta(days=14)  # slots further back than this say nothing to anybody
GRACE = timedelta(hours=2)  # a digest at the end of the working day may still be this late
FRESH = timedelta(days=7)  # so long somebody is told of the days that they were away
STALE = timedelta(hours=12)  # and none may be later than this
ROWS = 500  # rows of one INSERT


@dataclass(frozen=True)
class Scheduled:
    """A message with a time of its own. at, days: the local time and the weekdays ("12345") of whoever reads it.
    recipients: whom it is about; who covers for them reads it while they are away. once: of one that comes on the first
    of several days on which they themselves are at work, the day that its slot stands for; None: it isn't due then."""

    kind: str
    at: Callable[[Person], str]
    days: Callable[[Person], str]
    recipients: Callable[[ReadSession], Awaitable[list[Person]]]
    once: Callable[[date, Person], date | None] | None = None

    def slot_on(self, day: date, person: Person) -> date | None:
        return self.once(day, person) if self.once else day

    def reader_on(self, day: date, person: Person, people: People) -> Person | None:
        reader = reader_on(day, person, people)
        return reader if reader is person or self.once is None else None


@dataclass(frozen=True)
class Due:
    """A message whose moment has come: about `person`'s accounts, read by `reader`, their cover while they are away.
    slot_on: the day that its slot stands for."""

    kind: str
    person: Person
    reader: Person
    local_date: date
    due_at: datetime
    good_until: datetime
    slot_on: date

    @property
    def recipient(self) -> str:
        return f"person:{self.person.id}"


def due_slots(
    what: Scheduled,
    person: Person,
    people: People,
    house: str,
    after: datetime | None,
    now: datetime,
    last: date | None = None,
) -> list[Due]:
    """Those messages of that person whose moments lie after `after` and not after `now`, the oldest first.

    after: None on a workspace's first tick, which begins at the reader's midnight. house: the workspace's zone.
    last: the slot of the newest that they had: whoever moves east finds that today's moment has passed already."""
    found = []
    since = max(after, now - REACH) if after else now - timedelta(days=1)
    for day in dates_between(since.date() - timedelta(days=1), now.date() + timedelta(days=1)):
        reader = what.reader_on(day, person, people)
        slot_on = what.slot_on(day, person)
        if slot_on is None or (what.once and last is not None and slot_on <= last):
            continue
        if reader is None or not is_working_day(day, what.days(reader)) or not is_a_day(day, zone_of(reader, house)):
            continue
        due = _due(what, person, reader, day, house, slot_on)
        begins = since if after else midnight(now, zone_of(reader, house)) - timedelta(microseconds=1)
        owed = last is not None and day > last and due.due_at > now - timedelta(days=1)
        if (begins < due.due_at or owed) and due.due_at <= now:
            found.append(due)
    return sorted(found, key=lambda due: due.due_at)


def _due(what: Scheduled, person: Person, reader: Person, day: date, house: str, slot_on: date) -> Due:
    where = zone_of(reader, house)
    at = moment(day, what.at(reader), where)
    evening = moment(day, reader.work_to, where)
    good_until = min(max(evening, at + GRACE), at + STALE)
    return Due(what.kind, person, reader, day, at, good_until, slot_on)


async def make_slots(db: WriteSession, now: datetime) -> int:
    """Make the slots that came due since the watermark, queue their messages, move the watermark. How many messages.

    A tick that isn't after the watermark does nothing. Must run in a write transaction."""
    watermark = await _advance(db, now)
    if watermark is not None and now <= watermark:
        return 0
    people = await everybody(db)
    house = await workspace_zone(db)
    count = 0
    for what in SCHEDULED:
        dues: list[Due] = []
        states: list[str] = []
        last = await _last_days(db, what.kind)
        for person in await what.recipients(db):
            slots = due_slots(what, person, people, house, watermark, now, last.get(f"person:{person.id}"))
            if what.once:  # one that was missed is still to come, on the next day at work
                slots = [slot for slot in slots[-1:] if now <= slot.good_until]
            dues += slots
            states += [_state(slot, slots[-1], now) for slot in slots]
        for due in await _insert(db, dues, states):
            await _queue(db, due, now)
            count += 1
    return count


async def digests_due(db: ReadSession, now: datetime) -> bool:
    """Whether `make_slots` would now find a digest whose moment has come."""
    workspace = await db.get_one(Workspace, db.workspace_id)
    people = await everybody(db)
    house = await workspace_zone(db)
    last = await _last_days(db, DIGEST)
    return any(
        due_slots(DIGESTS, person, people, house, workspace.ticked_at, now, last.get(f"person:{person.id}"))
        for person in await DIGESTS.recipients(db)
    )


async def _last_days(db: ReadSession, kind: str) -> dict[str, date]:
    """The newest day of each recipient's messages of that kind."""
    newest = select(Slot.recipient, func.max(Slot.local_date)).where(Slot.kind == kind).group_by(Slot.recipient)
    return {recipient: day for recipient, day in await db.execute(newest)}  # noqa: C416


def _state(slot: Due, newest: Due, now: datetime) -> str:
    return "done" if slot is newest and now <= slot.good_until else "missed"


async def _advance(db: WriteSession, now: datetime) -> datetime | None:
    """The watermark as it was; it stands at `now` from here on. The row is locked first, so that two ticks at the
    same time follow one another."""
    before = await db.scalar(
        select(Workspace.ticked_at).where(Workspace.id == db.workspace_id).with_for_update(key_share=True)
    )
    if before is None or now > before:
        await db.execute(update(Workspace).where(Workspace.id == db.workspace_id).values(ticked_at=now))
    return before


async def who_works(db: ReadSession) -> list[Person]:
    """Who is let in and has active accounts or live to-dos (or both). Whether they or others read of it is another
    matter."""
    return list(await db.scalars(select(Person).where(Person.role.is_not(None), works()).order_by(Person.id)))


async def who_leads(db: ReadSession) -> list[Person]:
    """Managers, and admins with a team, unless they want no overview of the week."""
    everyone = list(await db.scalars(select(Person).where(Person.role.is_not(None)).order_by(Person.id)))
    leads = (one for one in everyone if one.role == "manager" or (one.role == "admin" and leads_a_team(one, everyone)))
    return [one for one in leads if one.wants_week]


def first_of_week(day: date, _person: Person) -> date:
    """Monday, whichever day of the week is their first at work."""
    return day - timedelta(days=day.weekday())


async def who_was_away(db: ReadSession) -> list[Person]:
    """Who works and is, or was, away until a day that is known."""
    return [person for person in await who_works(db) if person.away_until is not None]


def came_back(day: date, person: Person) -> date | None:
    """The day on which they were to be back, in the week that follows it."""
    back_on = person.away_until
    return back_on if back_on is not None and back_on <= day < back_on + FRESH else None


async def _insert(db: WriteSession, dues: list[Due], states: list[str]) -> list[Due]:
    """Insert the slots that aren't there yet; the new ones that are to be delivered."""
    new: set[tuple[str, date]] = set()
    rows = [
        {
            "workspace_id": db.workspace_id,
            "recipient": due.recipient,
            "kind": due.kind,
            "local_date": due.slot_on,
            "due_at": due.due_at,
            "state": state,
        }
        for due, state in zip(dues, states, strict=True)
    ]
    for start in range(0, len(rows), ROWS):
        inserted = await db.execute(_insert_new(db, rows[start : start + ROWS]))
        new |= {(recipient, day) for recipient, day, state in inserted if state == "done"}
    return [due for due in dues if (due.recipient, due.slot_on) in new]


def _insert_new(db: WriteSession, rows: Iterable[dict[str, Any]]) -> Any:
    inserting = upsert(db.dialect, Slot).values(list(rows))
    fresh = inserting.on_conflict_do_nothing(index_elements=["workspace_id", "recipient", "kind", "local_date"])
    return fresh.returning(Slot.recipient, Slot.local_date, Slot.state)


async def _queue(db: WriteSession, due: Due, now: datetime) -> None:
    refs: dict[str, Any] = {"local_date": due.local_date.isoformat()}
    if due.reader.id != due.person.id:
        refs["for"] = due.person.id
    once = f"{due.kind}:person:{due.person.id}:{due.local_date.isoformat()}"
    number = await queue(db, kind=due.kind, once=once, person_id=due.reader.id, refs=refs, now=now)
    if due.kind != DIGEST:  # for nobody's eyes but theirs, whoever reads their digests
        alone = update(Outgoing).where(Outgoing.id == number).execution_options(synchronize_session=False)
        await db.execute(alone.values(direct=True))


DIGESTS = Scheduled(DIGEST, lambda reader: reader.digest_at, lambda reader: reader.digest_days, who_works)
WEEKS = Scheduled(WEEK, lambda reader: reader.digest_at, lambda reader: reader.digest_days, who_leads, first_of_week)
RETURNS = Scheduled(BACK, lambda reader: reader.digest_at, lambda reader: reader.digest_days, who_was_away, came_back)
SCHEDULED = (RETURNS, DIGESTS, WEEKS)
