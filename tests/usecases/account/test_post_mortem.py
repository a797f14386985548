"""Post-mortems and surveys: kept, changed, taken back, refused with the reason."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.store.tables import PostMortem
from bot.usecases.account.post_mortem import REASONS, Learned, learn
from bot.usecases.account.renewal import RenewalOutcome, settle
from bot.usecases.account.survey import Answered, record
from bot.usecases.undo import undo
from tests.given.accounts import Accounts


async def lost(accounts: Accounts, name: str = "Initech") -> int:
    account = await accounts.account(name)
    await accounts.ends_in_march(account, ends_on=date(2026, 1, 2))
    await settle(accounts.write(), account, RenewalOutcome("lost", note="too expensive", reason="price"), ())
    return account


async def kept(accounts: Accounts, workspace: int = 1) -> PostMortem | None:
    async with accounts.store.read(workspace) as db:
        return await db.scalar(select(PostMortem))


async def test_a_lost_account_gets_one_post_mortem_that_can_be_changed_and_taken_back(accounts: Accounts) -> None:
    await accounts.let_colleagues_write()
    # method: B7
    account = await lost(accounts)
    first = await learn(accounts.write(), account, Learned("price", " too dear ", "start with a pilot", True))
    row = await kept(accounts)
    assert row is not None
    assert (row.reason, row.words, row.differently, row.foreseeable) == (
        "price",
        "too dear",
        "start with a pilot",
        True,
    )
    second = await learn(accounts.write(accounts.book.teammate), account, Learned("value"))
    row = await kept(accounts)
    assert row is not None
    assert (row.reason, row.words, row.foreseeable, row.by_id) == ("value", "", None, accounts.book.teammate)
    with pytest.raises(UserError, match="changed again since, by Tim Teammate"):
        await undo(accounts.write(), first)
    await undo(accounts.write(accounts.book.teammate), second)
    row = await kept(accounts)
    assert row is not None
    assert row.reason == "price"
    await undo(accounts.write(), first)
    assert await kept(accounts) is None


async def test_an_account_that_is_with_us_has_no_post_mortem(accounts: Accounts) -> None:
    account = await accounts.account("Acme")
    with pytest.raises(UserError, match="Acme is with us") as refused:
        await learn(accounts.write(), account, Learned("price"))
    assert refused.value.ways[0].command == f"journey #{account} renewal"


async def test_an_account_that_is_leaving_can_be_learned_from_at_once(accounts: Accounts) -> None:
    account = await accounts.account("Initech")
    suite = await accounts.ends_in_march(account)
    await accounts.ends_in_march(account, "Extra")
    gone = RenewalOutcome("lost", reason="price")
    await settle(accounts.write(), account, gone, (), suite)
    with pytest.raises(UserError, match="Initech is with us"):
        await learn(accounts.write(), account, Learned("price"))
    await settle(accounts.write(), account, gone, ())
    await learn(accounts.write(), account, Learned("price"))
    row = await kept(accounts)
    assert row is not None
    assert row.reason == "price"


async def test_a_reason_is_one_of_the_list(accounts: Accounts) -> None:
    account = await lost(accounts)
    with pytest.raises(UserError, match="reason that weighed most") as refused:
        await learn(accounts.write(), account, Learned("bad luck"))
    assert refused.value.field == "reason"
    with pytest.raises(UserError, match="2,001 characters"):
        await learn(accounts.write(), account, Learned(REASONS[0], words="x" * 2001))


async def test_a_stranger_can_neither_write_nor_read_it(accounts: Accounts) -> None:
    account = await lost(accounts)
    with pytest.raises(UserError, match="can't find that account"):
        await learn(accounts.write(accounts.book.stranger), account, Learned("price"))
    with pytest.raises(UserError, match="can't find that account"):
        await record(accounts.write(accounts.book.stranger), account, Answered(nps=9))
    await learn(accounts.write(), account, Learned("price"))
    assert await kept(accounts, accounts.book.other_workspace) is None
