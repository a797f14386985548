"""People are matched by e-mail, settings are checked, kept commands are personal."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError, Way
from bot.inbox.receipts import claim, forget_old
from bot.store.tables import Identity, Intent, Person, Receipt
from bot.usecases.workspace import settings
from bot.usecases.workspace.match_people import make_manager, match_people, welcome
from bot.usecases.writing import kept_commands


@dataclass(frozen=True)
class User:
    user_id: str
    email: str | None
    name: str
    timezone: str | None = None
    guest: bool = False


async def test_users_are_matched_by_address_and_their_zone_is_followed(office, now):
    async with office.store.write(office.workspace) as db:
        db.add(Person(workspace_id=1, email="nora@milepost.example", name="nora@milepost.example", created_at=now))
    users = [
        User("UNORA", "Nora@Milepost.example", "Nora New", "Asia/Tokyo"),
        User("UOLGA", "other@milepost.example", "Olga O", "America/Lima"),
        User("UGUEST", "nora@milepost.example", "Guest", guest=True),
        User("UBOB", "bob@milepost.example", "Bob"),
    ]
    assert await match_people(office.store, 1, 1, users, now) == 1
    assert await match_people(office.store, 1, 1, users, now) == 0
    async with office.store.read(1) as db:
        nora = (await db.scalars(select(Person).where(Person.email == "nora@milepost.example"))).one()
        olga = await db.get_one(Person, office.owner)
    assert (nora.name, nora.timezone) == ("Nora New", "Asia/Tokyo")
    assert (olga.name, olga.timezone) == ("Olga Owner", "America/Lima")


async def test_somebody_who_became_a_guest_is_one_from_then_on(office, now):
    await match_people(office.store, 1, 1, [User("UOLGA", None, "Olga", guest=True)], now)
    async with office.store.read(1) as db:
        assert await db.scalar(select(Identity.guest).where(Identity.user_id == "UOLGA"))


async def test_a_newcomer_becomes_a_person_once_and_a_guest_never(office, now):
    bob = User("UBOB", "bob@milepost.example", "Bob", "Europe/Oslo")
    first, again = [await welcome(office.store, 1, 1, bob, now) for _ in range(2)]
    assert first is not None
    assert again is not None
    assert first.id == again.id
    assert await welcome(office.store, 1, 1, replace(bob, user_id="UX", guest=True), now) is None
    async with office.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(Person)) == 3


GOOD = settings.Wishes("08:00", "12345", "09:00", "18:00", "3", "", None, None)


async def fine(_channel: str) -> str | None:
    return None


async def test_settings_are_checked_all_at_once(office):
    async def guests(_channel: str) -> str | None:
        return "Guests read that."

    wrong = settings.Wishes("8", "", "18:00", "09:00", "21", "C1", date(2026, 1, 6), office.owner)
    found = await settings.problems(office.write(), wrong, guests)
    assert set(found) == {"digest_at", "digest_days", "alert_budget", "channel", "away_until", "cover"}
    night = replace(GOOD, work_from="18:00", work_to="09:00")
    assert set(await settings.problems(office.write(), night, fine)) == {"work_to"}
    assert await settings.problems(office.write(), GOOD, fine) == {}


async def test_settings_are_kept(office):
    wishes = replace(GOOD, digest_days="5421", cover_id=office.teammate, away_until=date(2026, 1, 12), alert_budget="5")
    await settings.save(office.write(), wishes, 1)
    async with office.store.read(1) as db:
        olga = await db.get_one(Person, office.owner)
    assert (olga.digest_days, olga.cover_id, olga.alert_budget) == ("1245", office.teammate, 5)
    with pytest.raises(UserError):
        await settings.save(office.write(), replace(GOOD, cover_id=office.stranger), 1)


async def test_a_kept_command_is_for_one_person_and_one_day(office, now):
    [(label, number)] = await kept_commands.keep(office.write(), [Way("Acme", "journey #1 prep")])
    assert label == "Acme"
    assert await kept_commands.command_of(office.write(), number) == "journey #1 prep"
    for write in (
        office.write(office.teammate),
        office.write(office.stranger),
        office.write(now=now + timedelta(days=2)),
    ):
        with pytest.raises(UserError):
            await kept_commands.command_of(write, number)


async def test_old_receipts_and_intents_are_forgotten(office, now):
    await kept_commands.keep(office.write(), [Way("Acme", "journey")])
    async with office.store.write(1) as db:
        await claim(db, "old", now)
        await forget_old(db, now + timedelta(days=9))
        assert await db.scalar(select(func.count()).select_from(Receipt)) == 0
        assert await db.scalar(select(func.count()).select_from(Intent)) == 0


async def test_a_manager_is_made_by_address_in_the_own_workspace_only(office):
    assert await make_manager(office.store, 1, " Tim@milepost.example ") == "Tim Teammate"
    async with office.store.read(1) as db:
        roles = {row.id: row.role for row in await db.execute(select(Person.id, Person.role))}
    assert roles == {office.owner: "csm", office.teammate: "manager"}
    with pytest.raises(UserError, match=r"Nobody here has the address sam@elsewhere\.example"):
        await make_manager(office.store, 1, "sam@elsewhere.example")
    await make_manager(office.store, 1, "tim@milepost.example", manager=False)
    async with office.store.read(1) as db:
        assert await db.scalar(select(func.count()).where(Person.role == "manager")) == 0
