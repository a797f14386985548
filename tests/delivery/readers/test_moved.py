"""A channel of ours gains readers from outside: nothing internal stays readable there, and its CSM hears of it once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.delivery.sender import Sender
from bot.jobs.compose import composer as composing
from bot.jobs.compose import recomposer
from bot.jobs.readers import look_at_readers
from bot.message import Message
from bot.sandbox.workspace import LocalWorkspace
from bot.store.session import WriteSession
from bot.store.tables import Account, Channel, Outgoing, Person
from bot.surfaces.slack.client import SlackSurface
from tests.delivery.conftest import Composer, Machine, Reader
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import channel_row

pytestmark = pytest.mark.both_databases
MOVED = "Moved to the team"
SECRET = "Acme is at risk"


@dataclass
class Place:
    """Acme's own channel, CACME, with Olga in it; the house around it as the program puts it together."""

    slack: LocalWorkspace
    reader: Reader
    messages: QueuedMessages
    make_sender: Callable[[], Sender]
    surface: SlackSurface

    async def deliver(self, now: datetime = NOW) -> None:
        sender = self.make_sender()
        for _ in range(3):
            await sender.deliver_due(now)

    async def look(self, now: datetime) -> None:
        await look_at_readers(self.messages.store, 1, {1: self.surface}, now)

    async def told(self) -> list[str]:
        return [text for text in self.reader.direct("UOLGA") if "people from outside" in text]

    def comes(self, user: str = "UGUEST", channel: str = "CACME") -> None:
        self.slack.store.channels[channel].members.append(user)

    def stands(self, channel: str = "CACME") -> list[str]:
        """All that can be read there: texts and blocks, threads among them."""
        shown = [message for message in self.slack.messages(channel) if message["user"] == "UBOT"]
        return [f"{message['text']} {message.get('blocks')}" for message in shown]


@pytest.fixture
async def place(
    slack: LocalWorkspace,
    surface: SlackSurface,
    messages: QueuedMessages,
    machine: Machine,
    composer: Composer,
    reader: Reader,
) -> Place:
    real, again = composing(messages.library), recomposer(messages.library)

    async def first(db: WriteSession, row: Outgoing, now: datetime) -> Message | None:
        made = await (real if row.kind == "moved" else composer)(db, row, now)
        return made if isinstance(made, Message) else None

    def make_sender() -> Sender:
        return Sender(messages.store, {1: surface}, first, recompose=again, machine=machine, sleep=machine.sleep)

    account = await messages.accounts.account("Acme")
    row = await channel_row(messages.store, "CACME", 1)
    await messages.accounts.change(Account, account, channel_id=row)
    return Place(slack, reader, messages, make_sender, surface)


async def test_what_was_posted_is_replaced_and_the_csm_is_told_once(place: Place) -> None:
    first = await place.messages.put(SECRET, channel="CACME")
    await place.messages.put(f"{SECRET}, below", channel="CACME", parent_id=first)
    await place.deliver()
    assert len(place.stands()) == 2
    place.comes()
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert [SECRET in text for text in place.stands()] == [False, False]
    assert all(text.startswith(MOVED) for text in place.stands())
    (told,) = await place.told()
    assert "acme" in told.lower()
    (shown,) = [one for one in place.slack.messages(place.slack.direct_channel("UOLGA")) if one["text"] == told]
    assert "2 messages of mine there now say" in str(shown["blocks"])
    assert "Alerts about Acme come to you directly" in str(shown["blocks"])
    edited = [message["edited"]["ts"] for message in place.slack.messages("CACME") if message.get("edited")]
    await place.look(NOW + timedelta(hours=4))
    await place.deliver(NOW + timedelta(hours=4))
    assert len(await place.told()) == 1
    assert [one["edited"]["ts"] for one in place.slack.messages("CACME") if one.get("edited")] == edited


async def test_whoever_is_told_there_hears_of_it_too(place: Place) -> None:
    row = await channel_row(place.messages.store, "CTEAM", 1)
    await place.messages.accounts.change(Person, place.messages.accounts.owner, channel_id=row)
    await place.messages.put("Good morning")
    await place.deliver()
    assert place.reader.texts("CTEAM") == ["Good morning"]
    place.comes(channel="CTEAM")
    await place.messages.put("The next one")
    await place.deliver(NOW + timedelta(minutes=5))  # a message that is due finds out by itself
    assert [text.startswith(MOVED) for text in place.stands("CTEAM")] == [True]
    assert "The next one" in place.reader.direct("UOLGA")
    assert len(await place.told()) == 1


async def test_a_channel_that_becomes_shared_counts_as_well(place: Place) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    place.slack.store.channels["CACME"].is_ext_shared = True
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert not any(SECRET in text for text in place.stands())


async def test_what_people_shared_there_is_replaced_too(place: Place) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    answer = await place.surface.client.chat_postMessage(channel="CACME", text=f"{SECRET}. Shared by Olga.")
    assert len(place.stands()) == 2
    place.comes()
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert [text.startswith(MOVED) for text in place.stands()] == [True, True]
    assert (await place.messages.row(f"shared:1:{answer['ts']}")).reason == "moved"


