"""Engines and sessions. Each session is bound to one workspace and sees no other's rows.

What only reads takes a ReadSession; what writes, a WriteSession, which is one too.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple, overload

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import CompoundSelect, CursorResult, Executable, Result, ScalarResult, Select, UpdateBase, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.util import await_only

from bot.store.access.sight import EVERYTHING, Sight, limited_to_sight
from bot.store.address import database_address
from bot.store.ours import OURS, confined
from bot.store.sqlite.turns import PeopleWaiting, Turns, take_lock
from bot.store.tables.audit.acting import said_to, who_acts
from bot.store.tables.base import Base, Tenant

Ts = TypeVarTuple("Ts")
T = TypeVar("T")
Row = TypeVar("Row", bound=Base)
Statement = TypeVar("Statement", bound=Executable)
Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]

THREAD_ENDS = 0.1  # seconds: aiosqlite doesn't wait for the thread of a file that it couldn't open
BUSY_MILLISECONDS = 2000  # for what is no turn to write: another process that begins, ends or was killed


class ReadSession:
    """Reads the rows of one workspace, and can do nothing else.

    A wrapper, not a kind of AsyncSession: what writes has no name here, so the type checker refuses it."""

    def __init__(self, session: AsyncSession, workspace_id: int, sight: Sight = EVERYTHING) -> None:
        self._session = session
        self.workspace_id, self.sight = workspace_id, sight

    @property
    def dialect(self) -> str:
        """The database's name: "sqlite" or "postgresql"."""
        return self._session.get_bind().dialect.name

    @contextmanager
    def seeing(self, sight: Sight) -> Iterator["ReadSession"]:
        """The same session while something is read for somebody who may see no more than that."""
        info = self._session.info
        before, info["sees"] = info["sees"], sight.options(self.workspace_id)
        try:
            yield ReadSession(self._session, self.workspace_id, sight)
        finally:
            info["sees"] = before

    async def execute(self, statement: Select[*Ts] | CompoundSelect[*Ts]) -> Result[*Ts]:
        return await self._session.execute(_only_reads(statement))

    async def scalars(self, statement: Select[T, *tuple[Any, ...]]) -> ScalarResult[T]:
        found: ScalarResult[T] = await self._session.scalars(_only_reads(statement))
        return found

    async def scalar(self, statement: Select[T, *tuple[Any, ...]]) -> T | None:
        found: T | None = await self._session.scalar(_only_reads(statement))
        return found

    async def get(self, entity: type[Row], key: Any) -> Row | None:
        """The row of that primary key; None where this workspace has no such one."""
        return await self._session.get(entity, key)

    async def get_one(self, entity: type[Row], key: Any) -> Row:
        """The row of that primary key. Raises NoResultFound where this workspace has no such one."""
        return await self._session.get_one(entity, key)

    async def one_statement(
        self, statement: Select[*Ts] | CompoundSelect[*Ts], values: Mapping[str, Any] | None = None
    ) -> Result[*Ts]:
        """A SELECT past the ORM, for answers that have to be fast: several times as cheap, and it comes as written.

        Each table in its outermost FROM is confined to this workspace; see bot/store/ours.py for what is selected
        within, and bot/store/access/sight.py for what isn't seen. values: of its parameters. Raises TypeError where it
        could show another workspace's rows."""
        if not self.sight.limited:
            return await self.beyond_sight(statement, values)
        mine = {**(values or {}), **self.sight.values(), OURS.key: self.workspace_id}
        connection = await self._session.connection()
        seen: Result[*Ts] = await connection.execute(limited_to_sight(confined(_only_reads(statement))), mine)
        return seen

    async def beyond_sight(
        self, statement: Select[*Ts] | CompoundSelect[*Ts], values: Mapping[str, Any] | None = None
    ) -> Result[*Ts]:
        """The same, also of accounts that aren't seen: to say whose one is, and nothing else of it."""
        mine = {**(values or {}), OURS.key: self.workspace_id}
        connection = await self._session.connection()
        found: Result[*Ts] = await connection.execute(confined(_only_reads(statement)), mine)
        return found


