"""A morning at a company, again and again from the same state: the sample portfolio of the demo with half a year behind
it, on a database that is copied, and a small Slack of its own over HTTP."""

import asyncio
import copy
import os
import shutil
import signal
import socket
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text

from bot.app import opened
from bot.cli.demo import NO_PACE, MovableClock, SampleDemo, _settle, seed_of
from bot.jobs.after_change import after_change
from bot.playbook.load import load_library
from bot.sandbox.sample import Kind, Sample, write_sample
from bot.sandbox.workspace import LocalWorkspace
from bot.settings.read import Settings
from bot.store.session import Store, open_engine
from bot.store.upkeep.schema import migrate
from tests.given.databases import postgresql_server
from tests.given.forks import Process, fork

DAY = date(2026, 1, 6)  # a Tuesday
EVENING = datetime(2026, 1, 5, 23, 1, tzinfo=UTC)
MORNING = datetime(2026, 1, 6, 13, 10, tzinfo=UTC)  # three of the four CSMs have had their digest by then
PROCESS = Path(__file__).with_name("process.py")
ROOT = Path(__file__).parents[2]
SECRET = "the-secret-of-the-fault-tests"
MINUTE = timedelta(minutes=1)
LEASE = 200.0  # seconds after which nobody's lease counts any more


class Databases:
    """Where copies of one database are made. address: that of the copy that processes work on."""

    address: str

    async def make_template(self, sample: Sample) -> None:
        """Half a year of history in it, and nothing of this morning."""
        raise NotImplementedError

    async def empty(self) -> str:
        """The address of one without any table."""
        raise NotImplementedError

    async def renew(self, template: str = "evening") -> None:
        """A fresh copy of that state, in place of whatever became of the last one."""
        raise NotImplementedError

    async def keep(self, template: str) -> None:
        """What became of the copy is a state to begin from."""
        raise NotImplementedError


class SqliteFiles(Databases):
    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "milepost.db"
        self.address = f"sqlite:///{self._file}"

    async def make_template(self, sample: Sample) -> None:
        await _write_history(f"sqlite:///{self._folder}/evening.db", sample)

    async def empty(self) -> str:
        return f"sqlite:///{self._folder}/empty.db"

    async def renew(self, template: str = "evening") -> None:
        for other in self._folder.glob(self._file.name + "*"):
            other.unlink()
        for other in self._folder.glob("milepost-inbox*"):  # what came in is kept in a file beside it
            other.unlink()
        shutil.copyfile(self._folder / f"{template}.db", self._file)

    async def keep(self, template: str) -> None:
        with (
            closing(sqlite3.connect(self._file)) as here,
            closing(sqlite3.connect(self._folder / f"{template}.db")) as there,
        ):
            here.backup(there)


class PostgresqlDatabases(Databases):
    def __init__(self, server: str) -> None:
        self._server = server
        self.address = self._named("work")
        self._engine = open_engine(server, isolation_level="AUTOCOMMIT", pool_pre_ping=True)

    def _named(self, name: str) -> str:
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    async def make_template(self, sample: Sample) -> None:
        await self._say("CREATE DATABASE evening")
        await _write_history(self._named("evening"), sample)

    async def empty(self) -> str:
        await self._say("CREATE DATABASE empty")
        return self._named("empty")

    async def renew(self, template: str = "evening") -> None:
        await self._say("DROP DATABASE IF EXISTS work WITH (FORCE)")
        await self._say(f"CREATE DATABASE work TEMPLATE {template}")

    async def keep(self, template: str) -> None:
        await self._say(f"CREATE DATABASE {template} TEMPLATE work")

    async def _say(self, statement: str) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(text(statement))

    async def close(self) -> None:
        await self._engine.dispose()


@asynccontextmanager
async def databases(name: str, folder: Path) -> AsyncIterator[Databases]:
    """name: sqlite | postgresql."""
    if name == "sqlite":
        yield SqliteFiles(folder)
        return
    with postgresql_server() as server:
        made = PostgresqlDatabases(server)
        yield made
        await made.close()


async def _write_history(address: str, sample: Sample) -> None:
    """As the demo brings it in, but for the morning itself."""
    store = Store(open_engine(address))
    await migrate(store)
    await store.close()
    clock = MovableClock(sample.phases[0].moment)
    place = LocalWorkspace(seed_of(sample), now=clock.now)
    await place.start()
    settings = Settings(database_url=address, bot_token="xoxb-local", api_url=place.api_url, timezone="Europe/Berlin")
    try:
        async with opened(settings, clock.now, NO_PACE) as milepost:
            demo = SampleDemo(milepost, clock, sample)
            demo.workspace_id = await milepost.connect()
            for number, phase in enumerate(sample.phases):
                clock.set(phase.moment)
                await demo.bring_in(phase.files, phase.moment)
                if number == 0:
                    await _settle(milepost, demo.workspace_id, sample)
                await after_change(milepost.store, milepost.library, demo.workspace_id, phase.moment)
    finally:
        await place.stop()


@dataclass(frozen=True)
class Death:
    """When a process is killed: at its nth boundary; when its nth call is carried out; after so many seconds."""

    boundary: int = 0
    call: int = 0
    after: float | None = None


