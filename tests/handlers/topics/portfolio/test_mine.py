"""Lists of many accounts, typed."""

from datetime import date

import pytest
from sqlalchemy import func, select, update

from bot.store.tables import Account, AccountFacts
from bot.usecases.workspace.roles import put_in_team
from tests.given.slack_town import text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


@pytest.mark.both_databases
async def test_a_csm_sees_the_own_accounts_and_a_manager_all(town):
    # method: C6
    await town.lets_in()
    await town.lets_in("tim@milepost.example", "manager")
    mine = text_of(await town.types("/journey renewals"))
    assert "Your accounts: 1 renews within 120 days" in mine
    assert "120k EUR a year" in mine
    none = text_of(await town.types("/journey renewals", user="UNEW"))
    assert "Your accounts: none renew within 120 days" in none
    assert "In the whole company: 1" in none
    assert "All accounts: 1 renews" in text_of(await town.types("/journey renewals", user="UTIM"))
    assert "Olga Owner" in text_of(await town.types("/journey renewals by csm", user="UTIM"))
    assert "Your accounts: none" in text_of(await town.types("/journey renewals mine", user="UTIM"))
    assert "Olga Owner's accounts: 1 renews" in text_of(await town.types("/journey renewals csm olga", user="UTIM"))


@pytest.mark.both_databases
async def test_who_sees_a_team_only_is_never_told_that_others_have_nothing(town):
    await town.lets_in()  # Nora, into no team
    await put_in_team(town.store, 1, "tim@milepost.example", ["olga@milepost.example"], town.clock[0])
    for asked in ("renewals", "stuck", "at-risk", "funnel"):
        said = text_of(await town.types(f"/journey {asked} csm olga", user="UNEW"))
        assert "Olga Owner is in another team than yours. Ask them, or Tim Teammate." in said
    lost = text_of(await town.types("/journey renewals", user="UNEW"))
    assert "Your accounts: none renew within 120 days" in lost
    assert "workspace" not in lost
    assert "Your team's accounts: 1 renews" in text_of(await town.types("/journey renewals all", user="UTIM"))
    assert "Your team's accounts: none" in text_of(await town.types("/journey renewals all", user="UNEW"))
    assert "No account of your team has" in text_of(await town.types("/journey stuck segment retail", user="UNEW"))


@pytest.mark.both_databases
async def test_who_has_no_account_reads_where_to_look_or_whom_to_ask(town):
    await town.lets_in()
    await put_in_team(town.store, 1, "tim@milepost.example", ["olga@milepost.example"], town.clock[0])
    manager = text_of(await town.types("/journey", user="UTIM"))
    assert "Your team: Olga Owner 2." in manager
    assert "csm_email" not in manager
    alone = text_of(await town.types("/journey", user="UNEW"))
    assert "You are let in, but there is no account for you to read yet" in alone
    assert "Ask Tim Teammate to put you into a team, or to give you accounts." in alone
    await town.lets_in(role="viewer")
    assert "You read: Olga Owner 2." in text_of(await town.types("/journey", user="UNEW"))


@pytest.mark.both_databases
async def test_quotes_still_find_an_account_called_like_a_list(town):
    await town.accounts.account("Stuck")
    assert "Stuck" in text_of(await town.types('/journey "stuck"'))
    assert await town.one(select(func.count()).select_from(Account).where(Account.name == "Stuck")) == 1


@pytest.mark.both_databases
async def test_losses_are_those_of_the_accounts_that_the_words_name(town):
    # method: B7
    await town.lets_in()
    async with town.store.write(1) as db:
        lost = {"status": "churned", "churned_on": date(2025, 12, 1)}
        await db.execute(update(Account).where(Account.id == town.acme).values(**lost, segment="retail"))
        await db.execute(update(Account).where(Account.id == town.globex).values(**lost, tier="small", csm_id=12))
    assert "2 accounts lost since Dec 2025, of 2" in text_of(await town.types("/journey churn"))
    mid = text_of(await town.types("/journey churn tier mid"))
    assert "All accounts, mid tier: 1 lost since Dec 2025, of 1" in mid
    assert "Acme" in mid
    assert "120k EUR a year went with them" in mid
    assert "Globex" not in mid
    assert "All accounts, retail segment: 1 lost" in text_of(await town.types("/journey churn segment retail"))
    assert "/journey churn tier mid" not in mid  # it is that page already
    assert "/journey churn tier small" in mid
    assert "/journey churn csm Tim Teammate" in mid
    assert "/journey churn segment retail" in mid
    tims = text_of(await town.types("/journey churn csm Tim"))
    assert "Tim Teammate's accounts: 1 lost" in tims
    assert "Acme" not in tims
    assert "Your accounts: 1 lost" in text_of(await town.types("/journey churn mine"))
    assert "Your accounts: none lost" in text_of(await town.types("/journey churn mine", user="UNEW"))


async def test_by_is_answered_with_what_works_where_nothing_is_compared(town):
    # method: B7
    for word in ("churn", "funnel"):
        wrong = await town.types(f"/journey {word} by tier")
        assert f"`/journey {word}` doesn't compare groups side by side" in text_of(wrong)
        which = await town.presses(wrong, "Choose a tier")
        assert "Which tier?" in text_of(which)
        assert "ll accounts, mid tier" in text_of(await town.presses(which, "mid"))
    which = await town.presses(await town.types("/journey churn by csm"), "Choose a CSM")
    assert "Tim Teammate's accounts" in text_of(await town.presses(which, "Tim Teammate"))


@pytest.mark.both_databases
async def test_a_list_by_csm_tier_or_segment_is_of_the_whole_workspace(town):
    # method: C6
    async with town.store.write(1) as db:
        facts = update(AccountFacts).where(AccountFacts.account_id == town.globex)
        await db.execute(facts.values(deadline_on=date(2026, 2, 1)))
        await db.execute(update(Account).where(Account.id == town.globex).values(csm_id=12))
    said = text_of(await town.types("/journey renewals by csm"))
    assert "All accounts by CSM: 2 renew" in said
    assert "Olga Owner" in said
    assert "Tim Teammate" in said
    assert "Your accounts by CSM: 1" in text_of(await town.types("/journey renewals by csm mine"))
    assert "All accounts by tier: 2 renew" in text_of(await town.types("/journey renewals by tier"))
    assert "All accounts by segment: 2 renew" in text_of(await town.types("/journey renewals by segment"))
    assert "Your accounts by tier: 1" in text_of(await town.types("/journey renewals by tier mine"))


async def test_nothing_typed_shows_my_portfolio_and_help_lists_all_commands(town):
    assert "account" in text_of(await town.types("/journey"))
    shown = text_of(await town.types("/persona help"))
    for typed in ("/journey acme prep", "/journey acme plan", "/persona acme", "/cta"):
        assert typed in shown
