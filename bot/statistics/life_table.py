"""What becomes of accounts on a step, from how many were there and what happened on each day. Pure; counts in.

Reaching the milestone and leaving before it compete: who has left will never reach it, who has reached it won't leave
before it. Accounts that are still there count for as long as they were seen (right censoring), those that we came to
know on their way only from then on (left truncation).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.statistics.intervals import poisson, wilson_share

Cause = Literal["reached", "lost"]
EQUAL = 1e-9  # what rounding does to a product of shares: a half of all is a half
MONTH = 365.25 / 12  # days


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happened to some of those at risk of it."""

    day: int
    at_risk: int
    reached: int
    lost: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its 95% interval, 0-1. of: how many it rests on, those seen up to that day or gone by then."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class Rate:
    """So many losses in so many months that accounts lived through; low, high: 95%, of `per_hundred`."""

    lost: int
    months: float

    @property
    def per_hundred(self) -> float:
        return 100 * self.lost / self.months if self.months else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        low, high = poisson(self.lost)
        return (100 * low / self.months, 100 * high / self.months) if self.months else (0.0, 0.0)


@dataclass(frozen=True)
class LifeTable:
    """days: those on which somebody reached the milestone or left, in order. came: all that were seen on the step,
    of whom so many `reached` it or were `lost`. lived: days that they spent there under our eyes. last: the longest
    anybody was seen there."""

    days: Sequence[Day] = ()
    came: int = 0
    lived: int = 0
    last: int = 0
    seen: Sequence[tuple[int, int]] = field(default=(), repr=False)  # (day, at risk after it) whenever that changes

    @cached_property
    def reached(self) -> int:
        return sum(day.reached for day in self.days)

    @cached_property
    def lost(self) -> int:
        return sum(day.lost for day in self.days)

    @property
    def losses(self) -> Rate:
        return Rate(self.lost, self.lived / MONTH)

    def at_risk(self, day: int) -> int:
        """How many are known to be on the step still when that day is over."""
        at = bisect_right(self.seen, (day, 1 << 62))
        return self.seen[at - 1][1] if at else 0

    def known(self, day: int) -> int:
        """Of how many it is known what had become of them by then."""
        return self.at_risk(day) + sum(one.reached + one.lost for one in self.days if one.day <= day)

    def share(self, cause: Cause, by: int | None = None) -> Estimate:
        """Aalen and Johansen's estimate of the share that this has happened to within so many days (None: in the end).

        F(t) = sum over days u <= t of S(u-) d(u) / n(u), where S is the share that is still there: each day times
        1 - (d1 + d2) / n (Aalen and Johansen 1978). Its variance is the delta method's for these counts (Marubini and
        Valsecchi 1995, 10.12). The interval is Wilson's for as many accounts as would give that variance without
        censoring (Dorey and Korn 1987), so that it holds near 0 and 1 and is Wilson's own where nobody is censored."""
        until = self.last if by is None else by
        days = [one for one in self.days if one.day <= until]
        curve, left = [0.0], [1.0]
        for one in days:
            happened = one.reached if cause == "reached" else one.lost
            curve.append(curve[-1] + left[-1] * happened / one.at_risk)
            left.append(left[-1] * (1 - (one.reached + one.lost) / one.at_risk))
        value = min(curve[-1], 1.0)
        variance = sum(map(_variance_on, days, [cause] * len(days), left, [value - so_far for so_far in curve[1:]]))
        return _estimate(value, variance, self.known(until))

    def unreached(self, by: int) -> tuple[Estimate, ...]:
        """The share that hasn't reached it within so many days: still there then, or gone. First of all who came, then
        of those who are still there when day 0 is over, day 1, and so on.

        That is `share` of what is left of the table after that day: 1 - (F(by) - F(day)) / S(day)."""
        days = [one for one in self.days if one.day <= by]
        curve, left = [0.0], [1.0]
        for one in days:
            curve.append(curve[-1] + left[-1] * one.reached / one.at_risk)
            left.append(left[-1] * (1 - (one.reached + one.lost) / one.at_risk))
        variance, known = [0.0], [self.at_risk(by)]
        for at in range(len(days) - 1, -1, -1):
            ahead = curve[-1] - curve[at + 1]
            variance.append(variance[-1] + _variance_on(days[at], "reached", left[at], ahead))
            known.append(known[-1] + days[at].reached + days[at].lost)
        found = []
        for day in range(-1, by):
            at = bisect_right(days, day, key=lambda one: one.day)
            there = left[at]
            if there > EQUAL:
                value = min((curve[-1] - curve[at]) / there, 1.0)
                reached = _estimate(value, variance[-1 - at] / there**2, known[-1 - at])
            else:
                reached = Estimate(0.0, 0.0, 1.0, 0)
            found.append(Estimate(1 - reached.value, 1 - reached.high, 1 - reached.low, reached.of))
        return tuple(found)

    def within(self, share: float, *, lost_as_censored: bool = False) -> int | None:
        """The first day by which that share of all who came has reached the milestone; None where it isn't known yet.

        lost_as_censored: of those who stay, however many leave (Kaplan and Meier 1958): how long it usually takes."""
        left, curve = 1.0, 0.0
        for one in self.days:
            curve += left * one.reached / one.at_risk
            if curve >= share - EQUAL:
                return one.day
            left *= 1 - (one.reached + (0 if lost_as_censored else one.lost)) / one.at_risk
        return None


