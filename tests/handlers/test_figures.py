"""`/journey funnel`, `releases`, `renewals` …, typed into the local workspace."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update

from bot.message import Table
from bot.store.tables import Account, AccountFacts, Person, Release
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.funnel import EXAMPLE, EXAMPLES, funnel_message
from tests.handlers.conftest import add_account

pytestmark = pytest.mark.one_database


def text_of(message: dict) -> str:
    return json.dumps(message.get("blocks") or message.get("text"), ensure_ascii=False)


@pytest.mark.both_databases
async def test_the_funnel_answers_for_all_accounts_or_for_a_tier(town):
    # method: D6
    assert "Success funnel: all accounts, 2" in text_of(await town.types("/journey funnel"))
    assert "your accounts" in text_of(await town.types("/journey funnel mine"))
    assert "all accounts, mid tier, 2" in text_of(await town.types("/journey funnel Tier MID"))
    assert "Secret Corp" not in text_of(await town.types("/journey funnel"))


async def test_a_wrong_tier_or_word_is_answered_with_what_works(town):
    # method: D6
    wrong = await town.types("/journey funnel tier mod")
    assert "No account has the tier *mod*" in text_of(wrong)
    assert "Success funnel: all accounts, mid tier" in text_of(await town.presses(wrong, "mid"))
    assert "I don't know what *sideways* means there" in text_of(await town.types("/journey stuck sideways"))
    assert "No colleague is called *<!here>*" not in text_of(await town.types("/journey stuck csm <!here>"))  # escaped


@pytest.mark.both_databases
async def test_a_csm_sees_the_own_accounts_and_a_manager_all(town):
    # method: C6
    async with town.store.write(1) as db:
        await db.execute(update(Person).where(Person.id == 12).values(role="manager"))
    mine = text_of(await town.types("/journey renewals"))
    assert "Your accounts: 1 renews within 120 days" in mine
    assert "120k EUR a year" in mine
    none = text_of(await town.types("/journey renewals", user="UNEW"))
    assert "Your accounts: none renew within 120 days" in none
    assert "In the whole workspace: 1" in none
    assert "All accounts: 1 renews" in text_of(await town.types("/journey renewals", user="UTIM"))
    assert "Olga Owner" in text_of(await town.types("/journey renewals by csm", user="UTIM"))
    assert "Your accounts: none" in text_of(await town.types("/journey renewals mine", user="UTIM"))
    assert "Olga Owner's accounts: 1 renews" in text_of(await town.types("/journey renewals csm olga", user="UTIM"))


@pytest.mark.both_databases
async def test_a_release_is_marked_listed_compared_and_unmarked(town):
    # method: D10
    marked = await town.types('/journey release "Reports <!here> 2.0" on 3 Nov')
    assert "Marked the release" in text_of(marked)
    assert "&lt;!here&gt;" in text_of(marked)
    assert (await town.one(select(Release.released_on))).isoformat() == "2025-11-03"
    listed = await town.types("/journey releases")
    assert "3 Nov 2025" in text_of(listed)
    assert "the funnel before and after" in text_of(await town.presses(listed, "Compare Reports <!here> 2.0"))
    assert "marked already" in text_of(await town.types('/journey release "reports <!here> 2.0" on 4 Nov'))
    assert "the funnel before and after" in text_of(await town.types('/journey release "Reports <!here> 2.0"'))
    await town.presses(marked, "Undo")
    assert "No releases are marked yet" in text_of(await town.types("/journey releases"))


@pytest.mark.both_databases
async def test_an_account_called_like_a_release_is_asked_about_first(town):
    # method: D10
    await add_account(town.store, "Release Partners")
    asked = await town.types("/journey release partners")
    assert "Is that the account *Release Partners*" in text_of(asked)
    assert await town.one(select(func.count()).select_from(Release)) == 0
    await town.presses(asked, "A release")
    assert await town.one(select(Release.name)) == "partners"


@pytest.mark.both_databases
async def test_quotes_still_find_an_account_called_like_a_list(town):
    await add_account(town.store, "Stuck")
    assert "Stuck" in text_of(await town.types('/journey "stuck"'))
    assert await town.one(select(func.count()).select_from(Account).where(Account.name == "Stuck")) == 1


async def test_the_funnel_comes_as_a_picture_where_charts_do_not_show(town):
    # method: D6
    assert "/journey funnel picture" in text_of(await town.types("/journey funnel"))
    said = text_of(await town.types("/journey funnel picture tier mid"))
    assert "Picture: Success funnel, all accounts, mid tier: First value" in said
    (file,) = town.slack.store.files.values()
    assert file.content.startswith(b"\x89PNG")


@pytest.mark.both_databases
async def test_losses_are_those_of_the_accounts_that_the_words_name(town):
    # method: B7
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


def test_the_funnel_says_plainly_what_few_accounts_tell_and_its_table_is_narrow():
    said = plain_text(dict(EXAMPLES)["journey funnel"])
    assert "None reached: 2 of 12 (too few accounts to say: " in said
    assert "judging by the 44 that reached it" in said
    assert "is likely" not in said
    few = replace(EXAMPLE[1], steps=(replace(EXAMPLE[1].steps[0], expected=0.2),))
    assert "First value: probably none, judging by" in plain_text(funnel_message(replace(EXAMPLE[0], funnel=few)))
    (table,) = (block for block in dict(EXAMPLES)["journey funnel"].blocks if isinstance(block, Table))
    assert sum(len(column.title) for column in table.columns) <= 52
    days = [column.title for column in table.columns].index("Half, ¾ within")  # method: D6
    first = EXAMPLE[1].steps[0]
    assert table.rows[0][days] == f"{first.median}, {first.most} d"
