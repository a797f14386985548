"""Why each to-do exists, and the milestone's task list."""

import pytest

from bot.store.tables import AccountFacts, StuckChance
from bot.talk.phrases.reader import Reader
from bot.talk.plan.plan import plan
from bot.talk.todos.why import why
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TODAY, ago
from tests.given.reading import lines_of, said
from tests.given.rows import facts, todo

pytestmark = pytest.mark.one_database


async def reasons(accounts: Accounts) -> list[str]:
    async with accounts.store.read(1) as db:
        return lines_of(await why(db, accounts.library, 1, OLGA, NOW))


async def test_each_to_do_says_why_and_what_clears_it(accounts: Accounts) -> None:
    await acme(accounts)
    lines = await reasons(accounts)
    at = lines.index("Unblock: trained admin · 1 day late")
    assert lines[at + 1] == "77 days without a weekly habit; 60 is usual (the playbook's guess). Opened Sat 3 Jan."
    assert lines[at + 2] == "Clears by itself when a weekly habit is reached."
    at = lines.index("schema notes · due in 3 days")
    assert lines[at + 1 : at + 3] == ["Added by hand. Opened Sat 3 Jan.", "You close it with Done."]


@pytest.mark.both_databases
async def test_what_was_tried_is_remembered(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(), todo(1, "no-review", state="asleep", wake_on=ago(-2), tried_on=ago(3), note="called the COO")
    )
    lines = await reasons(accounts)
    assert "Tried: reached out Sat 3 Jan: called the COO" in lines
    assert any("reached out, back in 2 days" in one for one in lines)


async def test_where_it_gets_stuck_next_is_said_with_what_it_rests_on(accounts: Accounts) -> None:
    # method: B8
    await accounts.account(tier="mid")
    await accounts.add(facts(milestone_since=ago(20), milestone_due_on=ago(-40)))
    assert "Where it gets stuck next I can't say: too few accounts like it have gone this way." in await reasons(
        accounts
    )
    told = {"version_id": await accounts.version(), "cohort": "tier", "name": "mid", "limit_days": 60}
    await accounts.add(StuckChance(**told, milestone="habit", day=20, share=0.375, low=0.24, high=0.54, accounts=41))
    lines = await reasons(accounts)
    assert lines[lines.index("Likeliest to get stuck next") + 1] == (
        "A weekly habit, where it is now: 38% of mid-tier accounts that were still on it after 20 days were late or "
        "gone when its 60 days were over (24 to 54% is likely, from 41)."
    )
    await accounts.add(
        StuckChance(**told, milestone="proven-outcome", day=-1, share=0.7, low=0.6, high=0.8, accounts=50)
    )
    assert any(
        one.startswith("A proven outcome, further on: 70% of mid-tier accounts were late")
        for one in await reasons(accounts)
    )
    await accounts.set(AccountFacts, 1, milestone_due_on=ago(1))  # it is stuck
    assert "Likeliest to get stuck next" not in await reasons(accounts)


async def test_where_nothing_fired_the_nearest_rules_say_how_far(accounts: Accounts) -> None:
    await accounts.account(started_on=ago(56))
    await accounts.add(facts(started_on=ago(56), milestone_since=ago(10), milestone_due_on=ago(-50)))
    lines = await reasons(accounts)
    assert lines[1] == "No to-dos: nothing holds that would open one."
    assert "• No review for more than 90 days (no review on record, customer for 56 days)" in lines


async def test_missing_data_is_named_though_one_to_do_asks_for_it_at_all_accounts(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(kpis_stale=2))
    lines = await reasons(accounts)
    assert lines[1:3] == ["Missing data, asked for in one to-do for all accounts", "• Figures are too old to judge by"]
    assert "No to-dos: nothing holds that would open one." not in lines


async def test_what_nobody_can_tell_says_what_is_missing(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(health=None, band=None, health_known=0.1))
    said = "\n".join(await reasons(accounts))
    assert "Can't tell" in said
    assert "Too little fresh data for a health score" in said
    assert "No renewal date is on record" in said


async def test_before_the_first_assessment_nothing_is_claimed(accounts: Accounts) -> None:
    await accounts.account()
    lines = await reasons(accounts)
    assert lines[1] == "No to-dos: nothing holds that would open one."
    assert lines[-1] == "Not assessed yet: new data or tomorrow morning does it."


@pytest.mark.both_databases
async def test_an_account_that_left_gets_none(accounts: Accounts) -> None:
    await accounts.account(status="churned", churned_on=TODAY)
    assert (await reasons(accounts))[-1] == "An account that has left gets no to-dos."


async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await why(db, accounts.library, 1, sam, NOW) is None
        assert await plan(db, accounts.library, 1, sam, NOW) is None


@pytest.mark.both_databases
async def test_the_reasons_name_the_playbook(accounts: Accounts) -> None:
    # method: C1
    acme = await accounts.account(playbook="subscription", started_on=NOW.date())
    await accounts.sweep()
    assert "By the playbook Subscription." in await said(accounts, why, acme)
