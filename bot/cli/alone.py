"""One `serve` on a SQLite file: a lock beside it, which the system lets go when its process dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import SettingsError
from bot.store.address import sqlite_file

ENDING = "-serving"  # beside "-wal" and "-shm", which SQLite names so


@contextmanager
def alone_on(database_url: str) -> Iterator[None]:
    """Holds the lock. Commands that end by themselves need none. PostgreSQL is for several processes, so it has none.

    Raises SettingsError where another process serves from that file."""
    file = sqlite_file(database_url)
    if file is None:
        yield
        return
    lock = os.open(_beside(file), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _take(lock, file)
        yield
    finally:
        os.close(lock)


def _beside(file: Path) -> Path:
    """The same for every way in which the file can be named."""
    real = file.resolve()
    return real.with_name(real.name + ENDING)


def _take(lock: int, file: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        process = os.pread(lock, 20, 0).decode(errors="replace").strip()
        raise SettingsError(
            f"Another milepost serve (process {process}) is at work on {file}: end it, or name a PostgreSQL in "
            "DATABASE_URL, which is for several processes."
        ) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)


__all__ = ["alone_on"]
