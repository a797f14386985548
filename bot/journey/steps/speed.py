"""Whether speed matters (method D14): of those slow to a milestone and those in time, how many left afterwards.

Both are followed for a year from the day on which they reached it, whatever they reached later."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, case, func, literal, select, union_all

from bot.journey.steps.kept_spells import K, are_meant, kept_spells, of_today
from bot.journey.steps.step_query import REACHED, StepQuery, number_of
from bot.statistics.intervals import difference
from bot.statistics.life_table import Cause, Estimate, life_table
from bot.store.sql import Packed, counted, least, total

FOLLOWED = 365  # days
SPEED_COLUMNS = ("place", "state", "days", "ended", "until", "left")
PACKED = Packed((2, 2, FOLLOWED + 2))  # of a place: slow, left, days


@dataclass(frozen=True)
class Speed:
    """Of those who took longer than usual to a milestone and of those in time: the share that left within a year."""

    milestone: str
    slow: Estimate
    in_time: Estimate

    @property
    def difference(self) -> float:
        return self.slow.value - self.in_time.value

    @property
    def interval(self) -> tuple[float, float]:
        """95%, of the difference."""
        return difference(self.in_time, self.slow)


def speed_keys(asked: StepQuery, s: Any) -> Select[*tuple[Any, ...]]:
    """Of each account and milestone that it reached after so many days: whether it was slow, and how long we know of it
    since; in one number. s: SPEED_COLUMNS."""
    since = s.until - s.ended
    key = PACKED.pack(
        s.place,
        case((s.days > _usual(asked, s.place), 1), else_=0),
        case((and_(s.left == 1, since <= FOLLOWED), 1), else_=0),
        least(since, literal(FOLLOWED + 1)),
    )
    return select(key.label("key")).where(s.state == REACHED, s.days.is_not(None), since >= 0)


def _usual(asked: StepQuery, place: Any) -> Any:
    """The usual days of the milestone at that place."""
    return case({place: asked.ways.usual_days[key] for place, key in enumerate(asked.ways.order, 1)}, value=place)


def kept_speeds(asked: StepQuery) -> CompoundSelect[*tuple[Any, ...]]:
    """How many there are of each key among kept spells. Those of accounts that are with us are counted by day in the
    order of an index, the slow ones among them along with all; those of who left are few."""
    left = counted(speed_keys(asked, kept_spells(replace(asked, lost_only=True), SPEED_COLUMNS).subquery().c)).c
    here = (K.lost == 0, K.state == REACHED, K.days.is_not(None))
    places = of_today(K, asked)
    by = (K.version_id, K.number, K.ended)
    slow = total(case((K.days > _usual(asked, places["place"]), 1), else_=0)).label("slow")
    days = select(*by, slow, func.count().label("n")).where(*are_meant(asked), *here).group_by(*by).subquery("by_day").c
    place, since = of_today(days, asked)["place"], number_of(asked.today) - days.ended
    parts = [select(left.key, left.n)]
    for is_slow, accounts in ((1, days.slow), (0, days.n - days.slow)):
        key = PACKED.pack(place, literal(is_slow), literal(0), least(since, literal(FOLLOWED + 1))).label("key")
        parts.append(select(key, total(accounts).label("n")).where(since >= 0, accounts > 0).group_by(key))
    return union_all(*parts)


def read_speeds(asked: StepQuery, counts: Iterable[tuple[int, int]]) -> tuple[Speed, ...]:
    """Every milestone in order, from how many accounts there are of each key."""
    ended: dict[tuple[int, int], dict[Cause | None, list[tuple[int, int]]]] = {}
    for key, accounts in counts:
        place, slow, left, days = PACKED.unpack(key)
        of = ended.setdefault((place, slow), {"lost": [], None: []})
        of["lost" if left else None].append((days, accounts))
    shares = {at: life_table(found).share("lost", FOLLOWED) for at, found in ended.items()}
    nobody = life_table({}).share("lost")
    return tuple(
        Speed(key, shares.get((place, 1), nobody), shares.get((place, 0), nobody))
        for place, key in enumerate(asked.ways.order, 1)
    )


__all__ = ["FOLLOWED", "SPEED_COLUMNS", "Speed", "kept_speeds", "read_speeds", "speed_keys"]
