"""What a manager asks of 100,000 accounts, against a raw scan of the same tables, in seconds of wall and user time.

Ours is the whole answer, from the question to the neutral message. The raw scan reads, with a plain SELECT each, some
columns of every row of the tables that the answer comes from: the least that anybody does who keeps no sums.
"""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

from bot.journey.accounts.selection import EVERYONE, ListQuery
from bot.journey.figures.kept.keep_losses import keep_losses
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.message import Message
from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.store.session import ReadSession, Store, open_engine
from bot.talk.figures.funnel import funnel
from bot.talk.figures.losses import churn
from bot.talk.figures.multiplier import multiplier
from bot.talk.figures.releases import compare
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.account_tables import roster
from tests.bench.past import add_past, lose_some
from tests.given.portfolio import NOW, make_portfolio

ACCOUNTS, ROUNDS = 100_000, 5
BOUND = 2.0  # seconds
TIMES = 10.0  # a raw scan, in user time
READER = Reader(1, 1, "CSM 1", "UTC")
SCANS = {
    "accounts": "count(status), count(tier)",
    "account_facts": "count(milestone), count(deadline_on)",
    "milestones_reached": "count(reached_on)",
    "contracts": "count(amount)",
    "post_mortems": "count(reason)",
    "ctas": "count(due_on), count(closed_at)",
    "account_events": 'count("key")',
    "kpi_latest": "count(value)",
}
LIST = ("accounts", "account_facts", "contracts")
Tell = Callable[[ReadSession], Awaitable[Message]]


def asks(library: Library) -> dict[str, tuple[Tell, tuple[str, ...]]]:
    """What is asked, and the tables that the answer comes from."""
    lists: dict[str, tuple[Tell, tuple[str, ...]]] = {
        f"/journey list {word}": (partial(_roster, library, word), LIST) for word in ("at-risk", "renewals", "stuck")
    }
    return {
        "/journey funnel": (lambda db: funnel(db, library, EVERYONE, READER, NOW), (*LIST[:2], "milestones_reached")),
        "/journey churn": (
            lambda db: churn(db, library, EVERYONE, READER, NOW),
            (*LIST, "milestones_reached", "account_events", "post_mortems"),
        ),
        **lists,
        "/journey multiplier": (
            lambda db: multiplier(db, library, READER, NOW),
            (*LIST[:2], "milestones_reached", "ctas", "account_events", "kpi_latest"),
        ),
        "/journey release": (partial(_release, library), (*LIST[:2], "milestones_reached")),
    }


async def _roster(library: Library, word: str, db: ReadSession) -> Message:
    return await roster(db, library, ListQuery(word), READER, NOW)


async def _release(library: Library, db: ReadSession) -> Message:
    found = await compare(db, library, 1, READER, NOW)
    if found is None:
        raise LookupError("the release isn't marked")
    return found


async def _answer(store: Store, tell: Tell) -> None:
    async with store.read(1) as db:
        await tell(db)


async def _scan(store: Store, tables: tuple[str, ...]) -> None:
    async with store.everywhere() as connection:
        for table in tables:
            await connection.exec_driver_sql(f"SELECT {SCANS[table]} FROM {table}")


async def _timed(ask: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Wall and user seconds, each the median of some rounds after a first one that doesn't count."""
    walls, users = [], []
    for _ in range(ROUNDS + 1):
        user, began = resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.perf_counter()
        await ask()
        walls.append(time.perf_counter() - began)
        users.append(resource.getrusage(resource.RUSAGE_SELF).ru_utime - user)
    return statistics.median(walls[1:]), statistics.median(users[1:])


async def _measure(accounts: int) -> dict[str, list[float]]:
    library = load_library()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(open_engine(f"sqlite:///{folder}/bench.db"))
        await make_portfolio(store, library, accounts)
        await add_past(store)
        await assess(store, library, 1, NOW)
        await lose_some(store)
        await keep_spells(store, 1)
        await keep_losses(store, 1, NOW.date(), NOW)
        found = {
            name: [*await _timed(partial(_answer, store, tell)), *await _timed(partial(_scan, store, tables))]
            for name, (tell, tables) in asks(library).items()
        }
        await store.close()
    return found


def measure() -> Iterator[tuple[str, float, float, float, str]]:
    """(what, ours, a raw scan, ratio, bound), in a process of its own. The bound is in seconds of ours."""
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.lists_bench", str(ACCOUNTS)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    for name, (wall, user, raw, raw_user) in json.loads(out.stdout).items():
        yield f"{name} over 100,000, s, against a raw scan", wall, raw, wall / raw, f"ours ≤ {BOUND:.0f} s"
        yield (
            f"{name}, the same in user time",
            user,
            raw_user,
            user / max(raw_user, 0.001),
            f"ours ≤ {TIMES:.0f} × the scan",
        )


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure(int(sys.argv[1])))))
