"""`/journey acc-…` over Teams' wire against the same over Slack's: from the signed request until the whole answer is
there. Slack has it in the acknowledgement; Teams is posted to, by a call of ours."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from sqlalchemy import insert

from bot.clock import machine_now
from bot.inbox.inbox import Inbox
from bot.journey.sweep.assess import assess
from bot.playbook.load import load_library
from bot.sandbox.workspace import LocalWorkspace, Seed, SeedUser
from bot.store.session import Store, open_engine
from bot.store.tables import Identity, Installation
from bot.surfaces.slack.app import PATH as SLACK_PATH
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.line import SlackLine
from bot.surfaces.slack.wire import receiver, register
from bot.surfaces.teams.access.proof import Secret
from bot.surfaces.teams.access.token import TeamsApp
from bot.surfaces.teams.app import PATH, TeamsPlatform
from bot.usecases.workspace.notebook import StoredNotebook
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.bench import reply_bench
from tests.given.portfolio import NOW, make_portfolio
from tests.given.teams.small_teams import CLIENT, OLGA, SECRET, TENANT, People, Shown, SmallTeams
from tests.given.teams.teams_town import served

ACCOUNTS, ROUNDS, WARM = 2_000, 220, 20
Ask = Callable[[int], Awaitable[str]]


class Told(list[Shown]):
    """What is shown in Teams; `came` tells when."""

    def __init__(self) -> None:
        super().__init__()
        self.came = asyncio.Event()

    def append(self, shown: Shown) -> None:
        super().append(shown)
        self.came.set()


@asynccontextmanager
async def on_slack(services: Services, inbox: Inbox, client: ClientSession) -> AsyncIterator[Ask]:
    seed = Seed(
        team_id="T1", team_name="Bench", users=(SeedUser("U1", "u1", "CSM 1", "u1@x.example"),), channels=(),
        bot_user_id="UBOT", app_id="A1", bot_token="xoxb-bench", app_token="xapp-bench",
    )  # fmt: skip
    place, background = LocalWorkspace(seed, now=lambda: NOW), Background()
    await place.start()
    surface = SlackSurface("xoxb-bench", monotonic=time.monotonic, base_url=place.api_url)
    bolt, lines = AsyncApp(client=surface.client, signing_secret=reply_bench.SECRET), {"T1": SlackLine(surface)}
    register(bolt, FrontDesk(services, "slack", lines.__getitem__, lambda: NOW, background, inbox))
    app = make_http({SLACK_PATH: receiver(bolt, reply_bench.SECRET)}, Readiness(lambda: True))
    async with served(app) as address:

        async def ask(number: int) -> str:
            body = reply_bench.command(number)
            headers = reply_bench.signed(body)
            async with client.post(f"{address}{SLACK_PATH}", data=body, headers=headers) as answer:
                return await answer.text()

        yield ask
    await background.close()
    await place.stop()


@asynccontextmanager
async def on_teams(services: Services, inbox: Inbox, client: ClientSession) -> AsyncIterator[Ask]:
    async with services.store.everywhere(writes=True) as connection:
        await connection.execute(insert(Installation).values(id=2, workspace_id=1, surface="teams", team_id=TENANT))
        mine = {"workspace_id": 1, "installation_id": 2, "user_id": OLGA, "person_id": 1}
        await connection.execute(insert(Identity).values(mine))
    told, background = Told(), Background()
    teams = SmallTeams(messages=told)
    async with served(teams.application()) as teams.address:
        notebook, app = (
            StoredNotebook(services.store, "teams", TENANT, lambda: NOW),
            TeamsApp(CLIENT, TENANT, Secret(SECRET)),
        )
        clocks = {"now": lambda: NOW, "monotonic": time.monotonic}
        platform = TeamsPlatform(app, notebook, url="https://milepost.example", vendor=teams.vendor, **clocks)
        lines = {TENANT: (await platform.connect()).line}
        desk = FrontDesk(services, "teams", lines.__getitem__, lambda: NOW, background, inbox)
        entrance = make_http({PATH: platform.attend(desk).paths[PATH]}, Readiness(lambda: True))
        async with served(entrance) as address:
            people = People(teams, f"{address}{PATH}", client)
            await people.installs(OLGA)
            await background.idle()

            async def ask(number: int) -> str:
                told.came.clear()
                await people.types(OLGA, f"/journey acc-{number}")
                await told.came.wait()
                return told[-1].text

            yield ask
            await background.idle()
        await background.close()
        await platform.close()


async def _measure() -> list[float]:
    library = load_library()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        store, inbox = Store(open_engine(url)), Inbox(url, machine_now)
        await inbox.prepare()
        await make_portfolio(store, library, ACCOUNTS)
        await assess(store, library, 1, NOW)
        services, times = Services(store, library), ([], [])
        async with (
            ClientSession() as client,
            on_teams(services, inbox, client) as in_teams,
            on_slack(services, inbox, client) as in_slack,
        ):
            for number in range(1, ROUNDS + 1):
                for ask, taken in zip((in_teams, in_slack), times, strict=True):
                    began = time.perf_counter()
                    said = await ask(number * 331 % ACCOUNTS + 1)
                    taken.append((time.perf_counter() - began) * 1000)
                    if "Account" not in said:
                        raise RuntimeError(f"not a card: {said[:300]}")
        await inbox.close()
        await store.close()
    return [statistics.median(each[WARM:]) for each in times]


def measure() -> list[tuple[str, float, float, float, str]]:
    """(what, ours, theirs, ratio, bound)"""
    teams, slack = asyncio.run(_measure())
    return [
        ("/journey over Teams' wire against the same over Slack's, ms (median)", teams, slack, teams / slack, "≤ 2")
    ]


if __name__ == "__main__":
    print(measure())
