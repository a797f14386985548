"""`POST /api/messages`, by people of a small Teams: who is heard, what is answered where, and once."""

import pytest
from sqlalchemy import func, select

from bot.store.tables import AccountEvent, Identity
from tests.given.teams.small_teams import CS_TEAM, GUS, NORA, OLGA, SHARED, TIM

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_a_command_is_answered_where_it_was_typed(town) -> None:
    await town.people.installs(OLGA)
    await town.settled()
    [answer] = await town.types(OLGA, "/journey acme")
    assert "Acme" in answer.text
    assert answer.only == ""
    async with town.milepost.store.read(1) as db:
        found = await db.scalar(select(Identity).where(Identity.user_id == OLGA))
    assert (found.person_id, found.email) == (11, "olga@milepost.example")


async def test_in_a_channel_only_she_reads_the_answer(town) -> None:
    await town.people.adds_to_team()
    [answer] = await town.types(OLGA, "journey acme", CS_TEAM, "1700")
    assert (answer.channel, answer.thread, answer.only) == (CS_TEAM, "1700", f"29:{OLGA}")
    assert town.teams.seen_by(TIM, CS_TEAM) == []


async def test_where_a_channel_whispers_nothing_the_answer_comes_to_her_chat_and_says_why(town) -> None:
    await town.people.adds_to_team()
    await town.people.installs(OLGA)
    await town.settled()
    town.teams.whispers = False
    [answer] = await town.types(OLGA, "journey acme", CS_TEAM)
    assert answer.channel == f"a:{OLGA}"
    assert "You asked in a channel." in answer.text
    [again] = await town.types(OLGA, "journey globex", CS_TEAM)  # and nobody tries the channel again
    assert again.channel == f"a:{OLGA}"
    assert sum(method == "POST" and CS_TEAM in path for method, path in town.teams.calls) == 1


async def test_where_outsiders_read_nothing_is_shown(town) -> None:
    await town.people.adds_to_team()
    await town.people.installs(OLGA)
    await town.settled()
    [answer] = await town.types(OLGA, "journey acme", SHARED)
    assert answer.channel == f"a:{OLGA}"
    assert not [one for one in town.teams.messages if one.channel == SHARED]


async def test_what_comes_twice_is_done_and_answered_once(town) -> None:
    await town.people.installs(OLGA)
    sent = await town.people.types(OLGA, "/journey acme log met the COO")
    await town.settled()
    before = len(town.teams.messages)
    assert (await town.people.sends(sent))[0] == 200
    await town.settled()
    assert len(town.teams.messages) == before
    async with town.milepost.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(AccountEvent)) == 1


async def test_whoever_takes_us_on_sees_their_page_once(town) -> None:
    await town.people.installs(OLGA)
    await town.settled()
    [home] = town.teams.seen_by(OLGA)
    assert "Acme" in home.text or "account" in home.text


async def test_a_guest_and_who_isnt_let_in_read_nothing_of_an_account(town) -> None:
    for who, said in ((GUS, "members of the workspace"), (NORA, "Milepost")):
        await town.people.installs(who)
        await town.settled()
        [answer] = await town.types(who, "/journey acme")
        assert said in answer.text
    assert not any("Acme" in one.text for who in (GUS, NORA) for one in town.teams.seen_by(who))
