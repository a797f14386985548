"""`milepost demo`: the real bot, by Socket Mode, in a local workspace with a sample portfolio and a clock to move."""

import asyncio
import shutil
import tempfile
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import select, update

from bot.app import Milepost, opened
from bot.calendar import is_working_day, moment
from bot.cli.sample.lessons import write_lessons
from bot.cli.sample.offers import write_offer
from bot.cli.sample.success_plan import write_plan
from bot.cli.stopping import Stop
from bot.clock import machine_now, ticking
from bot.ingest.run import import_file
from bot.jobs.after_change import after_change
from bot.jobs.import_data import note_import
from bot.playbook.load import load_library
from bot.sandbox.sample import LAST_EVENING, SAID, Kind, SaidOnce, Sample, write_sample
from bot.sandbox.sample.write import PLAYBOOK
from bot.sandbox.workspace import LocalWorkspace, MessageShortcut, Seed, SeedChannel, SeedUser, SlashCommand
from bot.serving import attending
from bot.settings.read import Settings
from bot.store.channels import channels_typed
from bot.store.session import Store, open_engine
from bot.store.tables import Account, Person, Stakeholder
from bot.store.tables.said.sayings import KINDS
from bot.store.upkeep.schema import migrate
from bot.surfaces.slack.manifest import manifest
from bot.usecases.account.log import Details, log
from bot.usecases.people.personas import tag
from bot.usecases.said.keep import SaidByThem
from bot.usecases.workspace.roles import give_role
from bot.usecases.writing.write import Write
from handlers.typed import listed

BOT, TEAM = "UMILEPOST", "TLOCAL"
LOOK_EVERY = 5  # seconds
REMOVING = 1.0  # seconds at most
NO_PACE = (0.0, 0.0)  # nobody limits us here, and a visitor waits
Say = Callable[[str], object]


class MovableClock:
    """Goes on like the machine's, from wherever it is set."""

    def __init__(self, start: datetime) -> None:
        self.set(start)

    def set(self, to: datetime) -> None:
        self._start, self._since = to, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)


class Demo:
    """The bot, its local workspace, and the clock that both live by."""

    def __init__(self, milepost: Milepost, clock: MovableClock) -> None:
        self.milepost, self.clock = milepost, clock
        self.workspace_id = 0
        self._moving = asyncio.Lock()

    async def next_morning(self) -> datetime:
        """Move on to the next working day, past everybody's digest, and do what falls due on the way."""
        async with self._moving:
            day = (self.clock.now() + timedelta(days=1)).date()
            while not is_working_day(day):
                day += timedelta(days=1)
            await self.live_the_night(day)
            await self.live_through(day)
            self.clock.set(self.clock.now() + timedelta(minutes=10))
            return self.clock.now()

    async def live_the_night(self, before: date) -> None:
        """What comes in between two days: nothing."""

    async def bring_in(self, files: Iterable[tuple[Kind, Path]], at: datetime) -> None:
        """Import those files, as exported at that moment."""
        for kind, file in files:
            await import_file(self.milepost.store, self.workspace_id, kind, file, now=at, file_time=at)
            await note_import(self.milepost.store, self.workspace_id, kind, at)

    async def live_through(self, day: date, until: datetime | None = None) -> None:
        """Everybody's morning of that day, one after the other, wherever in the world it begins."""
        for at in sorted(set(await self._mornings(day))):
            if self.clock.now() < at <= (until or at):
                self.clock.set(at)
                await self.milepost.tick(at)

    async def _mornings(self, day: date) -> list[datetime]:
        async with self.milepost.store.read(self.workspace_id) as db:
            people = list(await db.scalars(select(Person)))
        return [moment(day, person.digest_at, person.timezone) for person in people]


class SampleDemo(Demo):
    """With the sample portfolio, whose nights have stories."""

    def __init__(self, milepost: Milepost, clock: MovableClock, sample: Sample) -> None:
        super().__init__(milepost, clock)
        self.sample = sample

    async def live_the_night(self, before: date) -> None:
        """The evening's exports come in, as they would from a CRM and a product."""
        at, files = self.sample.future.before(before)
        self.clock.set(max(at, self.clock.now()))
        await self.bring_in(files, self.clock.now())


Living = Callable[[Path], AbstractAsyncContextManager[tuple[Demo, LocalWorkspace]]]