def _only_reads(statement: Statement) -> Statement:
    if not statement.is_select:
        raise TypeError("this session reads; what changes rows needs store.write(workspace_id)")
    return statement


class WriteSession(ReadSession):
    """Reads and writes the rows of one workspace, in one transaction."""

    async def get(self, entity: type[Row], key: Any, *, with_for_update: bool = False) -> Row | None:
        """with_for_update: nobody else changes the row before this transaction is over."""
        return await self._session.get(entity, key, with_for_update=with_for_update or None)

    @overload
    async def execute(self, statement: TypedReturnsRows[*Ts], values: Values | None = None) -> Result[*Ts]: ...
    @overload
    async def execute(self, statement: UpdateBase, values: Values | None = None) -> CursorResult[*tuple[Any, ...]]: ...
    @overload
    async def execute(self, statement: Executable, values: Values | None = None) -> Result[*tuple[Any, ...]]: ...
    async def execute(self, statement: Executable, values: Values | None = None) -> Result[*tuple[Any, ...]]:
        return await self._session.execute(statement, values)

    async def scalars(self, statement: TypedReturnsRows[T, *tuple[Any, ...]]) -> ScalarResult[T]:
        found: ScalarResult[T] = await self._session.scalars(statement)
        return found

    async def scalar(self, statement: TypedReturnsRows[T, *tuple[Any, ...]]) -> T | None:
        found: T | None = await self._session.scalar(statement)
        return found

    def add(self, row: Base) -> None:
        self._session.add(row)

    def add_all(self, rows: Iterable[Base]) -> None:
        self._session.add_all(rows)

    async def delete(self, row: Base) -> None:
        await self._session.delete(row)

    async def flush(self) -> None:
        await self._session.flush()

    async def rollback(self) -> None:
        """Take everything back, as a dry run does."""
        await self._session.rollback()

    async def connection(self) -> AsyncConnection:
        """For writing very many rows, which name the workspace themselves."""
        return await self._session.connection()


class _ScopedSession(Session):
    pass


class _ReadingSession(_ScopedSession):
    pass


@event.listens_for(_ReadingSession, "before_flush")
def _nothing_to_write(session: Session, _context: UOWTransaction, _rows: Any) -> None:
    changed = ", ".join(sorted({type(row).__name__ for row in session.dirty}))
    raise TypeError(f"a row that was only read has been changed ({changed}): that needs store.write(workspace_id)")


@event.listens_for(_ScopedSession, "do_orm_execute")
def _only_this_workspace(state: ORMExecuteState) -> None:
    workspace_id = state.session.info.get("workspace_id")
    if workspace_id is None or state.is_insert:
        return
    state.statement = state.statement.options(
        with_loader_criteria(
            Tenant, lambda table: table.workspace_id == workspace_id, include_aliases=True, track_closure_variables=True
        ),
        *state.session.info["sees"],
    )


def open_engine(url: str, **options: Any) -> AsyncEngine:
    """An async engine for `sqlite:///…` or `postgresql://…`; SQLite is set up for several processes.

    Raises SettingsError for an address that can't be used."""
    address, told = database_address(url)
    if address.get_backend_name() == "sqlite":
        options["pool_reset_on_return"] = None  # see _reset_sqlite
        _keep_for_its_owner(_file_of(address.database))
    else:
        options.setdefault("pool_pre_ping", True)  # a server that was restarted costs nobody an answer
    # What is bound are people's words and names: an error that is logged must not carry them there.
    engine = create_async_engine(address, connect_args=told, hide_parameters=True, **options)
    event.listen(engine.sync_engine, "do_connect", _connect)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "reset", _reset_sqlite)
        event.listen(engine.sync_engine, "begin", partial(_begin_sqlite, PeopleWaiting(_file_of(address.database))))
    return engine


def _file_of(database: str | None) -> Path | None:
    is_file = database and database != ":memory:" and not database.startswith("file:")
    return Path(database) if database and is_file else None


