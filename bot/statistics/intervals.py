"""What a share from few accounts is worth: intervals that hold for small numbers. Pure."""

from dataclasses import dataclass
from math import sqrt

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
    if of == 0:
        return 0.0, 1.0
    share, square = count / of, Z * Z
    middle = share + square / (2 * of)
    reach = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (middle - reach) / (1 + square / of)), min(1.0, (middle + reach) / (1 + square / of))


def difference(before: Share, after: Share) -> tuple[float, float]:
    """The 95% interval of after - before: Newcombe's method 10 (1998), from the two Wilson intervals."""
    gap = after.value - before.value
    below = sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    above = sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    return gap - below, gap + above
