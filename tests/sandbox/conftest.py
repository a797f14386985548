"""A workspace with three people, and a small real Bolt app in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import LocalWorkspace, MessageShortcut, Seed, SeedChannel, SeedUser, SlashCommand
from tests.given.small_slack import slack_seed

SECRET = "a-signing-secret"
SEED = slack_seed(
    team_name="Northwind",
    users=(
        SeedUser("U1", "mara", "Mara Vogel", "mara@northwind.example", "Europe/Berlin"),
        SeedUser("U2", "tom", "Tom Okafor", "tom@northwind.example", "America/New_York"),
        SeedUser("U3", "sue", "Sue Stranger", "sue@acme.example", is_stranger=True),
    ),
    channels=(
        SeedChannel("C1", "cs-team", ("U1", "U2", "UBOT")),
        SeedChannel("C2", "elsewhere", ("U1",)),
        SeedChannel("C3", "leads", ("U1",), is_private=True),
        SeedChannel("C4", "acme", ("U1", "U3", "UBOT"), is_ext_shared=True),
    ),
    commands=(
        SlashCommand("/journey", "acme", "Where an account is"),
        SlashCommand("/slow"),
        SlashCommand("/who", should_escape=True),
    ),
    shortcuts=(MessageShortcut("to_todo", "Make it a to-do"),),
)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, value: str = "7") -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value}


CARD = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Acme*"}},
    {"type": "actions", "block_id": "row", "elements": [button("Log", "log"), button("Done", "done")]},
]
FORM = {
    "type": "modal",
    "callback_id": "log",
    "private_metadata": "acme",
    "title": plain("Log a call"),
    "submit": plain("Save"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "said",
            "label": plain("What was said"),
            "element": {"type": "plain_text_input", "action_id": "v"},
        }
    ],
}


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Bot:
    """The app under the workspace, with what it heard."""

    app: AsyncApp
    client: AsyncWebClient
    heard: list[dict[str, Any]] = field(default_factory=list)
    refuse_events: int = 0


def build_bot(api_url: str) -> Bot:
    client = AsyncWebClient(token=SEED.bot_token, base_url=api_url, retry_handlers=[])
    bot = Bot(AsyncApp(client=client, signing_secret=SECRET), client)
    _commands(bot)
    _clicks(bot)
    _events(bot)
    return bot


def _commands(bot: Bot) -> None:
    @bot.app.command("/journey")
    async def journey(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        bot.heard.append(body)
        await ack()
        await respond(text="Acme", blocks=CARD)

    @bot.app.command("/who")
    async def who(ack: Any, body: dict[str, Any]) -> None:
        bot.heard.append(body)
        await ack("Nobody")

    @bot.app.command("/slow")
    async def slow(ack: Any) -> None:
        await asyncio.sleep(3.3)


def _clicks(bot: Bot) -> None:
    @bot.app.action("log")
    async def log(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        bot.heard.append(body)
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @bot.app.action("done")
    async def done(ack: Any, body: dict[str, Any], respond: Any) -> None:
        bot.heard.append(body)
        await ack()
        await respond(text="Done. Undo", replace_original=True)

    @bot.app.view("log")
    async def saved(ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
        bot.heard.append(body)
        if view["state"]["values"]["said"]["v"]["value"] == "?":
            await ack(response_action="errors", errors={"said": "Say what was said."})
        elif view["state"]["values"]["said"]["v"]["value"] == "more":
            await ack(response_action="push", view=FORM)
        else:
            await ack()

    @bot.app.view_closed("log")
    async def closed(ack: Any, body: dict[str, Any]) -> None:
        bot.heard.append(body)
        await ack()

    @bot.app.shortcut("to_todo")
    async def todo(ack: Any, body: dict[str, Any]) -> None:
        bot.heard.append(body)
        await ack()


def _events(bot: Bot) -> None:
    @bot.app.middleware
    async def refuse(body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        if bot.refuse_events and body.get("type") == "event_callback":
            bot.refuse_events -= 1
            raise RuntimeError("not now")
        await next()

    @bot.app.error
    async def quiet(error: Exception) -> None:
        return None

    @bot.app.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        bot.heard.append(event)
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("Your week")}]}
        await client.views_publish(user_id=event["user"], view=view)

    for kind in ("message", "app_mention", "member_joined_channel"):

        @bot.app.event(kind)
        async def note(event: dict[str, Any], body: dict[str, Any]) -> None:
            bot.heard.append({**event, "event_id": body["event_id"]})


async def until(true: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Waits for something the bot does after its acknowledgement."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.01)
    return found


@pytest.fixture(name="until")
def until_fixture() -> Callable[..., Awaitable[Any]]:
    return until


@pytest.fixture
def seed() -> Seed:
    return SEED


@pytest.fixture
def form() -> dict[str, Any]:
    return FORM


@pytest.fixture
def card() -> list[dict[str, Any]]:
    return CARD


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def workspace(clock: Clock) -> AsyncIterator[LocalWorkspace]:
    async def next_morning() -> datetime:
        clock.move(days=1)
        return clock.now()

    local = LocalWorkspace(SEED, now=clock.now, next_morning=next_morning, event_retry_delays=(0.0, 0.05, 0.05))
    await local.start()
    yield local
    await local.stop()


@pytest.fixture
async def client(workspace: LocalWorkspace) -> AsyncWebClient:
    return AsyncWebClient(token=SEED.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
async def bot(workspace: LocalWorkspace) -> AsyncIterator[Bot]:
    """The app on Socket Mode."""
    made = build_bot(workspace.api_url)
    handler = AsyncSocketModeHandler(made.app, SEED.app_token)
    await handler.connect_async()
    yield made
    await handler.close_async()


@pytest.fixture
async def http_pair(clock: Clock) -> AsyncIterator[tuple[LocalWorkspace, Bot]]:
    """The app behind signed HTTP requests."""
    made: list[Bot] = []

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await made[0].app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/events", receive)
    runner = web.AppRunner(server, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    local = LocalWorkspace(SEED, now=clock.now, request_url=url, signing_secret=SECRET, event_retry_delays=(0.0, 0.05))
    await local.start()
    made.append(build_bot(local.api_url))
    yield local, made[0]
    await local.stop()
    await runner.cleanup()
