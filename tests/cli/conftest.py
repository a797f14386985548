"""The whole program as its host runs it: its own process, against a local workspace over real HTTP and Socket Mode."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.sandbox.workspace import LocalWorkspace, Seed, SeedChannel, SeedUser, SlashCommand
from bot.store.session import Store, open_engine
from tests.given.databases import new_database
from tests.given.forks import Process, fork
from tests.given.small_slack import APP_TOKEN, BOT_TOKEN, slack_seed, small_slack

ROOT = Path(__file__).parents[2]
SECRET = "the-tests-signing-secret"
PATIENCE = 90.0  # seconds; only a broken program, or a very busy machine, takes as long
ANA, BEN, GUEST = "UANA", "UBEN", "UGUEST"
COMMANDS = tuple(SlashCommand(name) for name in ("/journey", "/persona", "/cta"))


def seed_of(team: str = "T1") -> Seed:
    return slack_seed(
        team_id=team,
        team_name="Tidewell",
        users=(
            SeedUser(ANA, "ana", "Ana Keller", "ana.keller@tidewell.example", "Europe/Berlin"),
            SeedUser(BEN, "ben", "Ben Okafor", "ben.okafor@tidewell.example", "Europe/London"),
            SeedUser(GUEST, "gus", "Gus Guest", "gus@partner.example", "Europe/Berlin", is_restricted=True),
        ),
        channels=(
            SeedChannel("CANA", "cs-ana", (ANA, "UBOT")),
            SeedChannel("CALL", "everybody", (ANA, BEN, GUEST, "UBOT")),
        ),
        commands=COMMANDS,
    )


class Clock:
    """The local workspace's clock. The program itself lives by the machine's."""

    def __init__(self, now: datetime) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Program:
    """`milepost …` with its settings."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.env = kept | {"PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{folder}/milepost.db"} | settings

    async def start(self, *words: str, **settings: str) -> Process:
        return await fork(*words, cwd=self.folder, env=self.env | settings)

    async def run(self, *words: str, **settings: str) -> tuple[int, str]:
        """Exit code, and what it said."""
        process = await self.start(*words, **settings)
        out, err = await asyncio.wait_for(process.communicate(), 4 * PATIENCE)
        return process.returncode or 0, (out + err).decode()

    async def well(self, *words: str, **settings: str) -> str:
        code, said = await self.run(*words, **settings)
        assert code == 0, said
        return said

    @asynccontextmanager
    async def running(self, *words: str, **settings: str) -> AsyncIterator[Process]:
        """Running until the test is done with it; it must end cleanly when told to."""
        process = await self.start(*words, **settings)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            _, err = await asyncio.wait_for(process.communicate(), PATIENCE)
            assert "Traceback" not in err.decode(), err.decode()


async def until(true: Callable[[], Awaitable[bool]] | Callable[[], bool], seconds: float = PATIENCE) -> None:
    for _ in range(int(seconds / 0.1)):
        found = true()
        if isinstance(found, Awaitable):
            found = await found
        if found:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"not within {seconds} seconds")


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    """A local workspace that speaks Socket Mode; the program lives by the machine's clock, so it does too."""
    from bot.clock import machine_now

    async with small_slack(seed_of(), now=machine_now, patience=PATIENCE) as place:
        yield place


@pytest.fixture
def program(tmp_path: Path, slack: LocalWorkspace) -> Program:
    return Program(
        tmp_path, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN=APP_TOKEN, SLACK_API_URL=slack.api_url,
        PORT=str(free_port()), MILEPOST_TIMEZONE="Europe/Berlin", MILEPOST_ADMIN="ada@tidewell.example",
    )  # fmt: skip


class Database:
    """A database that a program works on, seen from outside."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.store = Store(open_engine(address))

    async def count(self, query: str) -> int:
        async with self.store.everywhere() as connection:
            return int(await connection.scalar(text(query)) or 0)


@pytest.fixture
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty one, by the parameter: sqlite or postgresql."""
    async with AsyncExitStack() as places:
        address = f"sqlite:///{tmp_path}/milepost.db"
        if request.param == "postgresql":
            address = await places.enter_async_context(new_database(request.getfixturevalue("postgres")))
        found = Database(address)
        yield found
        await found.store.close()


ACCOUNTS = """key,name,csm_email,arr,currency,tier,started_on,renewal_on
acme,Acme,ana.keller@tidewell.example,120000,EUR,mid,2025-01-06,2031-03-14
globex,"<!channel> Globex =cmd()",ana.keller@tidewell.example,80000,USD,mid,2025-02-06,2031-05-14
"""


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    file = tmp_path / "accounts.csv"
    file.write_text(ACCOUNTS, encoding="utf-8")
    return file
