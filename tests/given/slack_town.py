"""The whole house in a local workspace: real signed requests in, a real small Slack out."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.journey.sweep.assess import assess
from bot.playbook.models import Library
from bot.sandbox.workspace import LocalWorkspace, MessageShortcut, SeedChannel, SeedUser, SlashCommand
from bot.store.session import Store
from bot.store.tables import Workspace
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.line import SlackLine
from bot.surfaces.slack.wire import receiver, register
from bot.usecases.workspace.roles import give_role
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from handlers.typed import COMMANDS
from tests.given.accounts import Accounts
from tests.given.book import NOW
from tests.given.databases import inbox_of
from tests.given.small_slack import OLGA, TIM, slack_seed

SECRET = "a-signing-secret"
PATIENCE = 30.0  # seconds, on a busy machine; Slack's own three are measured by the bench
SEED = slack_seed(
    users=(
        OLGA,
        TIM,
        SeedUser("UNEW", "nora", "Nora New", "nora@milepost.example", "Asia/Tokyo"),
        SeedUser("UGUEST", "gus", "Gus Guest", "gus@else.example", is_restricted=True),
        SeedUser("USTRANGE", "sam", "Sam Stranger", "sam@acme.example", is_stranger=True),
    ),
    channels=(
        SeedChannel("CTEAM", "cs-team", ("UOLGA", "UTIM", "UNEW", "UBOT")),
        SeedChannel("CACME", "acme", ("UOLGA", "UTIM", "UBOT")),
        SeedChannel("CSHARED", "acme-shared", ("UOLGA", "USTRANGE", "UBOT"), is_ext_shared=True),
        SeedChannel("CGUESTS", "with-guests", ("UOLGA", "UGUEST", "UBOT")),
        SeedChannel("CAWAY", "without-bot", ("UOLGA",)),
    ),
    commands=tuple(SlashCommand(f"/{command.name}") for command in COMMANDS),
    shortcuts=(MessageShortcut("log_to_account", "Log to account"),),
)


@dataclass
class SlackTown:
    """Milepost at work in a local workspace; `acme` and `globex` are accounts of Olga's."""

    accounts: Accounts
    slack: LocalWorkspace
    desk: FrontDesk
    address: str
    acme: int
    globex: int
    dana: int
    clock: list[datetime]

    @property
    def store(self) -> Store:
        return self.accounts.store

    @property
    def library(self) -> Library:
        return self.accounts.library

    async def settled(self) -> None:
        await asyncio.gather(*self.slack.acting._tasks)
        await self.desk.background.idle()

    async def types(self, line: str, *, user: str = "UOLGA", channel: str = "CTEAM") -> dict:
        """Type a command; what the person sees then."""
        before = len(self.slack.ephemerals(channel, user))
        outcome = await self.slack.acting.command(user, channel, line)
        assert outcome.ok, outcome
        await self.settled()
        found = self.slack.ephemerals(channel, user)[before:]
        assert len(found) <= 1, found
        return found[0] if found else {}

    async def presses(self, message: dict, label: str, *, user: str = "UOLGA", channel: str = "CTEAM", value=None):
        """Press the button (or choose in the menu) with that label."""
        block, element = next(
            (block, element)
            for block in message["blocks"]
            for element in block.get("elements") or []
            if label in (_label(element), element.get("action_id"))
        )
        outcome = await self.slack.acting.click_message(
            user, channel, message["ts"], block["block_id"], element["action_id"], value
        )
        assert outcome.ok, outcome
        await self.settled()
        return self.slack.ephemerals(channel, user)[-1]  # a new one, or what took its place

    async def submits(self, values: dict, *, user: str = "UOLGA"):
        """Send the open form."""
        view = self.slack.views(user)[-1]
        raw = {name: {name: value} for name, value in values.items()}
        outcome = await self.slack.acting.submit(user, view["id"], raw)
        await self.settled()
        return outcome

    async def lets_in(self, email: str = "nora@milepost.example", role: str = "csm") -> None:
        """Nora is in the chat, and isn't let in until somebody does."""
        await give_role(self.store, 1, email, role, self.clock[0])

    async def one(self, query, workspace: int = 1):
        return await self.accounts.one(query, workspace)


def text_of(message: dict) -> str:
    """All that a posted message says, as JSON."""
    return json.dumps(message.get("blocks") or message.get("text"), ensure_ascii=False)


def first_button(message: dict) -> str:
    block = next(block for block in message["blocks"] if block["type"] == "actions")
    return block["elements"][0]["text"]["text"]


def _label(element: dict) -> str:
    words = element.get("text") or element.get("placeholder") or {}
    return str(words.get("text", "")) if isinstance(words, dict) else ""


@asynccontextmanager
async def slack_town(accounts: Accounts) -> AsyncIterator[SlackTown]:
    """The town, with the accounts in it assessed for the first time this morning."""
    started = {"started_on": date(2025, 11, 10)}
    acme = await accounts.account("Acme", channel="CACME", **started)
    globex = await accounts.account("Globex", **started)
    await accounts.elsewhere().account("Secret Corp", **started)
    await accounts.ends_in_march(acme)
    dana = await accounts.person(acme, "Dana Reyes", title="COO", role="decision maker")
    await accounts.change(Workspace, accounts.workspace, baseline_at=NOW)
    await assess(accounts.store, accounts.library, accounts.workspace, NOW)
    clock = [NOW]
    runner_address: list[str] = []
    background = Background()
    inbox = inbox_of(accounts.store)
    site, slack = await _serve(accounts.store, accounts.library, clock, background, inbox, runner_address)
    yield SlackTown(accounts, slack, site.desk, runner_address[0], acme, globex, dana, clock)
    await background.close()
    await inbox.close()
    await slack.stop()
    await site.runner.cleanup()


@dataclass
class Site:
    runner: web.AppRunner
    desk: FrontDesk


async def _serve(store, library, clock, background, inbox, address) -> tuple[Site, LocalWorkspace]:
    held: dict[str, object] = {}

    async def slack_events(request: web.Request) -> web.StreamResponse:
        return await held["receive"](request)

    runner = web.AppRunner(make_http({"/slack/events": slack_events}, Readiness(lambda: True)), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    address.append(f"http://{host}:{port}")
    slack = LocalWorkspace(
        SEED, now=lambda: clock[0], request_url=f"{address[0]}/slack/events", signing_secret=SECRET,
        event_retry_delays=(), patience=PATIENCE,
    )  # fmt: skip
    await slack.start()
    surface = SlackSurface(SEED.bot_token, monotonic=asyncio.get_running_loop().time, base_url=slack.api_url)
    app = AsyncApp(client=surface.client, signing_secret=SECRET)
    line = SlackLine(surface)
    desk = FrontDesk(Services(store, library), "slack", lambda _team: line, lambda: clock[0], background, inbox)
    register(app, desk)
    held["receive"] = receiver(app, SECRET)
    return Site(runner, desk), slack
