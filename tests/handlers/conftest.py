"""The whole house in a local workspace: real signed requests in, a real small Slack out."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from sqlalchemy import select

from bot.journey.playbooks.versions import keep_versions
from bot.journey.sweep.assess import assess
from bot.playbook.models import Library
from bot.sandbox.workspace import LocalWorkspace, MessageShortcut, Seed, SeedChannel, SeedUser, SlashCommand
from bot.store.session import Store
from bot.store.tables import Account, AccountName, Contract, PlaybookVersion, Stakeholder, Workspace
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.line import SlackLine
from bot.surfaces.slack.wire import receiver, register
from bot.text import compared
from handlers.api.server import make_http
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from handlers.typed import COMMANDS
from tests.given.channels import channel_row

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)  # a Tuesday
SECRET = "a-signing-secret"
PATIENCE = 30.0  # seconds, on a busy machine; Slack's own three are measured by the bench
SEED = Seed(
    team_id="T1",
    team_name="Milepost GmbH",
    users=(
        SeedUser("UOLGA", "olga", "Olga Owner", "olga@milepost.example", "Europe/Berlin"),
        SeedUser("UTIM", "tim", "Tim Teammate", "tim@milepost.example", "Europe/Berlin"),
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
    bot_user_id="UBOT",
    app_id="A1",
    bot_token="xoxb-local",
    app_token="xapp-local",
    commands=tuple(SlashCommand(f"/{command.name}") for command in COMMANDS),
    shortcuts=(MessageShortcut("log_to_account", "Log to account"),),
)


@dataclass
class Town:
    """Milepost at work in a local workspace; `acme` and `globex` are accounts of Olga's."""

    store: Store
    library: Library
    slack: LocalWorkspace
    desk: FrontDesk
    address: str
    acme: int
    globex: int
    dana: int
    clock: list[datetime]

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

    async def one(self, query, workspace: int = 1):
        async with self.store.read(workspace) as db:
            return await db.scalar(query)


def _label(element: dict) -> str:
    words = element.get("text") or element.get("placeholder") or {}
    return str(words.get("text", "")) if isinstance(words, dict) else ""


async def add_account(store: Store, name: str, workspace: int = 1, channel: str | None = None, **values: object) -> int:
    values["channel_id"] = await channel_row(store, channel, workspace)
    async with store.write(workspace) as db:
        version = await db.scalar(select(PlaybookVersion.id).where(PlaybookVersion.name == "laer"))
        given = {"csm_id": 11, "started_on": date(2025, 11, 10), "tier": "mid"} | values
        row = Account(
            workspace_id=workspace, key=compared(name), name=name, created_at=NOW, playbook_version_id=version, **given
        )
        db.add(row)
        await db.flush()
        db.add(AccountName(workspace_id=workspace, account_id=row.id, folded=compared(name), kind="name", shown=name))
        return row.id


async def people_and_contract(store: Store, account_id: int) -> int:
    async with store.write(1) as db:
        db.add(
            Contract(
                workspace_id=1, account_id=account_id, product="Suite", ends_on=date(2026, 3, 14),
                notice_on=date(2026, 1, 13), amount=Decimal(120000), currency="EUR",
            )
        )  # fmt: skip
        dana = Stakeholder(
            workspace_id=1, account_id=account_id, name="Dana Reyes", title="COO", role="decision maker", created_at=NOW
        )
        db.add(dana)
        await db.flush()
        return dana.id


@pytest.fixture
async def town(store: Store, book, library: Library) -> AsyncIterator[Town]:  # type: ignore[no-untyped-def]
    await keep_versions(store, library, book.workspace, NOW)
    await keep_versions(store, library, book.other_workspace, NOW)
    acme = await add_account(store, "Acme", channel="CACME")
    globex = await add_account(store, "Globex")
    await add_account(store, "Secret Corp", 2, csm_id=21)
    dana = await people_and_contract(store, acme)
    async with store.write(1) as db:
        (await db.get_one(Workspace, 1)).baseline_at = NOW
    await assess(store, library, 1, NOW)
    clock = [NOW]
    runner_address: list[str] = []
    background = Background()
    site, slack = await _serve(store, library, clock, background, runner_address)
    yield Town(store, library, slack, site.desk, runner_address[0], acme, globex, dana, clock)
    await background.close()
    await slack.stop()
    await site.runner.cleanup()


@dataclass
class Site:
    runner: web.AppRunner
    desk: FrontDesk


async def _serve(store, library, clock, background, address) -> tuple[Site, LocalWorkspace]:
    held: dict[str, object] = {}

    async def slack_events(request: web.Request) -> web.StreamResponse:
        return await held["receive"](request)

    runner = web.AppRunner(make_http({"/slack/events": slack_events}, ready=lambda: True), access_log=None)
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
    desk = FrontDesk(Services(store, library), "slack", lambda _team: line, lambda: clock[0], background)
    register(app, desk)
    held["receive"] = receiver(app)
    return Site(runner, desk), slack
