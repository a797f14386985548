"""Front desks that are killed while they work on what was acknowledged: it is done once, and somebody says so."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.sandbox.workspace import LocalWorkspace, SeedChannel
from bot.store.tables import AccountEvent
from tests.given.databases import inbox_of
from tests.given.forks import fork
from tests.given.small_slack import OLGA, slack_seed, small_slack

pytestmark = pytest.mark.slow

PROCESS = Path(__file__).with_name("desk_process.py")
BOUNDARIES = ("kept", "acknowledged", "in the work", "worked", "answering", "answered")
NOTE = "met the COO"
_numbers = count(1)


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    async with small_slack(slack_seed((OLGA,), (SeedChannel("CTEAM", "cs-team", ("UOLGA", "UBOT")),))) as place:
        yield place


def address(store) -> str:
    name = store.engine.url.get_backend_name()
    return store.engine.url.set(drivername=name).render_as_string(hide_password=False)


async def a_desk(store, slack, *words: str) -> tuple[int, list[str]]:
    """One that lives as long as it may; its exit code, and what it said."""
    process = await fork(str(PROCESS), address(store), slack.api_url, *words, env=os.environ)
    out, err = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode in (0, -signal.SIGKILL), err.decode()
    return process.returncode, out.decode().split()


async def entries(store) -> int:
    async with store.read(1) as db:
        return await db.scalar(select(func.count()).select_from(AccountEvent).where(AccountEvent.note == NOTE)) or 0


async def waiting(store) -> int:
    inbox = inbox_of(store)
    state = await inbox.state()
    await inbox.close()
    return state.waiting


def told(slack) -> list[str]:
    """All that Olga reads, in channels and from the bot itself."""
    seen = [*slack.ephemerals("CTEAM", "UOLGA"), *slack.messages(slack.direct_channel("UOLGA"))]
    return [json.dumps(one.get("blocks") or one["text"], ensure_ascii=False) for one in seen if one["user"] == "UBOT"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("kind", "boundary"), [*(("mention", one) for one in BOUNDARIES), ("command", "kept"), ("command", "worked")]
)
async def test_killed_at_any_boundary_it_is_done_once_and_said(store, accounts, slack, kind, boundary):
    await is_done_once(store, accounts, slack, kind, boundary)


@pytest.mark.both_databases
@pytest.mark.parametrize("boundary", ["in the work", "worked"])
async def test_so_it_is_on_both_databases(store, accounts, slack, boundary):
    await is_done_once(store, accounts, slack, "command", boundary)


async def is_done_once(store, accounts, slack, kind: str, boundary: str) -> None:
    await accounts.account("Acme", started_on=date(2025, 11, 10))
    words = f"journey acme log {NOTE}" if kind == "command" else f"log for acme: {NOTE}"
    key = f"killed:{next(_numbers)}"
    code, said = await a_desk(store, slack, boundary, kind, words, key)
    assert code == -signal.SIGKILL
    assert ("acknowledged" in said) == (boundary != "kept"), said
    before = told(slack)
    assert len(before) == (1 if boundary == "answered" else 0), before
    assert await waiting(store) == 1
    code, said = await a_desk(store, slack, "-")
    assert (code, said) == (0, ["idle"])
    assert await entries(store) == 1
    after = told(slack)[len(before) :]
    assert len(after) == 1, after
    assert "aved" in after[0]
    if boundary in ("worked", "answering", "answered"):  # more than that nobody knows any more
        assert ("interrupted" if boundary == "worked" else "restarted") in after[0]
    assert await waiting(store) == 0
    code, said = await a_desk(store, slack, "-", kind, words, key)  # as a platform does that saw no answer
    assert code == 0
    assert (await entries(store), len(told(slack))) == (1, len(before) + 1)


@pytest.mark.one_database
async def test_killed_before_a_form_opened_it_says_how_to_ask_again(store, accounts, slack):
    await accounts.account("Acme", started_on=date(2025, 11, 10))
    code, _ = await a_desk(store, slack, "acknowledged", "command", "journey acme survey", "a-form")
    assert code == -signal.SIGKILL
    await a_desk(store, slack, "-")
    [said] = told(slack)
    assert "restarted before your form could open" in said
    assert "/journey acme survey" in said


@pytest.mark.one_database
async def test_what_is_worked_on_is_nobody_elses(store, accounts, slack):
    """Two processes on one inbox: the second finds nothing while the first is at work, and all of it once that died."""
    await accounts.account("Acme", started_on=date(2025, 11, 10))
    async with store.everywhere(writes=True):  # so that it is at work for long
        first = await fork(
            str(PROCESS), address(store), slack.api_url, "-", "command", f"journey acme log {NOTE}", "one",
            env=os.environ,
        )  # fmt: skip
        inbox = inbox_of(store)
        for _ in range(600):
            if (await inbox.state()).waiting:
                break
            await asyncio.sleep(0.05)
        assert await inbox.take_over() == []
        first.send_signal(signal.SIGKILL)
        await first.wait()
    await a_desk(store, slack, "-")
    assert await entries(store) == 1
    await inbox.close()
