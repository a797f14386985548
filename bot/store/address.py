"""The database's address as hosts write it, and how our drivers want it.

A PostgreSQL address comes with the options of libpq; asyncpg reads them in an address of its own only.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SettingsError

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+asyncpg", "postgresql": "postgresql+asyncpg"}
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
PASSED_ON = ("host", "port", "ssl", "prepared_statement_cache_size")  # SQLAlchemy's and asyncpg's own
READ_BY_ASYNCPG = ("sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "target_session_attrs")
TIMEOUT = "connect_timeout"


def database_address(text: str) -> tuple[URL, dict[str, Any]]:
    """The address and what the driver is told besides. Raises SettingsError with one sentence."""
    address = _parsed(text)
    backend = address.get_backend_name()
    address = address.set(drivername=DRIVERS[backend])
    if backend == "sqlite":
        return _kept(address), {}
    if "@" in (address.host or ""):
        raise SettingsError("DATABASE_URL has an @ in its user or password: write it as %40.")
    return _for_asyncpg(address)


def sqlite_file(text: str) -> Path | None:
    """The SQLite file of that address; None for PostgreSQL, and for an address of SQLite's own kind."""
    address, _ = database_address(text)
    name = address.database or ""
    return Path(name) if address.get_backend_name() == "sqlite" and not name.startswith("file:") else None


def missing_file(text: str) -> str | None:
    """The SQLite file of that address, where there is none; opening it would make an empty one."""
    file = sqlite_file(text)
    return str(file) if file is not None and not file.exists() else None


def _parsed(text: str) -> URL:
    try:
        address = make_url(text)
    except ValueError as error:
        raise SettingsError("The port in DATABASE_URL isn't a number: PostgreSQL's own is 5432.") from error
    except ArgumentError:
        address = None
    if address is None or address.get_backend_name() not in DRIVERS:
        raise SettingsError(
            "DATABASE_URL must look like sqlite:///milepost.db or postgresql://user:password@host/name."
        )
    return address


def _kept(address: URL) -> URL:
    """What lives in memory only is gone when the command ends."""
    name = address.database or ""
    if not name or ":memory:" in name or address.query.get("mode") == "memory":
        raise SettingsError("DATABASE_URL names no file, so nothing would be kept: write sqlite:///milepost.db.")
    return address


def _for_asyncpg(address: URL) -> tuple[URL, dict[str, Any]]:
    asked = address.query
    allowed = (*READ_BY_ASYNCPG, TIMEOUT, *PASSED_ON)
    for name in asked:
        if name not in allowed:
            raise SettingsError(f"DATABASE_URL: the option {name} isn't known; there are {', '.join(allowed)}.")
    if (mode := asked.get("sslmode", "prefer")) not in SSL_MODES:
        raise SettingsError(f"DATABASE_URL: sslmode must be one of {', '.join(SSL_MODES)}, not {mode}.")
    read = {name: asked[name] for name in READ_BY_ASYNCPG if name in asked}
    told: dict[str, Any] = {"dsn": f"postgresql:///?{urlencode(read)}"} if read else {}
    return address.difference_update_query((*READ_BY_ASYNCPG, TIMEOUT)), told | _timeout(asked)


def _timeout(asked: Mapping[str, Any]) -> dict[str, float | None]:
    if (text := asked.get(TIMEOUT)) is None:
        return {}
    if not str(text).isdecimal():
        raise SettingsError(f"DATABASE_URL: {TIMEOUT} must be a number of whole seconds, such as 10, not {text}.")
    return {"timeout": float(text) or None}  # 0 means to libpq that it waits for ever


__all__ = ["database_address"]
