"""Health's history is kept for a year."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.journey.health.health_history import KEPT, forget_old, spans
from bot.store.session import Store
from bot.store.tables import AccountFactsHistory
from tests.given.accounts import Accounts
from tests.given.book import Book


@pytest.mark.slow
async def test_history_is_kept_for_a_year_and_then_dropped(accounts: Accounts, store: Store, book: Book) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 80)
    await accounts.sweep()
    for _ in range(4):
        await accounts.measure(acme, 40)
        await accounts.sweep(days=150)
        await accounts.measure(acme, 80)
        await accounts.sweep(days=1)
    async with store.read(book.workspace) as db:
        count = await db.scalar(select(func.count()).select_from(AccountFactsHistory))
        year = await spans(db, acme, accounts.now)
    assert year[0].until is not None
    assert year[0].until > accounts.now - timedelta(days=365)
    gone = await forget_old(store, book.workspace, accounts.now)
    assert await forget_old(store, book.other_workspace, accounts.now) == 0
    async with store.read(book.workspace) as db:
        left = list(await db.scalars(select(AccountFactsHistory)))
        assert await spans(db, acme, accounts.now) == year
    assert gone + len(left) == count
    assert gone > 0
    assert all(row.valid_to >= accounts.now - KEPT for row in left)
