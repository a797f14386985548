"""Why the database can't be used, for the person who set DATABASE_URL: what is wrong, and what to do about it."""

import errno
import socket
import sqlite3

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

_BY_STATE = {  # PostgreSQL's own codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
    "3D000": "The database that DATABASE_URL names doesn't exist: create it, or mend the name at its end",
    "28000": "PostgreSQL refuses the user in DATABASE_URL: mend it, or let that user in",
    "28P01": "PostgreSQL refuses the user or password in DATABASE_URL: mend them",
    "42501": "The user in DATABASE_URL may not do this: make it the owner of the database",
    "25006": "The database in DATABASE_URL is read-only: name one that can be written",
    "53300": "The PostgreSQL in DATABASE_URL has no connection left: end some, or allow more",
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
_HELD = "Another program holds the database in DATABASE_URL: end it, or try again in a moment."
_NOT_SQLITE = "The file in DATABASE_URL is not a database of SQLite's: name another file, or move that one away."


def is_trouble(error: DBAPIError) -> bool:
    """Whether it is the database that can't be used, and not a statement of ours that is wrong."""
    return (
        isinstance(error, OperationalError)
        or type(error) is DatabaseError
        or getattr(error.orig, "sqlstate", None) in _BY_STATE
    )


def in_a_sentence(error: DBAPIError) -> str:
    """Names DATABASE_URL; never shows the address, which may hold a password."""
    cause = error.orig
    if isinstance(cause, sqlite3.DatabaseError):
        return _of_sqlite(str(cause))
    if isinstance(cause, OSError):
        return _of_network(cause)
    if said := _BY_STATE.get(getattr(cause, "sqlstate", None) or ""):
        return f"{said} ({_short(cause)})."
    return _other(cause)


def _of_sqlite(text: str) -> str:
    for sign, sentence in (("unable to open", _NO_FILE), ("readonly", _NOT_WRITABLE), ("locked", _HELD)):
        if sign in text:
            return sentence
    return _NOT_SQLITE if "not a database" in text else f"The database in DATABASE_URL can't be used: {text}."


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


# SQLite's own codes; of PostgreSQL's, the classes: connections, conflicts, resources, a server that starts or ends.
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PASSING_CLASSES = ("08", "40", "53", "57")


def may_pass(error: BaseException) -> bool:
    """Whether the same may well work a moment later: others hold what is wanted, or the server is just away."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _PASSING
    if state := getattr(error.orig, "sqlstate", None):
        return str(state).startswith(_PASSING_CLASSES)
    return error.connection_invalidated or isinstance(error, OperationalError)
