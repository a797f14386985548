"""A write is done once, however often it is delivered."""

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.inbox.receipts import AlreadyDone
from bot.store.tables import AccountEvent
from bot.usecases.account import log


async def test_a_doubled_delivery_changes_nothing(accounts):
    account = await accounts.account("Acme")
    await log.log(accounts.write(once="command:1"), account, "met the COO")
    with pytest.raises(AlreadyDone):
        await log.log(accounts.write(once="command:1"), account, "met the COO")
    assert await accounts.one(select(func.count()).select_from(AccountEvent)) == 1


async def test_what_failed_may_be_tried_again(accounts):
    account = await accounts.account("Acme")
    with pytest.raises(UserError):
        await log.log(accounts.write(once="form:1"), account, "x", log.Details(stakeholder_id=999))
    await log.log(accounts.write(once="form:1"), account, "x")
