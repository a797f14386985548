"""Rows of several tables in one statement: each table's rows come as a JSON array in a column of their account.

An account's card needs eight small tables. Asked one by one, most of the time goes into the way to the database and
back; asked together, they come within a millisecond.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import JSON, Boolean, ColumnElement, Date, ScalarSelect, Select, Text, cast, func, inspect, select
from sqlalchemy.types import TypeEngine

from bot.store.tables.base import Base, Money, UtcDateTime

Row = TypeVar("Row", bound=Base)


def columns_of(entity: type[Base]) -> list[Any]:
    """The table's columns, as the entity names them."""
    return [attribute.class_attribute for attribute in inspect(entity).column_attrs]


def gathered(dialect: str, query: Select[Any], values: Sequence[Any]) -> ScalarSelect[Any]:
    """`values` of every row that the query finds, as one JSON text. query: correlated, its own columns don't count."""
    if dialect == "sqlite":
        rows: ColumnElement[Any] = func.json_group_array(func.json_array(*values))
    else:
        rows = cast(func.json_agg(func.json_build_array(*values)), Text)
    return query.with_only_columns(rows).scalar_subquery()


def entities(dialect: str, entity: type[Base], *where: Any, outer: type[Base]) -> ScalarSelect[Any]:
    """All rows of a table under those conditions, which name the outer entity."""
    columns = columns_of(entity)
    return gathered(dialect, select(*columns).where(*where).correlate(outer), columns)


def lists(text: str | None) -> list[list[Any]]:
    """What was gathered; nothing found is NULL on PostgreSQL and an empty array on SQLite."""
    return json.loads(text) if text else []


def rebuilt(entity: type[Row], text: str | None) -> list[Row]:
    """The rows again, not attached to any session."""
    makers = _makers(entity)
    return [_made(entity, makers, row) for row in lists(text)]


def _made(entity: type[Row], makers: Sequence[tuple[str, Callable[[Any], Any]]], row: list[Any]) -> Row:
    """As the ORM's own loading does it: straight into the object, for nobody has to hear of every attribute."""
    made = entity()
    for (name, make), value in zip(makers, row, strict=True):
        made.__dict__[name] = make(value)
    return made


@lru_cache
def _makers(entity: type[Base]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((attribute.key, maker(attribute.columns[0].type)) for attribute in inspect(entity).column_attrs)


def maker(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    """What makes a column's value of its JSON."""
    for known, make in MAKERS:
        if isinstance(kind, known):
            return make
    return lambda value: value


def to_day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def to_moment(value: str | None) -> datetime | None:
    """PostgreSQL writes the offset; SQLite keeps UTC without saying so."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def to_money(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / 100


def to_json(value: Any) -> Any:
    """SQLite keeps JSON as text, which comes as text inside of other JSON."""
    return json.loads(value) if isinstance(value, str) else value


def to_truth(value: int | bool | None) -> bool | None:
    return None if value is None else bool(value)


MAKERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Date, to_day),
    (UtcDateTime, to_moment),
    (Money, to_money),
    (Boolean, to_truth),
    (JSON, to_json),
)
