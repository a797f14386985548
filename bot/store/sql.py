"""The few SQL functions that SQLite and PostgreSQL spell differently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Date, Integer, Select, Text, case, cast, func, literal, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import CTE, Subquery

from bot.store.tables.base import UtcDateTime


class add_days(FunctionElement[date]):
    """A date plus a number of days."""

    type = Date()
    name = "add_days"
    inherit_cache = True


@compiles(add_days, "sqlite")
def _add_days_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    day, days = element.clauses
    return f"date({compiler.process(day, **kw)}, ({compiler.process(days, **kw)}) || ' days')"


@compiles(add_days, "postgresql")
def _add_days_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    day, days = element.clauses
    return f"(CAST({compiler.process(day, **kw)} AS DATE) + CAST({compiler.process(days, **kw)} AS INTEGER))"


class days_between(FunctionElement[int]):
    """Whole days from the first date to the second."""

    type = Integer()
    name = "days_between"
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_between_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    first, second = (compiler.process(day, **kw) for day in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_between_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    first, second = (compiler.process(day, **kw) for day in element.clauses)
    return f"(CAST({second} AS DATE) - CAST({first} AS DATE))"


class greatest(FunctionElement[Any]):
    """The largest of several values. Where one is NULL, SQLite says NULL and PostgreSQL leaves it out."""

    name = "greatest"
    inherit_cache = True


class least(FunctionElement[Any]):
    """The smallest of several values. Where one is NULL, SQLite says NULL and PostgreSQL leaves it out."""

    name = "least"
    inherit_cache = True


@compiles(greatest)
@compiles(least)
def _plain(element: Any, compiler: Any, **kw: Any) -> str:
    return f"{element.name}({compiler.process(element.clauses, **kw)})"


@compiles(greatest, "sqlite")
@compiles(least, "sqlite")
def _sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"{'max' if element.name == 'greatest' else 'min'}({compiler.process(element.clauses, **kw)})"


ALIKE = 0.2  # of all weights


def alike(known: Any, known_before: Any) -> ColumnElement[bool]:
    """Two health scores of which about as much was known, as a share of all weights: only those can be compared."""
    return func.abs(known - known_before) <= ALIKE


class random_id(FunctionElement[str]):
    """32 hexadecimal digits, different for every row."""

    type = Text()
    name = "random_id"
    inherit_cache = True


@compiles(random_id, "sqlite")
def _random_id_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return "lower(hex(randomblob(16)))"


@compiles(random_id, "postgresql")
def _random_id_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return "replace(CAST(gen_random_uuid() AS text), '-', '')"


class day_of(FunctionElement[date]):
    """The UTC day of a moment. SQLite keeps moments as text that begins with it: cutting is cheaper than reckoning."""

    type = Date()
    name = "day_of"
    inherit_cache = True


@compiles(day_of)
def _day_of(element: Any, compiler: Any, **kw: Any) -> str:
    return f"date({compiler.process(element.clauses, **kw)})"


@compiles(day_of, "sqlite")
def _day_of_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kw)}, 1, 10)"


class local_day(FunctionElement[date]):
    """The day of a moment where clocks are so many minutes ahead of UTC."""

    type = Date()
    name = "local_day"
    inherit_cache = True


@compiles(local_day, "sqlite")
def _local_day_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    at, minutes = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"date({at}, ({minutes}) || ' minutes')"


@compiles(local_day, "postgresql")
def _local_day_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    at, minutes = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(({at}) AT TIME ZONE 'UTC' + make_interval(mins => CAST({minutes} AS INTEGER)) AS DATE)"


def spelled(word: str) -> ColumnElement[str]:
    """A constant of ours, spelled out instead of bound, to compare columns with that partial indexes ask about.

    SQLite sees that an index fits, and keeps its plan. Whatever is bound there has it plan anew each time, which takes
    longer than most statements do for a few accounts."""
    return literal_column(f"'{word}'", Text)


def text_of(column: Any) -> ColumnElement[str]:
    """A date or a number as text, the same on both databases."""
    return cast(column, Text)


def moments_ago(days: Any, now: datetime, known: Iterable[int]) -> ColumnElement[datetime]:
    """The moment `days` before `now`, where `days` is a column holding one of `known` values.

    A CASE over the few values that occur is far cheaper per row than date arithmetic."""
    whens = [(days == n, literal(now - timedelta(days=n), UtcDateTime)) for n in sorted(set(known))]
    return case(*whens, else_=literal(now, UtcDateTime)) if whens else literal(now, UtcDateTime)


def materialized(cte: CTE) -> CTE:
    """Computed once, even when it is used several times."""
    return cte.prefix_with("MATERIALIZED")


def reckoned_once(query: Select[*tuple[Any, ...]], name: str) -> Subquery:
    """A subquery whose columns are reckoned once for each row, however often they are asked for.

    Both databases would write them out wherever they stand. SQLite refrains only where the query around it has a
    WHERE, too."""
    return query.offset(0).subquery(name)


def upsert(dialect: str, table: Any) -> Any:
    """An INSERT of that dialect, with ON CONFLICT."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def total(value: Any) -> ColumnElement[int]:
    """The sum of whole numbers, as a whole number on both databases."""
    return cast(func.sum(value), BigInteger)


class _to_places(FunctionElement[Any]):
    """A number to so many decimals, a half away from zero. PostgreSQL rounds numbers in binary to the even one."""

    name = "to_places"
    inherit_cache = True


@compiles(_to_places, "sqlite")
def _to_places_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"round({compiler.process(element.clauses, **kw)})"


@compiles(_to_places, "postgresql")
def _to_places_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    value, places = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"round(CAST({value} AS NUMERIC), {places})"


RECKONED: ColumnElement[int] = literal_column(
    "9", Integer
)  # decimals; what stands behind them reckoning in binary left there


def whole(value: Any) -> ColumnElement[int]:
    """The nearest whole number, of a half the one further from zero, as `bot.text.rounded` has it: 62.5 is 63, and so
    is what reckoning made 62.49999999999999 of."""
    return cast(_to_places(_to_places(value, RECKONED), literal_column("0")), Integer)


def counted(keys: Select[*tuple[Any, ...]]) -> CTE:
    """How many rows (`n`) there are of each `key`, the one column of those.

    In two steps: asked for both at once, SQLite sorts everything that the key is made of along with it."""
    keyed = keys.subquery()
    return materialized(select(keyed.c.key, func.count().label("n")).group_by(keyed.c.key).cte())


@dataclass(frozen=True)
class Packed:
    """Several small whole numbers in one, each from 0 to below its size; the first may be of any size.

    SQLite groups rows by one number four times as fast as by several columns."""

    sizes: tuple[int, ...]

    def pack(self, *values: Any) -> Any:
        packed = values[0]
        for value, size in zip(values[1:], self.sizes, strict=True):
            packed = packed * size + value
        return packed

    def unpack(self, packed: Any) -> Sequence[Any]:
        values = []
        for size in reversed(self.sizes):
            values.append(packed % size)
            packed = packed // size
        return (packed, *reversed(values))
