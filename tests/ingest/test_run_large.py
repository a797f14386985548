"""Large files: short transactions, little memory, and a loop that stays free."""

import asyncio
import time
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.ingest.run import import_file
from bot.store.session import ReadSession, Store
from tests.bench.import_bench import NOW, open_store, write_files

pytestmark = pytest.mark.slow


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(tmp_path / "large.db")
    yield store
    await store.close()


async def test_a_write_transaction_stays_below_half_a_second(sqlite: Store, tmp_path: Path) -> None:
    files = write_files(tmp_path, 8_000, 20_000)
    held: list[float] = []
    timed = _Timed(sqlite, held)
    for kind in ("accounts", "kpis"):
        await import_file(timed, 1, kind, files[kind], now=NOW, file_time=NOW)
    assert len(held) >= 8
    assert sorted(held)[len(held) // 2] < 0.5


class _Timed(Store):
    """A store that notes how long its write transactions took."""

    def __init__(self, store: Store, held: list[float]) -> None:
        super().__init__(store.engine)
        self._held = held

    @asynccontextmanager
    async def write(self, workspace_id: int) -> AsyncIterator[ReadSession]:
        start = time.perf_counter()
        async with super().write(workspace_id) as session:
            yield session
        self._held.append(time.perf_counter() - start)


async def test_the_loop_is_free_for_others_meanwhile(sqlite: Store, tmp_path: Path) -> None:
    files = write_files(tmp_path, 6_000, 0)
    longest = 0.0

    async def others() -> None:
        nonlocal longest
        while True:
            start = time.perf_counter()
            await asyncio.sleep(0.01)
            longest = max(longest, time.perf_counter() - start)

    waiting = asyncio.create_task(others())
    await import_file(sqlite, 1, "accounts", files["accounts"], now=NOW, file_time=NOW)
    waiting.cancel()
    assert longest < 1.0


async def test_memory_does_not_grow_with_the_file(sqlite: Store, tmp_path: Path) -> None:
    accounts = write_files(tmp_path, 500, 0)["accounts"]
    await import_file(sqlite, 1, "accounts", accounts, now=NOW, file_time=NOW)
    peaks = []
    for count in (20_000, 80_000):
        file = write_files(tmp_path, 500, count)["kpis"]
        tracemalloc.start()
        await import_file(sqlite, 1, "kpis", file, now=NOW, file_time=NOW)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3
