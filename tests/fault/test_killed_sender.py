"""Senders that are killed, and senders that race: each message stands exactly once."""

import asyncio
import os
import signal
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.delivery.outbox import queue
from bot.store.tables import Outgoing
from tests.given.forks import fork
from tests.given.rows import channel_row

pytestmark = pytest.mark.slow

PROCESS = Path(__file__).with_name("sender_process.py")


def address(store):
    return store.engine.url.set(drivername=store.engine.url.get_backend_name()).render_as_string(hide_password=False)


async def started(store, slack, *more):
    return await fork(str(PROCESS), address(store), slack.api_url, *more, env=os.environ)


async def finished(process):
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, err.decode()
    assert out.decode().strip().endswith(" 0"), (out.decode(), err.decode())
    return err.decode()


async def put(store, once, *, channel=None, **more):
    more["channel_id"] = await channel_row(store, channel)
    async with store.write(1) as session:
        await queue(session, kind="alert", once=once, refs={}, now=datetime.now(UTC), person_id=11, **more)


async def states(store):
    async with store.read(1) as session:
        found = await session.execute(select(Outgoing.state, func.count()).group_by(Outgoing.state))
        return {row[0]: row[1] for row in found}


def everything(slack):
    channels = [*slack.store.channels]
    return Counter(m["text"] for channel in channels for m in slack.messages(channel) if m["user"] == "UBOT")


async def until(true):
    for _ in range(600):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("waited in vain")


async def test_killed_between_the_post_and_its_record_the_message_is_not_repeated(store, book, slack):
    await put(store, "hello")
    slack.faults.delay("chat.postMessage", 30.0)  # carried out at once, answered too late
    process = await started(store, slack)
    await until(lambda: everything(slack)["hello"])
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert await states(store) == {"sending": 1}
    await finished(await started(store, slack, "1"))
    assert everything(slack) == {"hello": 1}
    assert await states(store) == {"sent": 1}


async def test_killed_before_the_post_arrived_the_message_is_sent_once(store, book, slack):
    await put(store, "hello")
    slack.faults.delay("conversations.open", 30.0)
    process = await started(store, slack)
    await until(lambda: slack.calls["conversations.open"])
    process.send_signal(signal.SIGKILL)
    await process.wait()
    await finished(await started(store, slack, "1"))
    assert everything(slack) == {"hello": 1}


async def test_killed_again_and_again_nothing_is_lost_or_repeated(store, book, slack):
    for number in range(60):
        await put(store, f"m{number}", channel=f"C{number % 10}")
    slack.faults.delay("chat.postMessage", 0.1, times=None)
    for round_ in range(4):
        before = slack.calls["chat.postMessage"]
        process = await started(store, slack, str(round_))
        await until(lambda: slack.calls["chat.postMessage"] > before + 3 or process.returncode is not None)  # noqa: B023
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.communicate()
    slack.faults.clear()
    await finished(await started(store, slack, "10"))
    await finished(await started(store, slack, "11"))  # what never left waits a few seconds before it is tried again
    assert everything(slack) == {f"m{number}": 1 for number in range(60)}
    assert await states(store) == {"sent": 60}


async def test_two_senders_at_once_send_each_message_once(store, book, slack):
    for number in range(60):
        await put(store, f"m{number}", channel=f"C{number % 10}")
    senders = [await started(store, slack) for _ in range(2)]
    await asyncio.gather(*(finished(one) for one in senders))
    await finished(await started(store, slack))
    assert everything(slack) == {f"m{number}": 1 for number in range(60)}
    assert await states(store) == {"sent": 60}


async def test_lines_that_break_after_acceptance_repeat_nothing(store, book, slack):
    for number in range(10):
        await put(store, f"m{number}", channel=f"C{number}")
        slack.faults.drop_after("chat.postMessage")
    await finished(await started(store, slack))
    assert everything(slack) == {f"m{number}": 1 for number in range(10)}
    assert await states(store) == {"sent": 10}


async def test_lines_that_break_before_acceptance_lose_nothing(store, book, slack):
    for number in range(10):
        await put(store, f"m{number}", channel=f"C{number}")
        slack.faults.drop_before("chat.postMessage")
    await finished(await started(store, slack))
    assert everything(slack) == {}
    await finished(await started(store, slack, "1"))
    assert everything(slack) == {f"m{number}": 1 for number in range(10)}


async def test_nobody_listening_means_certainly_not_sent(store, book, slack):
    await put(store, "hello", channel="C1")
    url = slack.api_url
    await slack.stop()
    slack.url = url.removesuffix("/api/")
    await finished(await started(store, slack))
    assert await states(store) == {"pending": 1}
