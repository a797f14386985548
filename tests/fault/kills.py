"""kill -9 in a tick, an import and a serve: at each boundary of commit and send, and at moments drawn by lot.

A tick or an import is killed several times in a row, then left to finish. What people then read, and what then stands
in the tables, must be what a run that nobody killed leaves. A serve hears commands, messages and forms, is killed
while it works, and started again: what it acknowledged must stand there once."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import aiohttp

from bot.sandbox.link import Ack
from bot.sandbox.sample import Kind
from bot.sandbox.seed import Json
from bot.store.tables import Base
from tests.fault.world import DAY, EVENING, LEASE, MINUTE, MORNING, Death, World, night_files
from tests.given.forks import Process

NEXT = MORNING + timedelta(days=1)
ROUNDS = 6  # ticks that may follow the last kill until all is delivered
UNFINISHED = "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending', 'ambiguous') OR edit"
UNCONFIRMED = """SELECT o.delivery_id, p.email, coalesce(a.name, '') FROM outbox o JOIN people p ON p.id = o.person_id
LEFT JOIN accounts a ON a.id = o.account_id WHERE o.state = 'unconfirmed'"""
SHARES = {"tick": 0.45, "import": 0.3, "serve": 0.25}  # of the kills
MOST_UNCONFIRMED = 0.01
UNSURE = "May not have arrived"  # so begins a digest's line of what may not have


@dataclass
class Tally:
    """What all the killing came to. notes: what was lost or came twice, in words."""

    messages: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    unconfirmed: int = 0
    named: int = 0
    notes: list[str] = field(default_factory=list)

    def compare(self, seen: Counter[Any], wanted: Counter[Any], where: str, missing_ones: int = 0) -> None:
        """missing_ones: how many may be missing, as they are named."""
        missing, more = wanted - seen, seen - wanted
        self.lost += max(0, missing.total() - missing_ones)
        self.twice += more.total()
        if missing.total() > missing_ones or more:
            lines = [{line for one in found for line in str(one[-1]).splitlines()} for found in (missing, more)]
            self.notes.append(f"{where}: missing {lines[0] - lines[1]}, too much {lines[1] - lines[0]}"[:1500])


# -- tick


async def kill_ticks(one: World, tally: Tally, kills: int, random: Random) -> None:
    async with one.begun() as slack:
        await one.tick(MORNING, count=one.folder / "count")
        boundaries, calls = counted(one), sum(slack.calls.values())
        wanted = one.posted()
    first = deck(
        [*(Death(boundary=n + 1) for n in range(boundaries)), *(Death(call=n + 1) for n in range(calls))], random
    )
    until = one.kills.total() + kills
    while one.kills.total() < until:
        deaths = (next(first), _any(random, boundaries // 2), _any(random, boundaries // 3))
        await _killed_ticks(one, tally, deaths[: until - one.kills.total()], wanted, unreadable=random.random() < 0.1)


async def _killed_ticks(
    one: World, tally: Tally, deaths: Sequence[Death], wanted: Counter[Any], *, unreadable: bool
) -> None:
    """unreadable: Slack lets nobody read what stands in its channels."""
    async with one.begun() as slack:
        if unreadable:
            for method in ("conversations.history", "conversations.replies"):
                slack.faults.refuse(method, "missing_scope", times=None)
        at, ahead = MORNING, 0.0
        for death in deaths:
            await one.tick(at, ahead, death)
            at, ahead = at + MINUTE, ahead + LEASE
        await finish(one, at, ahead)
        tally.messages += wanted.total()
        open_ = await one.rows(UNCONFIRMED)
        if not unreadable:
            tally.unconfirmed += len(open_)
        there = delivery_ids(one)
        missing_ones = sum(row[0] not in there for row in open_)
        tally.compare(_without_named(one.posted()), wanted, f"tick {deaths}", missing_ones)
        if open_:
            await _named_next_morning(one, tally, open_, ahead)


def _without_named(posted: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """A digest of the same morning may already name what may not have arrived: that is one and the same digest."""
    plain: Counter[tuple[str, str]] = Counter()
    for (channel, text), count in posted.items():
        plain[channel, "\n".join(line for line in text.splitlines() if not line.startswith(UNSURE))] += count
    return plain


async def finish(one: World, at: datetime, ahead: float) -> None:
    """Ticks, a minute apart, until nothing is left to deliver."""
    for number in range(1, ROUNDS + 1):
        await one.tick(at + number * MINUTE, ahead + number * LEASE)
        if not (await one.rows(UNFINISHED))[0][0]:
            return
    raise AssertionError(f"not delivered: {await one.rows('SELECT id, kind, state, reason FROM outbox')}")


async def _named_next_morning(one: World, tally: Tally, open_: Sequence[tuple[Any, ...]], ahead: float) -> None:
    before = one.posted()
    await one.tick(NEXT, ahead + 2 * ROUNDS * LEASE)
    news = [text for (_, text), _ in (one.posted() - before).items()]
    said = "\n".join(line for text in news for line in text.splitlines() if line.startswith(UNSURE))
    for _, email, name in open_:
        if name[:20] in said if name else "last digest" in said:
            tally.named += 1
        else:
            tally.lost += 1
            tally.notes.append(f"not named next morning: {email} {name!r}; said: {said}")


def delivery_ids(one: World) -> set[str]:
    """Of all that stands in Slack."""
    messages = (message for channel in one.slack.store.channels for message in one.slack.messages(channel))
    found = ((message.get("metadata") or {}).get("event_payload") or {} for message in messages)
    return {str(payload.get("delivery_id")) for payload in found}


# -- import


async def kill_imports(one: World, tally: Tally, kills: int, random: Random) -> None:
    """A file whose import was killed is imported again, as whoever started it would do."""
    files, reached = night_files(one), {}
    async with one.begun():
        for kind, file in files:
            await one.run("import", kind, str(file), clock=_evening(0).isoformat(), count=one.folder / "count")
            reached[kind] = counted(one)
        wanted = await _stands(one)
        await one.tick(NEXT)
        read = one.posted()
    decks = {kind: deck([Death(boundary=n + 1) for n in range(reached[kind])], random) for kind, _ in files}
    until = one.kills.total() + kills
    while one.kills.total() < until:
        async with one.begun():
            deaths = await _killed_imports(one, files, decks, reached, until, random)
            tally.compare(await _stands(one), wanted, f"import {deaths}")
            await one.tick(NEXT)
            await finish(one, NEXT, LEASE)
            tally.messages += read.total()
            tally.compare(one.posted(), read, f"tick after import {deaths}")


async def _killed_imports(
    one: World,
    files: Sequence[tuple[Kind, Path]],
    decks: dict[str, Iterator[Death]],
    reached: dict[str, int],
    until: int,
    random: Random,
) -> list[Death]:
    minute, all_ = 0, []
    for kind, file in files:
        deaths = (next(decks[kind]), _any(random, reached[kind], 0.5))[: until - one.kills.total()]
        for death in (*deaths, None):
            minute += 1
            await one.run("import", kind, str(file), dies=death, clock=_evening(minute).isoformat())
        all_ += deaths
    return all_


def _evening(minute: int) -> datetime:
    return EVENING + timedelta(days=1) + minute * MINUTE


async def _stands(one: World) -> Counter[Any]:
    """What is known of accounts, row by row; without ids and moments, which each run has its own of."""
    found: Counter[Any] = Counter()
    for name in KNOWN:
        table = Base.metadata.tables[name]
        columns = [column.name for column in table.columns if column.name not in OWN]
        for row in await one.rows(f"SELECT {', '.join(columns)} FROM {name}"):
            found[name, *(_same(value) for value in row)] += 1
    return found


KNOWN = (
    "accounts",
    "account_names",
    "contracts",
    "stakeholders",
    "persona_tags",
    "kpi_latest",
    "kpi_observations",
    "account_events",
    "tasks_done",
    "milestones_reached",
    "ctas",
    "account_facts",
)
OWN = {"id", "at", "valid_from", "known_since", "created_at", "changed_at", "told_at", "closed_at", "fingerprint"}


def _same(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()[:16].replace(" ", "T")
    return str(value).replace(" ", "T")[:16] if isinstance(value, str) and value[:2] == "20" else str(value)


# -- serve


CHATS = {"UANA": "alderfen", "UBEN": "jessamy", "UCHLOE": "tamarack", "UMEI": "driftwell"}
LATER = MORNING + 10 * MINUTE
SLOW, BUDGET = 0.35, 0.15  # seconds
PATIENCE = 90.0  # seconds until what was acknowledged stands there; a busy machine does one after the other
REFUSED = ("nothing was saved", "not saved", "wasn't saved", "isn't saved", "aren't saved", "Try again")


async def kill_serves(one: World, tally: Tally, kills: int, random: Random) -> None:
    async with one.begun():
        await one.tick(MORNING)
        await finish(one, MORNING, LEASE)
        await one.keep("at_work")
    until = one.kills.total() + kills
    while one.kills.total() < until:
        await _killed_serves(one, tally, min(5, until - one.kills.total()), random)


async def _killed_serves(one: World, tally: Tally, lives: int, random: Random) -> None:
    async with one.begun("at_work"):
        one.clock[0] = LATER
        day = Day(one, random)
        ahead = 3 * LEASE
        async with day.serving(ahead, None):
            await day.open_forms()
        for number in range(1, lives + 1):
            death = Death(boundary=random.randint(1, 60)) if random.random() < 0.5 else Death(after=random.random())
            async with day.serving(ahead + number * LEASE, death) as process:
                await day.act(number, process)
        async with day.serving(ahead + (lives + 1) * LEASE, None):
            await day.settle()
        await finish(one, LATER + 10 * MINUTE, ahead + (lives + 2) * LEASE)
        await day.judge(tally)


class Day:
    """What people do at a Milepost that dies again and again, and what they were told."""

    def __init__(self, one: World, random: Random) -> None:
        self.one, self.random = one, random
        self.acknowledged: dict[str, str] = {}  # by what was typed: in what way
        self.typed: list[str] = []
        self._hear_acknowledgements()

    def _hear_acknowledgements(self) -> None:
        acting = self.one.slack.acting
        send = acting.link.send

        async def heard(kind: Any, payload: Json, **more: Any) -> Ack:
            ack = await send(kind, payload, **more)
            words, said = json.dumps(payload), json.dumps(ack.body)
            if ack.ok and 'response_action": "errors' not in said and not any(word in said for word in REFUSED):
                for mark in self.typed:
                    if mark in words:
                        self.acknowledged[mark] = kind
            return ack

        acting.link.send = heard  # type: ignore[method-assign]

    @asynccontextmanager
    async def serving(self, ahead: float, death: Death | None) -> AsyncIterator[Process]:
        """A serve; it dies as it is told to, else it is asked to end."""
        slowly: dict[str, object] = {"slow": SLOW, "budget": BUDGET} if death else {}
        more = {"ahead": ahead, "clock": LATER.isoformat()} | slowly
        process = await self.one.start("serve", dies=death, **more)
        await self._ready(process)
        timer = (
            asyncio.get_running_loop().call_later(death.after, process.send_signal, 9)
            if death and death.after
            else None
        )
        try:
            yield process
        finally:
            if timer is not None:
                await asyncio.wait({asyncio.ensure_future(process.wait())}, timeout=2)
                timer.cancel()
            process.send_signal(9 if death and death.after else 15)
            _, err = await self.one.ended(process, death)
            assert "Traceback" not in err or death, err

    async def _ready(self, process: Process) -> None:
        """Until it answers, or is dead."""
        async with aiohttp.ClientSession() as client:
            for _ in range(2000):
                if process.returncode is not None:
                    return
                try:
                    async with client.get(f"http://127.0.0.1:{self.one.port}/healthz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.02)
        raise AssertionError("serve never answered")

    def mark(self) -> str:
        self.typed.append(f"q{len(self.typed):04}q")
        return self.typed[-1]

    async def open_forms(self) -> None:
        """Each has one open, from a message of theirs."""
        acting, store = self.one.slack.acting, self.one.slack.store
        general = next(channel.id for channel in store.channels.values() if channel.name == "general")
        for user in CHATS:
            await acting.say(user, general, "They asked for the numbers of last quarter")
            outcome = await acting.shortcut(user, general, store.shared(general)[-1].ts, "log_to_account")
            assert outcome.ok, outcome
        for _ in range(200):
            if all(self.one.slack.views(user) for user in CHATS):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("a form never opened")

    async def act(self, number: int, process: Process) -> None:
        """A command and a message of each, and one form: all at once."""
        acting, store = self.one.slack.acting, self.one.slack.store
        work = []
        for user, account in CHATS.items():
            direct = store.direct_channel(user).id
            work.append(acting.command(user, direct, f"/journey {account} log had a call {self.mark()}"))
            await acting.say(user, direct, f"log {account} wrote a mail {self.mark()}")
        user = [*CHATS][number % len(CHATS)]
        if views := self.one.slack.views(user):
            fields = {"account": CHATS[user], "note": f"from a form {self.mark()}"}
            work.append(acting.submit(user, views[-1]["id"], {name: {name: text} for name, text in fields.items()}))
        await asyncio.gather(*work)

    async def settle(self) -> None:
        """Until what was acknowledged stands there, or will not any more; events come again until they are."""
        for _ in range(round(PATIENCE / 0.1)):
            if not self.one.slack.acting._tasks and not await self._missing():
                return
            await asyncio.sleep(0.1)

    async def _missing(self) -> list[str]:
        kept = await self._kept()
        return [mark for mark in self.acknowledged if not kept[mark]]

    async def _kept(self) -> Counter[str]:
        notes = [
            str(note) for (note,) in await self.one.rows("SELECT note FROM account_events WHERE note LIKE '%q0%q%'")
        ]
        return Counter({mark: sum(mark in note for note in notes) for mark in self.typed})

    async def judge(self, tally: Tally) -> None:
        kept = await self._kept()
        told = self._told_not_saved()
        tally.acknowledged += len(self.acknowledged)
        for mark in self.typed:
            if kept[mark] > 1:
                tally.twice += 1
                tally.notes.append(f"serve: {mark} stands {kept[mark]} times")
            if not kept[mark] and mark in self.acknowledged and mark not in told:
                tally.lost += 1
                tally.notes.append(f"serve: {mark} was acknowledged ({self.acknowledged[mark]}) and is gone")

    def _told_not_saved(self) -> set[str]:
        """Whose words were given back with "not saved"."""
        texts = [
            json.dumps(message)
            for user in CHATS
            for channel in self.one.slack.store.channels
            for message in (*self.one.slack.ephemerals(channel, user), *self.one.slack.messages(channel))
        ]
        refused = [text for text in texts if any(word in text for word in REFUSED)]
        return {mark for mark in self.typed if any(mark in text for text in refused)}


# -- what all share


def counted(one: World) -> int:
    return int((one.folder / "count").read_text(encoding="utf-8"))


def deck(deaths: list[Death], random: Random) -> Iterator[Death]:
    """All of them in some order, and again."""
    while True:
        random.shuffle(deaths)
        yield from deaths


def _any(random: Random, boundaries: int, longest: float = 1.5) -> Death:
    if random.random() < 0.5:
        return Death(after=random.uniform(0.05, longest))
    return Death(boundary=random.randint(1, max(1, boundaries)))


Killer = Callable[[World, Tally, int, Random], Any]
KILLERS: dict[str, Killer] = {"tick": kill_ticks, "import": kill_imports, "serve": kill_serves}


async def kill(one: World, what: str, kills: int, tally: Tally) -> None:
    """what: tick | import | serve."""
    await KILLERS[what](one, tally, kills, Random(f"{what} {DAY}"))
