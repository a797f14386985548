"""What the method knows of one account, for people to read: progress, health's parts, and how every rule stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, literal, select

from bot.calendar import local_date
from bot.journey.conditions import Leaf as CompiledLeaf
from bot.journey.conditions import compile_condition, leaves
from bot.journey.facts import Today
from bot.playbook.models import Library, Playbook, Rule
from bot.store.reads import workspace_zone
from bot.store.session import TenantSession
from bot.store.tables import (
    Account,
    AccountFacts,
    AccountFactsHistory,
    KpiLatest,
    KpiObservation,
    MilestoneReached,
    PlaybookVersion,
    TaskDone,
    VersionKpi,
    VersionMilestone,
    VersionTest,
)


@dataclass(frozen=True)
class MilestoneState:
    key: str
    position: int
    stage_position: int
    usual_days: int
    reached: bool
    reached_on: date | None
    via: str | None


@dataclass(frozen=True)
class TaskState:
    key: str
    required: bool
    done: bool
    done_on: date | None


@dataclass(frozen=True)
class MinimumState:
    """A KPI bound of the milestone's test. `met` None: unknown, because there is no value or it is too old."""

    kpi: str
    minimum: float
    value: float | None
    observed_at: datetime | None
    fresh: bool
    met: bool | None


@dataclass(frozen=True)
class Progress:
    """`current`: the key of the first milestone not reached; tasks and minimums are that one's."""

    milestones: tuple[MilestoneState, ...]
    current: str | None
    tasks: tuple[TaskState, ...] = ()
    minimums: tuple[MinimumState, ...] = ()


@dataclass(frozen=True)
class HealthPart:
    """A KPI's part in health: `score` 0-100; `before`: its value seven days earlier."""

    kpi: str
    weight: float
    score: float | None
    value: float | None
    observed_at: datetime | None
    fresh: bool
    before: float | None


@dataclass(frozen=True)
class Leaf:
    """One comparison of a rule at this account: the fact's value, and whether it holds (None: unknown)."""

    fact: str
    operator: str
    bound: Any
    value: Any
    holds: bool | None


@dataclass(frozen=True)
class RuleState:
    rule: Rule
    holds: bool | None
    leaves: tuple[Leaf, ...]


async def progress(db: TenantSession, account_id: int, now: datetime) -> Progress:
    """Milestones of the account's playbook version, and how far the current one's test is."""
    m, r = VersionMilestone, MilestoneReached
    rows = await db.execute(
        select(m, r)
        .join(Account, Account.playbook_version_id == m.version_id)
        .outerjoin(r, and_(r.account_id == Account.id, r.period == Account.period, r.milestone == m.milestone))
        .where(Account.id == account_id)
        .order_by(m.position)
    )
    states = tuple(
        MilestoneState(
            milestone.milestone,
            milestone.position,
            milestone.stage_position,
            milestone.usual_days,
            reached is not None,
            reached.reached_on if reached else None,
            reached.via if reached else None,
        )
        for milestone, reached in rows.all()
    )
    current = next((state.key for state in states if not state.reached), None)
    if current is None:
        return Progress(states, None)
    tasks = await _tasks(db, account_id, current)
    return Progress(states, current, tasks, await _minimums(db, account_id, current, now))


async def _tasks(db: TenantSession, account_id: int, milestone: str) -> tuple[TaskState, ...]:
    source = await db.scalar(
        select(PlaybookVersion.source)
        .join(Account, Account.playbook_version_id == PlaybookVersion.id)
        .where(Account.id == account_id)
    )
    done = await db.execute(
        select(TaskDone.task, TaskDone.done_on)
        .join(Account, and_(Account.id == TaskDone.account_id, Account.period == TaskDone.period))
        .where(TaskDone.account_id == account_id)
    )
    dates: Mapping[str, date | None] = dict(row.tuple() for row in done.all())
    wanted = next(m for m in Playbook.model_validate(source).milestones() if m.key == milestone)
    return tuple(TaskState(task.key, task.required, task.key in dates, dates.get(task.key)) for task in wanted.tasks)


async def _minimums(db: TenantSession, account_id: int, milestone: str, now: datetime) -> tuple[MinimumState, ...]:
    t, k = VersionTest, KpiLatest
    rows = await db.execute(
        select(t.kpi, t.minimum, t.fresh_days, k.value, k.observed_at)
        .join(Account, Account.playbook_version_id == t.version_id)
        .outerjoin(k, and_(k.account_id == Account.id, k.kpi == t.kpi))
        .where(Account.id == account_id, t.milestone == milestone)
        .order_by(t.kpi)
    )
    return tuple(
        _minimum(kpi, minimum, value, observed, _is_fresh(observed, fresh_days, now))
        for kpi, minimum, fresh_days, value, observed in rows.all()
    )


