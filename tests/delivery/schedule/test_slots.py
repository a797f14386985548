"""Scheduled digests are slots: made once, only the newest delivered, never at night."""

# method: C4, D5

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.hours import People
from bot.delivery.schedule.set_back import set_back
from bot.delivery.schedule.slots import DIGESTS, due_slots
from bot.store.tables import Person
from tests.given.book import moment
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import csm

OWNER = "person:11"


async def test_a_csm_with_accounts_gets_one_digest_at_eight_of_their_own_zone(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    assert await messages.tick(moment("2026-01-06 06:59")) == 0
    assert await messages.tick(moment("2026-01-06 07:00")) == 1
    assert await messages.slots() == [(OWNER, date(2026, 1, 6), "done")]
    [row] = await messages.rows()
    assert (row.person_id, row.once, row.refs) == (11, "digest:person:11:2026-01-06", {"local_date": "2026-01-06"})


async def test_a_doubled_tick_is_harmless(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-06 07:00"))
    assert await messages.tick(moment("2026-01-06 07:00")) == 0
    assert await messages.tick(moment("2026-01-06 06:00")) == 0  # not after the watermark
    assert await messages.tick(moment("2026-01-06 07:01")) == 0
    assert len(await messages.rows()) == 1


async def test_two_ticks_at_the_same_moment_queue_one_digest(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    made = await asyncio.gather(*[messages.tick(moment("2026-01-06 07:00")) for _ in range(4)])
    assert sum(made) == 1
    assert len(await messages.rows()) == 1


async def test_the_first_tick_of_a_workspace_still_brings_this_mornings_digest(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    assert await messages.tick(moment("2026-01-06 10:30")) == 1
    assert await messages.slots() == [(OWNER, date(2026, 1, 6), "done")]  # and none of the days before


async def test_after_a_pause_only_the_newest_digest_comes(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-05 07:30"))
    assert await messages.tick(moment("2026-01-08 08:00")) == 1
    assert await messages.slots() == [
        (OWNER, date(2026, 1, 5), "done"),
        (OWNER, date(2026, 1, 6), "missed"),
        (OWNER, date(2026, 1, 7), "missed"),
        (OWNER, date(2026, 1, 8), "done"),
    ]


async def test_a_digest_is_missed_rather_than_delivered_at_night(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-05 07:30"))
    assert await messages.tick(moment("2026-01-06 17:01")) == 0  # 18:01 in Berlin
    assert (await messages.slots())[-1] == (OWNER, date(2026, 1, 6), "missed")
    assert await messages.tick(moment("2026-01-07 07:00")) == 1


async def test_there_is_no_digest_on_days_off(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.accounts.change(Person, 11, digest_days="12")
    await messages.tick(moment("2026-01-06 07:00"))
    assert await messages.tick(moment("2026-01-09 12:00")) == 0
    assert len(await messages.slots()) == 1


async def test_moving_the_digest_later_on_the_same_day_brings_no_second_one(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-06 07:00"))
    await messages.accounts.change(Person, 11, digest_at="10:00")
    assert await messages.tick(moment("2026-01-06 09:30")) == 0
    assert await messages.tick(moment("2026-01-07 09:30")) == 1


async def test_moving_to_a_zone_further_west_brings_no_second_digest_that_day(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-06 07:00"))
    await messages.accounts.change(Person, 11, timezone="America/New_York")
    assert await messages.tick(moment("2026-01-06 14:00")) == 0
    assert await messages.tick(moment("2026-01-07 13:00")) == 1


async def test_moving_to_a_zone_further_east_skips_no_digest(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-06 07:00"))
    await messages.tick(moment("2026-01-07 06:30"))
    await messages.accounts.change(Person, 11, timezone="Asia/Tokyo")  # where it is 15:30 by now
    assert await messages.tick(moment("2026-01-07 06:31")) == 1
    assert await messages.tick(moment("2026-01-07 08:00")) == 0
    assert await messages.tick(moment("2026-01-07 23:01")) == 1
    assert [day.day for _, day, state in await messages.slots() if state == "done"] == [6, 7, 8]


async def test_who_covers_reads_it_in_their_own_morning(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 8), cover_id=12)
    await messages.accounts.change(Person, 12, timezone="America/New_York")
    assert await messages.tick(moment("2026-01-06 12:59")) == 0
    assert await messages.tick(moment("2026-01-06 13:00")) == 1
    [row] = await messages.rows()
    assert (row.person_id, row.refs["for"]) == (12, 11)
    assert await messages.tick(moment("2026-01-08 07:00")) == 2  # back: their own again, and what was meanwhile
    assert [(await messages.rows(kind))[-1].person_id for kind in ("digest", "back")] == [11, 11]


async def test_nobody_covers_so_it_waits(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 8))
    assert await messages.tick(moment("2026-01-06 08:00")) == 0
    assert await messages.slots() == []
    assert await messages.tick(moment("2026-01-08 07:00")) == 2
    assert [len(await messages.rows(kind)) for kind in ("digest", "back")] == [1, 1]


async def test_people_without_accounts_or_to_dos_get_none(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1", status="churned")
    assert await messages.tick(moment("2026-01-06 08:00")) == 0
    await messages.accounts.todo(None, tell="due", changed_at=moment("2026-01-06 08:00"), owner_id=12)
    assert await messages.tick(moment("2026-01-07 08:00")) == 1
    assert [slot[0] for slot in await messages.slots()] == ["person:12"]


async def test_workspaces_do_not_touch_each_other(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.accounts.elsewhere().account("Account 2")
    assert await messages.tick(moment("2026-01-06 07:00")) == 1
    assert await QueuedMessages(messages.accounts.elsewhere()).slots() == []
    assert await QueuedMessages(messages.accounts.elsewhere()).tick(moment("2026-01-06 07:00")) == 1
    assert [slot[0] for slot in await messages.slots()] == [OWNER]


async def test_a_clock_that_was_a_year_ahead_silences_nothing(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-06 07:00"))
    await messages.tick(moment("2026-01-08 07:00"))
    ahead = moment("2027-01-07 07:00")
    await messages.tick(ahead)
    now = moment("2026-01-08 12:00")
    assert await set_back(messages.store, 1, now)
    assert not await set_back(messages.store, 1, now)
    for day in (9, 12, 13):
        assert await messages.tick(moment(f"2026-01-{day:02} 07:00")) == 1
    days = [day for _, day, _ in await messages.slots()]
    assert max(days) == date(2026, 1, 13)
    row = next(row for row in await messages.rows() if ":ahead-" in row.once)
    assert (row.state, row.reason) == ("dropped", "queued by a clock that was ahead")
    assert await messages.tick(ahead) == 1  # a year later, that morning comes as any other


@pytest.mark.slow
@pytest.mark.parametrize("where", ["Europe/Berlin", "Asia/Beirut", "America/Asuncion", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("at", ["00:00", "02:30", "08:00", "23:59"])
def test_over_a_year_of_hourly_ticks_every_local_day_gets_exactly_one_digest(where: str, at: str) -> None:
    someone = csm(timezone=where, digest_at=at, digest_days="1234567")
    start = datetime(2023, 1, 10, tzinfo=UTC)
    days: list[date] = []
    for hour in range(0, 365 * 24, 7):
        after = start + timedelta(hours=hour)
        days += [
            due.local_date
            for due in due_slots(DIGESTS, someone, People({1: someone}), "UTC", after, after + timedelta(hours=7))
        ]
    assert len(days) == len(set(days))
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in (364, 365, 366)


@pytest.mark.parametrize(
    ("where", "days"),
    [
        ("Pacific/Apia", ["2011-12-28", "2011-12-29", "2012-01-02", "2012-01-03"]),  # Friday the 30th never was
        ("Pacific/Fakaofo", ["2011-12-28", "2011-12-29", "2012-01-02", "2012-01-03"]),
        ("Europe/Berlin", ["2011-12-28", "2011-12-29", "2011-12-30", "2012-01-02"]),
    ],
)
def test_a_day_that_never_was_has_no_digest(where: str, days: list[str]) -> None:
    person = csm(timezone=where)
    found, after = [], moment("2011-12-27 23:00")
    while after < moment("2012-01-02 23:00"):
        now = after + timedelta(hours=1)
        found += due_slots(DIGESTS, person, People({person.id: person}), "Europe/Berlin", after, now)
        after = now
    assert [due.local_date.isoformat() for due in found] == days
    assert len({due.due_at for due in found}) == len(days)
