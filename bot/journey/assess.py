"""The sweep: assesses accounts range by range, each range in one short transaction.

Every morning it goes over all accounts of a workspace; after a change over those that changed.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Executable, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.calendar import local_date
from bot.journey import assessment, ctas, gaps, milestones
from bot.journey.facts import Today
from bot.journey.scope import Scope, scopes
from bot.playbook.models import Library, Rule
from bot.store.reads import workspace_zone
from bot.store.session import Store
from bot.store.tables import PlaybookVersion, VersionKpi, VersionTest, Workspace


@dataclass
class Assessed:
    """What a sweep did: accounts whose facts changed, milestones newly reached."""

    changed: int = 0
    reached: int = 0


@dataclass(frozen=True)
class Ground:
    """What a sweep stands on, read once."""

    workspace_id: int
    dialect: str
    now: datetime
    today: date
    fresh_days: list[int]
    versions: dict[str, tuple[int, ...]]  # of each playbook
    has_baseline: bool


async def assess(
    store: Store, library: Library, workspace_id: int, now: datetime, account_ids: Collection[int] | None = None
) -> Assessed:
    """Assess all accounts of the workspace, or those named. Harmless when repeated.

    The first full sweep sets the workspace's baseline: it opens CTAs but marks none of them to be told."""
    ground = await _ground(store, workspace_id, now)
    rules = [(rule, ground.versions[name]) for name, rule in _rules(library) if name in ground.versions]
    done = Assessed()
    async for scope in scopes(store, workspace_id, account_ids):
        async with store.across(writes=True) as connection:
            await _assess_range(connection, ground, scope, rules, done)
    grouped = [(rule, versions) for rule, versions in rules if rule.per == "csm"]
    async with store.across(writes=True) as connection:
        today = Today(ground.today, now)
        await _run(connection, gaps.group_statements(ground.dialect, workspace_id, grouped, today))
        if account_ids is None and not ground.has_baseline:
            await connection.execute(update(Workspace).where(Workspace.id == workspace_id).values(baseline_at=now))
    return done


def _rules(library: Library) -> Iterator[tuple[str, Rule]]:
    for playbook in library.playbooks.values():
        for rule in playbook.rules:
            yield playbook.name, rule


async def _ground(store: Store, workspace_id: int, now: datetime) -> Ground:
    async with store.read(workspace_id) as db:
        zone = await workspace_zone(db)
        baseline = await db.scalar(select(Workspace.baseline_at).where(Workspace.id == workspace_id))
        fresh = set((await db.scalars(select(VersionKpi.fresh_days).distinct())).all())
        fresh |= set((await db.scalars(select(VersionTest.fresh_days).distinct())).all())
        versions: dict[str, tuple[int, ...]] = {}
        for name, number in (await db.execute(select(PlaybookVersion.name, PlaybookVersion.id))).all():
            versions[name] = (*versions.get(name, ()), number)
    dialect = store.engine.dialect.name
    today = local_date(now, zone)
    return Ground(workspace_id, dialect, now, today, sorted(fresh), versions, baseline is not None)


async def _assess_range(
    connection: AsyncConnection,
    ground: Ground,
    scope: Scope,
    rules: list[tuple[Rule, tuple[int, ...]]],
    done: Assessed,
) -> None:
    now, today = ground.now, ground.today
    await connection.execute(milestones.mark_passed(ground.dialect, scope))
    result = await connection.execute(milestones.mark_reached(ground.dialect, scope, now, today, ground.fresh_days))
    done.reached += max(result.rowcount, 0)
    this = assessment.Pass(ground.dialect, scope, now, today, ground.fresh_days)
    for statement in assessment.statements(this):
        result = await connection.execute(statement)
        if statement.is_insert and statement.table is assessment.CHANGED:  # type: ignore[attr-defined]
            done.changed += max(result.rowcount, 0)
    for rule, versions in rules:
        if rule.per == "account":
            turn = ctas.Turn(ground.dialect, scope, rule, versions, Today(today, now), ground.has_baseline)
            await _run(connection, ctas.statements(turn))
    await _run(connection, ctas.housekeeping(scope, now, today))


async def _run(connection: AsyncConnection, statements: Collection[Executable] | Iterator[Executable]) -> None:
    for statement in statements:
        await connection.execute(statement)
