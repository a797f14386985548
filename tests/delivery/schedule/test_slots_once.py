"""What comes on the first of several days at work: once a week to who leads, and once to who was away."""

# method: C4

from datetime import date

import pytest

from bot.store.tables import Person
from tests.given.book import moment
from tests.given.queued_messages import QueuedMessages

MONDAY, TUESDAY = "2026-01-05", "2026-01-06"
SLOT = ("person:12", date(2026, 1, 5), "done")


@pytest.fixture
async def led(messages: QueuedMessages) -> QueuedMessages:
    """Tim leads all; the last round was on Saturday."""
    await messages.accounts.change(Person, 12, role="manager")
    await messages.tick(moment("2026-01-03 12:00"))
    return messages


async def weeks(messages: QueuedMessages, *moments: str) -> list[tuple[str, str]]:
    """(once, day) of each overview that is queued by then."""
    for at in moments:
        await messages.tick(moment(at))
    return [(row.once, row.refs["local_date"]) for row in await messages.rows("week")]


@pytest.mark.both_databases
async def test_once_on_the_first_working_day_of_the_week(led: QueuedMessages) -> None:
    assert await weeks(led, f"{MONDAY} 06:59") == []
    monday = [(f"week:person:12:{MONDAY}", MONDAY)]
    assert await weeks(led, f"{MONDAY} 07:00", f"{MONDAY} 07:01", f"{TUESDAY} 07:00", "2026-01-09 07:00") == monday
    assert await led.slots("week") == [SLOT]
    assert await weeks(led, "2026-01-12 07:00") == [*monday, ("week:person:12:2026-01-12", "2026-01-12")]


@pytest.mark.one_database
async def test_days_off_and_days_away_move_it_and_nobody_reads_it_instead(led: QueuedMessages) -> None:
    await led.accounts.change(Person, 12, digest_days="2345", away_until=date(2026, 1, 8), cover_id=11)
    moments = [f"2026-01-0{day} 07:00" for day in (5, 6, 7, 8, 9)]
    assert await weeks(led, *moments) == [("week:person:12:2026-01-08", "2026-01-08")]
    [row] = await led.rows("week")
    assert row.person_id == 12
    assert await led.slots("week") == [SLOT]


@pytest.mark.one_database
async def test_one_that_was_missed_on_monday_comes_on_tuesday(led: QueuedMessages) -> None:
    assert await weeks(led, f"{MONDAY} 20:00") == []
    assert await weeks(led, f"{TUESDAY} 07:00") == [(f"week:person:12:{TUESDAY}", TUESDAY)]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "person", [{"role": "csm"}, {"role": "admin"}, {"role": None}, {"role": "manager", "wants_week": False}]
)
async def test_it_is_for_who_leads_and_wants_it(led: QueuedMessages, person: dict[str, object]) -> None:
    await led.accounts.change(Person, 12, **person)
    assert await weeks(led, f"{MONDAY} 07:00") == []


@pytest.mark.one_database
async def test_an_admin_with_a_team_leads(led: QueuedMessages) -> None:
    await led.accounts.change(Person, 12, role="admin")
    await led.accounts.change(Person, 11, manager_id=12)
    assert len(await weeks(led, f"{MONDAY} 07:00")) == 1


# Back from days away


@pytest.fixture
async def away(messages: QueuedMessages) -> QueuedMessages:
    """Olga is away until Sunday; Tim reads for her."""
    await messages.accounts.account("Account 1")
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 11), cover_id=12)
    return messages


async def returns(messages: QueuedMessages, *moments: str) -> list[tuple[str, int | None, bool]]:
    for at in moments:
        await messages.tick(moment(at))
    return [(row.once, row.person_id, row.direct) for row in await messages.rows("back")]


@pytest.mark.both_databases
async def test_who_was_away_is_told_once_on_their_first_morning_and_nobody_else(away: QueuedMessages) -> None:
    assert await returns(away, "2026-01-08 07:00", "2026-01-09 07:00", "2026-01-12 06:59") == []
    monday = [("back:person:11:2026-01-12", 11, True)]
    assert await returns(away, "2026-01-12 07:00", "2026-01-12 07:01", "2026-01-13 07:00", "2026-01-19 07:00") == monday
    await away.accounts.change(Person, 11, away_until=date(2026, 1, 21))
    assert len(await returns(away, "2026-01-20 07:00", "2026-01-21 07:00")) == 2


@pytest.mark.one_database
async def test_an_absence_of_long_ago_is_nothing_to_tell_of(away: QueuedMessages) -> None:
    await away.accounts.change(Person, 11, away_until=date(2025, 12, 20))
    assert await returns(away, "2026-01-05 07:00") == []
