"""What a share from few accounts is worth: intervals that hold for small numbers. Pure."""

from dataclasses import dataclass
from math import sqrt
from typing import Protocol

Z = 1.96  # 95 in 100


@dataclass(frozen=True)
class Share:
    """So many of so many; low and high: Wilson's 95% interval, 0-1. Of none, anything is possible."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        return wilson(self.count, self.of)[0]

    @property
    def high(self) -> float:
        return wilson(self.count, self.of)[1]


def wilson(count: int, of: int) -> tuple[float, float]:
    """Wilson's score interval for a share (Wilson 1927)."""
    return wilson_share(count / of if of else 0.0, of)


def wilson_share(share: float, of: float) -> tuple[float, float]:
    """The same for a share that is worth as much as one of `of` accounts, which need not be a whole number."""
    if of <= 0:
        return 0.0, 1.0
    square = Z * Z
    middle = share + square / (2 * of)
    reach = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (middle - reach) / (1 + square / of)), min(1.0, (middle + reach) / (1 + square / of))


class Ranged(Protocol):
    """A share with its interval."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def poisson(count: int) -> tuple[float, float]:
    """The 95% interval of a number of events: Byar's approximation (Breslow and Day 1987)."""
    return max(0.0, _limit(count, -Z)), _limit(count + 1, Z)


def weighted_poisson(total: float, weight: float) -> tuple[float, float]:
    """The 95% interval of a sum of weights, one for each event: that of so many events of the one `weight` as vary as
    much (Bohm and Zech 2014). weight: the mean square of what may happen over its mean, not of the few that did; the
    larger ones among them count for most. It is that of their number where all weigh the same."""
    if not weight:
        return 0.0, 0.0
    events = total / weight
    return max(0.0, weight * _limit(events, -Z)), weight * _limit(events + 1, Z)


def _limit(events: float, deviations: float) -> float:
    """Of a gamma law with so many events (Wilson and Hilferty 1931)."""
    return events * (1 - 1 / (9 * events) + deviations / (3 * sqrt(events))) ** 3 if events else 0.0


def net_score(promoters: int, detractors: int, of: int) -> tuple[float, float]:
    """The 95% interval of a net score, -1 to 1: Wald's, with three answers more than there are (Rocks 2016)."""
    all_, up, down = of + 3, promoters + 0.75, detractors + 0.75
    net = (up - down) / all_
    reach = Z * sqrt((up + down) / all_ - net * net) / sqrt(all_)
    return max(-1.0, net - reach), min(1.0, net + reach)


def mean_score(total: float, squares: float, of: int) -> tuple[float, float]:
    """The 95% interval of a mean of answers from 0 to 1, from their sum and the sum of their squares: Wilson's for as
    many yes and no as would vary as much (as for censored shares: Dorey and Korn 1987). So that a few answers alike
    promise nothing, half an answer more at either end counts for how much they vary."""
    if not of:
        return 0.0, 1.0
    middle = (total + 0.5) / (of + 1)
    variance = (squares + 0.5) / (of + 1) - middle * middle
    return wilson_share(total / of, middle * (1 - middle) / variance * of)


def difference(before: Ranged, after: Ranged) -> tuple[float, float]:
    """The 95% interval of after - before, from an interval of each: Newcombe's method 10 (1998) for Wilson's, and so
    for others (Zou and Donner 2008)."""
    gap = after.value - before.value
    below = sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    above = sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    return gap - below, gap + above
