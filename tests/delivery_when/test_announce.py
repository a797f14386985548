"""Alerts at once: in working hours, within the budget, and never what the digest has said already."""

# method: C2, C4, D7

from datetime import date, timedelta

import pytest

from bot.delivery.schedule.announce import Waiting, choose
from bot.store.tables import Cta
from tests.delivery_when.conftest import TUESDAY, Desk, at
from tests.given.channels import channel_row, typed_of

MORNING, NOON = at("2026-01-06 07:00"), at("2026-01-06 11:00")


@pytest.fixture
async def office(desk: Desk) -> Desk:
    """The digest of this morning has been composed, and it is a working day."""
    for number in range(1, 7):
        await desk.account(number)
    await desk.workspace(baseline_at=at("2025-12-01 06:00"))
    await desk.tick(MORNING)
    await desk.compose_digests()
    return desk


async def test_a_change_in_working_hours_is_told_at_once_and_only_once(office: Desk) -> None:
    await office.cta(1, 1, NOON)
    assert await office.announce(NOON) == 1
    [row] = await office.queued("alert")
    assert (row.person_id, row.account_id, row.cta_id, row.parent_id, row.channel_id) == (11, 1, 1, None, None)
    assert await office.told() == {1}
    assert await office.announce(NOON) == 0


async def test_what_the_digest_knew_is_not_told_again(office: Desk) -> None:
    await office.cta(1, 1, MORNING)
    assert await office.announce(NOON) == 0
    assert await office.told() == set()  # it waits for the next digest


@pytest.mark.parametrize("when", ["2026-01-06 07:59", "2026-01-06 17:00", "2026-01-10 11:00"])
async def test_outside_of_working_hours_it_waits(office: Desk, when: str) -> None:
    await office.cta(1, 1, at(when))
    assert await office.announce(at(when)) == 0


async def test_before_the_days_digest_nothing_is_told(office: Desk) -> None:
    await office.person(11, digest_at="10:00")
    await office.cta(1, 1, at("2026-01-07 08:30"))
    assert await office.announce(at("2026-01-07 08:30")) == 0
    await office.tick(at("2026-01-07 09:00"))
    assert await office.announce(at("2026-01-07 09:00")) == 0  # the digest isn't composed yet and will say it
    await office.compose_digests()
    assert await office.announce(at("2026-01-07 09:01")) == 0
    await office.cta(2, 2, at("2026-01-07 09:02"))
    assert await office.announce(at("2026-01-07 09:02")) == 1


async def test_one_of_the_budget_is_kept_for_later_events(office: Desk) -> None:
    for number in range(1, 6):
        await office.cta(number, number, NOON)
    assert await office.announce(NOON) == 2
    assert await office.announce(NOON + timedelta(hours=1)) == 1
    assert await office.announce(NOON + timedelta(hours=2)) == 0


async def test_the_nearest_deadline_goes_first_then_the_largest_account(office: Desk) -> None:
    for number, deadline, amount in ((1, None, 10), (2, None, 90), (3, date(2026, 3, 1), 1), (4, None, 50)):
        await office.facts(number, deadline=deadline)
        await office.contract(number, amount)
        await office.cta(number, number, NOON)
    await office.announce(NOON)
    assert [row.cta_id for row in await office.queued("alert")] == [3, 2]


async def test_a_deadline_within_seven_days_is_never_held_back(office: Desk) -> None:
    for number in range(1, 6):
        await office.facts(number, deadline=TUESDAY + timedelta(days=7))
        await office.cta(number, number, NOON)
    await office.facts(6, deadline=TUESDAY + timedelta(days=8))
    await office.cta(6, 6, NOON)
    assert await office.announce(NOON) == 5
    assert await office.told() == {1, 2, 3, 4, 5}


async def test_a_near_deadline_comes_even_when_the_budget_is_used_up(office: Desk) -> None:
    await office.person(11, alert_budget=1)
    await office.cta(1, 1, NOON)
    assert await office.announce(NOON) == 1
    await office.facts(3, deadline=TUESDAY)
    await office.cta(2, 2, NOON)
    await office.cta(3, 3, NOON)
    assert await office.announce(NOON) == 1
    assert await office.told() == {1, 3}


async def test_an_account_with_a_channel_of_its_own_gets_its_alert_there(office: Desk) -> None:
    await office.account(7, channel_id=await channel_row(office.store, "CACME"))
    await office.cta(1, 7, NOON)
    await office.announce(NOON)
    [row] = await office.queued("alert")
    assert (await typed_of(office.store, row.channel_id), row.person_id) == ("CACME", 11)


async def test_who_covers_hears_of_it_in_their_own_working_hours(office: Desk) -> None:
    await office.person(11, away_until=date(2026, 1, 12), cover_id=12)
    await office.cta(1, 1, NOON)
    assert await office.announce(NOON) == 1
    assert [row.person_id for row in await office.queued("alert")] == [12]


async def test_nobody_covers_so_nothing_is_told(office: Desk) -> None:
    await office.person(11, away_until=date(2026, 1, 12))
    await office.cta(1, 1, NOON)
    assert await office.announce(NOON) == 0


async def test_a_rule_that_rises_is_told_again(office: Desk) -> None:
    await office.cta(1, 1, NOON)
    await office.announce(NOON)
    later = NOON + timedelta(hours=1)
    async with office.store.write(1) as db:
        cta = await db.get_one(Cta, 1)
        cta.tell, cta.level, cta.changed_at = "due", 30, later
    assert await office.announce(later) == 1
    assert len(await office.queued("alert")) == 2


async def test_before_the_baseline_and_without_an_owner_nobody_is_told(office: Desk) -> None:
    await office.cta(1, 1, NOON, owner_id=None)
    assert await office.announce(NOON) == 0
    await office.workspace(baseline_at=None)
    await office.cta(2, 2, NOON)
    assert await office.announce(NOON) == 0


async def test_the_stranger_hears_nothing(office: Desk) -> None:
    await office.cta(1, 1, NOON)
    await office.tick(MORNING, workspace=2)
    assert await office.announce(NOON, workspace=2) == 0
    assert await office.queued("alert", workspace=2) == []


def waiting(*near: bool) -> list[Waiting]:
    return [Waiting(number, number, NOON, None, is_near) for number, is_near in enumerate(near)]


def test_the_budget_leaves_one_for_later_until_it_is_the_last() -> None:
    four = waiting(False, False, False, False)
    assert [len(choose(four, used, 3)) for used in range(4)] == [2, 1, 1, 0]
    assert [len(choose(four, used, 1)) for used in range(2)] == [1, 0]
    assert choose(four, 0, 0) == []
    assert len(choose(waiting(True, True, True, False), 3, 3)) == 3
