"""Accounts that are leaving: their last contract is lost and still runs."""

from datetime import timedelta

from bot.journey.accounts.not_renewed import Leaving, leaving
from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.losses import churn
from bot.playbook.models import Library
from bot.store.session import Store
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book


async def lost_soon(accounts: Accounts) -> Leaving:
    async with accounts.store.read(accounts.workspace) as db:
        return (await churn(db, TODAY)).leaving


async def test_a_lost_contract_that_runs_is_known_before_the_account_is_lost(
    accounts: Accounts, store: Store, library: Library, book: Book
) -> None:
    # method: B7
    acme, both, past = [await accounts.account(key) for key in ("Acme", "Both", "Past")]
    end = TODAY + timedelta(days=30)
    lost = {"outcome": "lost", "outcome_for": end, "ends_on": end}
    await accounts.contract(acme, "One", **lost)
    await accounts.contract(both, "One", **lost)
    await accounts.contract(both, "Two", ends_on=end)
    await accounts.contract(
        past, "One", outcome="lost", outcome_for=TODAY, ends_on=TODAY + timedelta(days=365)
    )  # renewed
    assert await lost_soon(accounts) == Leaving(1, (("Acme", end),))
    async with accounts.store.read(accounts.workspace) as db:
        ending = await leaving(db, TODAY, EVERYONE, whole=False)
    assert ending == Leaving(2, (("Acme", end), ("Both", end)))
    theirs = Accounts(store, library, book).elsewhere()
    assert await lost_soon(theirs) == Leaving()
