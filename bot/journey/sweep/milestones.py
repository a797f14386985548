"""The strict test (method D3): which accounts have reached which milestones, in one statement for all versions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Date,
    Insert,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    literal,
    not_,
    null,
    or_,
    select,
    union,
)
from sqlalchemy.orm import aliased

from bot.journey.accounts.place import furthest_reached, has_task, is_placed, was_new, was_told_a_stage
from bot.journey.accounts.scope import Scope
from bot.store.sql import moments_ago, spelled, upsert
from bot.store.tables import (
    Account,
    AccountEvent,
    KpiLatest,
    MilestoneReached,
    TaskDone,
    VersionMilestone,
    VersionSegmentTest,
    VersionStage,
    VersionTask,
    VersionTest,
)

COLUMNS = ["workspace_id", "account_id", "period", "milestone", "reached_on", "via"]


def passes_test(now: datetime, fresh_days: list[int], *first: Any) -> Select[int, str]:
    """(account id, milestone) for every milestone whose actions are done and whose KPIs have their minimum, freshly.

    A milestone without any test passes only by a person's word or an import. first: cheap conditions to try before."""
    m = VersionMilestone
    undone = exists().where(
        VersionTask.version_id == m.version_id,
        VersionTask.milestone == m.milestone,
        ~exists()
        .where(TaskDone.account_id == Account.id, TaskDone.period == Account.period, TaskDone.task == VersionTask.task)
        .correlate(Account, VersionTask),
    )
    has_test = or_(_has(VersionTask), _has(VersionTest))
    return (
        select(Account.id, m.milestone)
        .join(m, m.version_id == Account.playbook_version_id)
        .where(
            *first,
            ~undone.correlate(Account, m),
            ~_is_short(VersionTest, now, fresh_days),
            ~_is_short(VersionSegmentTest, now, fresh_days, VersionSegmentTest.segment == Account.segment),
            has_test,
        )
    )


def _is_short(test: Any, now: datetime, fresh_days: list[int], *where: Any) -> Any:
    """A KPI of the milestone's test lacks its minimum, or is unknown, or too old."""
    k = KpiLatest
    enough = exists().where(
        k.account_id == Account.id,
        k.kpi == test.kpi,
        k.value >= test.minimum,
        k.observed_at >= moments_ago(test.fresh_days, now, fresh_days),
    )
    m = VersionMilestone
    asked = (test.version_id == m.version_id, test.milestone == m.milestone)
    return exists().where(*asked, *where, ~enough.correlate(Account, test)).correlate(Account, m)


def _has(table: type[VersionTask] | type[VersionTest]) -> exists:  # type: ignore[valid-type]
    m = VersionMilestone
    return exists().where(table.version_id == m.version_id, table.milestone == m.milestone).correlate(m)


def mark_reached(dialect: str, scope: Scope, now: datetime, today: date, fresh_days: list[int]) -> Insert:
    """Every newly reached milestone of the accounts in scope.

    What holds already when an account has been moved, or before anybody said where it is, was reached some time before,
    so that it has no date."""
    r, before = MilestoneReached, or_(Account.settling, not_(is_placed()))
    found = passes_test(now, fresh_days, ~_is_reached(VersionMilestone)).with_only_columns(
        Account.workspace_id,
        Account.id,
        Account.period,
        VersionMilestone.milestone,
        case((before, cast(null(), Date)), else_=literal(today, Date)),
        case((Account.settling, literal("move", Text)), else_=literal("test", Text)),
    )
    found = found.where(scope.of(Account.workspace_id, Account.id), Account.status == spelled("active"))
    statement: Insert = upsert(dialect, r).from_select(COLUMNS, found).on_conflict_do_nothing()
    return statement


def mark_passed(dialect: str, scope: Scope) -> Insert:
    """Milestones before the stage in which an account came to us: passed, undated.

    That stage is the accounts file's, or an imported stage entry's where milestones lead to the stage."""
    entry, entered = aliased(VersionStage), aliased(VersionStage)
    by_file = _earlier(scope, entry).where(Account.entry_stage.is_not(None), Account.entry_stage == entry.stage)
    e = AccountEvent
    imported = (e.kind == spelled("stage_entered"), e.source == "import", e.undone_at.is_(None))
    by_event = (
        _earlier(scope, entered)
        .where(Account.id.in_(select(e.account_id).where(scope.covers(e.account_id), *imported)))
        .join(e, and_(e.account_id == Account.id, e.period == Account.period, e.key == entered.stage, *imported))
        .where(entered.enters_days.is_(None))
    )
    found = union(by_file, by_event)
    statement: Insert = upsert(dialect, MilestoneReached).from_select(COLUMNS, found).on_conflict_do_nothing()
    return statement


def mark_behind(dialect: str, scope: Scope) -> Insert:
    """Milestones before one that tells where an old customer is, which nothing else does: passed, undated."""
    r, m = MilestoneReached, aliased(VersionMilestone)
    furthest = furthest_reached()
    nothing_else = (Account.entry_stage.is_(None), not_(has_task()), not_(was_new()), not_(was_told_a_stage()))
    found = (
        _passed(scope, m)
        .join(m, m.version_id == Account.playbook_version_id)
        .where(*nothing_else, m.position < furthest)
    )
    statement: Insert = upsert(dialect, r).from_select(COLUMNS, found).on_conflict_do_nothing()
    return statement


def _earlier(scope: Scope, entry: Any) -> Select[*tuple[Any, ...]]:
    """The milestones of stages before `entry`, of active accounts; those on record already are left by the insert."""
    m = aliased(VersionMilestone)
    return (
        _passed(scope, m)
        .join(entry, entry.version_id == Account.playbook_version_id)
        .join(m, and_(m.version_id == entry.version_id, m.stage_position < entry.position))
    )


def _passed(scope: Scope, milestone: Any) -> Select[*tuple[Any, ...]]:
    """What is written of milestones that were passed before we knew the account, of active ones."""
    return (
        select(
            Account.workspace_id,
            Account.id,
            Account.period,
            milestone.milestone,
            cast(null(), Date).label("reached_on"),
            literal("entry", Text).label("via"),
        )
        .select_from(Account)
        .where(scope.of(Account.workspace_id, Account.id), Account.status == spelled("active"))
    )


def _is_reached(milestone: Any) -> Any:
    r = MilestoneReached
    return (
        exists()
        .where(r.account_id == Account.id, r.period == Account.period, r.milestone == milestone.milestone)
        .correlate(Account, milestone)
    )


__all__ = ["mark_behind", "mark_passed", "mark_reached", "passes_test"]