async def run_demo(*, port: int, browser: bool, now: datetime | None, stop: Stop, say: Say) -> None:
    """Run the sample until stopped."""
    start = now or last_working_afternoon(machine_now())
    await run_living(lambda folder: living(folder, port, start), browser, stop, say)


async def run_living(live: Living, browser: bool, stop: Stop, say: Say) -> None:
    """Run until stopped. Everything lives in a temporary folder and is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="milepost-demo-"))
    stop.at_last = partial(_remove, folder)
    try:
        await _run(live(folder), browser, stop, say)
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """Whatever a statement that was cut short still writes there meanwhile, from a thread of its own."""
    for _ in range(round(REMOVING / 0.02)):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)


async def _run(
    begun: AbstractAsyncContextManager[tuple[Demo, LocalWorkspace]], browser: bool, stop: Stop, say: Say
) -> None:
    async with AsyncExitStack() as open_:
        with stop.cancels():
            demo, place = await open_.enter_async_context(begun)
            milepost = demo.milepost
            await open_.enter_async_context(attending(milepost, http=False))
        await open_.enter_async_context(ticking(milepost.tick, demo.clock.now, LOOK_EVERY))
        say(f"A local workspace with Milepost in it: {place.url}   (Ctrl-C ends it)")
        if browser:
            threading.Thread(target=webbrowser.open, args=(place.url,), daemon=True).start()
        await stop.asked.wait()


@asynccontextmanager
async def living(
    folder: Path, port: int, start: datetime, database: str = ""
) -> AsyncIterator[tuple[SampleDemo, LocalWorkspace]]:
    """The local workspace with the sample's history up to that moment, the morning's digests out. database: its
    address; "": a file in the folder."""
    sample = write_sample(folder, load_library(), start.date())
    clock = MovableClock(sample.phases[0].moment)
    home = DemoHome(database or f"sqlite:///{folder}/milepost.db", port, "Europe/Berlin")
    async with living_in(home, seed_of(sample), clock, lambda milepost: SampleDemo(milepost, clock, sample)) as opened_:
        await prepare(opened_[0], start)
        yield opened_


D = TypeVar("D", bound=Demo)


class DemoHome(NamedTuple):
    """Where a demo lives. timezone: the workspace's."""

    database_url: str
    port: int
    timezone: str


@asynccontextmanager
async def living_in(
    home: DemoHome, seed: Seed, clock: MovableClock, demo_of: Callable[[Milepost], D]
) -> AsyncIterator[tuple[D, LocalWorkspace]]:
    """The local workspace with those people, and the bot in it; nothing has happened yet."""
    demos: list[D] = []
    place = LocalWorkspace(seed, now=clock.now, next_morning=lambda: demos[0].next_morning())
    await place.start(home.port)
    settings = Settings(
        database_url=home.database_url,
        bot_token="xoxb-local",
        app_token="xapp-local",
        api_url=place.api_url,
        timezone=home.timezone,
    )
    try:
        store = Store(open_engine(settings.database_url))
        await migrate(store)
        await store.close()
        async with opened(settings, clock.now, NO_PACE, calls_others=True) as milepost:
            demos.append(demo_of(milepost))
            yield demos[0], place
    finally:
        await place.stop()


async def prepare(demo: SampleDemo, now: datetime) -> None:
    """Half a year of history through the importer, the sweeps of the last days, then the mornings of that day."""
    demo.workspace_id = await demo.milepost.connect()
    await bring_history(demo)
    await live_that_morning(demo, now)


async def bring_history(demo: SampleDemo) -> None:
    """As it came in over half a year."""
    milepost, sample = demo.milepost, demo.sample
    for number, phase in enumerate(sample.phases):
        demo.clock.set(phase.moment)
        await demo.bring_in(phase.files, phase.moment)
        if number == 0:
            await _settle(milepost, demo.workspace_id, sample)
        last = number == len(sample.phases) - 1
        await log_what_was_said(demo, [one for one in SAID if one.phase == (LAST_EVENING if last else number)])
        await after_change(milepost.store, milepost.library, demo.workspace_id, phase.moment)
    await write_plan(milepost.store, demo.workspace_id, demo.clock.now())
    await write_offer(milepost.store, demo.workspace_id, demo.clock.now())
    await write_lessons(milepost.store, demo.workspace_id, demo.clock.now())


async def live_that_morning(demo: SampleDemo, now: datetime) -> None:
    """Everybody's morning, up to that moment."""
    await demo.live_through(now.date(), now)
    demo.clock.set(now)
    await demo.milepost.tick(now)


