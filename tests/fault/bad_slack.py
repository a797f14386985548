"""A Slack that fails: in fourteen ways at three calls of ten, a day without a token, a day with no block to its liking.

Every message arrives once or is named: refused and unconfirmed ones in the next digest; what a late digest would have
told is told by the next."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.app import Milepost, opened
from bot.cli.demo import NO_PACE
from bot.delivery.sender import Sender
from bot.jobs.compose import composer, recomposer
from bot.jobs.round import run_round
from bot.sandbox.faults import Fault
from bot.sandbox.seed import Json
from bot.settings.read import Settings
from tests.fault.kills import UNFINISHED
from tests.fault.world import MINUTE, MORNING, World

LATE = 0.5  # seconds after which we wait no longer
WAYS: dict[str, Fault] = {
    "429 that says how long": Fault(status=429, retry_after=7),
    "429 that doesn't": Fault(status=429),
    "500": Fault(status=500),
    "503": Fault(status=503),
    "internal_error": Fault(word="internal_error"),
    "fatal_error": Fault(word="fatal_error"),
    "service_unavailable": Fault(word="service_unavailable"),
    "request_timeout": Fault(word="request_timeout"),
    "message_limit_exceeded": Fault(word="message_limit_exceeded"),
    "a line that breaks before": Fault(drop="before"),
    "a line that breaks after": Fault(drop="after"),
    "an answer too late": Fault(delay=LATE + 0.3),
    "a page instead of JSON": Fault(page="<html><title>Bad gateway</title></html>"),
    "token_revoked": Fault(word="token_revoked"),
}
SHARE = 0.3
SINGAPORE = MORNING.replace(hour=1)  # whose morning it is then; at MORNING it is that of the other three
SENT = "SELECT delivery_id, state, reason, kind FROM outbox WHERE state <> 'dropped'"
TOLD = "SELECT subject, rule, occurrence FROM ctas WHERE tell = 'told'"


@dataclass
class Came:
    """What became of the messages."""

    messages: int = 0
    once: int = 0
    twice: int = 0
    named: int = 0
    lost: int = 0
    calls: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def met(self) -> bool:
        return self.messages > 0 and not self.twice and not self.lost


@dataclass
class Day:
    """A Milepost in this process; the clock of it moves only when told to."""

    one: World
    milepost: Milepost
    workspace: int
    now: datetime
    sender: Sender

    async def round(self, now: datetime) -> None:
        self.now = self.one.clock[0] = now
        await run_round(self.milepost.store, self.milepost.library, self.workspace, self.milepost.surfaces, now)
        await self.sender.deliver_due(now, patience=0)

    async def deliver(self, now: datetime) -> None:
        self.now = self.one.clock[0] = now
        await self.sender.deliver_due(now, patience=0)

    async def until_delivered(self, now: datetime, most: int = 400) -> datetime:
        """A delivery a minute, until nothing is left."""
        for _ in range(most):
            if not (await self.one.rows(UNFINISHED))[0][0]:
                break
            now += MINUTE
            await self.deliver(now)
        return now


@asynccontextmanager
async def day(one: World) -> AsyncIterator[Day]:
    settings = Settings(
        database_url=one.address, bot_token="xoxb-local", api_url=one.slack.api_url, timezone="Europe/Berlin"
    )
    held: list[Day] = []
    async with opened(settings, lambda: held[0].now if held else MORNING, NO_PACE) as milepost:
        workspace = await milepost.connect()
        sender = Sender(
            milepost.store,
            milepost.surfaces,
            composer(milepost.library),
            machine=lambda: held[0].now,
            recompose=recomposer(milepost.library),
            per_channel=0,
            overall=0,
        )
        held.append(Day(one, milepost, workspace, MORNING, sender))
        yield held[0]


async def fourteen_ways(one: World, came: Came, mornings: int) -> None:
    for number in range(mornings):
        async with one.begun(), day(one) as here:
            for surface in here.milepost.surfaces.values():
                surface.client.timeout = LATE  # type: ignore[attr-defined]
            _fail(one, came, Random(f"fourteen ways {number}"))
            await here.round(MORNING)
            for minute in range(1, 4):  # people couldn't be matched at first
                await here.round(MORNING + minute * MINUTE)
            now = await here.until_delivered(MORNING + 3 * MINUTE)
            one.slack.faults.take = lambda method, channel: None  # type: ignore[method-assign]
            await _judge(here, came, now)


def _fail(one: World, came: Came, random: Random) -> None:
    ways = [*WAYS.values()]

    def take(method: str, channel: object = None) -> Fault | None:
        came.calls += 1
        if random.random() >= SHARE:
            return None
        came.failed += 1
        return ways[came.failed % len(ways)]

    one.slack.faults.take = take  # type: ignore[method-assign]


async def without_a_token(one: World, came: Came, mornings: int = 4) -> None:
    """From before a day's digests on, until nobody is at work any more; then mornings, until all is told."""
    told = []
    for broken in (False, True):
        async with one.begun(), day(one) as here:
            if broken:
                one.slack.faults.refuse("*", "token_revoked", times=None)
            for half_hour in range(0, 24, 1 if broken else 12):
                await here.round(MORNING + half_hour * 30 * MINUTE)
            calls = sum(one.slack.calls.values())
            one.slack.faults.clear()
            now = MORNING + timedelta(hours=12)
            for number in range(3 * mornings if broken else mornings):  # a digest tells three, so it takes a while
                for at in (SINGAPORE, MORNING):
                    now = at + timedelta(days=number + 1, minutes=5)
                    await here.round(now)
                    now = await here.until_delivered(now)
                if broken and told[0] <= set(await one.rows(TOLD)):
                    break
            told.append(set(await one.rows(TOLD)))
            if broken:
                came.calls, came.failed = came.calls + sum(one.slack.calls.values()), came.failed + calls
                await _judge(here, came, now)
                attempts = await one.rows("SELECT count(*) FROM outbox WHERE state = 'rejected'")
                came.lost += attempts[0][0]
    if missing := told[0] - told[1]:
        came.lost += len(missing)
        came.notes.append(f"never told after a day without a token: {missing}")


