"""The day of a CSM in Teams, through the whole house, and what delivery makes of a Teams that fails."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.delivery.outbox import queue
from bot.errors import SettingsError
from bot.store.tables import Account, Channel, Cta, Identity, Outgoing, Person
from bot.surfaces.teams.access.proof import Secret
from bot.surfaces.teams.access.token import TeamsApp
from bot.surfaces.teams.app import TeamsPlatform
from bot.usecases.workspace.roles import put_in_team
from tests.given.book import NOW
from tests.given.teams.small_teams import CLIENT, CS_TEAM, GUS, NORA, OLGA, SHARED, TEAM, TENANT, TIM
from tests.given.teams.teams_town import at_work

pytestmark = pytest.mark.one_database
NEXT_MORNING = NOW + timedelta(days=1)


async def rows(town, *which) -> list[Outgoing]:
    async with town.milepost.store.read(1) as db:
        return list(await db.scalars(select(Outgoing).where(*which).order_by(Outgoing.id)))


async def alert(town, **more) -> int:
    """An alert to Olga about a renewal; its row."""
    async with town.milepost.store.write(1) as db:
        todo = await db.scalar(select(Cta.id).where(Cta.rule.like("renewal%")))
        there = {"person_id": 11, "cta_id": todo, "account_id": town.acme}
        made = await queue(db, kind="alert", once=f"alert-{more}", now=town.clock[0], refs={}, **there, **more)
        assert made
        return int(await db.scalar(select(Outgoing.id).order_by(Outgoing.id.desc()).limit(1)))


@pytest.mark.both_databases
async def test_a_day_from_the_installation_to_the_next_digest(town, accounts) -> None:
    await town.people.adds_to_team()
    await town.installs(OLGA)
    await town.installs(TIM)
    [first] = town.teams.seen_by(OLGA)
    assert "account" in first.text  # her page: where to begin
    await town.tick()
    assert "Good morning" in town.teams.seen_by(OLGA)[-1].text

    [card] = await town.types(OLGA, "/journey acme")
    assert "Dana Reyes" in (await town.types(OLGA, "/journey acme prep"))[0].text
    assert "Saved" in (await town.types(OLGA, "/journey acme log met the COO"))[0].text
    assert "Acme" in (await town.types(OLGA, "when does Acme renew?"))[0].text
    assert "COO" in (await town.types(OLGA, "/persona acme"))[0].text
    assert await town.types(OLGA, "/cta")
    assert "Acme" in card.text

    await alert(town)
    await town.tick()
    told = town.teams.seen_by(OLGA)[-1]
    assert "Reached out" in told.buttons
    await town.presses(OLGA, told, "Reached out")
    await town.tick(NOW + timedelta(minutes=5))
    assert told.changes == 1  # over, where it stands
    assert "Reached out" not in told.buttons

    await accounts.account("Hooli", csm_id=12)
    async with at_work(accounts, town.teams) as later:  # a restart; Tim has written nothing since he took us on
        before = len(town.teams.seen_by(TIM))
        await later.tick(NEXT_MORNING)
        assert "Hooli" in town.teams.seen_by(TIM)[before].text


async def test_a_milestone_is_celebrated_and_who_leads_reads_of_the_week(town, accounts) -> None:
    await town.people.adds_to_team()
    for who in (OLGA, TIM):
        await town.installs(who)
    await put_in_team(accounts.store, 1, "tim@milepost.example", ["olga@milepost.example"], NOW)
    await town.tick()
    await accounts.finish(town.acme, "first-value")
    await town.tick(NEXT_MORNING)
    assert "🎉" in town.teams.seen_by(OLGA)[-1].text
    before = len(town.teams.seen_by(TIM))
    await town.tick(NOW + timedelta(days=6))  # Monday
    told = town.teams.seen_by(TIM)[before:]
    assert await rows(town, Outgoing.kind == "week", Outgoing.state == "sent")
    assert any("Your team's accounts since Mon 5 Jan" in one.text and "Acme" in one.text for one in told)


async def test_when_a_guest_comes_into_a_channel_what_stands_there_is_taken_back(town, accounts) -> None:
    await town.people.adds_to_team()
    await town.installs(OLGA)
    await town.tick()
    installation = next(iter(town.milepost.surfaces))
    async with town.milepost.store.write(1) as db:
        there = {"installation_id": installation, "platform_id": CS_TEAM, "name": "cs team"}
        db.add(Channel(id=900, workspace_id=1, **there))
    await accounts.change(Account, town.acme, channel_id=900)
    await alert(town, channel_id=900, installation_id=installation)
    await town.tick()
    [card] = await town.types(OLGA, "/journey acme", CS_TEAM)
    await town.people.invokes(OLGA, card, {"action": "share", "target": str(town.acme)})
    await town.settled()
    await town.presses(OLGA, town.teams.seen_by(OLGA, CS_TEAM)[-1], "Share")
    stood = [one for one in town.teams.seen_by(TIM, CS_TEAM) if "Acme" in one.text]
    assert len(stood) == 2
    for channel in (TEAM, CS_TEAM):
        town.teams.members[channel].append(GUS)
    joined = {"type": "conversationUpdate", "membersAdded": [{"id": f"29:{GUS}", "aadObjectId": GUS}]}
    assert (await town.people.sends(town.people.activity(OLGA, CS_TEAM, **joined)))[0] == 200
    await town.settled()
    for minutes in (5, 6):
        await town.tick(NOW + timedelta(minutes=minutes))
    assert [("Acme" in one.text, "Moved to the team" in one.text) for one in stood] == [(False, True)] * 2
    assert "has people from outside in it now" in town.teams.seen_by(OLGA)[-1].text


async def test_one_person_on_both_platforms_has_one_list_and_the_digest_goes_where_they_chose(town) -> None:
    await town.installs(OLGA)
    await town.types(OLGA, "/journey acme")
    async with town.milepost.store.read(1) as db:
        known = list(await db.scalars(select(Identity).where(Identity.person_id == 11).order_by(Identity.id)))
    assert [one.user_id for one in known] == ["UOLGA", OLGA]
    for chosen, there in ((known[0].installation_id, False), (known[1].installation_id, True)):
        async with town.milepost.store.write(1) as db:
            of_olga = update(Person).where(Person.id == 11).values(installation_id=chosen)
            await db.execute(of_olga.execution_options(synchronize_session=False))
        before = len(town.teams.seen_by(OLGA))
        await town.tick(town.clock[0] + timedelta(days=1))
        assert (len(town.teams.seen_by(OLGA)) > before) is there


async def test_an_alert_stands_in_its_channel_and_never_where_outsiders_read(town) -> None:
    await town.people.adds_to_team()
    await town.installs(OLGA)
    await town.tick()
    installation = next(iter(town.milepost.surfaces))
    async with town.milepost.store.write(1) as db:
        for number, (channel, name) in enumerate(((CS_TEAM, "cs team"), (SHARED, "with acme")), 900):
            db.add(Channel(id=number, workspace_id=1, installation_id=installation, platform_id=channel, name=name))
    for number in (900, 901):
        await alert(town, channel_id=number, installation_id=installation)
        await town.tick()
    assert [one.channel for one in town.teams.messages if "Reached out" in one.buttons][-2:] == [CS_TEAM, f"a:{OLGA}"]
    there = next(one for one in town.teams.messages if one.channel == CS_TEAM)
    await town.presses(TIM, there, "Reached out")  # whose it isn't
    beside = town.teams.seen_by(TIM, CS_TEAM)[-1]
    assert (beside.only, "Olga" in beside.text) == (f"29:{TIM}", True)
    assert not town.teams.seen_by(NORA, CS_TEAM)[1:]
    await town.tick(town.clock[0] + timedelta(minutes=5))
    assert there.changes == 0


@pytest.mark.parametrize(
    ("answer", "state", "times"),
    [
        ((412, {"error": {"code": "PreconditionFailed"}}, {}), "sent", 1),
        ((429, {"error": {"code": "TooManyRequests"}}, {"Retry-After": "7"}), "sent", 1),
        ((502, {}, {}), "unconfirmed", 0),
        ((504, {}, {}), "unconfirmed", 0),
        ((413, {"error": {"code": "MessageSizeTooBig"}}, {}), "sent", 1),
    ],
)
async def test_what_certainly_failed_is_tried_again_and_what_may_have_arrived_is_named(
    town, answer, state, times
) -> None:
    await town.installs(OLGA)
    await town.tick()
    number, before = await alert(town), len(town.teams.seen_by(OLGA))
    town.teams.answers = [answer]
    for minutes in (0, 1, 5, 30, 90):
        await town.tick(NOW + timedelta(minutes=minutes))
    [row] = await rows(town, Outgoing.id == number)
    assert row.state == state
    assert len(town.teams.seen_by(OLGA)) - before == times
    if state == "unconfirmed":
        await town.tick(NEXT_MORNING)
        assert "Acme" in town.teams.seen_by(OLGA)[-1].text


async def test_who_took_us_off_is_told_of_and_written_to_no_more(town) -> None:
    await town.installs(OLGA)
    await town.tick()
    town.teams.installed.discard(OLGA)
    gone = town.people.activity(OLGA, type="installationUpdate", action="remove")
    assert (await town.people.sends(gone))[0] == 200
    number = await alert(town)
    town.teams.answers = [(403, {"error": {"code": "BotNotInConversationRoster"}}, {})]
    await town.tick(NOW + timedelta(minutes=1))
    [row] = await rows(town, Outgoing.id == number)
    assert row.state in ("rejected", "pending")
    assert row.state == "rejected" or row.installation_id == 1  # Slack is where she can be told


async def test_wrong_credentials_stop_the_start_with_a_sentence(town) -> None:
    def platform(secret: str) -> TeamsPlatform:
        app = TeamsApp(CLIENT, TENANT, Secret(secret))
        clocks = {"now": lambda: NOW, "monotonic": lambda: 0.0}
        return TeamsPlatform(app, None, url="https://x.example", vendor=town.teams.vendor, **clocks)

    wrong = platform("not this one")
    with pytest.raises(SettingsError, match="set TEAMS_CLIENT_SECRET"):
        await wrong.connect()
    await wrong.close()
    assert "TEAMS_CLIENT_SECRET" in wrong.repair("no token: invalid_client")
    assert wrong.repair("no connection: ClientConnectorError") == ""
