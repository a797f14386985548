"""Every account on every milestone's step, as SQL: since when it was on it, and how that came out.

The funnel, learned time frames and the comparison around a release all count these rows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Date, Integer, Select, and_, case, literal, null, or_, select, union_all
from sqlalchemy.orm import aliased

from bot.journey.accounts.place import came_within
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.post_mortems import is_lost
from bot.store.ours import ours
from bot.store.sql import add_days, days_between
from bot.store.tables import Account, AccountFacts, MilestoneReached, PlaybookVersion, VersionMilestone

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
A, F, M = Account, AccountFacts, VersionMilestone
BEFORE = aliased(VersionMilestone, name="before")
HERE, THERE = aliased(MilestoneReached, name="here"), aliased(MilestoneReached, name="there")
STATES = ("reached", "passed", "now", "lost")  # their places are the numbers that stand for them
REACHED, PASSED, NOW, LOST = range(4)
PARTS = ("reached", "now", "lost")


@dataclass(frozen=True)
class StepQuery:
    """Steps of which accounts, on which day. playbook: its name, None: all."""

    today: date
    selection: Selection = EVERYONE
    playbook: str | None = None


def steps(
    asked: StepQuery, columns: Collection[str], parts: Collection[str] = PARTS
) -> CompoundSelect[*tuple[Any, ...]]:
    """One row per account and milestone that it has reached, works towards, or left before; of the columns asked for.

    parts: only those of these. state: REACHED, PASSED (undated: before we knew the account), NOW or LOST.
    version_id, place: the milestone's place in its version; usual_days: of the playbook. csm_id, tier, segment: of
    the account.
    came: 1 where the account came from the step before under our eyes, so that it counts for conversion. To the first
    one who was new when they came to us, was said to be at it, or whose day of reaching it a file tells.
    turned_on, reached_on: the days on which it turned to the milestone and reached it; NULL where unknown. `days` in
    between: until it was reached, it left, or today. late: 1 past its due day. Churned accounts count too.

    For `one_statement`: it says itself that its accounts are ours.
    """
    made = {"reached": _reached, "now": _now, "lost": _lost}
    return union_all(*(made[part](asked, columns) for part in PARTS if part in parts))


def _select(asked: StepQuery, columns: Collection[str], own: dict[str, Sql]) -> Select[*tuple[Any, ...]]:
    found: dict[str, Sql] = {
        "csm_id": A.csm_id,
        "tier": A.tier,
        "segment": A.segment,
        "version_id": M.version_id,
        "place": M.position,
        "usual_days": M.usual_days,
        "came": case((_from_before(), 1), else_=0),
        "late": literal(0, Integer),
        "turned_on": _turned_on(),
        "reached_on": null().cast(Date),
        **own,
    }
    versions = () if asked.playbook is None else ((A.playbook_version_id + 0).in_(versions_of(asked)),)
    return (
        select(*(found[name].label(name) for name in found if name in columns))
        .select_from(A)
        .where(*asked.selection.ours(), *versions)
    )


def _reached(asked: StepQuery, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    took = and_(_dated(HERE), HERE.reached_on >= _turned_on())
    own = {
        "state": case((HERE.reached_on.is_not(None), REACHED), else_=PASSED),
        "came": case((and_(HERE.reached_on.is_not(None), _from_before()), 1), else_=0),
        "reached_on": case((_dated(HERE), HERE.reached_on)),
        "days": case((took, days_between(_turned_on(), HERE.reached_on))),
    }
    reached = and_(HERE.account_id == A.id, HERE.period == A.period)
    # The key is wrapped so that SQLite looks its few rows up by account, not once for each milestone of the playbook.
    milestone = and_(M.version_id == A.playbook_version_id, M.milestone == HERE.milestone.concat(""))
    return _with_before(_select(asked, columns, own).join(HERE, reached).join(M, milestone)).outerjoin(
        F, F.account_id == A.id
    )


def _now(asked: StepQuery, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    today = literal(asked.today, Date)
    own = {
        "state": literal(NOW, Integer),
        "late": case((F.milestone_due_on < asked.today, 1), else_=0),
        "days": case((F.milestone_since <= asked.today, days_between(F.milestone_since, today))),
    }
    milestone = and_(M.version_id == A.playbook_version_id, M.milestone == F.milestone)
    towards = _with_before(_select(asked, columns, own).join(F, F.account_id == A.id).join(M, milestone))
    return towards.outerjoin(HERE, _reaches(HERE, M)).where(A.status == "active", HERE.account_id.is_(None))


def _lost(asked: StepQuery, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    stayed = case((A.churned_on >= _turned_on(), days_between(_turned_on(), A.churned_on)))
    own = {"state": literal(LOST, Integer), "days": stayed}
    every = _with_before(_select(asked, columns, own).join(M, M.version_id == A.playbook_version_id))
    return (
        every.outerjoin(HERE, _reaches(HERE, M))
        .outerjoin(F, F.account_id == A.id)
        .where(is_lost(), HERE.account_id.is_(None), _from_before())
    )


def _with_before(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With the milestone before, and when it was reached."""
    before = and_(BEFORE.version_id == M.version_id, BEFORE.position == M.position - 1)
    return query.outerjoin(BEFORE, before).outerjoin(THERE, _reaches(THERE, BEFORE))


def versions_of(asked: StepQuery) -> Select[int]:
    """All versions of the playbook."""
    v = PlaybookVersion
    return select(v.id).where(ours(v), v.name == asked.playbook)


def _reaches(reached: Any, milestone: Any) -> Sql:
    return and_(reached.account_id == A.id, reached.period == A.period, reached.milestone == milestone.milestone)


def _from_before() -> Sql:
    return case((M.position == 1, _from_start()), else_=THERE.reached_on.is_not(None))


def _from_start() -> Sql:
    """The account worked towards its first milestone from its first day on; one that was old when it came to us and of
    which nothing says so may have been anywhere."""
    return or_(A.entry_stage.is_not(None), came_within(M.usual_days), HERE.via == "import")


def _dated(reached: Any) -> Sql:
    """The day is when it happened. What an account's first assessment found was reached some time before; a day more,
    because that moment is kept in UTC and the day is the workspace's."""
    seen = add_days(F.known_since, literal(1))
    return and_(reached.reached_on.is_not(None), or_(reached.via != "test", reached.reached_on > seen))


def _turned_on() -> Sql:
    """Days before an account settled on another playbook belong to the steps that it had made by then."""
    started = case((_from_start(), A.started_on))
    turned = case((M.position == 1, started), (_dated(THERE), THERE.reached_on))
    later = or_(HERE.reached_on.is_(None), HERE.reached_on >= A.turned_on)
    return case((and_(A.turned_on > turned, later), A.turned_on), else_=turned)


__all__ = ["LOST", "NOW", "PASSED", "REACHED", "STATES", "StepQuery", "steps", "versions_of"]
