"""Every account on every milestone's step, as SQL: since when it was on it, and how that came out.

The funnel, learned time frames and the comparison around a release all count these rows.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, and_, case, literal, or_, select
from sqlalchemy.orm import aliased

from bot.journey.among import EVERYONE, Among
from bot.store.sql import add_days, day_of, days_between
from bot.store.tables import Account, AccountFacts, MilestoneReached, PlaybookVersion, VersionMilestone

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
A, F, M = Account, AccountFacts, VersionMilestone
BEFORE = aliased(VersionMilestone, name="before")
HERE, THERE = aliased(MilestoneReached, name="here"), aliased(MilestoneReached, name="there")


@dataclass(frozen=True)
class Asked:
    """Steps of which accounts, on which day. playbook: its name, None: all."""

    workspace_id: int
    today: date
    among: Among = EVERYONE
    playbook: str | None = None


def steps(asked: Asked) -> Select[*tuple[Any, ...]]:
    """One row per account and milestone that it has reached, works towards, or left before.

    state: reached | passed (undated: before we knew the account) | now | lost. `place`: the milestone's position in its
    version. came: 1 where the account came from the step before under our eyes, so that it counts for conversion.
    turned_on, reached_on: the days on which it turned to the milestone and reached it; NULL where unknown. `days` in
    between: until it was reached, it left, or today. late: 1 past its due day. Churned accounts count too.

    To be executed on the connection, not through the session: what names the workspace must keep SQLite from going
    through the accounts by CSM, which takes twice as long.
    """
    turned, reached_on = _turned_on(), case((_dated(HERE), HERE.reached_on))
    now = and_(HERE.account_id.is_(None), A.status == "active", F.milestone == M.milestone)
    seen = or_(HERE.account_id.is_not(None), and_(A.status == "churned", _came()), now)
    return (
        select(
            A.tier,
            A.segment,
            M.version_id,
            M.position.label("place"),
            M.usual_days,
            _state().label("state"),
            case((_came(), 1), else_=0).label("came"),
            case((and_(now, F.milestone_due_on < asked.today), 1), else_=0).label("late"),
            turned.label("turned_on"),
            reached_on.label("reached_on"),
            _days(turned, asked.today).label("days"),
        )
        .select_from(A)
        .join(M, M.version_id == A.playbook_version_id)
        .outerjoin(BEFORE, and_(BEFORE.version_id == M.version_id, BEFORE.position == M.position - 1))
        .outerjoin(HERE, _reaches(HERE, M))
        .outerjoin(THERE, _reaches(THERE, BEFORE))
        .outerjoin(F, F.account_id == A.id)
        .where(A.workspace_id + 0 == asked.workspace_id, *asked.among.conditions(), seen)
        .where(*(() if asked.playbook is None else (M.version_id.in_(versions_of(asked)),)))
    )


def versions_of(asked: Asked) -> Select[int]:
    """All versions of the playbook."""
    v = PlaybookVersion
    return select(v.id).where(v.workspace_id == asked.workspace_id, v.name == asked.playbook)


def _reaches(reached: Any, milestone: Any) -> Sql:
    return and_(reached.account_id == A.id, reached.period == A.period, reached.milestone == milestone.milestone)


def _state() -> Sql:
    return case(
        (HERE.reached_on.is_not(None), "reached"),
        (HERE.account_id.is_not(None), "passed"),
        (A.status == "churned", "lost"),
        else_="now",
    )


def _came() -> Sql:
    undated = and_(HERE.account_id.is_not(None), HERE.reached_on.is_(None))
    return and_(~undated, or_(M.position == 1, THERE.reached_on.is_not(None)))


def _dated(reached: Any) -> Sql:
    """The day is when it happened. What an account's first assessment found was reached some time before; a day more,
    because that moment is kept in UTC and the day is the workspace's."""
    seen = add_days(day_of(F.known_since), literal(1))
    return and_(reached.reached_on.is_not(None), or_(reached.via != "test", reached.reached_on > seen))


def _turned_on() -> Sql:
    """Days before an account settled on another playbook belong to the steps that it had made by then."""
    turned = case((M.position == 1, A.started_on), (_dated(THERE), THERE.reached_on))
    later = or_(HERE.reached_on.is_(None), HERE.reached_on >= A.turned_on)
    return case((and_(A.turned_on > turned, later), A.turned_on), else_=turned)


def _days(turned: Sql, today: date) -> Sql:
    took = case((and_(_dated(HERE), HERE.reached_on >= turned), days_between(turned, HERE.reached_on)))
    stayed = case((A.churned_on >= turned, days_between(turned, A.churned_on)))
    waits = case((F.milestone_since <= today, days_between(F.milestone_since, literal(today, Date))))
    return case((HERE.account_id.is_not(None), took), (A.status == "churned", stayed), else_=waits)


__all__ = ["Asked", "steps", "versions_of"]
