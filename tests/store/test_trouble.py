"""What is wrong with the database is told as what it is, by the real thing: a full disk, a file that can only be read,
a PostgreSQL that is stopped and started again, tables of another version."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store.session import Store, open_engine
from bot.store.sqlite.turns import in_passing
from bot.store.trouble import DatabaseTrouble, in_a_sentence, log_failure, trouble_of, unless_in_trouble
from tests.given.databases import small_disk, stoppable_postgresql

WORDS = {"words": "x" * 3000}


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = Store(open_engine(url))
    try:
        yield store
    finally:
        await store.close()


async def fill(store: Store, rows: int = 100) -> None:
    async with store.everywhere(writes=True) as connection:
        for _ in range(rows):
            await connection.execute(text("INSERT INTO notes VALUES (:words)"), WORDS)


async def run(store: Store, *statements: str | Callable[[], None]) -> None:
    async with store.everywhere(writes=True) as connection:
        for one in statements:
            await connection.execute(text(one)) if isinstance(one, str) else one()


async def failing(store: Store, *statements: str | Callable[[], None]) -> DBAPIError:
    with pytest.raises(DBAPIError) as caught:
        await run(store, *statements)
    return caught.value


@pytest.fixture
async def notes(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(f"sqlite:///{tmp_path}/milepost.db") as store:
        async with store.everywhere(writes=True) as connection:
            await connection.execute(text("CREATE TABLE notes (words TEXT)"))
        yield store


async def test_a_full_disk_is_a_full_disk_and_passes(notes: Store) -> None:
    with small_disk(100_000), pytest.raises(DBAPIError) as caught:
        await fill(notes)
    assert trouble_of(caught.value) is DatabaseTrouble.FULL
    assert "disk of the database in DATABASE_URL is full: make room" in in_a_sentence(caught.value)
    await fill(notes, 1)  # with room, all is well again
    async with notes.everywhere() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM notes")) == 1


async def test_a_database_that_may_not_grow_is_full(notes: Store) -> None:
    async with notes.everywhere(writes=True) as connection:
        await connection.execute(text("PRAGMA max_page_count = 20"))
    with pytest.raises(DBAPIError) as caught:
        await fill(notes)
    assert trouble_of(caught.value) is DatabaseTrouble.FULL


async def test_a_file_that_can_only_be_read_is_read_only(notes: Store, tmp_path: Path) -> None:
    async with opened(f"sqlite:///file:{tmp_path}/milepost.db?mode=ro&uri=true") as reading:
        error = await failing(reading, "INSERT INTO notes VALUES ('x')")
    assert trouble_of(error) is DatabaseTrouble.READ_ONLY
    assert "can't be written to" in in_a_sentence(error)


async def test_a_held_database_is_busy(notes: Store, tmp_path: Path) -> None:
    async with opened(f"sqlite:///{tmp_path}/milepost.db") as other, other.everywhere(writes=True):
        with in_passing(0.2):
            error = await failing(notes, "INSERT INTO notes VALUES ('x')")
    assert trouble_of(error) is DatabaseTrouble.BUSY


@pytest.mark.parametrize("statement", ["SELECT 1 FROM nowhere", "SELECT title FROM notes"])
async def test_tables_of_another_version_are_the_schemas_trouble(notes: Store, statement: str) -> None:
    error = await failing(notes, statement)
    assert trouble_of(error) is DatabaseTrouble.SCHEMA
    assert "run its `milepost migrate`" in in_a_sentence(error)


async def test_a_broken_file_is_damaged(notes: Store, tmp_path: Path) -> None:
    await fill(notes)
    await notes.close()
    file = tmp_path / "milepost.db"
    file.write_bytes(file.read_bytes()[:4096] + b"\0" * 200_000)
    async with opened(f"sqlite:///{file}") as store:
        assert trouble_of(await failing(store, "SELECT count(*) FROM notes")) is DatabaseTrouble.DAMAGED


async def write_past_sqlalchemy(store: Store) -> None:
    async with store.everywhere(writes=True) as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        await driver.executemany("INSERT INTO notes VALUES (?)", [("x" * 3000,)] * 3000)
        await driver.commit()


async def test_what_goes_past_sqlalchemy_is_known_too(notes: Store) -> None:
    with small_disk(), pytest.raises(sqlite3.OperationalError) as caught:
        await write_past_sqlalchemy(notes)
    assert trouble_of(caught.value) is DatabaseTrouble.FULL
    assert "is full: make room" in in_a_sentence(caught.value)


async def test_a_slip_of_ours_is_no_trouble_of_the_databases(notes: Store, caplog) -> None:
    error = await failing(notes, "SELEKT 1")
    assert trouble_of(error) is None
    with pytest.raises(DBAPIError), unless_in_trouble(logging.getLogger("tests"), "nothing"):
        raise error
    log_failure(logging.getLogger("tests"), "it failed", error)
    assert "Traceback" in caplog.text


# PostgreSQL


async def test_postgresql_says_what_it_is_too(postgres: str) -> None:
    async with opened(postgres) as store:
        assert trouble_of(await failing(store, "SELECT 1 FROM nowhere")) is DatabaseTrouble.SCHEMA
        assert trouble_of(await failing(store, "SELEKT 1")) is None
        async with store.everywhere(writes=True) as connection:
            await connection.execute(text("CREATE TABLE notes (words TEXT)"))
        try:
            error = await failing(store, "SET TRANSACTION READ ONLY", "DELETE FROM notes")
            assert trouble_of(error) is DatabaseTrouble.READ_ONLY
            async with store.everywhere(writes=True) as holding:
                await holding.execute(text("LOCK TABLE notes"))
                error = await failing(store, "LOCK TABLE notes NOWAIT")
            assert trouble_of(error) is DatabaseTrouble.BUSY
        finally:
            async with store.everywhere(writes=True) as connection:
                await connection.execute(text("DROP TABLE notes"))


@pytest.mark.slow
async def test_a_postgresql_that_was_stopped_is_away_and_is_found_again(postgres: str, caplog) -> None:
    with stoppable_postgresql() as server:
        async with opened(server.address) as store:
            async with store.everywhere() as connection:  # leaves a connection behind that the stop breaks
                assert await connection.scalar(text("SELECT 1")) == 1
            server.stop()
            for _ in range(3):
                error = await failing(store, "SELECT 1")
                assert trouble_of(error) is DatabaseTrouble.AWAY, error
                assert "DATABASE_URL" in in_a_sentence(error)
            log_failure(logging.getLogger("tests"), "a tick failed", error)
            assert "Traceback" not in caplog.text
            server.start()
            async with store.everywhere() as connection:
                assert await connection.scalar(text("SELECT 1")) == 1
            server.restart()
            async with store.everywhere() as connection:  # nobody notices what came and went in between
                assert await connection.scalar(text("SELECT 1")) == 1


@pytest.mark.slow
async def test_a_postgresql_that_stops_in_the_midst_of_something_is_away(postgres: str) -> None:
    with stoppable_postgresql() as server:
        async with opened(server.address) as store:
            error = await failing(store, "SELECT 1", server.stop, "SELECT 1")
            assert trouble_of(error) is DatabaseTrouble.AWAY, error
