"""Engines and sessions. Each session is bound to one workspace and sees no other's rows."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.util import await_only

from bot.store.address import database_address
from bot.store.tables.base import Tenant

THREAD_ENDS = 0.1  # seconds: aiosqlite doesn't wait for the thread of a file that it couldn't open
BUSY_SECONDS = 2.0  # below the three seconds in which a platform wants its acknowledgement


class TenantSession(AsyncSession):
    """A session that reads and writes the rows of one workspace only."""

    @property
    def workspace_id(self) -> int:
        return int(self.info["workspace_id"])


class _ScopedSession(Session):
    pass


@event.listens_for(_ScopedSession, "do_orm_execute")
def _only_this_workspace(state: ORMExecuteState) -> None:
    workspace_id = state.session.info.get("workspace_id")
    if workspace_id is None or state.is_insert:
        return
    state.statement = state.statement.options(
        with_loader_criteria(
            Tenant, lambda table: table.workspace_id == workspace_id, include_aliases=True, track_closure_variables=True
        )
    )


def open_engine(url: str, **options: Any) -> AsyncEngine:
    """An async engine for `sqlite:///…` or `postgresql://…`; SQLite is set up for several processes.

    Raises SettingsError for an address that can't be used."""
    address, told = database_address(url)
    if address.get_backend_name() == "sqlite":
        options["pool_reset_on_return"] = None  # see _reset_sqlite
    engine = create_async_engine(address, connect_args=told, **options)
    event.listen(engine.sync_engine, "do_connect", _connect)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "reset", _reset_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _connect(dialect: Dialect, _record: Any, words: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """asyncpg's errors while it connects reach us as they are, which nobody could tell from those of other things."""
    try:
        return dialect.connect(*words, **named)
    except (OSError, PostgresError, InterfaceError) as error:
        raise OperationalError("connect", None, error) from error
    except sqlite3.Error:
        await_only(asyncio.sleep(THREAD_ENDS))
        raise


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    try:
        _say_pragmas(connection)
    except sqlite3.Error:
        connection.close()  # its thread would outlive the event loop
        raise


def _say_pragmas(connection: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
        "cache_size=-32000",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A read that turns into a write in mid-transaction would fail with "busy" at once: say so at the start.
    if connection.get_execution_options().get("milepost_writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # can't fail, and this is one way to the connection's thread and back instead of three
        await_only(connection.connection.driver_connection.execute("BEGIN"))


def _reset_sqlite(connection: Any, _record: Any, state: Any) -> None:
    # The pool would roll back once more what a session has rolled back: a way to the connection's thread for nothing.
    if not state.terminate_only and connection.driver_connection.in_transaction:
        connection.rollback()


class _Turns:
    """Writers of this process take turns in the order in which they came.

    SQLite gives its lock to whoever asks when it happens to be free, so a sweep that takes it again and again would
    starve all others. Who waits too long is told the same as by SQLite itself."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> None:
        try:
            await asyncio.wait_for(self._lock.acquire(), BUSY_SECONDS)
        except TimeoutError as error:
            raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("database is locked")) from error

    async def __aexit__(self, *_: object) -> None:
        self._lock.release()


class Store:
    """Opens sessions on a database: the one thing that the rest of the program is handed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(milepost_writes=True)
        self._turn = _Turns() if engine.dialect.name == "sqlite" else nullcontext()

    @asynccontextmanager
    async def read(self, workspace_id: int) -> AsyncIterator[TenantSession]:
        """A session for reading; nothing in it is committed."""
        async with self._open(self.engine, workspace_id) as session:
            yield session

    @asynccontextmanager
    async def write(self, workspace_id: int) -> AsyncIterator[TenantSession]:
        """A session in one write transaction: committed at the end, undone by an error."""
        async with self._turn, self._open(self._writer, workspace_id) as session, session.begin():
            yield session

    @asynccontextmanager
    async def across(self, *, writes: bool = False) -> AsyncIterator[AsyncConnection]:
        """A plain connection in a transaction, for the few things that belong to no single workspace."""
        if not writes:
            async with self.engine.begin() as connection:
                yield connection
            return
        async with self._turn, self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def changing_tables(self) -> AsyncIterator[AsyncConnection]:
        """A connection in one write transaction in which tables may be built anew.

        SQLite changes a table by copying it and dropping the old one, which would delete what refers to its rows: it
        looks at references once at the end instead. Raises IntegrityError where one leads nowhere."""
        if self.engine.dialect.name != "sqlite":
            async with self._writer.begin() as connection:
                yield connection
            return
        async with self._turn, self._writer.connect() as connection:
            await self._check_references(connection, "OFF")  # has no effect once a transaction has begun
            try:
                async with connection.begin():
                    yield connection
                    broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).mappings().first()
                    if broken is not None:
                        words = f"a row of {broken['table']} refers to one of {broken['parent']} that is gone"
                        raise IntegrityError("PRAGMA foreign_key_check", None, sqlite3.IntegrityError(words))
            finally:
                await self._check_references(connection, "ON")

    async def _check_references(self, connection: AsyncConnection, how: str) -> None:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        await raw.execute(f"PRAGMA foreign_keys={how}")

    def _open(self, engine: AsyncEngine, workspace_id: int) -> TenantSession:
        return TenantSession(
            engine, sync_session_class=_ScopedSession, expire_on_commit=False, info={"workspace_id": workspace_id}
        )

    async def close(self) -> None:
        await self.engine.dispose()


__all__ = ["Store", "TenantSession", "open_engine"]
