"""How many accounts will reach each milestone soon: today's accounts along the life tables of those before them.

Day by day, as many of those on a step reach the milestone or leave as did at that age; who reaches it goes on to the
next step. Pure; life tables in, numbers out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, sqrt

from bot.statistics.life_table import LifeTable

ENOUGH = 10  # accounts that reached a milestone: below, nothing is forecast
AT_RISK = 20  # accounts still on a step: from where fewer are left, one share serves all later days
NOBODY = 1e-9  # of an account
LONGEST = 1_500  # days on a step; who is there longer is like those
WIDE = 1.2816  # standard deviations to either side that hold 80 in 100
Ages = Mapping[int, int]


@dataclass(frozen=True)
class Expected:
    """How many are expected, and the range that holds 80 in 100 of what may happen."""

    value: float
    low: int
    high: int


@dataclass(frozen=True)
class _Chances:
    """By age in days: the chance to reach the milestone and to leave on that day, for who is still there, and how many
    accounts tell of it."""

    reach: Sequence[float]
    leave: Sequence[float]
    of: Sequence[float]

    def after(self, age: int) -> int:
        return min(age, len(self.reach) - 1)


@dataclass
class _Arrivals:
    """By day ahead, how many arrive on it. uneven: the sum over accounts of their chance squared, which the binomial
    variance lacks to the number expected. slopes: by age, how that number changes with the chances of that day."""

    by_day: list[float]
    uneven: float = 0.0
    slopes: dict[int, list[float]] = field(default_factory=dict)


def expected(steps: Sequence[tuple[LifeTable, Ages]], days: int) -> list[Expected | None]:
    """For each step in order, how many of today's accounts will reach its milestone within so many days, with those
    who are on an earlier step now. None where fewer than ten have reached it so far.

    The range: the binomial variance of each account's chance, and that of the chances themselves, which are shares of
    few (the delta method over Greenwood's terms)."""
    found: list[Expected | None] = []
    newcomers = [0.0] * days
    for life, ages in steps:
        chances = _chances(life)
        if chances is None:
            found.append(None)
            newcomers = [0.0] * days
            continue
        arrivals = _arrivals(chances, ages, newcomers, days)
        found.append(_ranged(arrivals, chances, sum(ages.values()) + sum(newcomers)))
        newcomers = arrivals.by_day
    return found


def _ranged(arrivals: _Arrivals, chances: _Chances, most: float) -> Expected:
    value = sum(arrivals.by_day)
    unsure = 0.0
    for age, (by_reach, by_leave) in arrivals.slopes.items():
        reach, leave, of = chances.reach[age], chances.leave[age], chances.of[age]
        spread = by_reach * by_reach * reach * (1 - reach) + by_leave * by_leave * leave * (1 - leave)
        unsure += max(0.0, spread - 2 * by_reach * by_leave * reach * leave) / of
    reach_out = WIDE * sqrt(max(0.0, value - arrivals.uneven) + unsure)
    low, high = min(floor(value), ceil(value - reach_out)), max(ceil(value), floor(value + reach_out))
    return Expected(value, max(0, low), min(ceil(most), high))


def _arrivals(chances: _Chances, ages: Ages, newcomers: Sequence[float], days: int) -> _Arrivals:
    found = _Arrivals([0.0] * days)
    for age, accounts in ages.items():
        reached = _follow(found, chances, accounts, age, 0, days)
        found.uneven += accounts * reached * reached
    for day, newcome in enumerate(newcomers):
        if newcome > NOBODY:
            _follow(found, chances, newcome, -1, day, days)
    return found


def _follow(found: _Arrivals, chances: _Chances, accounts: float, age: int, start: int, days: int) -> float:
    """Follow accounts of that age from day `start` to `days`; the chance that one of them arrives by then."""
    left, steps = 1.0, []
    for day in range(start, days):
        age += 1
        at = chances.after(age)
        arrives = left * chances.reach[at]
        found.by_day[day] += accounts * arrives
        steps.append((at, left, arrives))
        left *= 1 - chances.reach[at] - chances.leave[at]
    reached = ahead = sum((arrives for _, _, arrives in steps), 0.0)
    for at, there, arrives in steps:
        ahead -= arrives
        stays = 1 - chances.reach[at] - chances.leave[at]
        lost = ahead / stays if stays > 1e-9 else 0.0
        slope = found.slopes.setdefault(at, [0.0, 0.0])
        slope[0] += accounts * (there - lost)
        slope[1] -= accounts * lost
    return reached


def _chances(life: LifeTable) -> _Chances | None:
    """From where few are left, what ended per day that was lived through, as one chance for all later days."""
    if life.reached < ENOUGH:
        return None
    events = {day.day: day for day in life.days}
    reach, leave, of = [], [], []
    for day in range(min(life.last, LONGEST) + 1):
        on = events.get(day)
        there = life.at_risk(day - 1) if on is None else on.at_risk
        if day and there < AT_RISK:
            break
        reach.append(on.reached / on.at_risk if on else 0.0)
        leave.append(on.lost / on.at_risk if on else 0.0)
        of.append(float(max(1, there)))
    start = len(reach)
    later = [day for day in life.days if day.day >= start]
    lived = max(1.0, float(sum(life.at_risk(day - 1) for day in range(start, life.last + 1))))
    reach.append(min(1.0, sum(day.reached for day in later) / lived))
    leave.append(min(1.0 - reach[-1], sum(day.lost for day in later) / lived))
    of.append(lived)
    return _Chances(reach, leave, of)


__all__ = ["Expected", "expected"]
