"""How many reach a milestone in the next 90 days, reckoned backwards from the end: the chance to have arrived within k
days is that of tomorrow, and of k - 1 days for who is still on the way. How sure that is comes from changing each
day's chance a little, all at once in complex numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray

from tests.figures.recounts.funnel import LOST, REACHED, STILL, Spell

AHEAD, ENOUGH, AT_RISK, LONGEST = 90, 10, 20, 1_500
STEP = 1e-20
Numbers = NDArray[np.float64]


@dataclass
class Chances:
    """By day on the step: the chance to reach it and to leave, and of how many that is told."""

    reach: Numbers
    leave: Numbers
    of: Numbers


def expected(steps: Sequence[Sequence[Spell]], wide: float = 1.2816) -> list[tuple[float, int, int] | None]:
    """Of each step how many, and the range; None where too few reached it so far."""
    found: list[tuple[float, int, int] | None] = []
    newcomers = np.zeros(AHEAD)
    for spells in steps:
        if sum(one.cause == REACHED for one in spells) < ENOUGH:
            found.append(None)
            newcomers = np.zeros(AHEAD)
            continue
        chances = _chances(spells)
        here = np.array([one.days for one in spells if one.cause == STILL], int)
        arrived = _arrived(chances.reach[None], chances.leave[None])[0]  # within k days, by the day before
        value, uneven, arrivals = _value(arrived, here, newcomers), float((_of(arrived, here) ** 2).sum()), []
        for day in range(AHEAD):
            came = (_of(arrived, here, day + 1) - _of(arrived, here, day)).sum()
            came += sum(newcomers[at] * (arrived[day - at + 1, 0] - arrived[day - at, 0]) for at in range(day + 1))
            arrivals.append(came)
        unsure = _unsure(chances, here, newcomers)
        most = len(here) + newcomers.sum()
        found.append(_range(value, sqrt(max(0.0, value - uneven) + unsure) * wide, most))
        newcomers = np.array(arrivals)
    return found


def _range(value: float, reach: float, most: float) -> tuple[float, int, int]:
    low, high = min(floor(value), ceil(value - reach)), max(ceil(value), floor(value + reach))
    return value, max(0, low), min(ceil(most), high)


def _chances(spells: Sequence[Spell]) -> Chances:
    days = np.array([one.days for one in spells])
    causes = np.array([one.cause for one in spells])
    last = int(days.max())
    there = np.array([np.sum(days >= day) for day in range(last + 1)], float)
    on = {cause: np.bincount(days[causes == cause], minlength=last + 1).astype(float) for cause in (REACHED, LOST)}
    few = np.nonzero(there[1:] < AT_RISK)[0]
    end = min(int(few[0]) + 1 if len(few) else last + 1, LONGEST + 1)
    later = there[end:].sum() or 1.0
    tail = {cause: on[cause][end:].sum() / later for cause in on}
    parts = {cause: np.append(on[cause][:end] / there[:end], tail[cause]) for cause in on}
    return Chances(parts[REACHED], parts[LOST], np.append(there[:end], later))


def _arrived(reach: NDArray[np.generic], leave: NDArray[np.generic]) -> NDArray[np.generic]:
    """For each row of chances: [k, age + 1] the chance to have arrived within k days, for who has that age; -1: who
    arrives on the step."""
    rows, ages = reach.shape
    within = np.zeros((rows, AHEAD + 1, ages), reach.dtype)
    following = np.minimum(np.arange(ages) + 1, ages - 1)
    for k in range(1, AHEAD + 1):
        within[:, k] = reach + (1 - reach - leave) * within[:, k - 1][:, following]
    return within


def _of(arrived: NDArray[np.generic], here: NDArray[np.int_], within: int = AHEAD) -> NDArray[np.generic]:
    return arrived[within, np.minimum(here + 1, arrived.shape[1] - 1)]


def _value(arrived: NDArray[np.generic], here: NDArray[np.int_], newcomers: Numbers) -> float:
    return float(_total(arrived, here, newcomers).real)


def _total(arrived: NDArray[np.generic], here: NDArray[np.int_], newcomers: Numbers) -> np.complex128:
    left = AHEAD - np.arange(AHEAD)
    return np.complex128(_of(arrived, here).sum() + (newcomers * arrived[left, 0]).sum())


def _unsure(chances: Chances, here: NDArray[np.int_], newcomers: Numbers) -> float:
    ages, variance = len(chances.reach), 0.0
    for start in range(0, ages, 100):
        some = np.arange(start, min(start + 100, ages))
        slopes = []
        for part in range(2):
            moved = [np.tile(one.astype(complex), (len(some), 1)) for one in (chances.reach, chances.leave)]
            moved[part][np.arange(len(some)), some] += 1j * STEP
            slopes.append([_total(row, here, newcomers).imag / STEP for row in _arrived(*moved)])
        reach, leave, of = chances.reach[some], chances.leave[some], chances.of[some]
        by_reach, by_leave = np.array(slopes)
        spread = by_reach**2 * reach * (1 - reach) + by_leave**2 * leave * (1 - leave)
        variance += float((np.maximum(0.0, spread - 2 * by_reach * by_leave * reach * leave) / of).sum())
    return variance


__all__ = ["expected"]
