"""What a message says of an account depends on the playbook that it is on."""

import pytest

from bot.store.tables import TaskDone
from bot.talk.card.tasks import confirm_task, tasks
from bot.usecases.account.tasks import task_done
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import acme
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
        text = await said(accounts, tasks, account)
        assert f"People added: 7, {asked} needed" in text
        assert ("✓ met" in text) == (segment != "enterprise")


@pytest.mark.both_databases
async def test_the_list_says_what_the_next_phase_takes_and_how_long_it_usually_lasts(accounts: Accounts) -> None:
    # method: D1
    acme = await accounts.account(playbook="success-milestones", started_on=NOW.date())
    await accounts.sweep()
    text = await said(accounts, tasks, acme)
    assert "Then: Everyday use, usually 60 days" in text
    assert "• At least one person at the customer can do it alone" in text


pytestmark = pytest.mark.one_database


# method: D3, D4
async def test_the_list_shows_what_is_done_and_what_the_test_lacks(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await tasks(db, accounts.library, 1, OLGA, NOW)
    assert lines_of(message) == [
        "Acme · Weekly habit",
        "The team does a job of its own in the product every week, without being asked.",
        "3 of 6 done · day 77, usually 60",
        "One weekly job chosen [done] Wed 17 Dec 2025",
        "Team training [done] Sun 4 Jan",
        "Trained admin [to come] theirs",
        "Old way switched off [to come] theirs",
        "And by the figures",
        "Weekly use: 41%, at least 40% needed · yesterday · ✓ met",
        "Logins per user a week: 1.5, at least 2 needed · yesterday · not yet",
        "Reached when all of it holds; it is checked after each change and every morning.",
    ]
    assert buttons_of(message)["Done: Trained admin"] == ("task-done", "1/own-admin-named")


async def test_a_figure_that_is_missing_or_old_is_unknown(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), *kpi(1, "weekly-use", (20, 55)))
    async with accounts.store.read(1) as db:
        said = text_of(await tasks(db, accounts.library, 1, OLGA, NOW))
    assert "Weekly use: 55%, at least 40% needed · Wed 17 Dec 2025, too old to count · unknown" in said
    assert "Logins per user a week: at least 2 needed · no data yet · unknown" in said


@pytest.mark.both_databases
async def test_after_a_tick_the_list_comes_again_with_undo(accounts: Accounts) -> None:
    await acme(accounts)
    change = await task_done(
        Write(accounts.store, 1, accounts.book.owner, NOW, "x", "Europe/Berlin"), 1, "own-admin-named"
    )
    async with accounts.store.read(1) as db:
        message = await confirm_task(db, accounts.library, change, OLGA, NOW)
    assert lines_of(message)[1] == "Done: trained admin"
    assert "Trained admin [done] Tue 6 Jan" in lines_of(message)
    assert buttons_of(message)["Undo"] == ("undo", str(change))


async def test_with_all_reached_nothing_is_left(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(milestone="", milestone_position=5))
    async with accounts.store.read(1) as db:
        assert lines_of(await tasks(db, accounts.library, 1, OLGA, NOW))[1] == "All milestones are reached."


async def test_the_next_open_task_has_its_piece(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await tasks(db, accounts.library, 1, OLGA, NOW))
    assert buttons["Send this: the handbook for your own admin"] == ("send-this", "1/own-admin-named")
    await accounts.add(TaskDone(account_id=1, period=1, task="own-admin-named", done_on=ago(1)))
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await tasks(db, accounts.library, 1, OLGA, NOW))
    assert "Send this: switching the old way off" in buttons
