"""The whole house in a small Teams: signed activities in, Teams' own calls out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import aiohttp
from aiohttp import web
from sqlalchemy import insert

from bot.app import Milepost, Offered
from bot.delivery.report import Report
from bot.journey.sweep.assess import assess
from bot.settings.read import Settings
from bot.settings.teams import TeamsSettings
from bot.store.tables import Installation, Workspace
from bot.surfaces.teams.access.proof import Secret
from bot.surfaces.teams.access.token import TeamsApp
from bot.surfaces.teams.app import PATH, TeamsPlatform
from bot.surfaces.teams.render.check import parts_of
from bot.usecases.workspace.notebook import StoredNotebook
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.reception.turn import FrontDesk
from tests.given.accounts import Accounts
from tests.given.book import NOW
from tests.given.teams.small_teams import CLIENT, SECRET, TENANT, People, Shown, SmallTeams

Json = dict[str, Any]


@dataclass
class TeamsTown:
    """Milepost at work in a small Teams; `acme` and `globex` are accounts of Olga's."""

    accounts: Accounts
    teams: SmallTeams
    people: People
    milepost: Milepost
    clock: list[datetime]
    acme: int
    globex: int
    seconds: list[float]

    @property
    def desk(self) -> FrontDesk:
        return self.milepost._desks["teams"]

    def parts_of(self, shown: Shown) -> list[Json]:
        """Everything of its card that has a type."""
        return list(parts_of(shown.content))

    def pictures_in(self, shown: Shown) -> list[Json]:
        return [part for part in self.parts_of(shown) if part["type"] == "Image"]

    async def settled(self) -> None:
        for platform in self.milepost.platforms:
            await platform.wire.idle()
        await self.milepost.background.idle()

    async def installs(self, user: str) -> None:
        await self.people.installs(user)
        await self.settled()

    async def types(self, user: str, text: str, channel: str | None = None, thread: str = "") -> list[Shown]:
        """What is new of all that the person sees there, and in their personal chat."""
        before = list(self.teams.messages)
        await self.people.types(user, text, channel, thread)
        await self.settled()
        there = [*self.teams.seen_by(user, channel), *(self.teams.seen_by(user) if channel else ())]
        return [one for one in there if one not in before]

    async def presses(self, user: str, shown: Shown, title: str, /, **typed: Any) -> Any:
        answer = await self.people.presses(user, shown, title, **typed)
        await self.settled()
        return answer

    async def tick(self, now: datetime | None = None) -> Report:
        if now is not None:
            self.clock[0] = now
        return await self.milepost.tick(self.clock[0])


@asynccontextmanager
async def served(application: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def teams_town(accounts: Accounts) -> AsyncIterator[TeamsTown]:
    """The town; its workspace is on Slack too, where nobody serves it just now."""
    acme, globex = await with_accounts(accounts)
    async with accounts.store.everywhere(writes=True) as connection:
        ours = {"workspace_id": accounts.workspace, "surface": "teams", "team_id": TENANT}
        await connection.execute(insert(Installation).values(ours))
    teams = SmallTeams()
    async with served(teams.application()) as teams.address, at_work(accounts, teams) as town:
        town.acme, town.globex = acme, globex
        yield town


async def with_accounts(accounts: Accounts) -> tuple[int, int]:
    """Acme and Globex, assessed for the first time this morning; and somebody else's."""
    started = {"started_on": date(2025, 11, 10)}
    acme = await accounts.account("Acme", **started)
    globex = await accounts.account("Globex", **started)
    await accounts.elsewhere().account("Secret Corp", **started)
    await accounts.ends_in_march(acme)
    await accounts.person(acme, "Dana Reyes", title="COO", role="decision maker")
    await accounts.change(Workspace, accounts.workspace, baseline_at=NOW)
    await assess(accounts.store, accounts.library, accounts.workspace, NOW)
    return acme, globex


@asynccontextmanager
async def at_work(accounts: Accounts, teams: SmallTeams, *, dialogs: bool = False) -> AsyncIterator[TeamsTown]:
    """Milepost as a new process of it, answering for that Teams. dialogs: whether its clients open them."""
    store, clock, seconds = accounts.store, [NOW], [0.0]
    held: dict[str, Any] = {}

    async def receive(request: web.Request) -> web.StreamResponse:
        return await held[request.path if request.path == PATH else "shown"](request)

    application = make_http({PATH: receive, "/teams/shown/{name}": receive}, Readiness(lambda: True))
    async with served(application) as address, aiohttp.ClientSession() as session:
        platforms = (Offered(offered(teams, address, seconds, dialogs), lambda settings: None, lambda settings: True),)
        url = store.engine.url.set(drivername=store.engine.dialect.name).render_as_string(hide_password=False)
        settings = Settings(database_url=url, url=address, teams=TeamsSettings(CLIENT, TENANT, address, SECRET))
        milepost = Milepost(settings, store, accounts.library, lambda: clock[0], (0.0, 0.0), platforms)
        await milepost.connect()
        await milepost.inbox.prepare()
        [entrance] = milepost.entrances()
        held |= {PATH: entrance.paths[PATH], "shown": entrance.paths["/teams/shown/{name}"]}
        people = People(teams, f"{address}{PATH}", session)
        yield TeamsTown(accounts, teams, people, milepost, clock, 0, 0, seconds)
        await milepost.background.close()
        await milepost.inbox.close()
        for platform in milepost.platforms:
            await platform.close()


def offered(
    teams: SmallTeams,
    address: str,
    seconds: list[float] | None = None,
    dialogs: bool = False,
) -> Any:
    def make(settings: Settings, store: Any, now: Any) -> TeamsPlatform:
        notebook, app = StoredNotebook(store, "teams", TENANT, now), TeamsApp(CLIENT, TENANT, Secret(SECRET))
        passed = seconds or [0.0]
        return TeamsPlatform(
            app, notebook, url=address, now=now, monotonic=lambda: passed[0], vendor=teams.vendor, dialogs=dialogs
        )

    return make
