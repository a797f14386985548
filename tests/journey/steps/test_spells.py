"""Steps from one milestone to the next, as figures take them."""

from datetime import timedelta

from bot.jobs.move_accounts import MoveWish, move_accounts
from bot.journey.steps.spells import spells
from bot.journey.steps.step_query import EPOCH, REACHED, StepQuery
from bot.journey.steps.ways import read_ways
from tests.given.accounts import Accounts
from tests.given.book import TODAY


async def test_the_time_on_the_old_playbook_does_not_count_for_the_new_ones_steps(accounts: Accounts) -> None:
    # method: D6
    acme = await accounts.account(started_on=TODAY - timedelta(days=300))
    await accounts.sweep()
    accounts.now += timedelta(days=1)
    wish = MoveWish(("acme",), to="subscription")
    await move_accounts(accounts.store, accounts.library, accounts.workspace, wish, accounts.now)
    moved_on = accounts.now.date()
    for task in accounts.library.playbooks["subscription"].milestones()[0].tasks:
        await accounts.task(acme, task.key)
    await accounts.kpi(acme, "weekly-users", 3, days_ago=-5)
    await accounts.sweep(days=5)
    async with accounts.store.read(accounts.workspace) as db:
        (ways,) = await read_ways(db)
        asked = StepQuery(accounts.now.date(), ways)
        found = await db.one_statement(spells(asked, ("place", "state", "turned", "days")))
    rows = {row["place"]: row for row in found.mappings()}
    assert (ways.playbook, rows[1]["state"]) == ("subscription", REACHED)
    assert (EPOCH + timedelta(days=rows[1]["turned"]), rows[1]["days"]) == (moved_on, 5)
