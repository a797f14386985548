"""A row of every table, made of its columns alone, so that a table that comes later has one too."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Enum, Float, Integer, Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import Base
from bot.store.tables.base import Money, UtcDateTime
from tests.given.book import NOW

Value = Callable[[Column[Any]], Any]


KINDS: tuple[tuple[Any, Any, Any], ...] = (
    (UtcDateTime, NOW, NOW + timedelta(hours=1)),
    (Money, Decimal("1.00"), Decimal("2.00")),
    (JSON, {}, {"a": 1}),
    (Boolean, False, True),
    (Date, date(2026, 1, 5), date(2026, 1, 6)),
    (Float, 1.0, 2.0),
    (Integer, 1, 2),
    (object, "some", "other"),
)


def plain(column: Column[Any]) -> Any:
    """Something that the column takes."""
    if isinstance(column.type, Enum):
        return column.type.enums[0]
    return next(value for kind, value, _ in KINDS if isinstance(column.type, kind))


def other(column: Column[Any]) -> Any:
    """Something else that it takes."""
    if isinstance(column.type, Enum):
        return column.type.enums[1]
    return next(value for kind, _, value in KINDS if isinstance(column.type, kind))


async def write_rows(connection: AsyncConnection, value: Value = plain) -> dict[str, dict[str, Any]]:
    """By table, the row that was written. value: what stands in a column that refers to nothing."""
    written: dict[str, dict[str, Any]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name == "acting":
            continue
        ours = {"workspace_id": 1} if "workspace_id" in table.c else {}
        row = {**_values(table, value), **ours, **_references(table, written)}
        made = await connection.execute(insert(table).values(**row))
        keys = dict(zip((one.name for one in table.primary_key), made.inserted_primary_key or (), strict=True))
        written[table.name] = {**row, **keys}
    return written


def _values(table: Table, value: Value) -> dict[str, Any]:
    counted = table.autoincrement_column
    return {column.name: value(column) for column in table.columns if column is not counted}


def _references(table: Table, written: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What refers to another row refers to the one that was written; to one of the same table, to none."""
    found: dict[str, Any] = {}
    for constraint in table.foreign_key_constraints:
        there = written.get(constraint.referred_table.name)
        for key in constraint.elements:
            name = key.parent.name
            if there is not None:
                found[name] = there[key.column.name]
            elif key.parent.nullable:
                found[name] = None
    return found
