"""`/journey funnel`, `releases`, `renewals` …, typed into the local workspace."""

import json

from sqlalchemy import func, select, update

from bot.store.tables import Account, Person, Release
from tests.handlers.conftest import add_account


def text_of(message: dict) -> str:
    return json.dumps(message.get("blocks") or message.get("text"), ensure_ascii=False)


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


async def test_an_account_called_like_a_release_is_asked_about_first(town):
    # method: D10
    await add_account(town.store, "Release Partners")
    asked = await town.types("/journey release partners")
    assert "Is that the account *Release Partners*" in text_of(asked)
    assert await town.one(select(func.count()).select_from(Release)) == 0
    await town.presses(asked, "A release")
    assert await town.one(select(Release.name)) == "partners"


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
