"""Who publishes a customer's page, what is kept of its address, and when it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import String, cast, select

from bot.errors import UserError
from bot.store.tables import AccountEvent, Base, ChangeRecord, Person, PublishedPage
from bot.usecases.plan.pages import known_page, may_publish, publish, publish_again, withdraw
from bot.usecases.undo import undo
from tests.given.accounts import Accounts
from tests.given.book import NOW, ago

PLAN = {"view": "plan", "customer": "Acme"}


@pytest.mark.both_databases
async def test_a_page_is_read_at_its_address_until_it_ends_or_is_withdrawn(accounts: Accounts) -> None:
    # method: D12
    acme = await accounts.account()
    done = await publish(accounts.write(), acme, PLAN, {}, 30)
    assert len(done.token) == 22  # 128 bits
    known = await known_page(accounts.store, done.token, NOW + timedelta(days=29))
    assert known is not None
    assert known.snapshot == PLAN
    assert await known_page(accounts.store, done.token, NOW + timedelta(days=31)) is None
    assert await known_page(accounts.store, done.token[:-1] + "x", NOW) is None

    again = await publish_again(accounts.write(), done.page_id, {**PLAN, "customer": "Acme AG"})
    known = await known_page(accounts.store, done.token, NOW)
    assert known is not None
    assert known.snapshot["customer"] == "Acme AG"
    await undo(accounts.write(), again.change_id)
    known = await known_page(accounts.store, done.token, NOW)
    assert known is not None
    assert known.snapshot == PLAN

    ended = await withdraw(accounts.write(), done.page_id)
    assert await known_page(accounts.store, done.token, NOW) is None
    with pytest.raises(UserError, match="has ended already"):
        await publish_again(accounts.write(), done.page_id, PLAN)
    await undo(accounts.write(), ended.change_id)
    assert await known_page(accounts.store, done.token, NOW) is not None
    newer = await publish(accounts.write(), acme, PLAN, {}, 30)
    assert await known_page(accounts.store, done.token, NOW) is None  # one address for each view
    assert await known_page(accounts.store, newer.token, NOW) is not None


@pytest.mark.both_databases
async def test_the_address_is_kept_nowhere_and_who_published_is(accounts: Accounts) -> None:
    acme = await accounts.account()
    done = await publish(accounts.write(), acme, PLAN, {}, 30)
    async with accounts.store.everywhere() as connection:
        for table in Base.metadata.tables.values():
            for row in await connection.execute(select(*(cast(column, String) for column in table.c))):
                assert done.token not in str(tuple(row)), table.name
    assert await accounts.one(select(PublishedPage.published_by)) == accounts.owner
    assert await accounts.one(select(ChangeRecord.kind)) == "page-published"
    assert await accounts.one(select(AccountEvent.note)) == "Published the plan page for them, until Thu 5 Feb"


@pytest.mark.one_database
async def test_only_its_csm_their_cover_and_who_leads_publish(accounts: Accounts) -> None:
    acme = await accounts.account()
    done = await publish(accounts.write(), acme, PLAN, {}, 30)
    await accounts.let_colleagues_write()  # elsewhere a teammate may write then; customers' pages stay their CSM's
    tim = accounts.write(accounts.book.teammate)
    for deed in (
        publish(tim, acme, PLAN, {}, 30),
        publish_again(tim, done.page_id, PLAN),
        withdraw(tim, done.page_id),
        may_publish(tim, acme),
    ):
        with pytest.raises(UserError, match="belongs to Olga Owner"):
            await deed
    with pytest.raises(UserError, match="can't find that account"):
        await publish(accounts.write(accounts.book.stranger), acme, PLAN, {}, 30)
    with pytest.raises(UserError, match="isn't there any more"):
        await withdraw(accounts.write(accounts.book.stranger), done.page_id)
    await accounts.change(Person, accounts.owner, cover_id=accounts.book.teammate, away_until=ago(-5))
    await may_publish(tim, acme)
    await accounts.change(Person, accounts.owner, cover_id=None, away_until=None)
    await accounts.change(Person, accounts.book.teammate, role="manager")
    await may_publish(tim, acme)
    await accounts.change(Person, accounts.book.teammate, role="viewer")
    with pytest.raises(UserError, match="change nothing"):
        await may_publish(tim, acme)


@pytest.mark.one_database
async def test_it_ends_within_a_year(accounts: Accounts) -> None:
    acme = await accounts.account()
    for days in (0, 366):
        with pytest.raises(UserError, match="from 1 to 365"):
            await publish(accounts.write(), acme, PLAN, {}, days)
