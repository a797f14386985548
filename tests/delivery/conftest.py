"""A sender with everything real around it: a database, a small Slack over HTTP; only the clock stands still."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.compose import Dropped
from bot.delivery.sender import Sender
from bot.message import Message, line
from bot.sandbox.workspace import LocalWorkspace, SeedChannel, SeedUser
from bot.store.session import ReadSession, Store
from bot.store.tables import Outgoing
from bot.surfaces.slack.client import SlackSurface
from tests.given.small_slack import BOT_TOKEN, OLGA, TIM, slack_seed, small_slack


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
    guest = SeedUser("UGUEST", "gus", "Gus Guest", "gus@acme.example", is_restricted=True)
    stranger = SeedUser("USUE", "sue", "Sue Stranger", "sue@acme.example", is_stranger=True)
    channels = (
        SeedChannel("CTEAM", "cs-team", ("UOLGA", "UTIM", "UBOT")),
        SeedChannel("CACME", "acme", ("UOLGA", "UBOT")),
        SeedChannel("CGUEST", "with-a-guest", ("UOLGA", "UGUEST", "UBOT")),
        SeedChannel("CSHARED", "shared", ("UOLGA", "USUE", "UBOT"), is_ext_shared=True),
        SeedChannel("CELSE", "elsewhere", ("UOLGA",)),
    )
    async with small_slack(slack_seed((OLGA, TIM, guest, stranger), channels)) as place:
        yield place


@pytest.fixture
def surface(slack: LocalWorkspace, machine: Machine) -> SlackSurface:
    return SlackSurface(BOT_TOKEN, base_url=slack.api_url, monotonic=machine.monotonic)


@pytest.fixture
def composer() -> Composer:
    return Composer()


@pytest.fixture
def sender(store: Store, surface: SlackSurface, composer: Composer, machine: Machine) -> Sender:
    return Sender(store, {1: surface}, composer, recompose=composer, machine=machine, sleep=machine.sleep)


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
