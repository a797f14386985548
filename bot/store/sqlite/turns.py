"""Who writes next where there is one writer at a time, as on SQLite: people before machines, each in their order.

SQLite gives its lock to whoever asks when it happens to be free, so a sweep or an import that takes it again and again
would starve all others. Within a process writers queue; between processes whoever waits asks again every few
milliseconds, and machines hold back while another process says that a person waits there.
"""

import asyncio
import fcntl
import logging
import os
import sqlite3
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

ASKED_AGAIN = 0.003  # seconds; less than a sweep pauses between two ranges
HELD_BACK = 5.0  # seconds that a machine lets people of other processes go first; then it is its turn too
SAID_AFTER = 10.0  # seconds after which the log says what is waited for
BEGIN = "BEGIN IMMEDIATE"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """How somebody waits for their turn: who it is for, and how many seconds at most."""

    people: bool
    seconds: float


MACHINES = Patience(people=False, seconds=600.0)  # rounds, imports, deliveries: late is better than not at all
_waiting: ContextVar[Patience] = ContextVar("waiting", default=MACHINES)


@contextmanager
def for_a_person(seconds: float = 30.0) -> Iterator[None]:
    """What is written within goes before what rounds and imports write. seconds: it waits for at most."""
    token = _waiting.set(Patience(people=True, seconds=seconds))
    try:
        yield
    finally:
        _waiting.reset(token)


@contextmanager
def in_passing(seconds: float = 1.0) -> Iterator[None]:
    """What is written within may as well be left out, so it waits for little and goes before nobody."""
    token = _waiting.set(Patience(people=False, seconds=seconds))
    try:
        yield
    finally:
        _waiting.reset(token)


def _too_long() -> OperationalError:
    """What whoever waited for too long is told: the same as by SQLite itself."""
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError(BEGIN, None, busy)


def _is_busy(error: BaseException | None) -> bool:
    """Whether it only says that somebody else writes just now."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


class Turns:
    """The writers of this process, one at a time."""

    def __init__(self) -> None:
        self._taken = False
        self._people: deque[asyncio.Future[None]] = deque()
        self._machines: deque[asyncio.Future[None]] = deque()

    async def __aenter__(self) -> None:
        if not self._taken:
            self._taken = True
            return
        how = _waiting.get()
        queue = self._people if how.people else self._machines
        mine = asyncio.get_running_loop().create_future()
        queue.append(mine)
        try:
            async with asyncio.timeout(how.seconds):
                await mine
        except (TimeoutError, asyncio.CancelledError) as error:
            if mine.done() and not mine.cancelled():  # it came in the same moment
                self._pass_on()
            else:
                with suppress(ValueError):  # whoever went before has passed it over already
                    queue.remove(mine)
            if isinstance(error, TimeoutError):
                raise _too_long() from error
            raise

    async def __aexit__(self, *_: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        for queue in (self._people, self._machines):
            while queue:
                waiting = queue.popleft()
                if not waiting.done():
                    waiting.set_result(None)
                    return
        self._taken = False


class PeopleWaiting:
    """What processes on one SQLite file tell each other: that a person waits. The kernel forgets it with the process.

    database: the file; None: nobody else is on it. The mark is a file of its own, as closing the database's would drop
    SQLite's locks."""

    def __init__(self, database: Path | None) -> None:
        self._file = database and database.with_name(f"{database.name}.turns")

    @contextmanager
    def here(self) -> Iterator[None]:
        """A person waits within."""
        mark = self._mark(fcntl.LOCK_SH)
        try:
            yield
        finally:
            if mark is not None:
                os.close(mark)

    def elsewhere(self) -> bool:
        """Whether a person waits in another process."""
        if self._file is None or not self._file.exists():
            return False
        mark = self._mark(fcntl.LOCK_EX)
        if mark is not None:
            os.close(mark)
        return mark is None

    def _mark(self, how: int) -> int | None:
        if self._file is None:
            return None
        with suppress(OSError):  # a folder that can't be written: the database says so itself
            mark = os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                fcntl.flock(mark, how | fcntl.LOCK_NB)
            except OSError:
                os.close(mark)
            else:
                return mark
        return None


async def take_lock(driver: Any, people: PeopleWaiting, usual_timeout: int) -> None:
    """Begin a transaction that writes on that SQLite connection, as soon as no other process writes.

    usual_timeout: of the connection, in milliseconds; SQLite's own waiting would look too rarely. Raises
    OperationalError."""
    how = _waiting.get()
    await driver.execute("PRAGMA busy_timeout=0")
    try:
        if (how.people or not people.elsewhere()) and await _is_begun(driver):
            return
        with people.here() if how.people else nullcontext():
            await _begin(driver, people, how)
    finally:  # also when cancelled: after it the pool sees whether a transaction is open
        await driver.execute(f"PRAGMA busy_timeout={usual_timeout}")


async def _begin(driver: Any, people: PeopleWaiting, how: Patience) -> None:
    began, said = time.monotonic(), False
    while (waited := time.monotonic() - began) < how.seconds:
        if waited > SAID_AFTER and not said:
            said = True
            log.warning("another process writes to the database; waiting for it")
        await asyncio.sleep(ASKED_AGAIN)
        if (how.people or waited > HELD_BACK or not people.elsewhere()) and await _is_begun(driver):
            return
    raise _too_long()


async def _is_begun(driver: Any) -> bool:
    """Whether it is our turn; False while another process writes."""
    try:
        await driver.execute(BEGIN)
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise OperationalError(BEGIN, None, error) from error
        return False
    return True


__all__ = ["PeopleWaiting", "Turns", "for_a_person", "in_passing", "take_lock"]
