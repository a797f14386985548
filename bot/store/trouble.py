"""What is wrong with the database, told from the error: the one place that knows both databases' signs for it.

`trouble_of` says which kind it is, `in_a_sentence` what whoever set DATABASE_URL should do about it.
"""

import errno
import logging
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft


class DatabaseTrouble(StrEnum):
    """A kind of trouble with the database. Only BUSY passes without anybody's doing."""

    BUSY = "busy"  # others hold what is wanted
    FULL = "full"  # its disk has no room left
    READ_ONLY = "read-only"
    AWAY = "away"  # nobody answers, or it is just starting or stopping
    SCHEMA = "schema"  # its tables aren't those of this version
    DAMAGED = "damaged"  # the file isn't a database, or not a whole one
    REFUSED = "refused"  # the user, the name, one more connection


ERRORS = (SQLAlchemyError, sqlite3.Error)  # all that `trouble_of` may know
# SQLite's primary codes, and some extended ones: https://www.sqlite.org/rescode.html
_BY_CODE = {
    sqlite3.SQLITE_BUSY: DatabaseTrouble.BUSY,
    sqlite3.SQLITE_LOCKED: DatabaseTrouble.BUSY,
    sqlite3.SQLITE_FULL: DatabaseTrouble.FULL,
    sqlite3.SQLITE_IOERR_WRITE: DatabaseTrouble.FULL,  # what a quota or a file's greatest size ends with
    sqlite3.SQLITE_IOERR_SHMSIZE: DatabaseTrouble.FULL,
    sqlite3.SQLITE_IOERR_FSYNC: DatabaseTrouble.FULL,
    sqlite3.SQLITE_IOERR: DatabaseTrouble.DAMAGED,
    sqlite3.SQLITE_READONLY: DatabaseTrouble.READ_ONLY,
    sqlite3.SQLITE_PERM: DatabaseTrouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: DatabaseTrouble.AWAY,
    sqlite3.SQLITE_SCHEMA: DatabaseTrouble.SCHEMA,
    sqlite3.SQLITE_CORRUPT: DatabaseTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: DatabaseTrouble.DAMAGED,
}
_NO_SUCH = ("no such table", "no such column", "has no column named")  # which have no code of their own
# PostgreSQL's: https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest beginning counts.
_BY_STATE = {
    "08": DatabaseTrouble.AWAY,
    "57P": DatabaseTrouble.AWAY,
    "40": DatabaseTrouble.BUSY,
    "55P03": DatabaseTrouble.BUSY,
    "53100": DatabaseTrouble.FULL,
    "25006": DatabaseTrouble.READ_ONLY,
    "42P01": DatabaseTrouble.SCHEMA,
    "42703": DatabaseTrouble.SCHEMA,
    "XX001": DatabaseTrouble.DAMAGED,
    "XX002": DatabaseTrouble.DAMAGED,
    "28": DatabaseTrouble.REFUSED,
    "3D000": DatabaseTrouble.REFUSED,
    "42501": DatabaseTrouble.REFUSED,
    "53": DatabaseTrouble.REFUSED,
}
_SAID_BY_STATE = {
    "3D000": "The database that DATABASE_URL names doesn't exist: create it, or mend the name at its end",
    "28000": "PostgreSQL refuses the user in DATABASE_URL: mend it, or let that user in",
    "28P01": "PostgreSQL refuses the user or password in DATABASE_URL: mend them",
    "42501": "The user in DATABASE_URL may not do this: make it the owner of the database",
    "25006": "The database in DATABASE_URL is read-only: name one that can be written",
    "53100": "The disk of the PostgreSQL in DATABASE_URL is full: make room, and all goes on by itself",
    "53300": "The PostgreSQL in DATABASE_URL has no connection left: end some, or allow more",
}
_SAID = {
    DatabaseTrouble.BUSY: "Others hold the database in DATABASE_URL: try again in a moment, or end what holds it",
    DatabaseTrouble.FULL: "The disk of the database in DATABASE_URL is full: make room, and all goes on by itself",
    DatabaseTrouble.AWAY: "The PostgreSQL in DATABASE_URL has gone away: start it, and all goes on by itself",
    DatabaseTrouble.SCHEMA: "The tables in DATABASE_URL aren't those of this version: run its `milepost migrate`",
    DatabaseTrouble.DAMAGED: "The database in DATABASE_URL is damaged: end Milepost, and put an earlier copy there",
}
_REFUSED = "Nobody answers at the host and port in DATABASE_URL: check them, and that PostgreSQL runs there."
_NO_ANSWER = "The host in DATABASE_URL doesn't answer in time: check host and port, and what lies between."
_UNKNOWN_HOST = "The host in DATABASE_URL isn't known: check how it is written; an @ in a password is written %40."
_NO_SOCKET = (
    "There is no PostgreSQL at the socket that DATABASE_URL means: start it, or name a host, as in "
    "postgresql://user:password@host/name."
)
_NO_FILE = (
    "The file in DATABASE_URL can't be opened: it must be a file that you may read and write, and its folder must be "
    "there and be yours to write in (sqlite:////var/lib/… with four strokes is a whole path)."
)
_NOT_WRITABLE = "The file in DATABASE_URL can't be written to: it and the folder it is in must be yours to write in."
_NOT_SQLITE = "The file in DATABASE_URL is not a database of SQLite's: name another file, or move that one away."


