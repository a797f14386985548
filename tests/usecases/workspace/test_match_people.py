"""Who comes in for the first time, and who manages."""

from dataclasses import replace

from sqlalchemy import func, select

from bot.platform import PlatformUser
from bot.store.tables import Person
from bot.usecases.workspace.match_people import welcome
from bot.usecases.workspace.roles import give_role, shut_out


async def test_who_is_let_in_is_known_once_and_nobody_else_becomes_a_person(accounts, now):
    bob = PlatformUser("UBOB", "bob@milepost.example", "Bob", "Europe/Oslo")
    assert await welcome(accounts.store, 1, 1, bob, now) is None
    await give_role(accounts.store, 1, "bob@milepost.example", "csm", now)
    first, again = [await welcome(accounts.store, 1, 1, bob, now) for _ in range(2)]
    assert first is not None
    assert again is not None
    assert first.id == again.id
    assert await welcome(accounts.store, 1, 1, replace(bob, user_id="UX", guest=True), now) is None
    await shut_out(accounts.store, 1, "bob@milepost.example")
    assert await welcome(accounts.store, 1, 1, bob, now) is None
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(Person)) == 3
