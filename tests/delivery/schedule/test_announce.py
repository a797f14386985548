"""Alerts at once: in working hours, within the budget, and never what the digest has said already."""

# method: C2, C4, D7

from datetime import date, timedelta

import pytest

from bot.delivery.schedule.announce import Waiting, choose
from bot.store.tables import Cta, Person, Workspace
from tests.given.book import TODAY, moment
from tests.given.channels import typed_of
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts

MORNING, NOON = moment("2026-01-06 07:00"), moment("2026-01-06 11:00")


@pytest.fixture
async def morning(messages: QueuedMessages) -> QueuedMessages:
    """The digest of this morning has been composed, and it is a working day."""
    for number in range(1, 7):
        await messages.accounts.account(f"Account {number}")
    await messages.accounts.change(Workspace, 1, baseline_at=moment("2025-12-01 06:00"))
    await messages.tick(MORNING)
    await messages.compose_digests()
    return messages


async def test_a_change_in_working_hours_is_told_at_once_and_only_once(morning: QueuedMessages) -> None:
    await morning.accounts.todo(1, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 1
    [row] = await morning.rows("alert")
    assert (row.person_id, row.account_id, row.cta_id, row.parent_id, row.channel_id) == (11, 1, 1, None, None)
    assert await morning.told() == {1}
    assert await morning.announce(NOON) == 0


async def test_what_the_digest_knew_is_not_told_again(morning: QueuedMessages) -> None:
    await morning.accounts.todo(1, tell="due", changed_at=MORNING)
    assert await morning.announce(NOON) == 0
    assert await morning.told() == set()  # it waits for the next digest


@pytest.mark.parametrize("when", ["2026-01-06 07:59", "2026-01-06 17:00", "2026-01-10 11:00"])
async def test_outside_of_working_hours_it_waits(morning: QueuedMessages, when: str) -> None:
    await morning.accounts.todo(1, tell="due", changed_at=moment(when))
    assert await morning.announce(moment(when)) == 0


async def test_before_the_days_digest_nothing_is_told(morning: QueuedMessages) -> None:
    await morning.accounts.change(Person, 11, digest_at="10:00")
    await morning.accounts.todo(1, tell="due", changed_at=moment("2026-01-07 08:30"))
    assert await morning.announce(moment("2026-01-07 08:30")) == 0
    await morning.tick(moment("2026-01-07 09:00"))
    assert await morning.announce(moment("2026-01-07 09:00")) == 0  # the digest isn't composed yet and will say it
    await morning.compose_digests()
    assert await morning.announce(moment("2026-01-07 09:01")) == 0
    await morning.accounts.todo(2, tell="due", changed_at=moment("2026-01-07 09:02"))
    assert await morning.announce(moment("2026-01-07 09:02")) == 1


async def test_one_of_the_budget_is_kept_for_later_events(morning: QueuedMessages) -> None:
    for number in range(1, 6):
        await morning.accounts.todo(number, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 2
    assert await morning.announce(NOON + timedelta(hours=1)) == 1
    assert await morning.announce(NOON + timedelta(hours=2)) == 0


async def test_the_nearest_deadline_goes_first_then_the_largest_account(morning: QueuedMessages) -> None:
    for number, deadline, amount in ((1, None, 10), (2, None, 90), (3, date(2026, 3, 1), 1), (4, None, 50)):
        await morning.accounts.add(facts(number, deadline_on=deadline))
        await morning.accounts.contract(number, amount=amount, currency="EUR")
        await morning.accounts.todo(number, tell="due", changed_at=NOON)
    await morning.announce(NOON)
    assert [row.cta_id for row in await morning.rows("alert")] == [3, 2]


async def test_a_deadline_within_seven_days_is_never_held_back(morning: QueuedMessages) -> None:
    for number in range(1, 6):
        await morning.accounts.add(facts(number, deadline_on=TODAY + timedelta(days=7)))
        await morning.accounts.todo(number, tell="due", changed_at=NOON)
    await morning.accounts.add(facts(6, deadline_on=TODAY + timedelta(days=8)))
    await morning.accounts.todo(6, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 5
    assert await morning.told() == {1, 2, 3, 4, 5}


async def test_a_near_deadline_comes_even_when_the_budget_is_used_up(morning: QueuedMessages) -> None:
    await morning.accounts.change(Person, 11, alert_budget=1)
    await morning.accounts.todo(1, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 1
    await morning.accounts.add(facts(3, deadline_on=TODAY))
    await morning.accounts.todo(2, tell="due", changed_at=NOON)
    await morning.accounts.todo(3, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 1
    assert await morning.told() == {1, 3}


async def test_an_account_with_a_channel_of_its_own_gets_its_alert_there(morning: QueuedMessages) -> None:
    await morning.accounts.account("Account 7", channel="CACME")
    await morning.accounts.todo(7, tell="due", changed_at=NOON)
    await morning.announce(NOON)
    [row] = await morning.rows("alert")
    assert (await typed_of(morning.store, row.channel_id), row.person_id) == ("CACME", 11)


async def test_who_covers_hears_of_it_in_their_own_working_hours(morning: QueuedMessages) -> None:
    await morning.accounts.change(Person, 11, away_until=date(2026, 1, 12), cover_id=12)
    await morning.accounts.todo(1, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 1
    assert [row.person_id for row in await morning.rows("alert")] == [12]


async def test_nobody_covers_so_nothing_is_told(morning: QueuedMessages) -> None:
    await morning.accounts.change(Person, 11, away_until=date(2026, 1, 12))
    await morning.accounts.todo(1, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 0


async def test_a_rule_that_rises_is_told_again(morning: QueuedMessages) -> None:
    await morning.accounts.todo(1, tell="due", changed_at=NOON)
    await morning.announce(NOON)
    later = NOON + timedelta(hours=1)
    async with morning.store.write(1) as db:
        cta = await db.get_one(Cta, 1)
        cta.tell, cta.level, cta.changed_at = "due", 30, later
    assert await morning.announce(later) == 1
    assert len(await morning.rows("alert")) == 2


async def test_before_the_baseline_and_without_an_owner_nobody_is_told(morning: QueuedMessages) -> None:
    await morning.accounts.todo(1, tell="due", changed_at=NOON, owner_id=None)
    assert await morning.announce(NOON) == 0
    await morning.accounts.change(Workspace, 1, baseline_at=None)
    await morning.accounts.todo(2, tell="due", changed_at=NOON)
    assert await morning.announce(NOON) == 0


async def test_the_stranger_hears_nothing(morning: QueuedMessages) -> None:
    await morning.accounts.todo(1, tell="due", changed_at=NOON)
    await QueuedMessages(morning.accounts.elsewhere()).tick(MORNING)
    assert await QueuedMessages(morning.accounts.elsewhere()).announce(NOON) == 0
    assert await QueuedMessages(morning.accounts.elsewhere()).rows("alert") == []


def waiting(*near: bool) -> list[Waiting]:
    return [Waiting(number, number, NOON, None, is_near) for number, is_near in enumerate(near)]


def test_the_budget_leaves_one_for_later_until_it_is_the_last() -> None:
    four = waiting(False, False, False, False)
    assert [len(choose(four, used, 3)) for used in range(4)] == [2, 1, 1, 0]
    assert [len(choose(four, used, 1)) for used in range(2)] == [1, 0]
    assert choose(four, 0, 0) == []
    assert len(choose(waiting(True, True, True, False), 3, 3)) == 3
