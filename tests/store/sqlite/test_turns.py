"""Who writes next: people before machines, in this process and between processes; and nobody is turned away early."""

import asyncio
import logging
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.store.session import Store, open_engine
from bot.store.sqlite import turns
from bot.store.sqlite.turns import for_a_person, in_passing

pytestmark = pytest.mark.one_database
SHORT = 0.2


@pytest.fixture
async def other(store: Store):
    """Another process's way to the same file, as far as SQLite can tell."""
    opened = Store(open_engine(f"sqlite:///{store.engine.url.database}"))
    yield opened
    await opened.close()


async def write(store: Store, name: str, order: list[str], seconds: float = 0.01) -> None:
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text("SELECT 1"))
        order.append(name)
        await asyncio.sleep(seconds)


async def for_somebody(store: Store, name: str, order: list[str]) -> None:
    with for_a_person():
        await write(store, name, order)


async def test_people_go_before_machines_and_each_in_their_order(store):
    order: list[str] = []
    first = asyncio.create_task(write(store, "sweep", order, 0.1))
    await asyncio.sleep(0.02)
    waiting = [
        asyncio.create_task(write(store, "tick", order)),
        asyncio.create_task(for_somebody(store, "Olga", order)),
        asyncio.create_task(write(store, "import", order)),
        asyncio.create_task(for_somebody(store, "Tim", order)),
    ]
    await asyncio.gather(first, *waiting)
    assert order == ["sweep", "Olga", "Tim", "tick", "import"]


async def test_who_waits_for_too_long_is_told_what_sqlite_would_say_and_holds_up_nobody(store):
    async with store.everywhere(writes=True):
        with pytest.raises(OperationalError, match="database is locked"), for_a_person(SHORT):
            await write(store, "Olga", [])
        given_up = asyncio.create_task(write(store, "cancelled", []))
        await asyncio.sleep(0)
        given_up.cancel()
    order: list[str] = []
    await write(store, "next", order)
    assert order == ["next"]


async def test_a_machine_waits_for_another_process_far_longer_than_a_person(store, other, caplog, monkeypatch):
    monkeypatch.setattr(turns, "SAID_AFTER", 0.1)
    order: list[str] = []
    async with other.everywhere(writes=True) as held:
        await held.execute(text("SELECT 1"))
        tick = asyncio.create_task(write(store, "tick", order))
        await asyncio.sleep(2.5)  # longer than SQLite itself waited once
        assert not tick.done()
    await asyncio.wait_for(tick, 2)
    assert order == ["tick"]
    assert caplog.text.count("waiting for it") == 1
    assert caplog.records[0].levelno == logging.WARNING


async def test_what_is_done_in_passing_hardly_waits(store, other):
    async with other.everywhere(writes=True) as held:
        await held.execute(text("SELECT 1"))
        began = time.monotonic()
        with pytest.raises(OperationalError, match="locked"), in_passing(SHORT):
            await write(store, "seen", [])
        assert time.monotonic() - began < 2


async def test_a_sweep_of_another_process_lets_a_person_in_after_one_range(store, other):
    """It takes the lock again after a pause of nearly nothing, which asking now and then would hardly ever meet."""
    order: list[str] = []

    async def sweep() -> None:
        for number in range(8):
            await write(other, f"range {number}", order, 0.15)
            await asyncio.sleep(0)

    sweeping = asyncio.create_task(sweep())
    await asyncio.sleep(0.05)
    for name in ("Olga", "Tim"):
        before = len(order)
        await for_somebody(store, name, order)
        assert order.index(name) - before <= 1, order
    await sweeping


async def test_a_write_that_is_cancelled_while_it_waits_leaves_no_transaction_open(store, other):
    await write(store, "first", [])  # connected, so that it is waiting that is cancelled, on a slow machine too
    for _ in range(10):
        async with other.everywhere(writes=True) as held:
            await held.execute(text("SELECT 1"))
            waiting = asyncio.create_task(for_somebody(store, "Olga", []))
            await asyncio.sleep(0.01)
            waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        with in_passing(SHORT):
            await write(other, "next", [])


@pytest.mark.both_databases
async def test_all_who_want_to_write_at_once_come_to_it(store):
    """On PostgreSQL nobody waits for anybody."""
    order: list[str] = []
    await asyncio.gather(write(store, "sweep", order), for_somebody(store, "Olga", order), write(store, "tick", order))
    assert sorted(order) == ["Olga", "sweep", "tick"]


async def test_who_gives_up_in_the_moment_that_it_is_passed_over_has_merely_given_up():
    line, held = turns.Turns(), asyncio.Event()

    async def wait_for_it() -> None:
        async with line:
            held.set()

    await line.__aenter__()
    gives_up, stays = (asyncio.create_task(wait_for_it()) for _ in range(2))
    await asyncio.sleep(0)
    gives_up.cancel()
    await line.__aexit__()
    with pytest.raises(asyncio.CancelledError):
        await gives_up
    await stays
    assert held.is_set()
