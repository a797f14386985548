"""The funnel before and after a release (method D10), with the same time for both sides.

Counted are accounts that turned to a milestone and then had the playbook's usual days to reach it: before the release
all of those days, after it likewise. Whoever has not had that time yet counts for neither side.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Select, and_, case, func, literal, select

from bot.journey.figures.milestone_steps import NOW, REACHED, StepQuery, steps
from bot.statistics.intervals import Share, difference
from bot.store.session import ReadSession
from bot.store.sql import add_days
from bot.store.tables import PlaybookVersion, VersionMilestone

WINDOW = 180  # days in which accounts turned to the milestone, on each side
ENOUGH = 10  # accounts on each side: below, nothing is said of a difference


@dataclass(frozen=True)
class Compared:
    """One milestone. before, after: how many of those who turned to it reached it within `within` days.
    waiting: turned to it since the release and have not had that time yet."""

    playbook: str
    milestone: str
    within: int
    before: Share
    after: Share
    waiting: int

    @property
    def tells(self) -> bool:
        return min(self.before.of, self.after.of) >= ENOUGH

    @property
    def change(self) -> float:
        return self.after.value - self.before.value

    @property
    def interval(self) -> tuple[float, float]:
        """95%, as a difference of shares."""
        return difference(self.before, self.after)

    @property
    def may_be_chance(self) -> bool:
        low, high = self.interval
        return low <= 0 <= high


async def compare(db: ReadSession, released_on: date, today: date) -> tuple[Compared, ...]:
    """Every milestone of every playbook in use, in order."""
    rows = (await db.one_statement(_compared(released_on, today))).all()
    return tuple(
        Compared(
            row.name,
            row.milestone,
            row.within,
            Share(int(row.went_before), int(row.came_before)),
            Share(int(row.went_after), int(row.came_after)),
            int(row.waiting),
        )
        for row in rows
    )


def _compared(released_on: date, today: date) -> Select[*tuple[Any, ...]]:
    columns = ("version_id", "place", "usual_days", "state", "came", "turned_on", "reached_on")
    s = steps(StepQuery(today), columns).subquery("steps").c
    m, v = VersionMilestone, PlaybookVersion
    out, now = literal(released_on, Date), literal(today, Date)
    enough_by = add_days(s.turned_on, s.usual_days)
    first = literal(released_on - timedelta(days=WINDOW), Date)
    before = and_(s.turned_on < out, enough_by < out, s.turned_on >= add_days(first, -s.usual_days))
    since = and_(s.turned_on >= out, s.turned_on < released_on + timedelta(days=WINDOW))
    after = and_(since, enough_by < now)
    went = s.reached_on <= enough_by
    known = and_(
        s.came == 1, s.turned_on.is_not(None), case((s.state == REACHED, s.reached_on.is_not(None)), else_=True)
    )
    counted = {
        "came_before": before,
        "went_before": and_(before, went),
        "came_after": after,
        "went_after": and_(after, went),
        "waiting": and_(since, ~(enough_by < now), s.state == NOW),
    }
    sums = [func.coalesce(func.sum(case((test, 1), else_=0)), 0).label(name) for name, test in counted.items()]
    return (
        select(v.name, m.milestone, func.max(m.usual_days).label("within"), *sums)
        .join_from(m, s.place.table, and_(s.version_id == m.version_id, s.place == m.position))
        .join(v, v.id == m.version_id)
        .where(known)
        .group_by(v.name, m.milestone)
        .order_by(v.name, func.max(m.position))
    )


__all__ = ["Compared", "compare"]
