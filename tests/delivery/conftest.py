"""A sender with everything real around it: a database, a small Slack over HTTP; only the clock stands still."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.delivery.compose import Dropped
from bot.delivery.outbox import queue
from bot.delivery.sender import Sender
from bot.message import Message, line
from bot.sandbox.workspace import LocalWorkspace, Seed, SeedChannel, SeedUser
from bot.store.session import ReadSession, Store
from bot.store.tables import Outgoing
from bot.surfaces.slack.client import SlackSurface
from tests.given.channels import channel_row

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)


@dataclass
class Machine:
    """The machine's clock: it moves only when somebody waits, or when told to."""

    now: datetime = field(default_factory=lambda: datetime(2026, 1, 6, 7, 30, tzinfo=UTC))
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def monotonic(self) -> float:
        return self.now.timestamp()


@dataclass
class Composer:
    """Says what it is told to, by `once`; counts how often it is asked."""

    texts: dict[str, str | Dropped] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    also: Callable[[ReadSession, Outgoing], Awaitable[None]] | None = None

    async def __call__(self, session: ReadSession, row: Outgoing, now: datetime) -> Message | Dropped | None:
        self.asked.append(row.once)
        if self.also:
            await self.also(session, row)
        said = self.texts.get(row.once, row.once)
        return said if isinstance(said, Dropped) else Message(title=line(said))


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    seed = Seed(
        team_id="T1", team_name="Milepost GmbH", bot_user_id="UBOT", app_id="A1", bot_token="xoxb-1",
        app_token="xapp-1",
        users=(
            SeedUser("UOLGA", "olga", "Olga Owner", "olga@milepost.example"),
            SeedUser("UTIM", "tim", "Tim Teammate", "tim@milepost.example"),
            SeedUser("UGUEST", "gus", "Gus Guest", "gus@acme.example", is_restricted=True),
            SeedUser("USUE", "sue", "Sue Stranger", "sue@acme.example", is_stranger=True),
        ),
        channels=(
            SeedChannel("CTEAM", "cs-team", ("UOLGA", "UTIM", "UBOT")),
            SeedChannel("CACME", "acme", ("UOLGA", "UBOT")),
            SeedChannel("CGUEST", "with-a-guest", ("UOLGA", "UGUEST", "UBOT")),
            SeedChannel("CSHARED", "shared", ("UOLGA", "USUE", "UBOT"), is_ext_shared=True),
            SeedChannel("CELSE", "elsewhere", ("UOLGA",)),
        ),
    )  # fmt: skip
    workspace = LocalWorkspace(seed, now=lambda: NOW)
    await workspace.start()
    yield workspace
    await workspace.stop()


@pytest.fixture
def surface(slack: LocalWorkspace, machine: Machine) -> SlackSurface:
    return SlackSurface("xoxb-1", base_url=slack.api_url, monotonic=machine.monotonic)


@pytest.fixture
def composer() -> Composer:
    return Composer()


@pytest.fixture
def sender(store: Store, surface: SlackSurface, composer: Composer, machine: Machine) -> Sender:
    return Sender(store, {1: surface}, composer, recompose=composer, machine=machine, sleep=machine.sleep)


@dataclass
class Outbox:
    """Puts messages into workspace 1's outbox and looks at them."""

    store: Store

    async def put(self, once: str, **more: Any) -> int:
        values: dict[str, Any] = {"kind": "notice", "refs": {}, "now": NOW, "person_id": 11} | more
        if channel := values.pop("channel", None):
            values["channel_id"] = await channel_row(self.store, channel)
        async with self.store.write(1) as session:
            made = await queue(session, once=once, **values)
        assert made is not None
        return made

    async def row(self, once: str) -> Outgoing:
        async with self.store.read(1) as session:
            found = await session.scalar(select(Outgoing).where(Outgoing.once == once))
        assert found is not None
        return found

    async def state(self, once: str) -> str:
        return (await self.row(once)).state

    async def change(self, table: type[Any], key: int, **values: Any) -> None:
        async with self.store.write(1) as session:
            await session.execute(update(table).where(table.id == key).values(**values))


@pytest.fixture
def outbox(store: Store, book: Any) -> Outbox:
    return Outbox(store)


@dataclass
class Reader:
    """Reads what stands in the small Slack's channels."""

    workspace: LocalWorkspace

    def texts(self, channel: str) -> list[str]:
        return [message["text"] for message in self.workspace.messages(channel) if message["user"] == "UBOT"]

    def direct(self, user: str) -> list[str]:
        return self.texts(self.workspace.direct_channel(user))


@pytest.fixture
def reader(slack: LocalWorkspace) -> Reader:
    return Reader(slack)
