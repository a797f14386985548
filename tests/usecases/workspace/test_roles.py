"""Who is let in, as what, and in whose team; and what the host's settings say of it."""

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.people.members import Members, members_of
from bot.store.tables import Account, Cta, Identity, Person, Workspace
from bot.usecases.account import log
from bot.usecases.workspace import roles
from tests.given.accounts import Accounts

NORA = "nora@milepost.example"


async def role_of(accounts: Accounts, email: str) -> str | None:
    return await accounts.one(select(Person.role).where(Person.email == email))


async def everybody(accounts: Accounts) -> Members:
    async with accounts.store.read(1) as db:
        return await members_of(db)


async def test_a_role_lets_in_whoever_has_or_will_have_that_address(accounts):
    given = await roles.give_role(accounts.store, 1, " Nora@Milepost.example", "viewer", accounts.now)
    assert given == roles.Given(NORA, "viewer", before=None, met=None)
    for name in roles.ROLES:
        assert (await roles.give_role(accounts.store, 1, NORA, name, accounts.now)).before is not None
        assert await role_of(accounts, NORA) == name
    assert await accounts.one(select(func.count()).where(Person.email == NORA)) == 1
    await roles.shut_out(accounts.store, 1, NORA)
    assert await role_of(accounts, NORA) is None


@pytest.mark.parametrize(
    ("email", "role", "problem"),
    [
        (NORA, "boss", "boss isn't a role. There are admin, manager, csm and viewer"),
        ("nora", "csm", "nora isn't an e-mail address"),
        ("olga@milepost.example", "viewer", "Olga Owner has 1 account, so they can't only read"),
    ],
)
async def test_what_can_not_be_given_is_said(accounts, email, role, problem):
    await accounts.account()
    with pytest.raises(UserError, match=problem):
        await roles.give_role(accounts.store, 1, email, role, accounts.now)


async def test_who_is_shut_out_leaves_nothing_behind_that_nobody_hears_of(accounts):
    acme = await accounts.account()
    tim = "tim@milepost.example"
    todo = await accounts.todo(acme, owner_id=accounts.book.teammate)
    await accounts.change(Person, accounts.owner, cover_id=accounts.book.teammate)
    await roles.put_in_team(accounts.store, 1, tim, ["olga@milepost.example"], accounts.now)
    for email, problem in (
        ("olga@milepost.example", "Olga Owner has 1 account, so they can't be shut out"),
        (tim, "Tim Teammate leads 1 person: put them into another team first"),
        ("sam@elsewhere.example", "Nobody here has the address sam@elsewhere.example"),
    ):
        with pytest.raises(UserError, match=problem):
            await roles.shut_out(accounts.store, 1, email)
    await roles.take_out_of_team(accounts.store, 1, tim, ["olga@milepost.example"])
    await roles.shut_out(accounts.store, 1, tim)
    assert await accounts.one(select(Cta.owner_id).where(Cta.id == todo)) == accounts.owner
    assert await accounts.one(select(Person.cover_id).where(Person.id == accounts.owner)) is None


async def test_a_team_is_made_and_taken_back(accounts):
    olga, tim, store, now = "olga@milepost.example", "tim@milepost.example", accounts.store, accounts.now
    assert (await roles.make_manager(store, 1, tim, now)).name == "Tim Teammate"
    assert await roles.put_in_team(store, 1, tim, [olga], now) == ("Tim Teammate", ["Olga Owner"])
    with pytest.raises(UserError, match="Olga Owner can't lead Tim Teammate, who leads Olga Owner"):
        await roles.put_in_team(store, 1, olga, [tim], now)
    assert await role_of(accounts, olga) == "csm"  # nothing of it was kept
    with pytest.raises(UserError, match="Nobody can be in their own team: Tim Teammate needs another"):
        await roles.put_in_team(store, 1, tim, [tim], now)
    assert await roles.take_out_of_team(store, 1, tim, [olga]) == ("Tim Teammate", ["Olga Owner"])
    with pytest.raises(UserError, match="Olga Owner isn't in Tim Teammate's team"):
        await roles.take_out_of_team(store, 1, tim, [olga])
    await roles.put_in_team(store, 1, tim, [olga], now)
    for no_longer_leads in (
        roles.make_manager(store, 1, tim, now, manager=False),
        roles.give_role(store, 1, tim, "csm", now),
        roles.give_role(store, 1, tim, "viewer", now),
        roles.shut_out(store, 1, tim),
    ):
        with pytest.raises(UserError, match="Tim Teammate leads 1 person: put them into another team first"):
            await no_longer_leads
    assert (await roles.give_role(store, 1, tim, "admin", now)).role == "admin"  # who leads a team too
    await roles.take_out_of_team(store, 1, tim, [olga])
    await roles.give_role(store, 1, tim, "manager", now)
    await roles.make_manager(store, 1, tim, now, manager=False)
    assert await role_of(accounts, tim) == "csm"


