"""Four people who log what happened while another process assesses 20,000 accounts in the same SQLite file."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import machine_now
from bot.conversation import Caller, Inbound, Line, Place
from bot.inbox.inbox import Inbox
from bot.journey.sweep.assess import assess
from bot.playbook.load import load_library
from bot.sandbox.workspace import LocalWorkspace, Seed, SeedChannel, SeedUser
from bot.store.session import Store, open_engine
from bot.store.tables import AccountEvent
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.line import SlackLine
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.portfolio import NOW, make_portfolio

ACCOUNTS, PEOPLE, ENTRIES = 20_000, 4, 200
SEED = Seed(
    team_id="T1", team_name="Bench", users=(SeedUser("U1", "u1", "CSM 1", "u1@x.example"),),
    channels=(SeedChannel("C1", "c1", ("U1", "UBOT")),), bot_user_id="UBOT", app_id="A1", bot_token="xoxb-bench",
    app_token="xapp-bench",
)  # fmt: skip


async def _sweeps(url: str) -> None:
    """One after the other, until it is ended. As on a new day each time, so that there is much to write."""
    store, library = Store(open_engine(url)), load_library()
    for day in count(1):
        await assess(store, library, 1, NOW + timedelta(days=day))


async def _entries(url: str, api: str) -> tuple[int, float]:
    """How many were refused, and the seconds of the slowest acknowledgement."""
    store, background, inbox = Store(open_engine(url)), Background(), Inbox(url, machine_now)
    line: Line = SlackLine(SlackSurface("xoxb-bench", monotonic=time.monotonic, base_url=api))
    await inbox.prepare()
    desk = FrontDesk(Services(store, load_library()), "slack", lambda _team: line, lambda: NOW, background, inbox)
    slowest, refused = 0.0, 0

    async def works(person: int) -> None:
        nonlocal slowest, refused
        for number in range(ENTRIES // PEOPLE):
            words = f"acc-{person * 1000 + number + 1} log met the COO"
            inbound = Inbound("command", Caller("T1", "U1"), f"entry:{person}:{number}", Place("C1"), name="journey",
                              text=words, takes=frozenset({"message"}))  # fmt: skip
            began = time.perf_counter()
            reply = await desk.receive(inbound)
            slowest = max(slowest, time.perf_counter() - began)
            refused += reply.message is not None and "Saved" not in plain_text(reply.message)

    await asyncio.gather(*(works(person) for person in range(PEOPLE)))
    await background.idle()
    async with store.read(1) as db:
        saved = await db.scalar(
            select(func.count()).select_from(AccountEvent).where(AccountEvent.note == "met the COO")
        )
    await inbox.close()
    await store.close()
    return max(refused, ENTRIES - (saved or 0)), slowest


async def _measure() -> tuple[int, float]:
    place = LocalWorkspace(SEED, now=lambda: NOW)
    await place.start()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        store, library = Store(open_engine(url)), load_library()
        await make_portfolio(store, library, ACCOUNTS)
        await assess(store, library, 1, NOW)
        await store.close()
        sweeping = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.people_bench", url, cwd=Path(__file__).parents[2]
        )
        await asyncio.sleep(3)  # until it is at work
        found = await _entries(url, place.api_url)
        sweeping.kill()
        await sweeping.wait()
    await place.stop()
    return found


def measure() -> Iterator[tuple[str, float, float, float, str]]:
    """(what, ours, theirs, ratio, bound)"""
    refused, slowest = asyncio.run(_measure())
    during = "during another process's sweeps of 20,000 accounts"
    yield f"entries of four people refused, of 200, {during}", refused, ENTRIES, refused / ENTRIES, "≤ 0"
    yield "slowest acknowledgement among them, s, against Slack's 3", slowest, 3.0, slowest / 3, "≤ 1"


if __name__ == "__main__":
    asyncio.run(_sweeps(sys.argv[1]))