async def invalid_blocks(one: World, came: Came) -> None:
    """No message with blocks is taken, and one account's not even as text."""
    async with one.begun(), day(one) as here:

        def refuses(method: str, args: Json) -> bool:
            wrong = method == "chat.postMessage" and (
                str(args.get("blocks") or "[]") != "[]" or str(args.get("text")).startswith("Corvane")
            )
            came.calls, came.failed = came.calls + 1, came.failed + wrong
            return wrong

        _refuse(one, refuses)
        await here.round(MORNING)
        now = await here.until_delivered(MORNING)
        await _judge(here, came, now)


def _refuse(one: World, refuses: Callable[[str, Json], bool]) -> None:
    carry_out = one.slack.api.body

    def body(method: str, args: Json, token: str) -> Json:
        return {"ok": False, "error": "invalid_blocks"} if refuses(method, args) else carry_out(method, args, token)

    one.slack.api.body = body  # type: ignore[method-assign]


async def _judge(here: Day, came: Came, now: datetime) -> None:
    """Once in Slack; or else named the next morning."""
    one = here.one
    rows, stand = await one.rows(SENT), _times(one)
    before = one.posted()
    open_ = [row for row in rows if stand.get(row[0], 0) == 0]
    came.messages += len(rows)
    came.once += sum(stand.get(row[0], 0) == 1 for row in rows)
    came.twice += sum(stand.get(row[0], 0) > 1 for row in rows)
    if not rows:
        came.notes.append("no message at all")
    if not open_:
        return
    names = await one.rows(_NAMES)
    await here.round(MORNING.replace(day=now.day) + timedelta(days=1))
    await here.until_delivered(here.now)
    said = "\n".join(text for (_, text), _ in (one.posted() - before).items())
    for delivery, state, reason, kind in open_:
        name = next((name for id_, name in names if id_ == delivery), None)
        if state in ("rejected", "unconfirmed") and (name[:20] if name else "last digest") in said:
            came.named += 1
        else:
            came.lost += 1
            came.notes.append(f"neither there nor named: {kind} {name!r} {state} {reason}")


_NAMES = "SELECT o.delivery_id, a.name FROM outbox o LEFT JOIN accounts a ON a.id = o.account_id"


def _times(one: World) -> dict[str, int]:
    found: dict[str, int] = {}
    for channel in one.slack.store.channels:
        for message in one.slack.messages(channel):
            id_ = str(((message.get("metadata") or {}).get("event_payload") or {}).get("delivery_id"))
            found[id_] = found.get(id_, 0) + 1
    return found


__all__ = ["WAYS", "Came", "fourteen_ways", "invalid_blocks", "without_a_token"]