async def test_it_is_known_whether_who_is_given_a_role_is_a_member_a_guest_or_gone(accounts):
    olga, store, now = "olga@milepost.example", accounts.store, accounts.now
    identity = await accounts.one(select(Identity.id).where(Identity.person_id == accounts.owner))
    assert (await roles.give_role(store, 1, olga, "csm", now)).met == "member"
    await accounts.change(Identity, identity, guest=True)
    assert (await roles.give_role(store, 1, olga, "csm", now)).met == "guest"
    await accounts.change(Identity, identity, gone_since=now)
    assert (await roles.give_role(store, 1, olga, "csm", now)).met == "gone"


async def test_everybody_is_listed_with_role_team_and_accounts(accounts):
    await accounts.account()
    await roles.put_in_team(accounts.store, 1, "tim@milepost.example", ["olga@milepost.example"], accounts.now)
    await roles.give_role(accounts.store, 1, NORA, "viewer", accounts.now)
    await accounts.change(
        Person, await accounts.one(select(Person.id).where(Person.email == NORA)), role_from="upgrade"
    )
    async with accounts.store.read(1) as db:
        found = await roles.listed(db)
    assert [(one.name, one.role, one.manager, one.accounts, one.found) for one in found] == [
        ("Tim Teammate", "manager", None, 0, False),
        ("Olga Owner", "csm", "Tim Teammate", 1, False),
        (NORA, "viewer", None, 0, True),
    ]


async def test_the_settings_name_the_admin_and_what_csms_may_do(accounts):
    store, now = accounts.store, accounts.now
    await accounts.account()

    async def follow(admin=None, access=None):
        await roles.follow_settings(store, 1, now, admin=admin, access=access)
        async with store.read(1) as db:
            return await roles.has_last_resort(db)

    assert not await follow()
    assert await follow(admin="olga@milepost.example", access="team")
    assert await accounts.one(select(Workspace.csm_access).where(Workspace.id == 1)) == "team"
    assert await follow()  # what isn't set changes nothing
    assert await accounts.one(select(Workspace.csm_access).where(Workspace.id == 1)) == "team"
    assert await follow(admin=NORA)
    assert await role_of(accounts, "olga@milepost.example") == "csm"  # she still has an account
    assert await follow(admin="tim@milepost.example")
    assert [await role_of(accounts, one) for one in (NORA, "tim@milepost.example")] == [None, "admin"]


# Whom to turn to


async def test_ones_own_manager_comes_first_then_those_of_all_then_the_admin(accounts):
    store, now = accounts.store, accounts.now

    def leads(owner: int | None) -> list[str]:
        return [one.name for one in found.leads_of(owner)]

    await roles.give_role(store, 1, "ada@milepost.example", "admin", now)
    found = await everybody(accounts)
    assert leads(accounts.owner) == ["ada@milepost.example"]
    await roles.make_manager(store, 1, "maya@milepost.example", now)
    found = await everybody(accounts)
    assert leads(accounts.owner) == leads(None) == ["maya@milepost.example"]
    await roles.put_in_team(store, 1, "mo@milepost.example", ["olga@milepost.example"], now)
    found = await everybody(accounts)
    assert leads(accounts.owner) == ["mo@milepost.example"]
    assert leads(accounts.book.teammate) == leads(None) == ["maya@milepost.example"]