async def _settle(milepost: Milepost, workspace_id: int, sample: Sample) -> None:
    """Every CSM has a channel for digest and alerts, and has said what drives some of the people they know. One who has
    no customers of her own leads them."""
    lead = sample.lead
    await give_role(milepost.store, workspace_id, lead.email, "manager", sample.phases[0].moment)
    async with milepost.store.write(workspace_id) as db:
        theirs = await channels_typed(db, (f"#cs-{csm.handle}" for csm in sample.csms))
        for csm in sample.csms:
            mine = update(Person).where(Person.email == csm.email)
            await db.execute(mine.values(channel_id=theirs[f"#cs-{csm.handle}"], timezone=csm.tz, name=csm.name))
        leads = update(Person).where(Person.email == lead.email)
        await db.execute(leads.values(timezone=lead.tz, name=lead.name))
        found = (
            select(Stakeholder.id, Stakeholder.email, Person.id, Person.email)
            .join(Account, Account.id == Stakeholder.account_id)
            .join(Person, Person.id == Account.csm_id)
        )
        known = {(email, csm): (who, by) for who, email, by, csm in (await db.execute(found)).all()}
    for one in sample.tags:
        who, by = known[one.stakeholder, one.by]
        # After the file's own guess, which came in at the first phase.
        at = sample.phases[0].moment + timedelta(hours=10)
        await tag(Write(milepost.store, workspace_id, by, at), who, one.persona, one.because)


async def log_what_was_said(demo: SampleDemo, said: Sequence[SaidOnce]) -> None:
    """By whoever looks after the account, on that evening."""
    milepost = demo.milepost
    async with milepost.store.read(demo.workspace_id) as db:
        found = select(Account.key, Account.id, Account.csm_id, Account.tier)
        rows = await db.execute(found.where(Account.key.in_([one.account for one in said])))
        known = {row.key: row for row in rows}
    answer_days = milepost.library.playbooks[PLAYBOOK].answer_days
    for one in said:
        account = known[one.account]
        write = Write(milepost.store, demo.workspace_id, account.csm_id, demo.clock.now())
        kind = next(kind for kind in KINDS if kind == one.kind)
        said_so = SaidByThem(kind, one.words, answer_days.of(account.tier))
        await log(write, account.id, one.note, Details(said=said_so))


def last_working_afternoon(now: datetime) -> datetime:
    """The newest working day's moment at which all four digests are out: 8:00 in New York is 12 or 13 UTC."""
    out = now.astimezone(UTC).replace(hour=13, minute=10, second=0, microsecond=0)
    while out > now or not is_working_day(out.date()):
        out -= timedelta(days=1)
    return out


def seed_of(sample: Sample) -> Seed:
    """The workspace's people, channels and the app, as an installed Slack app would find them."""
    ours = (*sample.csms, sample.lead)
    users = {one.handle: f"U{one.handle.upper()}" for one in ours}
    guest = SeedUser("UGUEST", "gus", "Gus from outside", "gus@partner.example", "Europe/Berlin", is_stranger=True)
    people = [SeedUser(users[one.handle], one.handle, one.name, one.email, one.tz) for one in ours]
    return seed_with("Tidewell", (*people, guest), tuple(_channels(sample, users)))


def seed_with(team: str, users: tuple[SeedUser, ...], channels: tuple[SeedChannel, ...]) -> Seed:
    """A workspace of those people and channels, the app installed."""
    features = manifest(None, listed())["features"]
    return Seed(
        team_id=TEAM,
        team_name=team,
        users=users,
        channels=channels,
        bot_user_id=BOT,
        app_id="AMILEPOST",
        bot_token="xoxb-local",
        app_token="xapp-local",
        commands=tuple(
            SlashCommand(one["command"], usage_hint=one["usage_hint"], description=one["description"])
            for one in features["slash_commands"]
        ),
        shortcuts=tuple(MessageShortcut(one["callback_id"], one["name"]) for one in features["shortcuts"]),
    )


def _channels(sample: Sample, users: dict[str, str]) -> Iterator[SeedChannel]:
    for number, channel in enumerate(sample.channels, 1):
        members = [BOT, *(users[handle] for handle in channel.members)]
        if channel.shared:
            members.append("UGUEST")
        yield SeedChannel(
            f"C{number:03}", channel.name, tuple(members), is_ext_shared=channel.shared, topic=channel.topic
        )