async def test_what_people_shared_in_a_thread_of_anybodys_is_replaced_too(place: Place) -> None:
    assert (await place.slack.acting.say("UOLGA", "CACME", "How do they stand?")).ok
    asked = place.slack.messages("CACME")[-1]["ts"]
    await place.surface.client.chat_postMessage(channel="CACME", text=f"{SECRET}.", thread_ts=asked)
    place.comes()
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert [text.startswith(MOVED) for text in place.stands()] == [True]


async def test_a_channel_known_to_have_outsiders_is_cleared_where_something_stands_there(place: Place) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    await place.surface.client.chat_postMessage(channel="CACME", text=f"{SECRET}. Shared by Olga.")
    place.comes()
    async with place.messages.store.write(1) as db:  # as a version left it that replaced nothing
        await db.execute(update(Channel).values(outsiders=True, checked_at=NOW))
    for hours in (2, 4):
        await place.look(NOW + timedelta(hours=hours))
        await place.deliver(NOW + timedelta(hours=hours))
    assert [text.startswith(MOVED) for text in place.stands()] == [True, True]
    assert len(await place.told()) == 1


async def test_a_history_that_cannot_be_read_holds_up_nothing_else(place: Place) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    place.comes()
    place.slack.faults.refuse("conversations.history", "missing_scope", times=None)
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert [text.startswith(MOVED) for text in place.stands()] == [True]


async def test_when_the_guest_has_left_nothing_comes_back_but_new_ones_do(place: Place) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    place.comes()
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    place.slack.store.channels["CACME"].members.remove("UGUEST")
    async with place.messages.store.write(1) as db:
        await db.execute(update(Outgoing).where(Outgoing.state == "sent").values(edit=True))  # a to-do that is over
    await place.messages.put("A new one", channel="CACME")
    await place.deliver(NOW + timedelta(hours=3))
    assert not any(SECRET in text for text in place.stands())
    moved, new = place.reader.texts("CACME")
    assert (moved.startswith(MOVED), new) == (True, "A new one")


@pytest.mark.parametrize("word", ["edit_window_closed", "cant_update_message"])
async def test_what_cannot_be_replaced_is_taken_away(place: Place, word: str) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    place.comes()
    place.slack.faults.refuse("chat.update", word)
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert place.stands() == []


async def test_what_somebody_deleted_is_fine_and_what_stays_is_named(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    await place.messages.put("gone", channel="CACME")
    await place.messages.put("stays", channel="CACME")
    await place.deliver()
    gone, _ = place.slack.store.all("CACME")
    place.slack.store.remove(gone)
    place.comes()
    place.slack.faults.refuse("chat.update", "edit_window_closed", times=None)
    place.slack.faults.refuse("chat.delete", "message_not_found")
    place.slack.faults.refuse("chat.delete", "cant_delete_message", times=None)
    await place.look(NOW + timedelta(hours=2))
    await place.deliver(NOW + timedelta(hours=2))
    assert (await place.messages.row("gone")).edit is False
    assert "can still be read by outsiders in CACME: cant_delete_message" in caplog.text
    assert (await place.messages.row("stays")).reason == "moved, still readable: cant_delete_message"


async def test_many_go_at_the_platforms_pace_and_survive_a_kill(place: Place, machine: Machine) -> None:
    for number in range(30):
        await place.messages.put(f"{SECRET} {number}", channel="CACME")
        await place.deliver()
    place.comes()
    await place.look(NOW + timedelta(hours=2))
    place.slack.faults.rate_limit("chat.update", retry_after=3)
    sender = place.make_sender()
    await sender.deliver_due(NOW + timedelta(hours=2), patience=5)  # and is killed here
    left = [text for text in place.stands() if SECRET in text]
    assert 0 < len(left) <= 30
    machine.now += timedelta(hours=1)
    for minute in range(10):
        await place.make_sender().deliver_due(NOW + timedelta(hours=2, minutes=minute), patience=20)
    assert not any(SECRET in text for text in place.stands())
    assert len(await place.told()) == 1


async def test_a_guest_who_comes_in_while_a_message_leaves_finds_it_moved(place: Place) -> None:
    await place.messages.put(SECRET, channel="CACME")
    await place.deliver()
    await place.messages.put(f"{SECRET}, just leaving", channel="CACME")
    place.slack.faults.drop_after("chat.postMessage")
    place.slack.faults.server_error("conversations.history")  # so nobody knows yet that it arrived
    await place.make_sender().deliver_due(NOW)
    place.comes()
    async with place.messages.store.write(1) as db:
        await db.execute(update(Channel).where(Channel.platform_id == "CACME").values(outsiders=True))
    await place.deliver(NOW + timedelta(minutes=1))
    assert [SECRET in text for text in place.stands()][1:] == [False]
