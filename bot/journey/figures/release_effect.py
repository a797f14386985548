"""The funnel before and after a release (method D10), with the same time for both sides.

Counted are accounts that turned to a milestone and then had the playbook's usual days to reach it: before the release
all of those days, after it likewise. Whoever has not had that time yet counts for neither side.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from bot.journey.steps.kept_spells import behind
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import NOW, PASSED, REACHED, StepQuery, number_of
from bot.journey.steps.ways import read_ways
from bot.statistics.claims import none_false, unlike
from bot.statistics.intervals import Share, difference
from bot.store.session import ReadSession

WINDOW = 180  # days in which accounts turned to the milestone, on each side
ENOUGH = 10  # accounts on each side: below, nothing is said of a difference
FALSE = 0.05  # of releases without an effect, those of which one is claimed all the same
NONE = Share(0, 0)


@dataclass(frozen=True)
class Compared:
    """One milestone. before, after: how many of those who turned to it reached it within `within` days.
    waiting: turned to it since the release and have not had that time yet. beyond_chance: the two sides differ by more
    than chance, also where it is one of several that were looked at."""

    playbook: str
    milestone: str
    within: int
    before: Share
    after: Share
    waiting: int
    beyond_chance: bool = False

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


async def compare(db: ReadSession, released_on: date, today: date) -> tuple[Compared, ...]:
    """Every milestone of every playbook in use, in order."""
    found: list[Compared] = []
    stale = await behind(db)
    for ways in await read_ways(db):
        asked = StepQuery(today, ways, behind=stale)
        rows = {row.place: row for row in (await db.one_statement(_compared(released_on, asked))).all()}
        for place, key in enumerate(ways.order, 1):
            row = rows.get(place)
            before, after = (Share(int(row[1]), int(row[2])), Share(int(row[3]), int(row[4]))) if row else (NONE, NONE)
            found.append(Compared(ways.playbook, key, ways.usual_days[key], before, after, int(row[5]) if row else 0))
    return judged(found)


def judged(found: Sequence[Compared]) -> tuple[Compared, ...]:
    """One claim about a release, however many milestones it is compared at: none of them false but in 5 of 100."""
    told = [one for one in found if one.tells]
    chances = [unlike(one.before.count, one.before.of, one.after.count, one.after.of) for one in told]
    claimed = [one for one, claim in zip(told, none_false(chances, FALSE), strict=True) if claim]
    return tuple(replace(one, beyond_chance=one in claimed) for one in found)


def _compared(released_on: date, asked: StepQuery) -> Select[*tuple[Any, ...]]:
    """Per place: who went and who came before, who went and who came after, and who has the time still."""
    ways = asked.ways
    s = several(asked, ("place", "state", "turned", "ended", "days"))
    out, now = number_of(released_on), number_of(asked.today)
    within = case({place: ways.usual_days[key] for place, key in enumerate(ways.order, 1)}, value=s.place)
    enough_by = s.turned + within
    before = and_(s.turned < out, enough_by < out, s.turned >= out - WINDOW - within)
    since = and_(s.turned >= out, s.turned < out + WINDOW)
    after = and_(since, enough_by < now)
    went = and_(s.state == REACHED, s.ended <= enough_by)
    counted = (
        and_(before, went),
        before,
        and_(after, went),
        after,
        and_(since, ~(enough_by < now), s.state == NOW),
    )
    sums = [func.coalesce(func.sum(case((test, 1), else_=0)), 0) for test in counted]
    known = and_(s.days.is_not(None), s.state != PASSED, s.place < ways.after_all)
    return select(s.place, *sums).where(known).group_by(s.place)


__all__ = ["Compared", "compare", "judged"]