def _keep_for_its_owner(file: Path | None) -> None:
    """A new SQLite file is its owner's alone; SQLite makes the files beside it with the same rights."""
    if file is not None:
        with suppress(OSError):  # it is there already, or can't be made: whoever opens it says why
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


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
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-32000",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(people: PeopleWaiting, connection: Any) -> None:
    driver = connection.connection.driver_connection
    # A read that turns into a write in mid-transaction would fail with "busy" at once: say so at the start.
    if connection.get_execution_options().get("milepost_writes", False):
        await_only(take_lock(driver, people, BUSY_MILLISECONDS))
    else:  # can't fail, and this is one way to the connection's thread and back instead of three
        await_only(driver.execute("BEGIN"))


def _reset_sqlite(connection: Any, _record: Any, state: Any) -> None:
    # The pool would roll back once more what a session has rolled back: a way to the connection's thread for nothing.
    if not state.terminate_only and connection.driver_connection.in_transaction:
        connection.rollback()


class HeldWriter:
    """Writes in turns like those of `Store.everywhere`, on a connection of its own."""

    def __init__(self, connection: AsyncConnection, turns: AbstractAsyncContextManager[None]) -> None:
        self._connection, self._turns = connection, turns

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[AsyncConnection]:
        """A write transaction: committed at the end, undone by an error."""
        async with self._turns, self._connection.begin(), said_to(self._connection):
            yield self._connection

    async def state(self) -> int:
        """A number that is another one as soon as another connection has committed something. On SQLite only."""
        raw = (await self._connection.get_raw_connection()).driver_connection
        assert raw is not None
        (row,) = await raw.execute_fetchall("PRAGMA data_version")
        found: int = row[0]
        return found


class Store:
    """Opens sessions on a database: the one thing that the rest of the program is handed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(milepost_writes=True)
        self._turn = Turns() if engine.dialect.name == "sqlite" else nullcontext()

    @asynccontextmanager
    async def read(self, workspace_id: int, sight: Sight = EVERYTHING) -> AsyncIterator[ReadSession]:
        """A session for reading. sight: the accounts that it sees."""
        async with self._open(self.engine, workspace_id, sight, _ReadingSession) as session:
            yield ReadSession(session, workspace_id, sight)

    @asynccontextmanager
    async def write(self, workspace_id: int, sight: Sight = EVERYTHING) -> AsyncIterator[WriteSession]:
        """A session in one write transaction: committed at the end, undone by an error. sight: the accounts it sees."""
        opened = self._open(self._writer, workspace_id, sight, _ScopedSession)
        async with self._turn, opened as session, session.begin():
            if who_acts() is None:
                yield WriteSession(session, workspace_id, sight)
                return
            async with said_to(await session.connection()):
                yield WriteSession(session, workspace_id, sight)
                if session.in_transaction():  # a dry run has taken everything back
                    await session.flush()

    @asynccontextmanager
    async def everywhere(self, *, writes: bool = False) -> AsyncIterator[AsyncConnection]:
        """A plain connection in a transaction, for the few things that belong to no single workspace."""
        if not writes:
            async with self.engine.begin() as connection:
                yield connection
            return
        async with self._turn, self._writer.begin() as connection, said_to(connection):
            yield connection

    @asynccontextmanager
    async def writer(self) -> AsyncIterator["HeldWriter"]:
        """One connection for many write transactions, which tells what others write between them."""
        async with self._writer.connect() as connection:
            yield HeldWriter(connection, self._turn)

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

    def _open(self, engine: AsyncEngine, workspace_id: int, sight: Sight, kind: type[Session]) -> AsyncSession:
        info = {"workspace_id": workspace_id, "sees": sight.options(workspace_id)}
        return AsyncSession(engine, sync_session_class=kind, expire_on_commit=False, info=info)

    async def close(self) -> None:
        await self.engine.dispose()


__all__ = ["HeldWriter", "ReadSession", "Store", "WriteSession", "open_engine"]
