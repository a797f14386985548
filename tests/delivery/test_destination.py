"""A workspace on two platforms: each message on one of them, and on the right one."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.delivery.sender import Sender
from bot.jobs.match import match_people_and_channels
from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.workspace import LocalWorkspace
from bot.store.channels import channel_at, channels_typed
from bot.store.tables import Account, Channel, Identity, Outgoing, Person
from bot.surfaces.slack.client import SlackSurface
from bot.usecases.workspace.installations import Team, installed
from bot.usecases.workspace.match_people import note_seen
from bot.usecases.workspace.settings import Wishes, save
from bot.usecases.writing.write import Write
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import channel_row, typed_of
from tests.given.small_slack import slack_seed, small_slack

from .conftest import Composer, Machine, Reader

pytestmark = pytest.mark.both_databases
PLAIN = Wishes("08:00", "12345", "09:00", "18:00", "3", "", None, None)


@dataclass(frozen=True)
class Seen:
    installation_id: int
    user_id: str
    workspace_id: int = 1
    seen_at: None = None


@dataclass
class Two:
    """Olga is on both, Tim on the first only, Nora on the second only."""

    first: Reader
    second: Reader
    other: int  # the second's installation
    sender: Sender
    messages: QueuedMessages
    surfaces: dict[int, SlackSurface]

    async def seen(self, installation: int, user: str = "UOLGA", hours: int = 0) -> None:
        await note_seen(self.messages.store, Seen(installation, user), NOW + timedelta(hours=hours))

    async def said(self, once: str) -> str:
        """Where it arrived."""
        await self.sender.deliver_due(NOW)
        await self.sender.deliver_due(NOW)
        found = [
            f"{name} {channel}"
            for name, reader in (("first", self.first), ("second", self.second))
            for channel in reader.workspace.store.channels
            if once in reader.texts(channel)
        ]
        assert len(found) == 1, found
        return found[0]


@pytest.fixture
async def two(
    slack: LocalWorkspace, surface: SlackSurface, messages: QueuedMessages, machine: Machine
) -> AsyncIterator[Two]:
    users = (
        SeedUser("W1", "olga", "Olga Owner", "olga@milepost.example"),
        SeedUser("W2", "nora", "Nora New", "nora@milepost.example"),
        SeedUser("W3", "gus", "Gus Guest", "gus@acme.example", is_restricted=True),
    )
    channels = (
        SeedChannel("C9ACME", "acme-inc", ("W1", "UBOT")),
        SeedChannel("C9GUEST", "with-gus", ("W1", "W3", "UBOT")),
    )
    async with small_slack(slack_seed(users, channels, team_id="T9", bot_token="xoxb-9")) as there:
        yield await both(slack, there, surface, messages, machine)


async def both(
    slack: LocalWorkspace, there: LocalWorkspace, surface: SlackSurface, messages: QueuedMessages, machine: Machine
) -> Two:
    store = messages.store
    other = (await installed(store, Team("slack", "T9", "Milepost Inc", "UBOT"), NOW, joins=1)).installation_id
    second = SlackSurface("xoxb-9", base_url=there.api_url, monotonic=machine.monotonic)
    surfaces = {1: surface, other: second}
    async with store.write(1) as db:
        db.add(Person(id=13, workspace_id=1, name="Nora New", email="nora@milepost.example", created_at=NOW))
    await match_people_and_channels(store, 1, surfaces, NOW)
    sender = Sender(store, surfaces, Composer(), machine=machine, sleep=machine.sleep)
    return Two(Reader(slack), Reader(there), other, sender, messages, surfaces)


async def direct(two: Two, name: str, user: str) -> str:
    reader = two.first if name == "first" else two.second
    return f"{name} {reader.workspace.direct_channel(user)}"


async def test_a_team_that_joins_is_a_further_installation_of_the_workspace(two: Two) -> None:
    again = await installed(two.messages.store, Team("slack", "T9"), NOW)
    assert (again.workspace_id, again.installation_id) == (1, two.other)
    async with two.messages.store.read(1) as db:
        known = await db.scalars(select(Identity.installation_id).where(Identity.person_id == 11))
        assert sorted(known) == [1, two.other]


async def test_a_message_goes_where_its_person_was_seen_last(two: Two) -> None:
    await two.seen(1)
    await two.seen(two.other, "W1", hours=2)
    await two.messages.put("hello")
    assert await two.said("hello") == await direct(two, "second", "W1")
    await two.messages.put("to Nora", person_id=13)
    assert await two.said("to Nora") == await direct(two, "second", "W2")
    await two.messages.put("to Tim", person_id=12)
    assert await two.said("to Tim") == await direct(two, "first", "UTIM")


async def test_where_they_chose_comes_first_also_for_what_waits_already(two: Two) -> None:
    await two.seen(1)
    await two.messages.put("waiting")
    write = Write(two.messages.store, 1, 11, NOW)
    await save(write, replace(PLAIN, installation=str(two.other)), 1)
    await two.messages.put("after")
    for once in ("waiting", "after"):
        assert await two.said(once) == await direct(two, "second", "W1")


async def test_what_waited_for_long_goes_where_its_person_is_by_then(two: Two) -> None:
    await two.seen(1)
    two.first.workspace.faults.rate_limit("chat.postMessage", retry_after=1)
    await two.messages.put("waited")
    await two.sender.deliver_due(NOW)
    await save(Write(two.messages.store, 1, 11, NOW), replace(PLAIN, installation=str(two.other)), 1)
    for _ in range(2):
        await two.sender.deliver_due(NOW + timedelta(hours=2))
    assert await two.said("waited") == await direct(two, "second", "W1")


async def test_nobody_chooses_an_installation_on_which_they_are_nobody(two: Two) -> None:
    await save(Write(two.messages.store, 1, 12, NOW), replace(PLAIN, installation=str(two.other)), 1)
    async with two.messages.store.read(1) as db:
        assert await db.scalar(select(Person.installation_id).where(Person.id == 12)) is None


async def test_who_covers_gets_it_where_they_are(two: Two) -> None:
    await two.messages.put("for the cover", person_id=12)
    await two.messages.accounts.change(Person, 12, away_until=(NOW + timedelta(days=9)).date(), cover_id=13)
    assert await two.said("for the cover") == await direct(two, "second", "W2")


async def test_a_channels_message_goes_to_its_platform(two: Two) -> None:
    async with two.messages.store.write(1) as db:
        own = await channel_at(db, two.other, "C9ACME")
    await two.messages.put("alert", channel_id=own, person_id=12)
    assert await two.said("alert") == "second C9ACME"


async def test_what_a_channel_must_not_have_finds_its_person_on_the_other_platform(two: Two) -> None:
    async with two.messages.store.write(1) as db:
        guests = await channel_at(db, two.other, "C9GUEST")
    await two.messages.put("private", channel_id=guests, person_id=12)
    assert await two.said("private") == await direct(two, "first", "UTIM")
    row = await two.messages.row("private")
    assert (row.installation_id, row.direct, row.state) == (1, True, "sent")
    async with two.messages.store.read(1) as db:
        channel = await db.get_one(Channel, guests)
    assert (channel.outsiders, channel.name, channel.checked_at) == (True, "with-gus", NOW)


async def test_a_typed_name_is_found_on_whichever_platform_has_it(two: Two) -> None:
    store = two.messages.store
    typed = await channel_row(store, "#acme-inc")
    assert typed == await channel_row(store, "#acme-inc")
    await two.messages.accounts.change(Person, 12, channel_id=typed)
    await match_people_and_channels(store, 1, two.surfaces, NOW + timedelta(hours=2))
    assert await typed_of(store, typed) == "C9ACME"
    await two.messages.put("for the team", person_id=12)
    assert await two.said("for the team") == "second C9ACME"


async def test_a_name_typed_for_a_channel_that_is_known_becomes_one_with_it(two: Two) -> None:
    store = two.messages.store
    async with store.write(1) as db:
        typed = (await channels_typed(db, ["#acme-inc"]))["#acme-inc"]
        known = await channel_at(db, two.other, "C9ACME")
    assert typed != known
    await two.messages.put("queued for it", channel_id=typed, person_id=12)
    await match_people_and_channels(store, 1, two.surfaces, NOW + timedelta(hours=2))
    assert (await two.messages.row("queued for it")).channel_id == known
    async with store.read(1) as db:
        assert await db.get(Channel, typed) is None
        assert await db.scalar(select(Account.id).where(Account.channel_id == typed)) is None
    assert await two.said("queued for it") == "second C9ACME"
    assert await channel_row(store, "#acme-inc") == known


async def test_an_id_typed_where_there_are_two_platforms_waits_until_one_knows_it(two: Two) -> None:
    typed = await channel_row(two.messages.store, "C9ACME")
    async with two.messages.store.read(1) as db:
        assert (await db.get_one(Channel, typed)).installation_id is None
    await match_people_and_channels(two.messages.store, 1, two.surfaces, NOW + timedelta(hours=2))
    async with two.messages.store.read(1) as db:
        assert (await db.get_one(Channel, typed)).installation_id == two.other


async def test_a_message_without_an_installation_is_impossible(two: Two) -> None:
    assert Outgoing.__table__.c.installation_id.nullable is False
    assert Outgoing.__table__.c.installation_id.server_default is None


@pytest.mark.parametrize("word", ["user_not_found", "user_disabled", "cannot_dm_bot"])
async def test_a_direct_message_that_is_refused_is_tried_on_the_other_platform(two: Two, word: str) -> None:
    await two.seen(1)
    await two.seen(two.other, "W1", hours=-2)
    two.first.workspace.faults.refuse("conversations.open", word, times=None)
    await two.messages.put("hello")
    assert await two.said("hello") == await direct(two, "second", "W1")
    two.second.workspace.faults.refuse("chat.postMessage", "channel_not_found", times=None)
    two.second.workspace.faults.refuse("conversations.open", word, times=None)
    await two.messages.put("again")
    for _ in range(4):
        await two.sender.deliver_due(NOW)
    row = await two.messages.row("again")
    assert (row.state, row.reason) == ("rejected", "channel_not_found")  # neither has it, and neither was asked twice


async def test_nothing_goes_to_who_is_gone_or_a_guest(two: Two) -> None:
    await two.seen(1)
    two.first.workspace.administration.tells = two.second.workspace.administration.tells = False
    two.first.workspace.administration.deactivate("UOLGA")
    two.second.workspace.administration.make_guest("W1")
    later = NOW + timedelta(hours=2)
    await match_people_and_channels(two.messages.store, 1, two.surfaces, later)
    await two.messages.put("for nobody")
    await two.sender.deliver_due(later)
    assert (await two.messages.row("for nobody")).state == "pending"
    assert "for nobody" not in two.first.direct("UOLGA") + two.second.direct("W1")
    two.second.workspace.administration.make_member("W1")
    await match_people_and_channels(two.messages.store, 1, two.surfaces, later + timedelta(hours=2))
    await two.messages.put("for Olga")
    await two.sender.deliver_due(later + timedelta(hours=2))
    assert "for Olga" in two.second.direct("W1")
