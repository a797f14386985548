"""What can't be done at once is kept, done as soon as it can be, and answered. What can't be isn't acknowledged."""

import asyncio
import json
import time
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientSession
from sqlalchemy import delete, func, select, text

from bot.clock import machine_now
from bot.conversation import Caller, Inbound, Place
from bot.inbox.inbox import Inbox
from bot.sandbox.link import signature
from bot.store.session import Store, open_engine
from bot.store.tables import AccountEvent
from handlers.reception import kept_work, turn
from tests.given.databases import inbox_of
from tests.given.slack_town import SECRET, text_of

pytestmark = pytest.mark.one_database


@asynccontextmanager
async def held_by_another(store: Store):
    """Another process writes to the database and doesn't end."""
    other = Store(open_engine(f"sqlite:///{store.engine.url.database}"))
    async with other.everywhere(writes=True) as connection:
        await connection.execute(text("SELECT 1"))
        yield
    await other.close()


@asynccontextmanager
async def full(town):
    """Nothing can be kept."""
    inbox = town.desk._inbox
    await inbox.prepare()
    async with inbox._store.everywhere(writes=True) as connection:
        await connection.execute(text("DROP TABLE inbox"))
    yield
    inbox._made = False


async def notes(town) -> list[str]:
    async with town.store.read(1) as db:
        return list(await db.scalars(select(AccountEvent.note).order_by(AccountEvent.id)))


async def waiting(town) -> int:
    return (await town.desk._inbox.state()).waiting


@pytest.fixture
def hasty(monkeypatch):
    """So that a test needn't wait as long as a platform."""
    monkeypatch.setattr(kept_work, "PAUSES", (0.1,))
    monkeypatch.setattr(turn, "in_time", lambda task, seconds=0.2: _in_time(task, min(seconds, 0.2)))


async def _in_time(task, seconds):
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)


@pytest.mark.slow
async def test_a_locked_database_is_acknowledged_in_time_and_all_is_saved_when_it_is_free(town):
    async with held_by_another(town.store):
        started = time.monotonic()
        outcome = await town.slack.acting.command("UOLGA", "CTEAM", "/journey acme log while it sweeps")
        assert time.monotonic() - started < 3
        assert outcome.ok, outcome
        assert (await notes(town), await waiting(town)) == ([], 1)
    await town.settled()
    assert (await notes(town), await waiting(town)) == (["while it sweeps"], 0)
    [said] = town.slack.ephemerals("CTEAM", "UOLGA")
    assert "Saved" in text_of(said)


async def test_a_form_sent_while_the_database_is_locked_is_saved_and_answered_where_it_was_opened(town, hasty):
    shown = await town.types("/journey acme log call")
    await town.presses(shown, "Add details")
    async with held_by_another(town.store):
        view = town.slack.views("UOLGA")[-1]
        outcome = await town.slack.acting.submit("UOLGA", view["id"], {"note": {"note": "a long story"}})
        assert outcome.ok, outcome
        assert await waiting(town) == 1
    await town.settled()
    assert (await notes(town), await waiting(town)) == (["a long story"], 0)
    assert "a long story" in text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])


async def test_who_waits_for_long_hears_so_once_and_needs_to_do_nothing(town, hasty, monkeypatch):
    brief = turn.for_a_person
    monkeypatch.setattr(turn, "for_a_person", lambda: brief(0.3))
    async with held_by_another(town.store):
        await town.slack.acting.command("UOLGA", "CTEAM", "/journey acme log patience")
        await asyncio.sleep(1.5)
        [said] = town.slack.ephemerals("CTEAM", "UOLGA")
        assert "kept" in text_of(said)
        assert "needn't send it again" in text_of(said)
    await town.settled()
    assert await notes(town) == ["patience"]
    assert "Saved" in text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])
    assert len(town.slack.ephemerals("CTEAM", "UOLGA")) == 2


async def test_what_cant_be_kept_is_given_back_and_isnt_saved_behind_ones_back(town, hasty):
    async with full(town), held_by_another(town.store):
        await town.slack.acting.command("UOLGA", "CTEAM", "/journey acme log precious words")
        [said] = town.slack.ephemerals("CTEAM", "UOLGA")
        assert "nothing was saved" in text_of(said)
        assert "precious words" in text_of(said)
    await town.settled()
    assert await notes(town) == []


async def test_a_form_that_cant_be_kept_stays_open_with_its_words(town, hasty):
    shown = await town.types("/journey acme log call")
    await town.presses(shown, "Add details")
    async with full(town), held_by_another(town.store):
        view = town.slack.views("UOLGA")[-1]
        outcome = await town.slack.acting.submit("UOLGA", view["id"], {"note": {"note": "a long story"}})
        assert "nothing was saved" in outcome.errors["note"]
    await town.settled()
    assert (await town.submits({"note": "a long story"})).ok
    assert await notes(town) == ["a long story"]


