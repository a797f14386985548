"""What learning from losses costs: in time against one fit of the same logistic regression, and in memory.

The fit is of the plain candidate on the person-periods of all of the accounts, already in memory: who fits it once has
nothing to sample, and ours isn't to look slow because it does. Ours reads them from the database, fits and chooses
between candidates, judges them on accounts drawn anew, and says it of everybody.
"""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text
from threadpoolctl import threadpool_limits

from bot.journey.risk.learn import learn_risks
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.playbook.load import load_library
from bot.statistics.warning.candidates import Regression
from bot.store.session import Store, open_engine
from tests.bench.past import add_past, lose_some
from tests.given.portfolio import NOW, make_portfolio

SMALL, LARGE, ROUNDS = 7_000, 100_000, 3
TIMES, MEMORY = 15.0, 1_000.0  # fits, megabytes
MONTHS = 36
# Three years of history; who leaves has used it less in the half-year before, and others now and then, too.
USE = f"""WITH RECURSIVE back(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM back WHERE n < {MONTHS})
    INSERT INTO kpi_observations (workspace_id, account_id, kpi, observed_at, value)
    SELECT a.workspace_id, a.id, 'weekly-use', datetime(:now, '-' || (30 * n) || ' days') || '.000000',
           40 + (a.id * 7919 + n * 104729) % 41
           - 25 * coalesce(julianday(a.churned_on) - julianday(:now) + 30 * n BETWEEN 0 AND 180, (a.id + n) % 11 = 0)
    FROM accounts AS a, back WHERE a.churned_on IS NULL OR a.churned_on > date(:now, '-' || (30 * n) || ' days')"""
LONG_AGO = (
    "UPDATE accounts SET started_on = date(:now, '-' || (1200 + id % 400) || ' days')",
    "UPDATE accounts SET churned_on = date(:now, '-' || (id * 13 % 700) || ' days') WHERE status = 'churned'",
    USE,
)


async def _build(path: str, accounts: int) -> None:
    library = load_library()
    store = Store(open_engine(f"sqlite:///{path}"))
    await make_portfolio(store, library, accounts)
    await add_past(store)
    await assess(store, library, 1, NOW)
    await lose_some(store)
    async with store.everywhere(writes=True) as connection:
        for statement in LONG_AGO:
            await connection.execute(text(statement), {"now": NOW.strftime("%Y-%m-%d %H:%M:%S")})
    await keep_spells(store, 1)
    await store.close()


async def _learn(path: str) -> dict[str, Any]:
    store = Store(open_engine(f"sqlite:///{path}"))
    await learn_risks(store, 1, NOW)  # the first time libraries are loaded
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        warns = await learn_risks(store, 1, NOW)
        took.append(time.process_time() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from bot.journey.risk.known.read import read_known

    past = (await read_known(store, 1, NOW.date(), most=SMALL)).past
    with threadpool_limits(limits=1):
        fit = _median(lambda: Regression().fit(past.table, past.left))
    await store.close()
    return {"learned": statistics.median(took), "fit": fit, "memory": memory, "warns": warns, "rows": len(past.left)}


def _median(do: Callable[[], Any]) -> float:
    took = []
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        do()
        took.append(time.process_time() - began)
    return statistics.median(took[1:])


def _in_own_process(what: str, path: str, accounts: int) -> str:
    return subprocess.run(
        [sys.executable, "-m", "tests.bench.warning_bench", what, path, str(accounts)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    ).stdout  # fmt: skip


def measure() -> Iterator[tuple[str, float, float, float, str]]:
    """Each portfolio is built by another process than that which learns, so that its memory is its own."""
    for accounts in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/bench.db"
            _in_own_process("build", path, accounts)
            found = json.loads(_in_own_process("learn", path, accounts))
        if not found["warns"]:
            raise LookupError("nobody is warned of, so not all of it was measured")
        if accounts == SMALL:
            ours, fit = found["learned"], found["fit"]
            what = f"learning from {accounts:,} accounts, s of CPU, against one fit on {found['rows']:,} rows"
            yield what, ours, fit, ours / fit, f"≤ {TIMES:.0f}"
        else:
            ours = found["memory"]
            yield f"the same of {accounts:,}, peak memory in MB", ours, MEMORY, ours / MEMORY, "≤ 1"


def main(what: str, path: str, accounts: int) -> None:
    if what == "build":
        asyncio.run(_build(path, accounts))
    else:
        print(json.dumps(asyncio.run(_learn(path))))


if __name__ == "__main__":
    if sys.argv[1:]:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        for what, ours, theirs, ratio, bound in measure():
            print(f"{what}: {ours:.2f}, {theirs:.2f}, ratio {ratio:.2f} ({bound})")
