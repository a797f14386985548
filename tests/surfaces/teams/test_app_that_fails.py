"""A Teams that fails in fourteen ways at a third of all calls: each message arrives once, or nobody can tell and it is
named. `make fault` has it fail at many more."""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.delivery.outbox import queue
from bot.delivery.sender import Sender
from bot.message import Message, line
from bot.store.tables import Outgoing
from tests.given.book import NOW
from tests.given.teams.small_teams import OLGA, TeamsFault

pytestmark = pytest.mark.one_database

WAYS = {
    "412": TeamsFault(412),
    "429 that says how long": TeamsFault(429, {"Retry-After": "7"}),
    "429 that doesn't": TeamsFault(429),
    "429 that says nonsense": TeamsFault(429, {"Retry-After": "Wed"}),
    "401": TeamsFault(401, body='{"error": {"code": "Unauthorized"}}'),
    "500": TeamsFault(500),
    "502": TeamsFault(502),
    "503": TeamsFault(503),
    "504": TeamsFault(504),
    "502 of what was done": TeamsFault(502, after=True),
    "504 of what was done": TeamsFault(504, after=True),
    "a line that breaks before": TeamsFault(),
    "a line that breaks after": TeamsFault(after=True),
    "a page instead of JSON": TeamsFault(502, {"Content-Type": "text/html"}, "<html>Bad gateway</html>"),
}
MESSAGES = int(os.environ.get("MILEPOST_FAULT_MESSAGES", "40"))
SHARE = 1 / 3


@pytest.mark.both_databases
async def test_each_message_comes_once_or_is_named(town) -> None:
    await town.installs(OLGA)
    random, ways, failed = Random("fourteen ways"), list(WAYS.values()), Counter()

    def fails(request: web.Request) -> TeamsFault | None:
        if random.random() >= SHARE:
            return None
        failed["calls"] += 1
        return ways[failed["calls"] % len(ways)]

    async def compose(db, row, now) -> Message:
        return Message(title=line(f"message {row.once}."))

    [(installation, surface)] = town.milepost.surfaces.items()
    moment = [NOW]
    sender = Sender(
        town.milepost.store, {installation: surface}, compose, machine=lambda: moment[0], per_channel=0, overall=0
    )
    async with town.milepost.store.write(1) as db:
        for number in range(MESSAGES):
            there = {"person_id": 11, "installation_id": installation, "refs": {}}
            await queue(db, kind="alert", once=f"{number}", now=NOW, **there)
    town.teams.fails = fails
    for _ in range(60 * 24):
        await sender.deliver_due(moment[0], patience=0)
        async with town.milepost.store.read(1) as db:
            rows = {row.once: row.state for row in await db.scalars(select(Outgoing))}
        if not set(rows.values()) & {"pending", "sending", "ambiguous"}:
            break
        moment[0] += timedelta(minutes=1)
    shown = Counter(one.content["summary"] for one in town.teams.seen_by(OLGA))
    came = {once: shown[f"message {once}."] for once in rows}
    assert failed["calls"] > len(WAYS)
    assert len(rows) == MESSAGES
    assert {once for once, times in came.items() if times > 1} == set()
    assert {rows[once] for once, times in came.items() if times == 0} <= {"unconfirmed"}
    assert {rows[once] for once, times in came.items() if times == 1} <= {"sent", "unconfirmed"}
    assert Counter(rows.values())["sent"] > MESSAGES / 2
