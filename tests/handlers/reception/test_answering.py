"""A database that can't be used is named to people as what it is, and their words come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.given.databases import small_disk
from tests.given.slack_town import SlackTown, text_of

pytestmark = pytest.mark.one_database
LOG = "/journey acme log met Dana, wants the board slide"


@contextmanager
def only_to_be_read(engine: AsyncEngine) -> Iterator[None]:
    """The database itself refuses every write, as a replica or a disk mounted read-only does."""

    def refuse(connection) -> None:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("PRAGMA query_only = 1" if sqlite else "SET TRANSACTION READ ONLY")

    event.listen(engine.sync_engine, "begin", refuse)
    yield
    event.remove(engine.sync_engine, "begin", refuse)


@pytest.mark.both_databases
async def test_a_database_that_can_only_be_read_is_said_to_be_that(town: SlackTown, caplog):
    with only_to_be_read(town.store._writer):
        said = text_of(await town.types(LOG))
    assert "can only be read just now, so nothing was saved" in said
    assert "wants the board slide" in said
    assert "busy" not in said + caplog.text
    assert "DATABASE_URL" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_full_disk_is_said_to_be_full_and_passes(town: SlackTown, caplog):
    file = Path(str(town.store.engine.url.database))
    with small_disk(file.with_name(file.name + "-wal").stat().st_size):
        said = text_of(await town.types(LOG))
    assert "has no room left, so nothing was saved" in said
    assert "wants the board slide" in said
    assert "make room there" in caplog.text
    assert "Traceback" not in caplog.text
    assert "Logged" in text_of(await town.types(LOG))