def _estimate(value: float, variance: float, known: int) -> Estimate:
    """With Wilson's interval for as many as would give that variance, were nobody censored."""
    certain = value <= EQUAL or value >= 1 - EQUAL or variance <= EQUAL * EQUAL
    low, high = wilson_share(value, known if certain else value * (1 - value) / variance)
    return Estimate(value, low, high, known)


def _variance_on(one: Day, cause: Cause, left: float, ahead: float) -> float:
    """What one day adds to the variance. left: S before it; ahead: what the curve still grows by after it."""
    n, gone = one.at_risk, one.reached + one.lost
    happened = one.reached if cause == "reached" else one.lost
    staying = ahead * ahead * gone / (n * (n - gone)) if n > gone else 0.0
    return staying + left * left * happened * (n - happened) / n**3 - 2 * ahead * left * happened / n**2


def averaged(estimates: Iterable[tuple[Estimate, int]]) -> Estimate:
    """What may be expected of accounts together, from that of each and how many there are of it. These estimates rest
    on the same life table and err together, so their limits are averaged, too."""
    several = list(estimates)
    whole = sum(accounts for _, accounts in several)

    def mean(of: Callable[[Estimate], float]) -> float:
        return sum(of(one) * accounts for one, accounts in several) / whole

    return Estimate(
        mean(lambda one: one.value),
        mean(lambda one: one.low),
        mean(lambda one: one.high),
        max(one.of for one, _ in several),
    )


def life_table(
    ended: Mapping[Cause | None, Iterable[tuple[int, int]]], entered: Iterable[tuple[int, int]] = ()
) -> LifeTable:
    """From counts as (day on the step, accounts): how it `ended` (None: still there), and of those who were first seen
    later than on their first day, when they `entered`. They are at risk from the day after."""
    exits = {cause: Counter[int]() for cause in ("reached", "lost", None)}
    for cause, counts in ended.items():
        for day, accounts in counts:
            exits[cause][day] += accounts
    late = Counter[int]()
    for day, accounts in entered:
        late[day] += accounts
    came = sum(sum(counts.values()) for counts in exits.values())
    left = came - sum(late.values())
    days: list[Day] = []
    seen = [(-1, left)]
    for day in sorted({*late, *(day for counts in exits.values() for day in counts)}):
        reached, lost, still = exits["reached"][day], exits["lost"][day], exits[None][day]
        if reached or lost:
            days.append(Day(day, left, reached, lost))
        left += late[day] - reached - lost - still
        seen.append((day, left))
    lived = sum(day * n for counts in exits.values() for day, n in counts.items()) - sum(d * n for d, n in late.items())
    return LifeTable(tuple(days), came, lived, max(0, seen[-1][0]), tuple(seen))


__all__ = ["MONTH", "Cause", "Day", "Estimate", "LifeTable", "Rate", "averaged", "life_table"]
