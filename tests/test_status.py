"""What is wrong with the database is said as what it is, by the reading that `milepost status` and `/readyz` share."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from bot.status import of_database, of_disk
from bot.store.session import Store
from tests.given.book import Book
from tests.given.databases import at_head, only_to_be_read, small_disk

pytestmark = pytest.mark.both_databases


@pytest.fixture
async def migrated(store: Store, book: Book) -> AsyncIterator[Store]:
    async with at_head(store):
        yield store


async def test_a_database_that_can_be_written_to_is_well(migrated: Store) -> None:
    said = await of_database(migrated, tried=True)
    assert (said.well, said.stops, said.about) == (True, False, "database")


async def test_one_that_can_only_be_read_stops_everything(migrated: Store) -> None:
    async with only_to_be_read(migrated._writer):
        said = await of_database(migrated, tried=True)
    assert (said.well, said.stops) == (False, True)
    assert "can't be written to" in said.text or "is read-only" in said.text


@pytest.mark.one_database
async def test_a_full_disk_stops_everything_until_there_is_room(migrated: Store) -> None:
    with small_disk():
        said = await of_database(migrated, tried=True)
    assert said.stops
    assert "is full: make room" in said.text
    assert (await of_database(migrated, tried=True)).well


@pytest.mark.one_database
def test_a_disk_that_is_nearly_full_is_said_before_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "milepost.db"
    assert of_disk(None) is None  # PostgreSQL's is another machine's
    assert of_disk(file) is None
    file.write_bytes(b"")
    for left, said in ((300_000_000, ""), (150_000_000, "Disk: 150 MB are left")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, left=left: SimpleNamespace(free=left))
        one = of_disk(file)
        assert (one.text if one else "").startswith(said)
        assert (one is None) == (not said)
    assert one is not None
    assert (one.well, one.stops) == (False, False)


async def test_tables_of_an_older_or_newer_version_are_named(migrated: Store) -> None:
    for version in ("0001", "9999"):
        async with migrated.everywhere(writes=True) as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        said = await of_database(migrated, tried=False)
        assert (said.about, said.stops) == ("schema", True)
        assert f"schema is {version} and this version needs" in said.text
