"""`milepost demo --teams`: the sample portfolio in Microsoft's offline playground of Teams. No tenant, no account; what
listens, listens on this machine alone."""

import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import aiohttp
from sqlalchemy import update

from bot.app import Milepost, Now, Offered, opened
from bot.cli.demo import (
    LOOK_EVERY,
    NO_PACE,
    MovableClock,
    SampleDemo,
    Say,
    _remove,
    bring_history,
    last_working_afternoon,
    live_that_morning,
)
from bot.cli.sample.teams_words import DemoWords
from bot.cli.stopping import Stop
from bot.clock import machine_now, ticking
from bot.playbook.load import load_library
from bot.sandbox.sample import Sample, write_sample
from bot.sandbox.teams.playground import HERE, Player, PlaygroundStage, free_port, need_playground, playing
from bot.sandbox.teams.relay import ISSUER, Relay
from bot.serving import attending
from bot.settings.read import Settings
from bot.settings.teams import TeamsSettings
from bot.store.session import Store, open_engine
from bot.store.tables import Account, Person
from bot.store.upkeep.schema import migrate
from bot.surfaces.teams.access.proof import Secret
from bot.surfaces.teams.access.token import TeamsApp
from bot.surfaces.teams.app import PATH, TeamsPlatform, Vendor
from bot.surfaces.teams.trust.keys import Trust
from bot.usecases.workspace.notebook import StoredNotebook

PACKAGES = Path(__file__).parents[3] / "node_modules"
CLIENT, TENANT = "00000000-0000-0000-0000-00000000c11e", "00000000-0000-0000-0000-000000007e4a"
WORDS = "In its chat, “/demo next morning” moves the clock on, and “/demo as Ben” shows what a colleague sees."
SECRET = "nobody else listens here"


async def run_in_teams(*, port: int, browser: bool, now: datetime | None, stop: Stop, say: Say) -> None:
    """Run until stopped. port: of the playground's page. Raises SettingsError where the playground can't be started."""
    need_playground(PACKAGES, port)
    folder = Path(mkdtemp(prefix="milepost-demo-"))
    stop.at_last = partial(_remove, folder)
    try:
        async with AsyncExitStack() as open_:
            with stop.cancels():
                start = now or last_working_afternoon(machine_now())
                demo, relay = await open_.enter_async_context(living_in_teams(folder, start, port))
                say(f"Microsoft's playground of Teams with Milepost in it: {relay.playground}   (Ctrl-C ends it)")
                say(WORDS)
                if browser:
                    threading.Thread(target=webbrowser.open, args=(relay.playground,), daemon=True).start()
                await relay.opened.wait()  # it shows nothing of what came before
                await live_that_morning(demo, start)
            await open_.enter_async_context(ticking(demo.milepost.tick, demo.clock.now, LOOK_EVERY))
            await stop.asked.wait()
    finally:
        _remove(folder)


@asynccontextmanager
async def living_in_teams(folder: Path, start: datetime, page: int = 0) -> AsyncIterator[tuple[SampleDemo, Relay]]:
    """The playground with the sample's history before that day. Ana takes Milepost on when its page is opened. page:
    the port of that."""
    sample = write_sample(folder, load_library(), start.date())
    clock, relay, port = MovableClock(sample.phases[0].moment), Relay(CLIENT, TENANT), free_port()
    ours = TeamsSettings(CLIENT, TENANT, f"http://{HERE}:{port}", SECRET)
    settings = Settings(
        database_url=f"sqlite:///{folder}/milepost.db", timezone="Europe/Berlin", host=HERE, port=port, teams=ours
    )
    store = Store(open_engine(settings.database_url))
    await migrate(store)
    await store.close()
    relay.bot = f"{ours.url}{PATH}"
    stage = stage_of(sample)
    async with relay.listening(), opened(settings, clock.now, NO_PACE, platforms=(_trusting(relay),)) as milepost:
        demo = await _with_history(milepost, clock, sample)
        relay.asked = DemoWords(relay, stage, demo).asked
        async with attending(milepost), playing(PACKAGES, folder, stage, relay.entrance, page) as relay.playground:
            await _install(relay.playground, stage)
            yield demo, relay


def stage_of(sample: Sample) -> PlaygroundStage:
    """Ana sits before it; who works with her is there too."""
    people = [Player(f"directory-{one.handle}", one.name, one.email) for one in (*sample.csms, sample.lead)]
    return PlaygroundStage(people, CLIENT, TENANT)


def _trusting(relay: Relay) -> Offered:
    """Teams, where what the relay signs counts, and nothing else."""

    def make(settings: Settings, store: Store, now: Now) -> TeamsPlatform:
        notebook, vendor = StoredNotebook(store, "teams", TENANT, now), Vendor(Trust(ISSUER, relay.keys), relay.login)
        app, url = TeamsApp(CLIENT, TENANT, Secret(SECRET)), settings.teams.url if settings.teams else ""
        # It opens no dialogs, so forms stand as cards.
        return TeamsPlatform(app, notebook, url=url, now=now, monotonic=time.monotonic, vendor=vendor, dialogs=False)

    return Offered(make, lambda settings: None, lambda settings: True)


async def _with_history(milepost: Milepost, clock: MovableClock, sample: Sample) -> SampleDemo:
    """Everybody is written to directly: the playground has one channel."""
    demo = SampleDemo(milepost, clock, sample)
    demo.workspace_id = await milepost.connect()
    await bring_history(demo)
    async with milepost.store.write(demo.workspace_id) as db:
        for theirs in (Person, Account):
            await db.execute(update(theirs).values(channel_id=None).execution_options(synchronize_session=False))
    return demo


async def _install(playground: str, stage: PlaygroundStage) -> None:
    """In the team, by whose roster people are known."""
    address = f"{playground}/_debug/conversation/{stage.team}/installation"
    async with aiohttp.ClientSession() as session, session.post(address, json={}) as response:
        response.raise_for_status()
