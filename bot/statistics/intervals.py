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
    low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3


def weighted_poisson(count: int, total: float, squares: float) -> tuple[float, float]:
    """The 95% interval of a sum of weights, one for each of so many events, from the sum of their squares (Dobson,
    Kuulasmaa, Eberle and Scherer 1991). It is that of their number where all weigh the same."""
    if not count:
        return 0.0, 0.0
    low, high = poisson(count)
    each = sqrt(squares / count)
    return max(0.0, total + each * (low - count)), total + each * (high - count)


def difference(before: Ranged, after: Ranged) -> tuple[float, float]:
    """The 95% interval of after - before, from an interval of each: Newcombe's method 10 (1998) for Wilson's, and so
    for others (Zou and Donner 2008)."""
    gap = after.value - before.value
    below = sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    above = sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    return gap - below, gap + above
