"""The success plan of an account, as its CSM reads it."""

from decimal import Decimal

import pytest

from bot.store.tables import Contract, TaskDone
from bot.talk.plan.plan import confirm_plan, plan
from bot.usecases.account.tasks import task_done
from bot.usecases.plan.goals import keep_goal
from bot.usecases.plan.steps import StepWish, change_step
from bot.usecases.plan.success import say_return, say_success
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import GOAL, RETURN, SUCCESS, acme
from tests.given.book import NOW, OLGA, ago
from tests.given.reading import buttons_of, lines_of, said, text_of
from tests.given.rows import facts, kpi


@pytest.mark.both_databases
async def test_the_list_asks_for_what_the_accounts_segment_must_reach(accounts: Accounts) -> None:
    # method: B2, B3
    for segment, asked in (("enterprise", "at least 40"), ("start-up", "at least 5"), (None, "at least 5")):
        account = await accounts.account(
            segment or "none", playbook="saas-lifecycle", segment=segment, entry_stage="onboarding"
        )
        await accounts.kpi(account, "users-added", 7)
        await accounts.sweep()
        text = await said(accounts, plan, account)
        assert f"People added: 7, {asked} needed" in text
        assert ("✓ met" in text) == (segment != "enterprise")


@pytest.mark.both_databases
async def test_the_list_says_what_the_next_phase_takes_and_how_long_it_usually_lasts(accounts: Accounts) -> None:
    # method: D1
    acme = await accounts.account(playbook="success-milestones", started_on=NOW.date())
    await accounts.sweep()
    text = await said(accounts, plan, acme)
    assert "Then: Everyday use, usually 60 days" in text
    assert "• At least one person at the customer can do it alone" in text


pytestmark = pytest.mark.one_database


# method: D3, D4
async def test_the_list_shows_what_is_done_and_what_the_test_lacks(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await plan(db, accounts.library, 1, OLGA, NOW)
    assert lines_of(message) == [
        "Acme · Weekly habit",
        "What success is to them isn't written down yet.",
        "The team does a job of its own in the product every week, without being asked.",
        "3 of 6 done · day 77, usually 60",
        "✓ One weekly job chosen | theirs | Tue 21 Oct 2025 to Wed 5 Nov 2025 | Wed 17 Dec 2025, 42 days late",
        "✓ Team training | ours | Wed 5 Nov 2025 to Thu 20 Nov 2025 | Sun 4 Jan, 45 days late",
        "Trained admin | theirs | Thu 20 Nov 2025 to Fri 5 Dec 2025 | –",
        "Old way switched off | theirs | Fri 5 Dec 2025 to Mon 22 Dec 2025 | –",
        "And by the figures",
        "Weekly use: 41%, at least 40% needed · yesterday · ✓ met",
        "Logins per user a week: 1.5, at least 2 needed · yesterday · not yet",
        "Days from the usual 60 (the playbook's guess).",
        "Reached when all of it holds; it is checked after each change and every morning.",
    ]
    assert buttons_of(message)["Done: Trained admin"] == ("task-done", "1/own-admin-named")


async def test_a_figure_that_is_missing_or_old_is_unknown(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), *kpi(1, "weekly-use", (20, 55)))
    async with accounts.store.read(1) as db:
        said = text_of(await plan(db, accounts.library, 1, OLGA, NOW))
    assert "Weekly use: 55%, at least 40% needed · Wed 17 Dec 2025, too old to count · unknown" in said
    assert "Logins per user a week: at least 2 needed · no data yet · unknown" in said


@pytest.mark.both_databases
async def test_after_a_tick_the_list_comes_again_with_undo(accounts: Accounts) -> None:
    await acme(accounts)
    change = await task_done(
        Write(accounts.store, 1, accounts.book.owner, NOW, "x", "Europe/Berlin"), 1, "own-admin-named"
    )
    async with accounts.store.read(1) as db:
        message = await confirm_plan(db, accounts.library, change, OLGA, NOW)
    assert lines_of(message)[1] == "Done: trained admin"
    assert any(one.startswith("✓ Trained admin | theirs") and "Tue 6 Jan" in one for one in lines_of(message))
    assert buttons_of(message)["Undo"] == ("undo", str(change))


async def test_with_all_reached_nothing_is_left(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(milestone="", milestone_position=5))
    async with accounts.store.read(1) as db:
        assert lines_of(await plan(db, accounts.library, 1, OLGA, NOW))[2] == "All milestones are reached."


async def test_the_next_open_task_has_its_piece(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await plan(db, accounts.library, 1, OLGA, NOW))
    assert buttons["Send this: the handbook for your own admin"] == ("send-this", "1/own-admin-named")
    await accounts.add(TaskDone(account_id=1, period=1, task="own-admin-named", done_on=ago(1)))
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await plan(db, accounts.library, 1, OLGA, NOW))
    assert "Send this: switching the old way off" in buttons


async def test_the_plan_says_what_success_is_and_what_was_planned_against_what_was(accounts: Accounts) -> None:
    # method: A8, A9, C13
    await acme(accounts)
    await say_success(accounts.write(), 1, SUCCESS)
    await keep_goal(accounts.write(), 1, GOAL)
    change = await change_step(
        accounts.write(), 1, "own-admin-named", StepWish(NOW.date(), ago(-10), "them:1", planned_end=ago(-3))
    )
    async with accounts.store.read(1) as db:
        message = await confirm_plan(db, accounts.library, change, OLGA, NOW)
    text = text_of(message)
    assert "Success: The board reads it by the third" in text
    assert "Measured by: Hours per report" in text
    assert "Confirmed Sun 7 Dec 2025 by Dana Reyes, COO." in text
    goal = (
        "Monthly report: 8 hours → 5.5 hours, target 4 hours by Mon 6 Apr · measured by Dana Reyes, COO; the time sheet"
    )
    assert goal in text
    assert "Trained admin | Dana Reyes, COO | Tue 6 Jan to Fri 16 Jan, moved from Fri 9 Jan | –" in text
    assert "Days from the usual 60 (the playbook's guess), but for those that were changed." in text
    assert lines_of(message)[1] == "Changed: trained admin"
    assert buttons_of(message)["Undo"] == ("undo", str(change))


async def test_for_a_renewal_it_says_what_it_cost_what_came_of_it_and_two_offers(accounts: Accounts) -> None:
    # method: A13
    await accounts.account()
    await accounts.add(facts(milestone="", milestone_position=5, stage="renew"), *acme_contract())
    assert "Cost and return so far aren't entered yet; I never guess them." in await said(accounts, plan, 1)
    await say_return(accounts.write(), 1, RETURN)
    text = await said(accounts, plan, 1)
    assert "Cost so far: 240k EUR." in text
    assert "Return so far: 310k EUR, counted as hours saved at 60 EUR." in text
    assert "Offer 1: Three years" in text
    assert "Offer 2: One year" in text
    assert "guess" not in text


def acme_contract() -> tuple[Contract, ...]:
    return (Contract(account_id=1, product="Suite", ends_on=ago(-60), amount=Decimal(120000), currency="EUR"),)


async def test_a_plan_of_a_place_that_nobody_knows_asks_for_it(accounts: Accounts) -> None:
    await accounts.account(started_on=None)
    await accounts.add(facts(placed=False, milestone="", milestone_since=None))
    async with accounts.store.read(1) as db:
        message = await plan(db, accounts.library, 1, OLGA, NOW)
    assert "Where are they now?" in text_of(message)
    assert not any(label.startswith("Done:") for label in buttons_of(message))
