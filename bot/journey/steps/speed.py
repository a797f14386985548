"""Whether speed matters (method D14): of those slow to a milestone and those in time, how many left afterwards.

Both are followed for a year from the day on which they reached it, whatever they reached later."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, literal, select

from bot.journey.steps.spells import REACHED, StepQuery, Walked, several
from bot.statistics.intervals import difference
from bot.statistics.life_table import Cause, Estimate, life_table
from bot.store.sql import Packed, least

FOLLOWED = 365  # days
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


def speed_keys(asked: StepQuery, walked: Walked) -> Select[*tuple[Any, ...]]:
    """Of each account and milestone that it reached after so many days: whether it was slow, and how long we know of it
    since; in one number."""
    s = several(asked, ("place", "state", "days", "ended", "until", "left"), walked)
    usual = case({place: asked.ways.usual_days[key] for place, key in enumerate(asked.ways.order, 1)}, value=s.place)
    since = s.until - s.ended
    key = PACKED.pack(
        s.place,
        case((s.days > usual, 1), else_=0),
        case((and_(s.left == 1, since <= FOLLOWED), 1), else_=0),
        least(since, literal(FOLLOWED + 1)),
    )
    return select(key.label("key")).where(s.state == REACHED, s.days.is_not(None), since >= 0)


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


__all__ = ["FOLLOWED", "Speed", "read_speeds", "speed_keys"]
