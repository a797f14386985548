"""Which accounts a session sees. It sees all of the workspace's, unless it reads for somebody who may see fewer.

What hangs on an account (its people, to-dos, log, figures) is seen where the account is. So nobody who asks for a list,
a figure or a button's target has to think of it, and nobody can forget to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, Table, and_, bindparam, or_, select, true
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import ExecutableOption

from bot.store.ours import plain_tables, table_that_is_ours
from bot.store.tables import Account, Cta, HandOver, Stakeholder
from bot.store.tables.base import Base, UtcDateTime
from bot.store.todo_states import LIVE

Condition = ColumnElement[bool]
TODOS: Table = Base.metadata.tables[Cta.__tablename__]
# Names of their own: the same tables may stand in the statement around them, whose rows aren't meant.
SEEN_ACCOUNTS = Base.metadata.tables[Account.__tablename__].alias("seen_accounts")
SEEN_PEOPLE = Base.metadata.tables[Stakeholder.__tablename__].alias("seen_people")
OWN_TODOS = TODOS.alias("own_todos")
GIVEN_AWAY = Base.metadata.tables[HandOver.__tablename__].alias("given_away")
_LIMITED: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


@dataclass(frozen=True)
class Sight:
    """owners: whose accounts are seen; None: everybody's, and then the rest says nothing. unowned: also nobody's.

    reader: accounts where they have a to-do are seen too, whosever they are: an open one, or one that was so until
    `since`, so that they still read what they have just done. at: now, roughly; an account that they handed over is
    seen until the day that stands with it."""

    owners: frozenset[int] | None = None
    unowned: bool = False
    reader: int = 0
    since: datetime | None = None
    at: datetime | None = None

    @property
    def limited(self) -> bool:
        return self.owners is not None

    def values(self) -> dict[str, Any]:
        """Of the parameters in statements that `limited_to_sight` has changed."""
        owners = sorted(self.owners or ())
        return {
            "seen_owners": owners,
            "seen_unowned": int(self.unowned),
            "seen_by": self.reader,
            "seen_since": self.since,
            "seen_at": self.at,
        }

    def options(self, workspace_id: int) -> tuple[ExecutableOption, ...]:
        """What confines the ORM's statements to it."""
        return _options(self, workspace_id) if self.limited else ()


EVERYTHING = Sight()
NOTHING = Sight(frozenset())


def limited_to_sight(statement: Any) -> Any:
    """The SELECT that `ours.confined` has made, with no account but those in sight: wherever rows are said to be ours,
    they are said to be seen as well."""
    if (known := _LIMITED.get(statement)) is None:
        known = _LIMITED[statement] = _with_sight(statement)
    return known


def _with_sight(statement: Any) -> Any:
    tables = plain_tables(statement)
    if tables is None:
        return visitors.replacement_traverse(statement, {}, _seen_as_well)
    # What is selected in columns and conditions hangs on their rows, and going through all of it takes long.
    seen = (_UNBOUND.row(table) for table in tables)
    return statement.where(*(condition for condition in seen if condition is not None))


def _seen_as_well(element: Any, **_: Any) -> Any:
    table = table_that_is_ours(element)
    condition = None if table is None else _UNBOUND.row(table)
    return None if condition is None else and_(element, condition)


@lru_cache(256)
def _options(sight: Sight, workspace_id: int) -> tuple[ExecutableOption, ...]:
    seen = _Seen({"ours": workspace_id, **sight.values()})
    conditions = ((mapper.class_, seen.row(mapper.local_table)) for mapper in Base.registry.mappers)
    return tuple(_Criteria(entity, condition, seen) for entity, condition in conditions if condition is not None)


class _Criteria(LoaderCriteriaOption):
    """SQLAlchemy's `with_loader_criteria`, made anew for each name under which a table stands in a statement: itself it
    would put that name into the subqueries too, or leave it out where such a table is joined."""

    _traverse_internals = LoaderCriteriaOption._traverse_internals  # its condition says it all, with its values

    def __init__(self, entity: type[Base], condition: Condition, seen: "_Seen") -> None:
        super().__init__(entity, condition, include_aliases=True)
        self._seen = seen

    def _resolve_where_criteria(self, ext_info: Any) -> Any:
        return self._seen.row(ext_info.selectable)


class _Seen:
    """What a row must be to be seen. values: of the parameters; those that are missing are named when it runs."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        def given(name: str, kind: Any, **how: Any) -> Any:
            return (
                bindparam(name, values[name], type_=kind, **how)
                if name in values
                else bindparam(name, type_=kind, **how)
            )

        self._ours = given("ours", BigInteger)
        self._owners = given("seen_owners", BigInteger, expanding=True)
        self._unowned = given("seen_unowned", Integer)
        self._reader = given("seen_by", BigInteger)
        self._since = given("seen_since", UtcDateTime())
        self._at = given("seen_at", UtcDateTime())

    def row(self, table: Any) -> Condition | None:
        """That its account is in sight; None for a table whose rows are of no account."""
        if "csm_id" in table.c:
            return self._account(table)
        if "account_id" in table.c:
            return or_(self._hangs_on_one(table), and_(table.c.account_id.is_(None), self._is_about_none(table)))
        if "stakeholder_id" in table.c:
            there = (SEEN_PEOPLE.c.workspace_id == self._ours, self._hangs_on_one(SEEN_PEOPLE))
            return cast("Condition", table.c.stakeholder_id.in_(_as_it_is(select(SEEN_PEOPLE.c.id).where(*there))))
        return None

    def _account(self, accounts: Any) -> Condition:
        own = OWN_TODOS.c
        theirs = select(own.account_id).where(
            own.workspace_id == self._ours,
            own.owner_id == self._reader,
            own.account_id.is_not(None),
            or_(own.state.in_(LIVE), own.changed_at >= self._since),
        )
        gone = GIVEN_AWAY.c
        given_away = select(gone.account_id).where(
            gone.workspace_id == self._ours,
            gone.from_id == self._reader,
            gone.looks_until >= self._at,
            gone.undone_at.is_(None),
        )
        return or_(
            accounts.c.csm_id.in_(self._owners),
            and_(accounts.c.csm_id.is_(None), self._unowned == 1),
            accounts.c.id.in_(_as_it_is(theirs)),
            accounts.c.id.in_(_as_it_is(given_away)),
        )

    def _hangs_on_one(self, table: Any) -> Condition:
        here = SEEN_ACCOUNTS.c.workspace_id == self._ours
        seen = select(SEEN_ACCOUNTS.c.id).where(here, self._account(SEEN_ACCOUNTS))
        return cast("Condition", table.c.account_id.in_(_as_it_is(seen)))

    def _is_about_none(self, table: Any) -> Condition:
        """Of what is about no account, somebody's own to-dos are seen where that person's accounts are."""
        if TODOS not in (table, getattr(table, "element", None)):
            return true()
        owner = table.c.owner_id
        return or_(owner.in_(self._owners), owner == self._reader, owner.is_(None))


def _as_it_is(query: Select[Any]) -> Any:
    """What SQLAlchemy doesn't look into when it puts another name for a table."""
    return query._annotate({"no_replacement_traverse": True})


_UNBOUND = _Seen({})

__all__ = ["EVERYTHING", "NOTHING", "Sight", "limited_to_sight"]
