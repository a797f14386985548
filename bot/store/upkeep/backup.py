"""A backup of a SQLite database in one file, taken while the bot is at work, and its way back.

PostgreSQL has programs of its own for both; whoever has one is told how to call them."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import SettingsError
from bot.store.address import sqlite_file
from bot.store.upkeep.schema import revisions

BUSY = 60.0  # seconds to wait for whoever writes
DUMP = (
    "This database is PostgreSQL, which backs itself up, with the pg_dump of its version: "
    'pg_dump --format=custom --file={file} "$DATABASE_URL"'
)
LOAD = (
    "This database is PostgreSQL, which restores itself, while nothing else is at work on it: "
    'pg_restore --clean --if-exists --no-owner --dbname="$DATABASE_URL" {file} and then milepost migrate'
)
GIVEN_UP = "it waited when the backup was made, and may have been sent since"


@dataclass(frozen=True)
class BackedUp:
    """size: in bytes."""

    file: Path
    revision: str
    size: int

    def lines(self) -> list[str]:
        """For the terminal."""
        size = f"{self.size / 1_000_000:.1f} MB"
        return [f"Backed up to {self.file}: {size}, schema {self.revision}. Keep it as safe as the database itself."]


@dataclass(frozen=True)
class Restored:
    """kept: the database as it was before, where there was one. given_up: messages that waited in the backup, which are
    not sent any more."""

    file: Path
    revision: str
    kept: Path | None
    given_up: int

    def lines(self) -> list[str]:
        """For the terminal."""
        kept = [f"Kept the database as it was: {self.kept}"] if self.kept else []
        waited = "1 message that was" if self.given_up == 1 else f"{self.given_up} messages that were"
        named = "it may" if self.given_up == 1 else "they may"
        lost = f"{waited} waiting then won't be sent, as {named} have been since; milepost status names the last ones."
        return [*kept, f"Restored {self.file}, of schema {self.revision}.", *([lost] if self.given_up else [])]


def back_up(database_url: str, file: Path) -> BackedUp:
    """Writes the database to a new file. Raises SettingsError where that can't be done; then there is no such file."""
    source = sqlite_file(database_url)
    if source is None:
        raise SettingsError(DUMP.format(file=file))
    if not source.exists():
        raise SettingsError(f"There is no database {source} to back up.")
    if file.exists():
        raise SettingsError(f"{file} is there already: name a new file, or remove that one.")
    try:
        with _partly(file) as part:
            _copy_whole(source, part)
            revision = _checked(part)
            os.replace(part, file)
        return BackedUp(file, revision, file.stat().st_size)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"No backup of {source} can be written to {file} ({error}).") from error


def restore(database_url: str, file: Path, now: datetime) -> Restored:
    """Puts a backup in the database's place, and keeps what stands there beside it. Nothing may serve from it now.

    Raises SettingsError where the file is none of ours, damaged, or newer than this version; then all is as it was."""
    target = sqlite_file(database_url)
    if target is None:
        raise SettingsError(LOAD.format(file=file))
    if not file.is_file():
        raise SettingsError(f"There is no backup {file}.")
    try:
        revision = _checked(file)
        with _partly(target) as part:
            _copy_whole(file, part)
            given_up = _give_up_what_waits(part, now)
            kept = _kept(target)
            if kept:
                _copy(part, target)
            else:
                os.replace(part, target)
        return Restored(file, revision, kept, given_up)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"{file} can't be restored to {target} ({error}).") from error


@contextmanager
def _partly(file: Path) -> Iterator[Path]:
    """A file beside it that nobody else may read, to be moved to its place when it is whole; gone otherwise."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """All as of one moment, in one step: readers and writers of a source with a write-ahead log don't notice."""
    with closing(_opened(source)) as theirs, closing(_opened(target)) as ours:
        theirs.backup(ours)


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=BUSY)


def _copy_whole(source: Path, part: Path) -> None:
    """The same as a file that needs no other beside it."""
    _copy(source, part)
    with closing(_opened(part)) as ours:
        ours.execute("PRAGMA journal_mode = DELETE")


def _checked(file: Path) -> str:
    """The revision of its schema. Raises SettingsError unless it is a whole database that this version knows."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            [whole] = connection.execute("PRAGMA quick_check(1)").fetchone()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise SettingsError(f"{file} is no database of Milepost's ({error}).") from error
    if whole != "ok" or found is None:
        raise SettingsError(f"{file} is damaged ({whole if found else 'it has no schema'}): take another backup.")
    if found[0] not in revisions():
        raise SettingsError(
            f"{file} is of a newer Milepost than this one (its schema is {found[0]}): start that version."
        )
    return str(found[0])


def _give_up_what_waits(file: Path, now: datetime) -> int:
    """What waited may have been sent since: it is named, as all that can't be confirmed, and not sent again."""
    with closing(_opened(file)) as connection, connection:
        ended = connection.execute(
            "UPDATE outbox SET state = 'unconfirmed', reason = ?, next_try_at = ?, lease_until = NULL "
            "WHERE state IN ('pending', 'sending', 'ambiguous')",
            (GIVEN_UP, now.replace(tzinfo=None).isoformat(" ", "microseconds")),
        )
        return ended.rowcount


def _kept(file: Path) -> Path | None:
    """A copy of what stands there, if anything does."""
    if not file.exists():
        return None
    names = (f"{file.name}.before-restore{more}" for more in ("", *(f"-{number}" for number in range(2, 1000))))
    copy = next(one for name in names if not (one := file.with_name(name)).exists())
    with _partly(copy) as part:
        _copy_whole(file, part)
        os.replace(part, copy)
    return copy


__all__ = ["BackedUp", "Restored", "back_up", "restore"]
