"""Whether what a warning says happens: customers with a clock, over and over, with fixed seeds. What was known of them
is put together here, without a database."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import nan, sqrt

import numpy as np
from scipy.stats import binomtest

from bot.statistics.intervals import Share, difference
from bot.statistics.warning.learning import RiskBand, learn
from bot.statistics.warning.person_periods import AHEAD, LONGEST, PERIOD, PersonPeriods
from tests.figures.warning.world import HALF_YEAR, Customer, World

TODAY = date(2026, 11, 27)
LEVEL = 0.01  # of the test
# What is said comes from about three times as many accounts as it is said of, and is so much unsure itself: of
# intervals of what happens, which know nothing of that, 9 in 100 miss it. Those of the difference know it.
OUTSIDE, APART = 0.1, 0.05
COLUMNS = ("age", "to_end", "mid", "base", "use", "use fell", "users", "users fell", "answer", "low", "silent")


@dataclass(frozen=True)
class Kind:
    """Of worlds: see `World`."""

    accounts: int
    signal: float
    yearly: float

    def world(self, seed: int) -> World:
        return World(seed, self.accounts, TODAY, signal=self.signal, yearly=self.yearly)


QUIET = Kind(900, 0.6, 0.04)
KINDS = (Kind(300, 1.0, 0.06), Kind(900, 0.7, 0.06), QUIET)


@dataclass(frozen=True)
class Said:
    """Of all that are warned of: the part that leaves, with its interval."""

    value: float
    low: float
    high: float


def said_and_happened(world: World) -> tuple[Said, Share] | None:
    """None where nobody is warned of."""
    past, now, leaves = _known(world.customers())
    learned = learn(past, now)
    band = np.array([learned.band_of(score) for score in learned.scores], dtype=int)
    warned = np.array([learned.bands[at].telling for at in band], dtype=bool)
    if not warned.any():
        return None
    return said_together(learned.bands, band[warned]), Share(int(leaves[warned].sum()), int(warned.sum()))


def said_together(bands: Sequence[RiskBand], band: np.ndarray) -> Said:
    """The bands together, each as often as it is said (Zou and Donner 2008)."""
    of = np.bincount(band, minlength=len(bands)) / len(band)
    share, least, most = (np.array([getattr(one, name) for one in bands]) for name in ("share", "least", "most"))
    value = float(of @ share)
    below, above = (sqrt(float(((of * reach) ** 2).sum())) for reach in (share - least, most - share))
    return Said(value, value - below, value + above)


def _known(customers: Sequence[Customer]) -> tuple[PersonPeriods, np.ndarray, np.ndarray]:
    """What was known on each day whose half-year is over, and today; and which of those who are here today leave."""
    first = min(one.left for one in customers if one.left is not None)
    oldest = min(LONGEST, (TODAY - first).days // PERIOD)
    rows: list[tuple[int, int, bool, list[float]]] = []
    now: list[list[float]] = []
    leaves: list[bool] = []
    for number, one in enumerate(customers):
        for back in range(AHEAD, oldest + 1):
            day = TODAY - timedelta(days=back * PERIOD)
            if _is_here(one, day):
                rows.append((number, back, _leaves(one, day), _row(one, day)))
        if _is_here(one, TODAY):
            now.append(_row(one, TODAY))
            leaves.append(_leaves(one, TODAY))
    account, back, left, table = (np.array(part) for part in zip(*rows, strict=True))
    return PersonPeriods(account, back, left, table, COLUMNS), np.array(now), np.array(leaves)


def _is_here(one: Customer, day: date) -> bool:
    return one.started <= day and (one.left is None or one.left >= day)


def _leaves(one: Customer, day: date) -> bool:
    return one.left is not None and one.left < day + timedelta(days=HALF_YEAR)


def _row(one: Customer, day: date) -> list[float]:
    age = (day - one.started).days
    used = one.use[: bisect_left(one.use, day, key=lambda row: row[0])]
    answers = one.answers[: bisect_left(one.answers, day, key=lambda row: row[0])]
    talks = one.talks[: bisect_left(one.talks, day)]
    row: list[float] = [age, 365 - age % 365, one.tier == "mid", one.tier == "base"]
    for values in ([row[1] for row in used], [row[2] for row in used]):
        before = values[-4:-1]
        row += [values[-1] if values else nan, values[-1] - sum(before) / len(before) if before else nan]
    low = sum(answer <= 6 for at, answer in answers if (day - at).days <= HALF_YEAR)
    return [*row, answers[-1][1] if answers else nan, low, (day - talks[-1]).days if talks else nan]


def calibration(seeds: Sequence[int], kinds: Sequence[Kind] = KINDS) -> Iterator[tuple[str, int, int, float, bool]]:
    """(what, how often it missed, of how many, at most which share may be, whether it holds): what is said lies in the
    interval of what happens; and both are no further apart than the uncertainty of both explains."""
    for kind in kinds:
        several = [found for seed in seeds if (found := said_and_happened(kind.world(seed)))]
        outside = sum(not happened.low <= said.value <= happened.high for said, happened in several)
        apart = sum(not low <= 0 <= high for low, high in (difference(*one) for one in several))
        for what, misses, most in (
            ("outside of what happens", outside, OUTSIDE),
            ("apart beyond chance", apart, APART),
        ):
            holds = bool(several) and bool(binomtest(misses, len(several), most, "greater").pvalue > LEVEL)
            yield f"{kind.accounts} accounts, signal {kind.signal}: {what}", misses, len(several), most, holds


__all__ = ["QUIET", "calibration", "said_together"]
