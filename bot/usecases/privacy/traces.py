"""Every row in which somebody stands: by a column that refers to them, or by a text that names them.

Which columns those are is asked of the tables themselves, so that one that comes later isn't forgotten."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Enum, Row, String, Table, Text, cast, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import JSON

from bot.store.tables import ActingNow, Base
from bot.usecases.privacy.subject import Subject
from bot.usecases.upkeep.join_people import person_columns

# Columns that hold a contact without saying so to the database; those with a foreign key are found by it.
OF_A_CONTACT = ("stakeholder_id", "confirmed_by")
PLAIN = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Trace:
    """row: as it stands. texts: the columns that name them. refers: whether a column refers to them."""

    table: Table
    row: Row[Any]
    texts: tuple[str, ...]
    refers: bool


def tables() -> list[Table]:
    """All that could hold somebody."""
    return [table for table in Base.metadata.sorted_tables if table.name != ActingNow.__tablename__]


def text_columns(table: Table) -> list[Column[Any]]:
    return [one for one in table.columns if isinstance(one.type, String | JSON) and not isinstance(one.type, Enum)]


async def traces(connection: AsyncConnection, workspace_id: int, subject: Subject, table: Table) -> list[Trace]:
    """Of that table."""
    found = []
    async for row in _candidates(connection, workspace_id, subject, table):
        pattern = subject.pattern(_account_of(table, row))
        texts = tuple(one.name for one in text_columns(table) if names(row._mapping[one.name], pattern))
        refers = any(row._mapping[column.name] in ids for column, ids in _references(table, subject))
        if texts or refers:
            found.append(Trace(table, row, texts, refers))
    return found


async def _candidates(
    connection: AsyncConnection, workspace_id: int, subject: Subject, table: Table
) -> AsyncIterator[Row[Any]]:
    """Rows that may be traces: the database looks for a part of each mark that is written alike everywhere."""
    may: list[ColumnElement[bool]] = [column.in_(ids) for column, ids in _references(table, subject)]
    seeds = {seed.lower() for mark in _all_words(subject) if (seed := _seed(mark))}
    every = any(not _seed(mark) for mark in _all_words(subject))
    for column in text_columns(table):
        as_text: ColumnElement[str] = func.lower(cast(column, Text))
        may += [as_text.contains(seed, autoescape=True) for seed in seeds] + ([column.is_not(None)] if every else [])
    ours = table.c.workspace_id if "workspace_id" in table.c else table.c.id
    query = select(table).where(ours == workspace_id, or_(false(), *may))
    for row in await connection.execute(query):
        yield row


def _all_words(subject: Subject) -> Iterator[str]:
    yield from subject.marks
    for words in subject.words.values():
        yield from words


def _seed(mark: str) -> str:
    """The longest run of plain letters: JSON and either database write those alike."""
    return max(PLAIN.findall(mark), key=len, default="")


def _references(table: Table, subject: Subject) -> Iterator[tuple[Column[Any], tuple[int, ...]]]:
    ids = subject.contacts
    for column in table.columns:
        refers = any(key.column.table.name == "stakeholders" for key in column.foreign_keys)
        if ids and (column.name in OF_A_CONTACT or (refers and column.name != "workspace_id")):
            yield column, ids
    if ids and table.name == "stakeholders":
        yield table.c.id, ids
    if subject.colleague is None:
        return
    mine = (subject.colleague,)
    yield from ((column, mine) for column in person_columns() if column.table is table)
    if table.name == "people":
        yield table.c.id, mine
    if table.name == "audit":
        yield table.c.person_id, mine


def _account_of(table: Table, row: Row[Any]) -> int | None:
    if table.name == "accounts":
        return int(row.id)
    return row._mapping["account_id"] if "account_id" in table.c else None


def names(value: Any, pattern: re.Pattern[str]) -> bool:
    """Whether that text, or a text anywhere within, names them."""
    if isinstance(value, str):
        return pattern.search(value) is not None
    if isinstance(value, dict):
        return any(names(one, pattern) for pair in value.items() for one in pair)
    return isinstance(value, list) and any(names(one, pattern) for one in value)


def without(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    """The same without their name."""
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, dict):
        return {without(key, pattern, instead): without(one, pattern, instead) for key, one in value.items()}
    return [without(one, pattern, instead) for one in value] if isinstance(value, list) else value


__all__ = ["Trace", "names", "tables", "text_columns", "traces", "without"]