async def test_an_event_that_cant_be_kept_isnt_acknowledged_and_is_done_when_it_comes_again(town):
    channel = town.slack.direct_channel("UOLGA")
    event = {"type": "message", "channel_type": "im", "channel": channel, "user": "UOLGA", "ts": "17.1",
             "text": "log for acme: met the COO"}  # fmt: skip
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event})
    async with full(town):
        assert await posted(town, body) == 503
    assert await notes(town) == []
    for _ in range(2):
        assert await posted(town, body) == 200
    await town.settled()
    assert await notes(town) == ["met the COO"]
    assert await waiting(town) == 0


async def posted(town, body: str) -> int:
    headers = signature(SECRET, body) | {"Content-Type": "application/json"}
    address = f"{town.address}/slack/events"
    async with ClientSession() as session, session.post(address, data=body, headers=headers) as answer:
        return answer.status


@pytest.mark.both_databases
async def test_what_was_kept_long_ago_is_answered_in_the_direct_message(town):
    """The place where it was asked takes no answer after half an hour."""
    await leave(town, "acme log met the COO", timedelta(hours=3))
    await town.settled()
    assert await notes(town) == ["met the COO"]
    assert town.slack.ephemerals("CTEAM", "UOLGA") == []
    assert "met the COO" in text_of(town.slack.messages(town.slack.direct_channel("UOLGA"))[-1])


async def test_what_is_too_old_is_given_back(town):
    await leave(town, "acme log met the COO", timedelta(days=3))
    await town.settled()
    assert await notes(town) == []
    said = text_of(town.slack.messages(town.slack.direct_channel("UOLGA"))[-1])
    assert "more than two days ago" in said
    assert "met the COO" in said
    assert await waiting(town) == 0


async def test_what_fails_behind_one_of_them_holds_up_no_other(town, caplog):
    desk, answered = town.desk, []

    async def after(answer, inbound, person):
        answered.append(inbound.text)
        raise RuntimeError("what follows the first one breaks")

    desk.kept_work._after = after
    await leave(town, "acme log met the COO", timedelta(minutes=2), "acme log sent the figures")
    await town.settled()
    assert answered == ["acme log met the COO", "acme log sent the figures"]
    assert "what follows the first one breaks" in caplog.text
    assert await notes(town) == ["met the COO", "sent the figures"]
    assert await waiting(town) == 0


async def leave(town, words: str, ago: timedelta, *more: str) -> None:
    """As a process does that was killed as long ago."""
    address = inbox_of(town.store)._url
    killed = Inbox(address, lambda: machine_now() - ago)
    for number, said in enumerate((words, *more)):
        inbound = Inbound(
            "command", Caller("T1", "UOLGA"), f"killed {number}", Place("CTEAM"), name="journey", text=said
        )
        await killed.keep("slack", inbound, town.clock[0])
    await killed.close()
    town.desk.kept_work.go_on(await town.desk._inbox.take_over())


# Forms that don't open


async def test_a_form_that_is_refused_says_that_it_isnt_their_fault_and_what_they_can_type(town, caplog):
    town.slack.faults.refuse("views.open", "invalid_arguments")
    shown = await town.types("/journey acme log call")
    said = text_of(await town.presses(shown, "Add details"))
    assert "isn't your fault" in said
    assert "/journey Acme log met the COO" in said
    assert "longer than usual" not in said
    assert "the form log-save is refused" in caplog.text
    assert "invalid_arguments" in caplog.text


async def test_a_form_whose_moment_is_over_says_so(town):
    town.slack.faults.refuse("views.open", "expired_trigger_id")
    said = text_of(await town.types("/journey acme survey"))
    assert "longer than usual, so no form could be opened" in said
    assert "/journey acme survey" in said


async def test_a_form_that_couldnt_be_opened_just_now_asks_for_another_try(town):
    town.slack.faults.rate_limit("views.open")
    said = text_of(await town.types("/journey acme survey"))
    assert "couldn't be opened just now" in said
    assert "fault" not in said


@pytest.mark.both_databases
async def test_entries_while_machines_write_are_all_saved_at_once(town):
    """Machines take their turns again and again, and people get theirs in between."""
    done = asyncio.Event()

    async def machine() -> None:
        while not done.is_set():
            async with town.store.everywhere(writes=True) as connection:
                await connection.execute(delete(AccountEvent).where(AccountEvent.id == 0))
                await asyncio.sleep(0.05)

    machines = [asyncio.create_task(machine()) for _ in range(3)]
    for number in range(20):
        assert "Saved" in text_of(await town.types(f"/journey acme log number {number}"))
    done.set()
    await asyncio.gather(*machines)
    assert await town.one(select(func.count()).select_from(AccountEvent)) == 20
