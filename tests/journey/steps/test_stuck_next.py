"""Who gets stuck next, and where."""

import pytest

from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.stuck_next import BEFORE, StuckNext, ahead_of, likeliest, stuck_next
from bot.statistics.life_table import Estimate
from tests.given.accounts import Accounts
from tests.given.book import ago

pytestmark = pytest.mark.slow


async def lived(accounts: Accounts, count: int, segment: str, days: int, *, lost: bool = False) -> None:
    """Accounts that were on the way to the first milestone for so many days: then they had it, or left."""
    for number in range(count):
        gone = {"status": "churned", "churned_on": ago(400 - days)} if lost else {}
        name = f"{segment} {days} {number}"
        one = await accounts.account(name, segment=segment, tier=None, started_on=ago(400), **gone)
        if not lost:
            await accounts.reach(one, "first-value", ago(400 - days))


async def found(accounts: Accounts, selection: Selection = EVERYONE, most: int = 9) -> list[StuckNext]:
    async with accounts.store.read(accounts.workspace) as db:
        return await stuck_next(db, accounts.now.date(), selection, most)


@pytest.mark.both_databases
async def test_the_chance_is_that_of_those_like_it_that_were_there_as_long(accounts: Accounts) -> None:
    # method: B8
    for days, count, lost in ((10, 12, False), (20, 8, True), (30, 12, False), (70, 4, False)):
        await lived(accounts, count, "retail", days, lost=lost)
    await lived(accounts, 6, "media", 44)
    on = {}
    for name, segment, days in (
        ("New", "retail", 5),
        ("Old", "retail", 12),
        ("Few", "media", 25),
        ("Late", "retail", 99),
    ):
        on[name] = await accounts.account(name, segment=segment, tier=None, started_on=ago(days))
    await accounts.sweep()
    told = {one.account_id: one for one in await found(accounts)}
    assert set(told) == {on["New"], on["Old"], on["Few"]}  # who is late is stuck already
    # Three in four of retail had it within 30 days, of those that stayed. Besides those of the past `Late` was there.
    old = told[on["Old"]]
    assert (old.milestone, old.cohort, old.name) == ("first-value", "segment", "retail")
    assert (old.day, old.limit_days, old.chance.of) == (12, 30, 25)
    assert old.chance.value == pytest.approx(1 - 17 / 25 * 12 / 17, abs=1e-6)  # on day 20 8 of 25 leave
    at_risk, there = 38, 26 / 38  # on day 10, `Old` among them
    assert told[on["New"]].chance.value == pytest.approx(1 - 12 / at_risk - there * 17 / 25 * 12 / 17, abs=1e-6)
    # Too few of media: all tell, and the days are the playbook's with their slack.
    few = told[on["Few"]]
    assert (few.cohort, few.name, few.day, few.limit_days) == ("all", "", 25, 49)
    first = await found(accounts, most=1)
    assert first == [max(told.values(), key=lambda one: one.chance.value)]
    assert [one.account_id for one in await found(accounts, Selection(segment="media"))] == [on["Few"]]


async def test_where_it_gets_stuck_first_may_be_further_on(accounts: Accounts) -> None:
    # method: B8
    await lived(accounts, 24, "retail", 10)  # and none of these has a habit since
    new = await accounts.account("New", segment="retail", tier=None, started_on=ago(2))
    await accounts.sweep()
    async with accounts.store.read(accounts.workspace) as db:
        steps = await ahead_of(db, accounts.now.date(), new, ["habit", "proven-outcome"])
    assert [(one.milestone, one.day) for one in steps] == [("first-value", 2), ("habit", BEFORE)]  # of the last nothing
    assert likeliest(steps) is steps[1]
    here, next_one = (
        StuckNext(new, key, 2, 45, Estimate(value, 0, 1, 30), "all", "") for key, value in (("a", 0.5), ("b", 0.6))
    )
    assert likeliest([here, next_one]) is here  # it gets to the next one in half of all cases
    assert likeliest([]) is None


async def test_of_too_few_nothing_is_said_and_nothing_is_left_of_the_night_before(accounts: Accounts) -> None:
    # method: B8
    await lived(accounts, 9, "retail", 10)
    one = await accounts.account("New", segment="retail", tier=None, started_on=ago(2))
    await accounts.sweep()
    assert await found(accounts) == []
    await lived(accounts, 1, "banking", 12)
    await accounts.sweep()
    assert [each.account_id for each in await found(accounts)] == [one]
    assert await found(accounts.elsewhere()) == []
