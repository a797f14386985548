"""Whether an account's place on the journey is known, said here only.

A customer that was new when it came to us begins at the beginning. Of an older one somebody, a file or what was
measured must have told where it is: its stage, a milestone that it has reached, a task that is done. Else nobody knows,
and nothing is said, counted or reminded of that would need it. The sweep keeps the answer as `AccountFacts.placed`.
"""

from typing import Any

from sqlalchemy import and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from bot.store.sql import add_days, day_of, spelled
from bot.store.tables import Account, AccountEvent, MilestoneReached, TaskDone, VersionMilestone

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


def is_placed() -> Sql:
    """True or false of the `Account` of the statement around it. What is cheap and often decides comes first."""
    return case(
        (Account.entry_stage.is_not(None), true()),
        (has_task(), true()),
        (was_new(), true()),
        (has_milestone(), true()),
        (was_told_a_stage(), true()),
        else_=false(),
    )


def was_new() -> Sql:
    """It came to us within the usual days of its first milestone, or its playbook has none. Unknown counts as no."""
    first = aliased(VersionMilestone)
    usual = (
        select(first.usual_days)
        .where(first.version_id == Account.playbook_version_id, first.position == 1)
        .correlate(Account)
        .scalar_subquery()
    )
    return or_(usual.is_(None), came_within(usual))


def came_within(usual_days: Sql, account: Any = Account) -> Sql:
    """It had started at most so many days before it came to us."""
    return func.coalesce(add_days(account.started_on, usual_days) >= day_of(account.created_at), false())


def has_milestone() -> Sql:
    """One that it has reached, not one that only counts as passed because of its place."""
    r = MilestoneReached
    told = (r.account_id == Account.id, r.period == Account.period, r.via != spelled("entry"))
    return exists().where(*told).correlate(Account)


def has_task() -> Sql:
    t = TaskDone
    return exists().where(t.account_id == Account.id, t.period == Account.period).correlate(Account)


def was_told_a_stage() -> Sql:
    """A file says that it entered a stage."""
    e = AccountEvent
    told = and_(e.account_id == Account.id, e.kind == spelled("stage_entered"), e.period == Account.period)
    return exists().where(told, e.undone_at.is_(None)).correlate(Account)


def furthest_reached() -> Sql:
    """The position of the furthest milestone that the `Account` of the statement around it has reached."""
    r, reached = MilestoneReached, aliased(VersionMilestone)
    return (
        select(func.max(reached.position))
        .join(r, r.milestone == reached.milestone)
        .where(r.account_id == Account.id, r.period == Account.period)
        .where(reached.version_id == Account.playbook_version_id)
        .correlate(Account)
        .scalar_subquery()
    )


__all__ = ["came_within", "has_milestone", "has_task", "is_placed", "was_new", "was_told_a_stage"]
