"""While one range is written, the facts of the next one are read, on a connection of its own: SQLite lets both go on
side by side, and half of a sweep is finding out which facts have changed.

What was found is taken over only where nobody else has written since; else whoever writes that range finds it again.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journey.accounts.scope import BOUNDS, Bounds
from bot.journey.sweep.account_inputs import SweepRange
from bot.journey.sweep.facts_row import CHANGED, EMPTIED, KEYS, new_facts
from bot.journey.sweep.repeated import repeated
from bot.store.session import Store

READER_CACHE = 8_000  # kilobytes: it goes through the tables once, so that keeping more would only cost memory


@dataclass(frozen=True)
class Found:
    """A range's changed facts, rows as the driver gives them. state: of the database before they were read."""

    bounds: Bounds
    facts: Sequence[tuple[Any, ...]]
    state: int


class ReadAhead:
    """Finds a range's changed facts, and stages them where the range is written."""

    def __init__(self, this: SweepRange, dialect: Dialect) -> None:
        self._facts = repeated(new_facts(this), dialect, BOUNDS)
        self._empty = [repeated(one, dialect, BOUNDS) for one in EMPTIED]
        self._stage = str(insert(CHANGED).compile(dialect=dialect, column_keys=KEYS))

    async def find(self, reader: AsyncConnection, bounds: Bounds, state: int) -> Found:
        async with reader.begin():
            rows = await (await _driver(reader)).execute_fetchall(self._facts.sql, self._facts.values_of(bounds))
        return Found(bounds, list(rows), state)

    async def stage(self, writer: AsyncConnection, found: Found) -> None:
        for step in self._empty:
            await step.execute(writer, found.bounds)
        if found.facts:
            await (await _driver(writer)).executemany(self._stage, found.facts)


async def _driver(connection: AsyncConnection) -> Any:
    """What is below SQLAlchemy: it would make an object of each row, which takes as long as reading them."""
    return (await connection.get_raw_connection()).driver_connection


@asynccontextmanager
async def reader(store: Store) -> AsyncIterator[AsyncConnection]:
    async with store.engine.connect() as connection:
        async with connection.begin():
            (usual,) = (await connection.exec_driver_sql("PRAGMA cache_size")).one()
            await connection.exec_driver_sql(f"PRAGMA cache_size=-{READER_CACHE}")
        yield connection
        async with connection.begin():
            await connection.exec_driver_sql(f"PRAGMA cache_size={usual}")


__all__ = ["Found", "ReadAhead", "reader"]
