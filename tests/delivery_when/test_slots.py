"""Scheduled digests are slots: made once, only the newest delivered, never at night."""

# method: C4, D5

import asyncio
from datetime import date

from bot.delivery.schedule.set_back import set_back
from tests.delivery_when.conftest import Desk, at

OWNER = "person:11"


async def test_a_csm_with_accounts_gets_one_digest_at_eight_of_their_own_zone(desk: Desk) -> None:
    await desk.account(1)
    assert await desk.tick(at("2026-01-06 06:59")) == 0
    assert await desk.tick(at("2026-01-06 07:00")) == 1
    assert await desk.slots() == [(OWNER, date(2026, 1, 6), "done")]
    [row] = await desk.queued()
    assert (row.person_id, row.once, row.refs) == (11, "digest:person:11:2026-01-06", {"local_date": "2026-01-06"})


async def test_a_doubled_tick_is_harmless(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-06 07:00"))
    assert await desk.tick(at("2026-01-06 07:00")) == 0
    assert await desk.tick(at("2026-01-06 06:00")) == 0  # not after the watermark
    assert await desk.tick(at("2026-01-06 07:01")) == 0
    assert len(await desk.queued()) == 1


async def test_two_ticks_at_the_same_moment_queue_one_digest(desk: Desk) -> None:
    await desk.account(1)
    made = await asyncio.gather(*[desk.tick(at("2026-01-06 07:00")) for _ in range(4)])
    assert sum(made) == 1
    assert len(await desk.queued()) == 1


async def test_the_first_tick_of_a_workspace_still_brings_this_mornings_digest(desk: Desk) -> None:
    await desk.account(1)
    assert await desk.tick(at("2026-01-06 10:30")) == 1
    assert await desk.slots() == [(OWNER, date(2026, 1, 6), "done")]  # and none of the days before


async def test_after_a_pause_only_the_newest_digest_comes(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-05 07:30"))
    assert await desk.tick(at("2026-01-08 08:00")) == 1
    assert await desk.slots() == [
        (OWNER, date(2026, 1, 5), "done"),
        (OWNER, date(2026, 1, 6), "missed"),
        (OWNER, date(2026, 1, 7), "missed"),
        (OWNER, date(2026, 1, 8), "done"),
    ]


async def test_a_digest_is_missed_rather_than_delivered_at_night(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-05 07:30"))
    assert await desk.tick(at("2026-01-06 17:01")) == 0  # 18:01 in Berlin
    assert (await desk.slots())[-1] == (OWNER, date(2026, 1, 6), "missed")
    assert await desk.tick(at("2026-01-07 07:00")) == 1


async def test_there_is_no_digest_on_days_off(desk: Desk) -> None:
    await desk.account(1)
    await desk.person(11, digest_days="12")
    await desk.tick(at("2026-01-06 07:00"))
    assert await desk.tick(at("2026-01-09 12:00")) == 0
    assert len(await desk.slots()) == 1


async def test_moving_the_digest_later_on_the_same_day_brings_no_second_one(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-06 07:00"))
    await desk.person(11, digest_at="10:00")
    assert await desk.tick(at("2026-01-06 09:30")) == 0
    assert await desk.tick(at("2026-01-07 09:30")) == 1


async def test_moving_to_a_zone_further_west_brings_no_second_digest_that_day(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-06 07:00"))
    await desk.person(11, timezone="America/New_York")
    assert await desk.tick(at("2026-01-06 14:00")) == 0
    assert await desk.tick(at("2026-01-07 13:00")) == 1


async def test_moving_to_a_zone_further_east_skips_no_digest(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-06 07:00"))
    await desk.tick(at("2026-01-07 06:30"))
    await desk.person(11, timezone="Asia/Tokyo")  # where it is 15:30 by now
    assert await desk.tick(at("2026-01-07 06:31")) == 1
    assert await desk.tick(at("2026-01-07 08:00")) == 0
    assert await desk.tick(at("2026-01-07 23:01")) == 1
    assert [day.day for _, day, state in await desk.slots() if state == "done"] == [6, 7, 8]


async def test_who_covers_reads_it_in_their_own_morning(desk: Desk) -> None:
    await desk.account(1)
    await desk.person(11, away_until=date(2026, 1, 8), cover_id=12)
    await desk.person(12, timezone="America/New_York")
    assert await desk.tick(at("2026-01-06 12:59")) == 0
    assert await desk.tick(at("2026-01-06 13:00")) == 1
    [row] = await desk.queued()
    assert (row.person_id, row.refs["for"]) == (12, 11)
    assert await desk.tick(at("2026-01-08 07:00")) == 1  # back: their own again
    assert (await desk.queued())[-1].person_id == 11


async def test_nobody_covers_so_it_waits(desk: Desk) -> None:
    await desk.account(1)
    await desk.person(11, away_until=date(2026, 1, 8))
    assert await desk.tick(at("2026-01-06 08:00")) == 0
    assert await desk.slots() == []
    assert await desk.tick(at("2026-01-08 07:00")) == 1


async def test_people_without_accounts_or_to_dos_get_none(desk: Desk) -> None:
    await desk.account(1, status="churned")
    assert await desk.tick(at("2026-01-06 08:00")) == 0
    await desk.cta(1, None, at("2026-01-06 08:00"), owner_id=12)
    assert await desk.tick(at("2026-01-07 08:00")) == 1
    assert [slot[0] for slot in await desk.slots()] == ["person:12"]


async def test_a_clock_that_was_a_year_ahead_silences_nothing(desk: Desk) -> None:
    await desk.account(1)
    await desk.tick(at("2026-01-06 07:00"))
    await desk.tick(at("2026-01-08 07:00"))
    ahead = at("2027-01-07 07:00")
    await desk.tick(ahead)
    now = at("2026-01-08 12:00")
    assert await set_back(desk.store, 1, now)
    assert not await set_back(desk.store, 1, now)
    for day in (9, 12, 13):
        assert await desk.tick(at(f"2026-01-{day:02} 07:00")) == 1
    days = [day for _, day, _ in await desk.slots()]
    assert max(days) == date(2026, 1, 13)
    row = next(row for row in await desk.queued() if ":ahead-" in row.once)
    assert (row.state, row.reason) == ("dropped", "queued by a clock that was ahead")
    assert await desk.tick(ahead) == 1  # a year later, that morning comes as any other


async def test_workspaces_do_not_touch_each_other(desk: Desk) -> None:
    await desk.account(1)
    await desk.account(2, csm=desk.book.stranger, workspace=2)
    assert await desk.tick(at("2026-01-06 07:00")) == 1
    assert await desk.slots(workspace=2) == []
    assert await desk.tick(at("2026-01-06 07:00"), workspace=2) == 1
    assert [slot[0] for slot in await desk.slots()] == [OWNER]