@dataclass
class World:
    """One state of the company to start from, as often as wanted."""

    name: str
    folder: Path
    databases: Databases
    sample: Sample
    port: int
    slack: LocalWorkspace = field(init=False)
    clock: list[datetime] = field(default_factory=lambda: [MORNING])
    kills: Counter[str] = field(default_factory=Counter)
    _there: dict[str, Any] = field(default_factory=dict)  # what stands in Slack in the states that were kept
    _running: Process | None = None
    _deadly_call: int = 0

    @property
    def address(self) -> str:
        return self.databases.address

    # -- begun anew

    @asynccontextmanager
    async def begun(self, state: str = "evening") -> AsyncIterator[LocalWorkspace]:
        """A fresh copy of the database and a fresh Slack. state: "evening", or one that was kept."""
        await self.databases.renew(state)
        self.slack = LocalWorkspace(
            seed_of(self.sample),
            now=lambda: self.clock[0],
            request_url=f"http://127.0.0.1:{self.port}/slack/events",
            signing_secret=SECRET,
            event_retry_delays=(0.3,) * 40,
            patience=10.0,
        )
        if state in self._there:
            self.slack.store._messages = copy.deepcopy(self._there[state])
        self._kill_on_arrival(self.slack)
        await self.slack.start()
        try:
            yield self.slack
        finally:
            await self.slack.stop()

    async def keep(self, state: str) -> None:
        """Begin from here under that name."""
        await self.databases.keep(state)
        self._there[state] = copy.deepcopy(self.slack.store._messages)

    def _kill_on_arrival(self, slack: LocalWorkspace) -> None:
        """A call that is carried out, and whose caller is dead before the answer."""
        carry_out = slack.api.body

        def body(*words: Any) -> Any:
            answer = carry_out(*words)
            if self._deadly_call:
                self._deadly_call -= 1
                if not self._deadly_call and self._running is not None:
                    self._running.send_signal(signal.SIGKILL)
            return answer

        slack.api.body = body  # type: ignore[method-assign]

    # -- processes

    async def start(self, *words: str, dies: Death | None = None, **told: object) -> Process:
        """A process that does `milepost WORDS`. told: what tests/fault/process.py reads, in small letters."""
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        env |= {"PYTHONPATH": str(ROOT), "DATABASE_URL": self.address, "SLACK_BOT_TOKEN": "xoxb-local"}
        env |= {"SLACK_API_URL": self.slack.api_url, "MILEPOST_TIMEZONE": "Europe/Berlin"}
        env |= {"SLACK_SIGNING_SECRET": SECRET, "PORT": str(self.port), "HOST": "127.0.0.1"}
        if dies is not None and dies.boundary:
            told["at"] = dies.boundary
        self._deadly_call = dies.call if dies else 0
        env |= {f"FAULT_{name.upper()}": str(value) for name, value in told.items()}
        self._running = await fork(str(PROCESS), *words, env=env, cwd=self.folder)
        return self._running

    async def run(self, *words: str, dies: Death | None = None, **told: object) -> bool:
        """Whether it came to its end; False: it was killed. Raises AssertionError where it failed."""
        process = await self.start(*words, dies=dies, **told)
        if dies is not None and dies.after is not None:
            await asyncio.wait({asyncio.ensure_future(process.wait())}, timeout=dies.after)
            process.send_signal(signal.SIGKILL)
        out, err = await self.ended(process, dies)
        if process.returncode == -signal.SIGKILL:
            return False
        assert process.returncode == 0, (words, out, err)
        assert "Traceback" not in err, err
        return True

    async def ended(self, process: Process, dies: Death | None) -> tuple[str, str]:
        """What it said; a kill is counted."""
        out, err = await asyncio.wait_for(process.communicate(), 120)
        self._running, self._deadly_call = None, 0
        if process.returncode == -signal.SIGKILL and dies is not None:
            self.kills["boundary" if dies.boundary else "call" if dies.call else "moment"] += 1
        return out.decode(), err.decode()

    async def tick(self, at: datetime, ahead: float = 0, dies: Death | None = None, **told: object) -> bool:
        self.clock[0] = at
        return await self.run("tick", "--now", at.isoformat(), dies=dies, ahead=ahead, **told)

    # -- looked at

    def posted(self) -> Counter[tuple[str, str]]:
        """What people can read of ours, by channel; without the names of places, which we learn by and by."""
        return Counter(
            (channel, "\n".join(line for line in message["text"].splitlines() if not line.startswith("More in ")))
            for channel in self.slack.store.channels
            for message in self.slack.messages(channel)
            if message["user"] == self.slack.seed.bot_user_id
        )

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        engine = open_engine(self.address)
        try:
            async with engine.connect() as connection:
                return [tuple(row) for row in await connection.execute(text(query))]
        finally:
            await engine.dispose()


@asynccontextmanager
async def world(database: str) -> AsyncIterator[World]:
    """database: sqlite | postgresql."""
    async with AsyncExitStack() as places:
        folder = Path(places.enter_context(tempfile.TemporaryDirectory(prefix="milepost-fault-")))
        sample = write_sample(folder, load_library(), DAY)
        copies = await places.enter_async_context(databases(database, folder))
        await copies.make_template(sample)
        yield World(database, folder, copies, sample, free_port())


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def night_files(one: World) -> tuple[tuple[Kind, Path], ...]:
    """What is exported on the evening before the next morning."""
    at, files = one.sample.future.before(DAY + timedelta(days=1))
    for _, file in files:
        os.utime(file, (at.timestamp(), at.timestamp()))
    return files
