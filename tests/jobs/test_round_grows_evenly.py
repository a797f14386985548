"""Eight times as many accounts take about eight times the work, never their square, so that no round gets lost in a
large import.

What is counted are the steps of SQLite's own machine, which are the same on each run and on each computer."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.jobs.compose import composer
from bot.jobs.round import run_round
from bot.playbook.models import Library
from bot.store.session import Store, open_engine
from bot.store.tables import Outgoing
from tests.given.portfolio import NOW, make_portfolio

SMALL, TIMES, A_TICK = 300, 8, 100
pytestmark = [pytest.mark.one_database, pytest.mark.slow]


class Steps:
    """Of all connections of an engine, in hundreds."""

    def __init__(self) -> None:
        self.taken = 0

    def count(self, connection: Any, _record: Any) -> None:
        own: sqlite3.Connection = connection.driver_connection._conn
        own.set_progress_handler(self._one, A_TICK)

    def _one(self) -> None:
        self.taken += 1

    def since(self) -> int:
        taken, self.taken = self.taken, 0
        return taken


@asynccontextmanager
async def portfolio(folder: Path, library: Library, accounts: int) -> AsyncIterator[tuple[Store, Steps]]:
    engine, steps = open_engine(f"sqlite:///{folder}/{accounts}.db"), Steps()
    event.listen(engine.sync_engine, "connect", steps.count)
    store = Store(engine)
    await make_portfolio(store, library, accounts)
    yield store, steps
    await store.close()


async def morning(store: Store, library: Library, now: datetime) -> None:
    """All that is due, and each message put into words."""
    await run_round(store, library, 1, {}, now)
    words = composer(library)
    async with store.write(1) as db:
        for row in (await db.scalars(select(Outgoing).where(Outgoing.message.is_(None)))).all():
            await words(db, row, now)


async def mornings(folder: Path, library: Library, accounts: int) -> list[int]:
    async with portfolio(folder, library, accounts) as (store, steps):
        found = []
        for day in range(2):
            steps.since()
            await morning(store, library, NOW + timedelta(days=day, hours=1))
            found.append(steps.since())
    return found


async def test_a_mornings_work_grows_as_the_accounts_do(tmp_path: Path, library: Library) -> None:
    few = await mornings(tmp_path, library, SMALL)
    many = await mornings(tmp_path, library, SMALL * TIMES)
    for less, more in zip(few, many, strict=True):
        assert more < 1.5 * TIMES * less, f"{more / less:.1f} times the work for {TIMES} times the accounts"
