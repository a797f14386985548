"""Who is there, asked of a small Teams: people by roster, channels by team, and who reads them."""

import pytest

from bot.errors import SendError
from bot.surfaces.teams.surface import TeamsSurface
from tests.given.teams.small_teams import CS_TEAM, GUS, NORA, OLGA, SHARED, TEAM, TENANT, TIM

pytestmark = pytest.mark.one_database


def surface_of(town) -> TeamsSurface:
    [found] = town.milepost.surfaces.values()
    return found


@pytest.mark.both_databases
async def test_people_are_those_of_our_teams_and_of_our_chats(town) -> None:
    await town.people.adds_to_team()
    await town.installs(GUS)
    users = {one.user_id: one for one in (await surface_of(town).people()).users}
    assert set(users) == {OLGA, TIM, NORA, GUS}  # three of them on pages of two
    assert (users[OLGA].email, users[OLGA].timezone, users[OLGA].locale) == (
        "olga@milepost.example",
        "Europe/Berlin",
        "de-DE",
    )
    assert (users[GUS].guest, users[GUS].email) == (True, None)
    assert not users[TIM].guest
    town.teams.members[TEAM].remove(TIM)
    assert TIM not in {one.user_id for one in (await surface_of(town).people()).users}
    assert await surface_of(town).user(TIM) is None


async def test_a_person_of_another_tenant_is_a_guest(town) -> None:
    await town.people.adds_to_team()
    town.teams.answers = [(200, {"id": "29:x", "aadObjectId": OLGA, "tenantId": "other", "userRole": "user"}, {})]
    found = await surface_of(town).user(OLGA)
    assert found is not None
    assert found.guest


async def test_who_reads_a_channel_is_asked_each_time(town) -> None:
    await town.people.adds_to_team()
    surface = surface_of(town)
    await surface.channels()
    ours = await surface.audience(CS_TEAM)
    assert (ours.is_member, ours.has_outsiders, ours.checked, ours.members) == (True, False, True, 3)
    assert (await surface.audience(SHARED)).has_outsiders
    town.teams.members[CS_TEAM].append(GUS)
    assert (await surface.audience(CS_TEAM)).has_outsiders
    town.teams.members[SHARED] = [OLGA]  # it is shared all the same, and who else reads it isn't told
    assert (await surface.audience(SHARED)).has_outsiders
    del town.teams.members[CS_TEAM]
    gone = await surface.audience(CS_TEAM)
    assert (gone.is_member, gone.checked) == (False, True)
    town.teams.answers = [(500, {}, {})]
    with pytest.raises(SendError):
        await surface.audience(SHARED)


async def test_channels_go_by_their_names_and_their_team_where_two_have_one(town) -> None:
    await town.people.adds_to_team()
    other = "19:team2@thread.tacv2"
    added = {"type": "conversationUpdate", "membersAdded": [{"id": town.people.activity(OLGA)["recipient"]["id"]}]}
    data = {"channelData": {"tenant": {"id": TENANT}, "team": {"id": other, "name": "Sales"}}}
    await town.people.sends(town.people.activity(OLGA, other) | added | data)
    town.teams.channels[other] = [{"id": other, "name": None}, {"id": "19:x@thread.tacv2", "name": "Deals"}]
    surface = surface_of(town)
    assert [one.name for one in await surface.channels()] == [
        "general",
        "cs team",
        "with acme",
        "sales/general",
        "deals",
    ]
    assert await surface.find_channel("#CS Team") == CS_TEAM
    assert await surface.find_channel("#nowhere") is None
    left = {"type": "conversationUpdate", "membersRemoved": added["membersAdded"]}
    await town.people.sends(town.people.activity(OLGA, other) | left | data)
    assert await surface.find_channel("#deals") is None
