"""A range of accounts moved in one transaction, with what changed by it: stage, milestone and to-dos.

Before is as of now under the playbook that the account is on, so that nothing is put down to the move that the day has
brought. A dry run does the same and takes it back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Column, Integer, Select, Table, Text, case, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateTable

from bot.journey.accounts.scope import Bounds, Scope
from bot.journey.playbooks.move_sql import Target, move, to_move
from bot.journey.sweep.assess import AssessmentPlan, prepare
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import Account, AccountFacts, Base, Cta
from bot.store.todo_states import is_live

NAMED = 5  # accounts named for each change
MOVING = Table(
    "moving",
    Base.metadata.__class__(),
    Column("account_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("version", BigInteger),
    Column("stage", Text),
    Column("milestone", Text),
    Column("todos", Integer),
    prefixes=["TEMPORARY"],
)


class MoveChange(NamedTuple):
    """How an account changes. version: the one it was on. Stage None: not assessed before. Milestone "": all reached;
    None: its place isn't known."""

    version: int
    stage: str | None
    milestone: str | None
    new_stage: str | None
    new_milestone: str | None


@dataclass(frozen=True)
class MovedRange:
    """What became of a range. changes: how many accounts change so, with the first few names. todos: live ones before
    and after. closed: those whose rule the playbook lacks."""

    changes: dict[MoveChange, tuple[int, tuple[str, ...]]]
    todos: tuple[int, int] = (0, 0)
    closed: int = 0


@dataclass(frozen=True)
class Mover:
    """Moves accounts of a scope to a target. scope: a few by id, or the range that is bound."""

    store: Store
    scope: Scope
    target: Target
    outdated_only: bool
    now: datetime
    prepared: AssessmentPlan

    @classmethod
    async def make(
        cls, store: Store, library: Library, scope: Scope, target: Target, now: datetime, *, outdated_only: bool
    ) -> "Mover":
        version = (target.playbook, target.version)
        prepared = await prepare(store, library, scope.workspace_id, now, scope, version=version)
        return cls(store, scope, target, outdated_only, now, prepared)

    async def run(self, bounds: Bounds, *, dry_run: bool) -> MovedRange:
        """One transaction: assess, move, assess again."""
        async with self.store.everywhere(writes=True) as connection:
            await self._assess(connection, bounds)
            await connection.execute(CreateTable(MOVING, if_not_exists=True))
            await connection.execute(delete(MOVING))
            await connection.execute(insert(MOVING).from_select(list(MOVING.c.keys()), self._before()), bounds)
            await connection.execute(move(self.target, self.now, Account.id.in_(select(MOVING.c.account_id))))
            await self._assess(connection, bounds)
            moved = await self._result(connection)
            if dry_run:
                await connection.rollback()
        return moved

    async def _assess(self, connection: AsyncConnection, bounds: Bounds) -> None:
        for statement in self.prepared.plan:
            await connection.execute(statement, bounds)

    def _before(self) -> Select[*tuple[Any, ...]]:
        f = AccountFacts
        return (
            select(Account.id, Account.playbook_version_id, f.stage, _towards(), _live(Account.id))
            .outerjoin(f, f.account_id == Account.id)
            .where(self.scope.of(Account.workspace_id, Account.id))
            .where(*to_move(self.target, outdated_only=self.outdated_only))
        )

    async def _result(self, connection: AsyncConnection) -> MovedRange:
        rows = (await connection.execute(_after())).all()
        changes: dict[MoveChange, tuple[int, tuple[str, ...]]] = {}
        for row in rows:
            key = MoveChange(*row[:5])
            changes[key] = (row.accounts, (*changes.get(key, (0, ()))[1], row.name))
        sums = (func.coalesce(func.sum(each), 0) for each in (MOVING.c.todos, _live(MOVING.c.account_id)))
        todos = select(*sums).select_from(MOVING)
        was, left = (await connection.execute(todos)).one()
        ours = Cta.account_id.in_(select(MOVING.c.account_id))
        strangers = select(func.count()).where(ours, Cta.closed_why == "moved", Cta.closed_at == self.now)
        return MovedRange(changes, (int(was), int(left)), await connection.scalar(strangers) or 0)


def _towards() -> Any:
    return case((AccountFacts.placed, AccountFacts.milestone))


def _live(account: Any) -> Any:
    return select(func.count()).where(Cta.account_id == account, is_live(Cta)).scalar_subquery()


def _after() -> Select[*tuple[Any, ...]]:
    """One row per change and named account: the change, how many accounts have it, the name."""
    m, f = MOVING.c, AccountFacts
    change = (m.version, m.stage, m.milestone, f.stage.label("new_stage"), _towards().label("new_milestone"))
    ranked = (
        select(
            *change,
            func.count().over(partition_by=change).label("accounts"),
            Account.name,
            func.row_number().over(partition_by=change, order_by=(Account.name, Account.id)).label("place"),
        )
        .join(Account, Account.id == m.account_id)
        .outerjoin(f, f.account_id == m.account_id)
        .subquery("ranked")
    )
    shown = [column for column in ranked.c if column.name != "place"]
    return select(*shown).where(ranked.c.place <= NAMED).order_by(ranked.c.name)


__all__ = ["NAMED", "MoveChange", "MovedRange", "Mover"]
