"""People are matched by e-mail, settings are checked, kept commands are personal."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from bot.store.tables import Identity, Person
from bot.usecases.workspace.match_people import match_people, welcome
from bot.usecases.workspace.roles import give_role, shut_out


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


async def test_who_is_let_in_is_known_once_and_nobody_else_becomes_a_person(accounts, now):
    bob = User("UBOB", "Bob@milepost.example", "Bob", "Europe/Oslo")
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
