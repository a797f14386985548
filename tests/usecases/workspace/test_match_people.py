"""People are matched by e-mail, settings are checked, kept commands are personal."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import Identity, Person
from bot.usecases.workspace.match_people import make_manager, match_people, welcome


@dataclass(frozen=True)
class User:
    user_id: str
    email: str | None
    name: str
    timezone: str | None = None
    guest: bool = False


async def test_users_are_matched_by_address_and_their_zone_is_followed(accounts, now):
    async with accounts.store.write(accounts.workspace) as db:
        db.add(Person(workspace_id=1, email="nora@milepost.example", name="nora@milepost.example", created_at=now))
    users = [
        User("UNORA", "Nora@Milepost.example", "Nora New", "Asia/Tokyo"),
        User("UOLGA", "other@milepost.example", "Olga O", "America/Lima"),
        User("UGUEST", "nora@milepost.example", "Guest", guest=True),
        User("UBOB", "bob@milepost.example", "Bob"),
    ]
    assert await match_people(accounts.store, 1, 1, users, now) == 1
    assert await match_people(accounts.store, 1, 1, users, now) == 0
    async with accounts.store.read(1) as db:
        nora = (await db.scalars(select(Person).where(Person.email == "nora@milepost.example"))).one()
        olga = await db.get_one(Person, accounts.owner)
    assert (nora.name, nora.timezone) == ("Nora New", "Asia/Tokyo")
    assert (olga.name, olga.timezone) == ("Olga Owner", "America/Lima")


async def test_somebody_who_became_a_guest_is_one_from_then_on(accounts, now):
    await match_people(accounts.store, 1, 1, [User("UOLGA", None, "Olga", guest=True)], now)
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(Identity.guest).where(Identity.user_id == "UOLGA"))


async def test_a_newcomer_becomes_a_person_once_and_a_guest_never(accounts, now):
    bob = User("UBOB", "bob@milepost.example", "Bob", "Europe/Oslo")
    first, again = [await welcome(accounts.store, 1, 1, bob, now) for _ in range(2)]
    assert first is not None
    assert again is not None
    assert first.id == again.id
    assert await welcome(accounts.store, 1, 1, replace(bob, user_id="UX", guest=True), now) is None
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(Person)) == 3


async def test_a_manager_is_made_by_address_in_the_own_workspace_only(accounts):
    assert await make_manager(accounts.store, 1, " Tim@milepost.example ") == "Tim Teammate"
    async with accounts.store.read(1) as db:
        roles = {row.id: row.role for row in await db.execute(select(Person.id, Person.role))}
    assert roles == {accounts.owner: "csm", accounts.book.teammate: "manager"}
    with pytest.raises(UserError, match=r"Nobody here has the address sam@elsewhere\.example"):
        await make_manager(accounts.store, 1, "sam@elsewhere.example")
    await make_manager(accounts.store, 1, "tim@milepost.example", manager=False)
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).where(Person.role == "manager")) == 0
