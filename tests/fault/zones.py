"""Ten years of digests in every zone that there is: each working day once, none on days that a zone never had."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import insert, select

from bot.calendar import dates_between, is_working_day
from bot.delivery.hours import People
from bot.delivery.schedule.slots import DIGEST, DIGESTS, due_slots, make_slots
from bot.store.session import Store, open_engine
from bot.store.tables import Account, Base, Identity, Installation, Person, PlaybookVersion, Slot, Workspace
from tests.given.book import NOW
from tests.given.rows import csm

YEARS = (date(2010, 1, 1), date(2019, 12, 31))  # Samoa and Tokelau skipped a Friday in them
TIMES = ("08:00", "00:30")
A_WEEK_AND_A_BIT = timedelta(days=9, hours=5, minutes=7)  # so that ticks come at any time of day
A_MORNING = timedelta(hours=8, minutes=53)  # a digest is made until the working day ends
SIX_HOURS = timedelta(hours=6)  # no zone had a day that was shorter and yet there
TWELVE = (
    "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Gaza",
    "Africa/Casablanca", "Europe/Dublin", "Atlantic/Azores", "America/St_Johns", "America/Havana", "America/Asuncion",
)  # fmt: skip


def all_zones() -> list[str]:
    return sorted(available_timezones())


def wrong_everywhere(zones: Iterable[str], years: tuple[date, date] = YEARS) -> list[str]:
    """What is wrong in which zone, in words."""
    return [wrong for name in zones for at in TIMES for wrong in _wrong_in(name, at, *years)]


def _wrong_in(name: str, at: str, first: date, last: date) -> Iterator[str]:
    someone = csm(timezone=name, digest_at=at)
    begun, end = _midnight(first), _midnight(last + timedelta(days=1))
    found: list[date] = []
    after = begun
    while after < end:
        now = min(after + A_WEEK_AND_A_BIT, end)
        found += [due.local_date for due in due_slots(DIGESTS, someone, People({1: someone}), "UTC", after, now)]
        after = now
    yield from _compared(f"{name} at {at}", found, working_days(name, first, last))


def _compared(where: str, found: list[date], wanted: set[date]) -> Iterator[str]:
    first, last = min(wanted), max(wanted)  # the ends lie in different days in different zones
    inner = {day for day in found if first < day < last}
    if len(found) > len(set(found)):
        yield f"{where}: twice on {', '.join(sorted(str(day) for day in set(found) if found.count(day) > 1))}"
    for day in sorted(inner - wanted):
        yield f"{where}: {day} never was"
    for day in sorted(wanted - inner - {first, last}):
        yield f"{where}: none on {day}"


def working_days(name: str, first: date, last: date) -> set[date]:
    """Those that came there; found by asking every few hours what day it is."""
    zone, at, end = ZoneInfo(name), _midnight(first), _midnight(last + timedelta(days=1))
    came = set()
    while at < end:
        came.add(at.astimezone(zone).date())
        at += SIX_HOURS
    return {day for day in dates_between(first, last) if day in came and is_working_day(day)}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


async def wrong_through_ticks(address: str, years: tuple[date, date]) -> tuple[int, list[str]]:
    """Twelve people in twelve zones and a tick every nine hours, with a database: digests made, and what is wrong."""
    store = Store(open_engine(address))
    await _write_people(store)
    first, last = years
    now, end = _midnight(first), _midnight(last + timedelta(days=1))
    async with store.write(1) as db:
        await make_slots(db, now)
    while now < end:
        now = min(now + A_MORNING, end)
        async with store.write(1) as db:
            await make_slots(db, now)
    async with store.read(1) as db:
        rows = select(Slot.recipient, Slot.local_date, Slot.state).where(Slot.kind == DIGEST)
        slots = [tuple(row) for row in await db.execute(rows)]
    await store.close()
    wrong: list[str] = []
    for number, name in enumerate(TWELVE, 1):
        mine = [day for who, day, state in slots if who == f"person:{number}" and state == "done"]
        wrong += _compared(f"{name}, through ticks", mine, working_days(name, first, last))
    return len(slots), wrong


async def _write_people(store: Store) -> None:
    common = {"workspace_id": 1, "created_at": NOW}
    numbers = range(1, len(TWELVE) + 1)
    people = [{"id": n, "name": name, "timezone": name, "role": "csm", **common} for n, name in enumerate(TWELVE, 1)]
    seats = [{"workspace_id": 1, "installation_id": 1, "user_id": f"U{n}", "person_id": n} for n in numbers]
    async with store.everywhere(writes=True) as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Workspace).values(id=1, name="All over", created_at=NOW))
        await connection.execute(insert(Installation).values(id=1, workspace_id=1, surface="slack", team_id="T1"))
        await connection.execute(insert(Person), people)
        await connection.execute(insert(Identity), seats)
        version = {"id": 1, "name": "any", "hash": "-", "source": {}, "current": True, **common}
        await connection.execute(insert(PlaybookVersion), [version])
        of_each = [
            {"id": n, "key": f"a{n}", "name": f"A{n}", "csm_id": n, "playbook_version_id": 1, **common} for n in numbers
        ]
        await connection.execute(insert(Account), of_each)
