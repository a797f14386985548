"""The rows of one workspace in statements that the ORM doesn't confine, since they go past it for speed.

The door for them is `ReadSession.one_statement`. It adds to each table of the outermost FROM that the row is ours. What
is selected within (a subquery, a CTE, a part of a union) says so itself with `ours(table)`: there it depends on the
statement which table others hang on, and whether an index should be used for it. A forgotten one is refused.

Subqueries in columns and conditions aren't looked at: they hang on a row around them. The far side of an outer join
does too, and a condition on it would make the join an inner one.
"""

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, BindParameter, ColumnElement, CompoundSelect, FromClause, Join, Select, bindparam
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BooleanClauseList
from sqlalchemy.sql.selectable import AliasedReturnsRows, SelectBase

OURS: BindParameter[int] = bindparam("ours", type_=BigInteger)
_COMPILER = DefaultDialect().statement_compiler(DefaultDialect(), None)
_CONFINED: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()  # many statements are built once


def ours(table: Any, *, indexed: bool = True) -> ColumnElement[bool]:
    """That the row is of the session's own workspace.

    indexed: False keeps SQLite from looking rows up by it, where it had better go through the table or by a join."""
    mine: ColumnElement[bool] = (table.workspace_id if indexed else table.workspace_id + 0) == OURS
    return mine


def confined(statement: Any) -> Any:
    """The SELECT with all that its outermost FROM needs to hold rows of one workspace only.

    Raises TypeError where it can't be confined so."""
    if not isinstance(statement, Select):
        _must_be_ours(statement)
        return statement
    if (known := _CONFINED.get(statement)) is None:
        known = _CONFINED[statement] = _with_ours(statement)
    return known


def _with_ours(statement: Any) -> Any:
    leaves = list(_leaves(statement))
    said = _said(statement)
    tables = [leaf for leaf in leaves if _is_table(leaf)]
    within = [leaf for leaf in leaves if _selected(leaf) is not None]
    if not tables and not within:
        raise TypeError("one_statement is for tables of a workspace, and this statement is about none")
    for leaf in within:
        _must_be_ours(_selected(leaf))
    return statement.where(*(leaf.c.workspace_id == OURS for leaf in tables if leaf not in said))


def _must_be_ours(statement: Any) -> None:
    """Raises TypeError unless something in each FROM is said to be ours, for the rest to hang on."""
    if isinstance(statement, CompoundSelect):
        for part in statement.selects:
            _must_be_ours(part)
        return
    leaves = list(_leaves(statement))
    within = [inner for leaf in leaves if (inner := _selected(leaf)) is not None]
    for inner in within:
        _must_be_ours(inner)
    tables = [leaf for leaf in leaves if _is_table(leaf)]
    if tables and not within and not set(tables) & _said(statement):
        names = ", ".join(sorted(str(leaf.name) for leaf in tables))
        raise TypeError(f"a SELECT within the statement may show other workspaces' rows of {names}: add ours(table)")


def _leaves(statement: Any) -> Iterator[Any]:
    # As Select.get_final_froms does it, which would compile the whole statement first, for no database that we know.
    for source in statement._compile_state_factory(statement, _COMPILER)._get_display_froms():
        yield from _sides(source)


def _sides(source: FromClause) -> Iterator[Any]:
    """The tables and subqueries of a join, without the far side of an outer one."""
    if not isinstance(source, Join):
        yield source
        return
    if not source.full:
        yield from _sides(source.left)
    if not source.full and not source.isouter:
        yield from _sides(source.right)


def _selected(leaf: Any) -> Any:
    """What a subquery or CTE selects; None for a table."""
    return leaf.element if isinstance(leaf, AliasedReturnsRows) and isinstance(leaf.element, SelectBase) else None


def _is_table(leaf: Any) -> bool:
    return _selected(leaf) is None and "workspace_id" in leaf.c


def _said(statement: Any) -> set[Any]:
    """The tables that are said to be ours."""
    return {column.table for column in _columns_that_are_ours(statement.whereclause)}


def _columns_that_are_ours(condition: Any) -> Iterator[Any]:
    if isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for part in condition.clauses:
            yield from _columns_that_are_ours(part)
    elif isinstance(condition, BinaryExpression) and _is_to_be_ours(condition):
        yield _column(condition)


def plain_tables(statement: Any) -> list[Any] | None:
    """The tables of its outermost FROM; None where some of it is selected within, or of several parts."""
    if not isinstance(statement, Select):
        return None
    leaves = list(_leaves(statement))
    return None if any(_selected(leaf) is not None for leaf in leaves) else leaves


def table_that_is_ours(condition: Any) -> Any:
    """The table whose rows that condition says to be ours; None where it says something else."""
    is_said = isinstance(condition, BinaryExpression) and _is_to_be_ours(condition)
    return _column(condition).table if is_said else None


def _column(condition: BinaryExpression[Any]) -> Any:
    return condition.left.left if isinstance(condition.left, BinaryExpression) else condition.left


def _is_to_be_ours(condition: BinaryExpression[Any]) -> bool:
    value = condition.right
    return condition.operator is operators.eq and isinstance(value, BindParameter) and value.key == OURS.key


__all__ = ["OURS", "confined", "ours", "plain_tables", "table_that_is_ours"]
