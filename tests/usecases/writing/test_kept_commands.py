"""Commands that are kept for a click."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError, Way
from bot.inbox.receipts import claim, forget_old
from bot.store.tables import Intent, Receipt
from bot.usecases.writing import kept_commands


async def test_a_kept_command_is_for_one_person_and_one_day(accounts, now):
    [(label, number)] = await kept_commands.keep(accounts.write(), [Way("Acme", "journey #1 prep")])
    assert label == "Acme"
    assert await kept_commands.command_of(accounts.write(), number) == "journey #1 prep"
    for write in (
        accounts.write(accounts.book.teammate),
        accounts.write(accounts.book.stranger),
        accounts.write(now=now + timedelta(days=2)),
    ):
        with pytest.raises(UserError):
            await kept_commands.command_of(write, number)


async def test_old_receipts_and_intents_are_forgotten(accounts, now):
    await kept_commands.keep(accounts.write(), [Way("Acme", "journey")])
    async with accounts.store.write(1) as db:
        await claim(db, "old", now)
        await forget_old(db, now + timedelta(days=9))
        assert await db.scalar(select(func.count()).select_from(Receipt)) == 0
        assert await db.scalar(select(func.count()).select_from(Intent)) == 0
