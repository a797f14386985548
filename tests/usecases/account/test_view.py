"""A CSM's own view."""

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.store.tables import Account
from bot.usecases.account import view
from bot.usecases.undo import undo


async def test_my_view_is_kept_with_its_reason(accounts):
    account = await accounts.account("Acme")
    change = await view.set_view(accounts.write(), account, "worried", "champion is quiet")
    row = await accounts.one(select(Account))
    assert (row.view, row.view_by) == ("worried", accounts.owner)
    await undo(accounts.write(), change)
    row = await accounts.one(select(Account))
    assert (row.view, row.view_at, row.view_by) == (None, None, None)
    for attempt in (
        view.set_view(accounts.write(), account, "meh"),
        view.set_view(accounts.write(accounts.book.stranger), account, "good"),
    ):
        with pytest.raises(UserError):
            await attempt
