"""`/journey acc-…` against two bare Bolt echoes: from the signed request until the complete reply is received.

Bolt looks for a listener's acknowledgement only every 10 ms, which hides what an answer costs. The other echo answers
in middleware, as we do: Bolt's own work and nothing else.
"""

import asyncio
import hashlib
import hmac
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlencode

from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import machine_now
from bot.inbox.inbox import Inbox
from bot.journey.sweep.assess import assess
from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.sandbox.workspace import LocalWorkspace, Seed, SeedUser
from bot.store.session import Store, open_engine
from bot.surfaces.slack.app import PATH
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.line import SlackLine
from bot.surfaces.slack.wire import receiver, register
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.portfolio import NOW, make_portfolio

SECRET, ACCOUNTS, ROUNDS = "bench-secret", 100_000, 300


def signed(body: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip


def command(number: int, more: str = "") -> str:
    return urlencode({
        "command": "/journey", "text": f"acc-{number}{more}", "team_id": "T1", "user_id": "U1", "channel_id": "C1",
        "trigger_id": f"1.{number}.{time.monotonic_ns()}", "response_url": "http://127.0.0.1:9/none",
        "api_app_id": "A1",
    })  # fmt: skip


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}/slack/events"
    finally:
        await runner.cleanup()


def echo(client: AsyncWebClient) -> AsyncApp:
    """The least that a listener can do: answer a command with its text."""
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.command("/journey")
    async def _answer(ack: AsyncAck, command: dict[str, str]) -> None:
        await ack(command["text"])

    return app


def quick_echo(client: AsyncWebClient) -> AsyncApp:
    """The same in middleware."""
    app = AsyncApp(client=client, signing_secret=SECRET)

    async def _answer(ack: AsyncAck, command: dict[str, str]) -> BoltResponse:
        return await ack(command["text"])

    @app.command("/journey", middleware=[_answer])
    async def _nothing() -> None: ...

    return app


async def _slowest_during_sweep(store: Store, library: Library, client: ClientSession, url: str) -> float:
    """Seconds that the slowest acknowledgement takes while all accounts are assessed; each request writes a log."""
    sweep = asyncio.create_task(assess(store, library, 1, NOW + timedelta(days=1)))
    slowest, number = 0.0, 0
    while not sweep.done():
        number += 1
        body = command(number, " log met the COO")
        began = time.perf_counter()
        async with client.post(url, data=body, headers=signed(body)) as answer:
            await answer.text()
        slowest = max(slowest, time.perf_counter() - began)
    await sweep
    return slowest


async def _measure() -> list[float]:
    library = load_library()
    seed = Seed(
        team_id="T1", team_name="Bench", users=(SeedUser("U1", "u1", "CSM 1", "u1@x.example"),), channels=(),
        bot_user_id="UBOT", app_id="A1", bot_token="xoxb-bench", app_token="xapp-bench",
    )  # fmt: skip
    place = LocalWorkspace(seed, now=lambda: NOW)
    await place.start()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(open_engine(f"sqlite:///{folder}/bench.db"))
        await make_portfolio(store, library, ACCOUNTS)
        await assess(store, library, 1, NOW)
        surface = SlackSurface("xoxb-bench", monotonic=time.monotonic, base_url=place.api_url)
        background = Background()
        ours = AsyncApp(client=surface.client, signing_secret=SECRET)
        lines = {"T1": SlackLine(surface)}
        inbox = Inbox(f"sqlite:///{folder}/bench.db", machine_now)
        register(ours, FrontDesk(Services(store, library), "slack", lines.__getitem__, lambda: NOW, background, inbox))
        async with (
            served(make_http({PATH: receiver(ours, SECRET)}, Readiness(lambda: True))) as our_url,
            served(
                make_http({PATH: receiver(quick_echo(surface.client), SECRET)}, Readiness(lambda: True))
            ) as quick_url,
            served(make_http({PATH: receiver(echo(surface.client), SECRET)}, Readiness(lambda: True))) as bare_url,
            ClientSession() as client,
        ):
            times: dict[str, list[float]] = {our_url: [], quick_url: [], bare_url: []}
            for number in range(1, ROUNDS + 1):
                for url in times:
                    body = command(number * 331 % ACCOUNTS + 1)
                    began = time.perf_counter()
                    async with client.post(url, data=body, headers=signed(body)) as answer:
                        text = await answer.text()
                    times[url].append((time.perf_counter() - began) * 1000)
                    if url == our_url and "Account" not in text:
                        raise RuntimeError(f"not a card: {text[:300]}")
            slowest = await _slowest_during_sweep(store, library, client, our_url)
        await background.close()
        await inbox.close()
        await store.close()
    await place.stop()
    return [*(statistics.median(each[20:]) for each in times.values()), slowest]


def measure() -> list[tuple[str, float, float, float, str]]:
    """(what, ours, theirs, ratio, bound)"""
    ours, quick, bare, slowest = asyncio.run(_measure())
    return [
        ("/journey with 100,000 accounts against an echo in Bolt's middleware, ms (median)", ours, quick, ours / quick,
         "≤ 9"),
        ("/journey with 100,000 accounts against a bare Bolt echo, ms (median)", ours, bare, ours / bare, "≤ 1.5"),
        ("slowest acknowledgement of a log entry during a sweep, s, against Slack's 3", slowest, 3.0, slowest / 3,
         "≤ 1"),
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure()), file=sys.stdout)