def _minimum(kpi: str, minimum: float, value: float | None, observed: datetime | None, fresh: bool) -> MinimumState:
    met = value >= minimum if fresh and value is not None else None
    return MinimumState(kpi, minimum, value, observed, fresh, met)


def _is_fresh(observed: datetime | None, fresh_days: int, now: datetime) -> bool:
    return observed is not None and observed >= now - timedelta(days=fresh_days)


async def health_parts(db: TenantSession, account_id: int, now: datetime) -> tuple[HealthPart, ...]:
    """The weighted KPIs behind health, heaviest first, each with its value a week earlier."""
    v, k, o = VersionKpi, KpiLatest, KpiObservation
    week_ago = (
        select(o.value)
        .where(o.account_id == Account.id, o.kpi == v.kpi, o.observed_at <= now - timedelta(days=7))
        .order_by(o.observed_at.desc())
        .limit(1)
        .correlate(Account, v)
        .scalar_subquery()
    )
    rows = await db.execute(
        select(v, k.value, k.observed_at, week_ago)
        .join(Account, Account.playbook_version_id == v.version_id)
        .outerjoin(k, and_(k.account_id == Account.id, k.kpi == v.kpi))
        .where(Account.id == account_id)
        .order_by(v.weight.desc(), v.kpi)
    )
    return tuple(_part(part, value, observed, before, now) for part, value, observed, before in rows.all())


def _part(
    part: VersionKpi, value: float | None, observed: datetime | None, before: float | None, now: datetime
) -> HealthPart:
    fresh = _is_fresh(observed, part.fresh_days, now)
    score = None
    if fresh and value is not None:
        score = min(100.0, max(0.0, (value - part.worst) / (part.best - part.worst) * 100))
    return HealthPart(part.kpi, part.weight, score, value, observed, fresh, before)


async def health_before(db: TenantSession, account_id: int, at: datetime) -> int | None:
    """Health as it was assessed at that time; None if it was unknown then."""
    h, f = AccountFactsHistory, AccountFacts
    then = await db.execute(
        select(h.health).where(h.account_id == account_id, h.valid_from <= at, h.valid_to > at).limit(1)
    )
    row = then.first()
    if row is not None:
        return row[0]
    return await db.scalar(select(f.health).where(f.account_id == account_id, f.valid_from <= at))


async def rule_states(db: TenantSession, library: Library, account_id: int, now: datetime) -> tuple[RuleState, ...]:
    """How every rule of the account's playbook stands there, comparison by comparison, in one query."""
    name = await db.scalar(
        select(PlaybookVersion.name)
        .join(Account, Account.playbook_version_id == PlaybookVersion.id)
        .where(Account.id == account_id)
    )
    playbook = library.playbooks.get(name or "")
    if playbook is None or not playbook.rules:
        return ()
    today = Today(local_date(now, await workspace_zone(db)), now)
    parts = [tuple(leaves(rule.when, today)) for rule in playbook.rules]
    columns = [compile_condition(rule.when, today) for rule in playbook.rules]
    for leaf in (leaf for part in parts for leaf in part):
        columns += [leaf.test, leaf.value]
    row = await _one_row(db, account_id, columns)
    return _states(playbook, parts, row, today.day) if row else ()


async def _one_row(db: TenantSession, account_id: int, columns: list[Any]) -> list[Any] | None:
    named = [column.label(f"c{number}") for number, column in enumerate(columns)]
    rows = await db.execute(
        select(*named, literal(1))
        .select_from(AccountFacts)
        .join(Account, Account.id == AccountFacts.account_id)
        .where(AccountFacts.account_id == account_id)
    )
    row = rows.first()
    return list(row) if row else None


def _states(
    playbook: Playbook, parts: list[tuple[CompiledLeaf, ...]], row: list[Any], today: date
) -> tuple[RuleState, ...]:
    values = iter(row)
    whole = [_truth(next(values)) for _ in playbook.rules]
    read = [tuple(_read(leaf, _truth(next(values)), next(values), today) for leaf in part) for part in parts]
    return tuple(RuleState(*state) for state in zip(playbook.rules, whole, read, strict=True))


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _read(leaf: CompiledLeaf, holds: bool | None, value: Any, today: date) -> Leaf:
    """Dates become days: since or until, whichever the fact counts."""
    if isinstance(value, date):
        value = abs((today - value).days) if leaf.fact not in SIGNED else (today - value).days
    return Leaf(leaf.fact, leaf.operator, leaf.bound, value, holds)


SIGNED = ("milestone_overdue_days", "outcome_missing_days")

__all__ = [
    "HealthPart", "Leaf", "MilestoneState", "MinimumState", "Progress", "RuleState", "TaskState",
    "health_before", "health_parts", "progress", "rule_states",
]  # fmt: skip
