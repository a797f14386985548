"""A place that was never given is not known: no milestone, no stage, nothing late or counted, until it is told."""

# method: D2, D6

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.journey.figures.funnel import funnel
from bot.store.tables import Account, Cta, MilestoneReached
from bot.usecases.undo import undo
from bot.usecases.workspace.place import leave_open, place
from tests.given.accounts import Accounts
from tests.given.book import NOW, TODAY

OLD = TODAY - timedelta(days=1100)


async def old(accounts: Accounts, name: str = "Millstone", **values: object) -> int:
    """A customer of three years that has come to us just now."""
    return await accounts.account(name, **({"started_on": OLD, "created_at": NOW} | values))


async def stands(accounts: Accounts, number: int) -> tuple[bool, str, str, date | None]:
    facts = await accounts.facts(number)
    assert facts is not None
    return facts.placed, facts.stage, facts.milestone, facts.milestone_since


async def test_who_is_new_begins_at_the_beginning_and_an_old_customer_is_not_placed(accounts: Accounts) -> None:
    new = await accounts.account("Newling", started_on=TODAY - timedelta(days=40), created_at=NOW)
    number, undated = await old(accounts), await old(accounts, "Undated", started_on=None)
    await accounts.sweep()
    assert await stands(accounts, new) == (True, "land", "first-value", TODAY - timedelta(days=40))
    for one in (number, undated):
        assert await stands(accounts, one) == (False, "", "", None)
    await accounts.sweep(days=40)
    rules = {cta.rule for cta in await accounts.ctas(number)}
    assert "stuck-in-milestone" not in rules
    assert "stuck-in-milestone" in {cta.rule for cta in await accounts.ctas(new)}, "who was new is late by now"
    async with accounts.store.read(1) as db:
        found = await funnel(db, accounts.now.date())
    assert found is not None
    assert (found.accounts, found.unplaced, found.steps[0].now, found.steps[0].life.came) == (1, 2, 1, 1)


async def test_the_calendar_tells_a_stage_all_the_same(accounts: Accounts) -> None:
    number = await old(accounts)
    await accounts.ends_in_march(number)
    await accounts.sweep()
    assert await stands(accounts, number) == (False, "renew", "", None)


async def test_a_click_places_it_from_that_day_on_and_undo_takes_the_place_back(accounts: Accounts) -> None:
    number = await old(accounts)
    await accounts.sweep()
    open_ = await leave_open(accounts.write(), number)
    assert await accounts.one(select(Account.place_asked_on)) == TODAY
    await undo(accounts.write(), open_)
    change = await place(accounts.write(), {number: "adopt"})
    await accounts.sweep(only=[number])
    assert await stands(accounts, number) == (True, "adopt", "habit", TODAY)
    assert await accounts.reached(number) == {"first-value": (None, "entry")}
    facts = await accounts.facts(number)
    assert facts is not None
    assert facts.stage_since is None, "being told where it is makes the stage known, not new"
    await undo(accounts.write(), change)
    await accounts.sweep(only=[number])
    assert await stands(accounts, number) == (False, "", "", None)
    assert await accounts.reached(number) == {}
    await place(accounts.write(), {number: "land"})
    await accounts.sweep(only=[number])
    assert await stands(accounts, number) == (True, "land", "first-value", TODAY), "not 1,100 days ago"


async def test_a_task_a_milestone_a_stage_or_figures_that_pass_a_test_tell_too(accounts: Accounts) -> None:
    by_task, by_milestone = await old(accounts, "Task"), await old(accounts, "Reached")
    by_stage, by_test = await old(accounts, "Entered"), await old(accounts, "Test")
    await accounts.task(by_task, "goal-agreed")
    await accounts.reach(by_milestone, "habit", TODAY - timedelta(days=30))
    await accounts.event(by_stage, "stage_entered", 50, key="adopt")
    await accounts.finish(by_test, "habit")
    await accounts.sweep()
    assert await stands(accounts, by_task) == (True, "land", "first-value", TODAY)
    assert await stands(accounts, by_milestone) == (True, "adopt", "proven-outcome", TODAY - timedelta(days=30))
    assert (await accounts.reached(by_milestone))["first-value"] == (None, "entry"), "it lies behind"
    assert (await stands(accounts, by_stage))[:3] == (True, "adopt", "habit")
    assert (await accounts.reached(by_test))["habit"] is not None


async def test_what_was_reached_before_anybody_said_where_it_is_has_no_date(accounts: Accounts) -> None:
    number = await old(accounts)
    ours = accounts.library.playbooks["laer"].milestones()
    await accounts.finish(number, ours[0])
    await accounts.sweep()
    assert await accounts.reached(number) != {}
    async with accounts.store.read(1) as db:
        counted = await funnel(db, TODAY)
    assert counted is not None
    assert all(step.life.reached == 0 for step in counted.steps), "1,100 days are no time that a milestone takes"


async def test_a_lost_customer_without_a_place_is_lost_at_no_step(accounts: Accounts) -> None:
    number = await old(accounts, status="churned", churned_on=TODAY - timedelta(days=3), churn_reason="price")
    await accounts.sweep()
    async with accounts.store.read(1) as db:
        found = await funnel(db, TODAY)
    assert found is not None
    assert (found.accounts, found.unplaced, sum(step.gone for step in found.steps)) == (0, 1, 0)
    assert await accounts.facts(number) is None


async def test_the_first_to_dos_are_spread_over_the_days_ahead_by_deadline(accounts: Accounts) -> None:
    numbers = [await old(accounts, f"Customer {n}") for n in range(12)]
    for place_, number in enumerate(numbers):
        await accounts.contract(number, ends_on=TODAY + timedelta(days=119 - place_))
    await accounts.sweep()
    due = {cta.account_id: cta.due_on for cta in await accounts.ctas(rule="renewal")}
    assert len(due) == 12
    days = sorted(due.values())
    assert max(days.count(day) for day in set(days)) == 3
    assert due[numbers[11]] == min(days), "the nearest end comes first"
    assert due[numbers[0]] == max(days)
    kept = await accounts.one(select(Cta.due_on).where(Cta.account_id == numbers[0]))
    await accounts.sweep()
    assert await accounts.one(select(Cta.due_on).where(Cta.account_id == numbers[0])) == kept


@pytest.mark.one_database
async def test_a_stage_of_another_playbook_is_refused(accounts: Accounts) -> None:
    number = await old(accounts)
    with pytest.raises(Exception, match="no such stage"):
        await place(accounts.write(), {number: "onboarding"})
    assert await accounts.one(select(MilestoneReached.milestone)) is None