def trouble_of(error: BaseException | None) -> DatabaseTrouble | None:
    """Which kind it is; None where the database is well and something else is wrong, a statement of ours say."""
    if isinstance(error, NoConnectionLeft):
        return DatabaseTrouble.BUSY
    if isinstance(error, sqlite3.Error):  # what goes past SQLAlchemy, for speed
        return _of_sqlite(error)
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if state := getattr(cause, "sqlstate", None):
        fitting = [sign for sign in _BY_STATE if state.startswith(sign)]
        return _BY_STATE[max(fitting, key=len)] if fitting else None
    if "database is locked" in str(cause):  # told by us, for a writer that waited too long
        return DatabaseTrouble.BUSY
    away = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
    return DatabaseTrouble.AWAY if away or isinstance(cause, OSError) else None


def _of_sqlite(cause: sqlite3.Error) -> DatabaseTrouble | None:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None or code == sqlite3.SQLITE_ERROR:
        return DatabaseTrouble.SCHEMA if any(sign in str(cause) for sign in _NO_SUCH) else None
    return _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF)


def in_a_sentence(error: BaseException | None) -> str:
    """Names DATABASE_URL; never shows the address, which may hold a password."""
    kind, cause = trouble_of(error), getattr(error, "orig", error)
    if isinstance(cause, sqlite3.Error):
        return _sentence_of_sqlite(kind, cause)
    if said := _SAID_BY_STATE.get(getattr(cause, "sqlstate", None) or ""):
        return f"{said} ({_short(cause)})."
    if isinstance(cause, OSError) and kind is DatabaseTrouble.AWAY:
        return _of_network(cause)
    if kind in _SAID:
        return f"{_SAID[kind]} ({_short(cause)})."
    return _other(cause)


def _sentence_of_sqlite(kind: DatabaseTrouble | None, cause: sqlite3.Error) -> str:
    if kind is DatabaseTrouble.READ_ONLY:
        return _NOT_WRITABLE
    if kind is DatabaseTrouble.AWAY:
        return _NO_FILE
    if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
        return _NOT_SQLITE
    return f"{_SAID[kind]} ({cause})." if kind in _SAID else f"The database in DATABASE_URL can't be used: {cause}."


def _of_network(cause: OSError) -> str:
    if isinstance(cause, socket.gaierror):
        return _UNKNOWN_HOST
    if isinstance(cause, TimeoutError):  # an OSError since Python 3.11
        return _NO_ANSWER if cause.errno or not str(cause) else _other(cause)
    if cause.errno == errno.ENOENT:
        return _NO_SOCKET
    if cause.errno == errno.ECONNREFUSED or "Connect call failed" in str(cause):
        return _REFUSED
    return _other(cause)


def _other(cause: BaseException | None) -> str:
    return f"The database can't be used; look at DATABASE_URL: {_short(cause)}."


def _short(cause: BaseException | None) -> str:
    """Its first line. SQLAlchemy puts the class of asyncpg's errors before what they say."""
    lines = str(cause).strip().splitlines()
    text = lines[0] if lines else type(cause).__name__
    return (text.partition(">: ")[2] or text).rstrip(".")


def may_pass(error: BaseException) -> bool:
    """Whether the same may well work a moment later, without anybody's doing: others write, or the server restarts."""
    return trouble_of(error) in (DatabaseTrouble.BUSY, DatabaseTrouble.AWAY)


@contextmanager
def unless_in_trouble(log: logging.Logger, what: str) -> Iterator[None]:
    """For what may be left out where the database can't be used just now: `what` says in the log what was."""
    try:
        yield
    except ERRORS as error:
        if trouble_of(error) is None:
            raise
        log.warning("%s: %s", what, in_a_sentence(error))


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """At an edge: trouble with the database in its one sentence, all else with where it came from."""
    if trouble_of(error) is None:
        log.error(what, exc_info=error)
    else:
        log.error("%s: %s", what, in_a_sentence(error))


__all__ = ["ERRORS", "DatabaseTrouble", "in_a_sentence", "log_failure", "may_pass", "trouble_of", "unless_in_trouble"]
