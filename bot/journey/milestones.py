"""The strict test (method D3): which accounts have reached which milestones, in one statement for all versions."""

from datetime import date, datetime

from sqlalchemy import Date, Insert, Select, Text, and_, exists, literal, null, or_, select
from sqlalchemy.orm import aliased

from bot.journey.scope import Scope
from bot.store.sql import moments_ago, upsert
from bot.store.tables import (
    Account,
    AccountEvent,
    KpiLatest,
    MilestoneReached,
    TaskDone,
    VersionMilestone,
    VersionStage,
    VersionTask,
    VersionTest,
)

COLUMNS = ["workspace_id", "account_id", "period", "milestone", "reached_on", "via"]


def passes_test(now: datetime, fresh_days: list[int]) -> Select[tuple[int, str]]:
    """(account id, milestone) for every milestone whose actions are done and whose KPIs have their minimum, freshly.

    A milestone without any test passes only by a person's word or an import."""
    m, t, k = VersionMilestone, VersionTest, KpiLatest
    undone = exists().where(
        VersionTask.version_id == m.version_id,
        VersionTask.milestone == m.milestone,
        ~exists()
        .where(TaskDone.account_id == Account.id, TaskDone.period == Account.period, TaskDone.task == VersionTask.task)
        .correlate(Account, VersionTask),
    )
    enough = exists().where(
        k.account_id == Account.id,
        k.kpi == t.kpi,
        k.value >= t.minimum,
        k.observed_at >= moments_ago(t.fresh_days, now, fresh_days),
    )
    short = exists().where(
        t.version_id == m.version_id, t.milestone == m.milestone, ~enough.correlate(Account, VersionTest)
    )
    has_test = or_(_has(VersionTask), _has(VersionTest))
    return (
        select(Account.id, m.milestone)
        .join(m, m.version_id == Account.playbook_version_id)
        .where(has_test, ~undone.correlate(Account, m), ~short.correlate(Account, m))
    )


def _has(table: type[VersionTask] | type[VersionTest]) -> exists:  # type: ignore[valid-type]
    m = VersionMilestone
    return exists().where(table.version_id == m.version_id, table.milestone == m.milestone).correlate(m)


def mark_reached(dialect: str, scope: Scope, now: datetime, today: date, fresh_days: list[int]) -> Insert:
    """Every newly reached milestone of the accounts in scope."""
    r = MilestoneReached
    known = exists().where(
        r.account_id == Account.id, r.period == Account.period, r.milestone == VersionMilestone.milestone
    )
    found = (
        passes_test(now, fresh_days)
        .with_only_columns(
            Account.workspace_id,
            Account.id,
            Account.period,
            VersionMilestone.milestone,
            literal(today, Date),
            literal("test", Text),
        )
        .where(scope.of(Account.workspace_id, Account.id), Account.status == "active", ~known)
    )
    statement: Insert = upsert(dialect, r).from_select(COLUMNS, found).on_conflict_do_nothing()
    return statement


def mark_passed(dialect: str, scope: Scope) -> Insert:
    """Milestones before the stage in which an account came to us: passed, undated.

    That stage is the accounts file's, or an imported stage entry's where milestones lead to the stage."""
    entry, ours = aliased(VersionStage), VersionMilestone
    entered = exists().where(
        AccountEvent.account_id == Account.id,
        AccountEvent.kind == "stage_entered",
        AccountEvent.source == "import",
        AccountEvent.period == Account.period,
        AccountEvent.key == entry.stage,
        AccountEvent.undone_at.is_(None),
        entry.enters_days.is_(None),
    )
    found = (
        select(
            Account.workspace_id,
            Account.id,
            Account.period,
            ours.milestone,
            null().label("reached_on"),
            literal("entry", Text),
        )
        .join(entry, entry.version_id == Account.playbook_version_id)
        .join(ours, and_(ours.version_id == entry.version_id, ours.stage_position < entry.position))
        .where(
            scope.of(Account.workspace_id, Account.id),
            Account.status == "active",
            or_(Account.entry_stage == entry.stage, entered.correlate(Account, entry)),
            ~exists().where(
                MilestoneReached.account_id == Account.id,
                MilestoneReached.period == Account.period,
                MilestoneReached.milestone == ours.milestone,
            ),
        )
        .distinct()
    )
    statement: Insert = upsert(dialect, MilestoneReached).from_select(COLUMNS, found).on_conflict_do_nothing()
    return statement


__all__ = ["mark_passed", "mark_reached", "passes_test"]
