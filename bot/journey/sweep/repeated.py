"""Statements that are executed again and again, with nothing but a few values between one time and the next.

SQLAlchemy looks a statement up and puts its values together each time, which takes it half a millisecond for a large
one, on the event loop, where somebody may be waiting for an answer. Here that is done once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Repeated:
    """sql, values: as the driver takes them. given: where among the values those stand that are new each time."""

    sql: str
    values: tuple[Any, ...] = ()
    given: tuple[tuple[int, str], ...] = ()

    async def execute(self, connection: AsyncConnection, given: Mapping[str, int]) -> int:
        """How many rows it changed."""
        result = await connection.exec_driver_sql(self.sql, self.values_of(given))
        return max(result.rowcount, 0)

    def values_of(self, given: Mapping[str, int]) -> tuple[Any, ...]:
        """All values, in the driver's order."""
        values = list(self.values)
        for place, name in self.given:
            values[place] = given[name]
        return tuple(values)


def repeated(statement: Executable, dialect: Dialect, given: tuple[str, ...]) -> Repeated:
    """given: the names of the parameters that get other values each time. They are numbers."""
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})  # type: ignore[attr-defined]
    if not isinstance(compiled, SQLCompiler):  # what makes tables has no values
        return Repeated(str(compiled))
    names = tuple(compiled.positiontup or ())
    values = _as_the_driver_takes_them(compiled, dialect)
    return Repeated(
        compiled.string,
        tuple(None if name in given else values[name] for name in names),
        tuple((place, name) for place, name in enumerate(names) if name in given),
    )


def _as_the_driver_takes_them(compiled: SQLCompiler, dialect: Dialect) -> dict[str, Any]:
    """Those of lists are taken as they are: they are texts and numbers."""
    values = dict(compiled.params)
    for parameter, name in compiled.bind_names.items():
        convert = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None and name in values:
            values[name] = convert(values[name])
    return values


__all__ = ["Repeated", "repeated"]