async def test_who_is_gone_is_nobody_to_ask(accounts):
    acme, store, tim = await accounts.account("Acme"), accounts.store, accounts.book.teammate
    await roles.make_manager(store, 1, "maya@milepost.example", accounts.now)
    with pytest.raises(UserError, match=r"only read there\. Ask them, or maya@milepost\.example\."):
        await log.log(accounts.write(tim), acme, "met somebody")
    identity = await accounts.one(select(Identity.id).where(Identity.person_id == accounts.owner))
    await accounts.change(Identity, identity, gone_since=accounts.now)
    with pytest.raises(UserError, match=r"Acme belongs to Olga Owner, .* Ask maya@milepost\.example\."):
        await log.log(accounts.write(tim), acme, "met somebody")
    await roles.give_role(store, 1, NORA, "csm", accounts.now)
    await roles.put_in_team(store, 1, "olga@milepost.example", [NORA], accounts.now)
    leads = (await everybody(accounts)).leads_of(await accounts.one(select(Person.id).where(Person.email == NORA)))
    assert [one.name for one in leads] == ["maya@milepost.example"]


async def test_reach_follows_role_team_cover_and_setting(accounts):
    store, now, olga, tim = accounts.store, accounts.now, accounts.owner, accounts.book.teammate

    async def reads(person: int) -> set[int] | None:
        found = (await everybody(accounts)).reach(person, accounts.now)
        return None if found.sight.owners is None else set(found.sight.owners)

    async def writes(person: int) -> set[int] | None:
        found = (await everybody(accounts)).reach(person, accounts.now)
        return None if found.writes.owners is None else set(found.writes.owners)

    assert (await reads(olga), await writes(olga)) == (None, {olga})  # one team of all
    await roles.put_in_team(store, 1, "maya@milepost.example", ["olga@milepost.example"], now)
    maya = await accounts.one(select(Person.id).where(Person.email == "maya@milepost.example"))
    assert (await reads(olga), await writes(olga)) == ({olga, maya}, {olga})
    assert (await reads(tim), await writes(tim)) == ({tim}, {tim})
    assert (await reads(maya), await writes(maya)) == ({olga, maya}, {olga, maya})
    await accounts.change(Person, olga, cover_id=tim, away_until=accounts.now.date().replace(day=20))
    assert (await reads(tim), await writes(tim)) == ({tim, olga}, {tim, olga})
    await roles.give_role(store, 1, NORA, "csm", now)
    nora = await accounts.one(select(Person.id).where(Person.email == NORA))
    await accounts.change(Person, tim, cover_id=nora, away_until=accounts.now.date().replace(day=20))
    assert await writes(nora) == {nora, tim, olga}  # he is away too, so hers come to her
    await accounts.change(Person, tim, away_until=None)
    assert await writes(nora) == {nora}
    await accounts.change(Person, olga, away_until=accounts.now.date())
    assert (await reads(tim), await writes(tim)) == ({tim, nora}, {tim})  # both have no manager
    await roles.give_role(store, 1, NORA, "viewer", now)
    assert (await reads(nora), await writes(nora)) == (None, set())
    await roles.put_in_team(store, 1, "maya@milepost.example", [NORA], now)
    assert await reads(nora) == {olga, maya, nora}
    for access, expected in (("team", ({olga, maya, nora}, {olga, maya, nora})), ("all", (None, None))):
        await roles.follow_settings(store, 1, now, admin=None, access=access)
        assert (await reads(olga), await writes(olga)) == expected
        assert await writes(nora) == set()
    await roles.make_manager(store, 1, "tim@milepost.example", now)
    assert (await reads(tim), await writes(tim)) == (None, None)  # without a team they stand for all
    assert await reads(accounts.book.stranger) == set()
    assert await accounts.one(select(func.count()).select_from(Account)) == 0
