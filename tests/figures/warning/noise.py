"""Portfolios in which nothing tells who leaves: how many of them flag anybody all the same. Fixed seeds."""

import numpy as np

from bot.statistics.warning.learning import learn
from bot.statistics.warning.person_periods import AHEAD, PERIOD, PersonPeriods

COLUMNS, LAST = 12, 36  # that mean nothing; periods of history
NEVER = 10**6
KINDS = ((120, 0.25), (300, 0.15), (300, 0.3), (800, 0.12))  # accounts, and the share of them that leaves in a year


def noise(seed: int) -> tuple[PersonPeriods, np.ndarray]:
    """Figures that stay about the same for an account, and drift; who leaves is drawn by lot."""
    random = np.random.default_rng(seed)
    accounts, yearly = KINDS[seed % len(KINDS)]
    base, drift = random.normal(size=(accounts, COLUMNS)), random.normal(size=(accounts, COLUMNS))
    came = random.integers(-LAST, 24, accounts)
    lost = np.full(accounts, NEVER)
    figures = np.empty((LAST + 1, accounts, COLUMNS))
    for period in range(LAST + 1):
        drift = 0.9 * drift + 0.43 * random.normal(size=base.shape)
        figures[period] = 0.5 * base + 0.6 * drift
        here = (lost == NEVER) & (came + period >= 0)
        lost[here & (random.random(accounts) < 1 - (1 - yearly) ** (PERIOD / 365))] = period
    parts = []
    for period in range(LAST - AHEAD + 1):
        who = np.flatnonzero((came + period >= 0) & (lost >= period))
        table = np.column_stack([figures[period, who], came[who] + period])
        parts.append((who, np.full(len(who), LAST - period), lost[who] < period + AHEAD, table))
    now = np.flatnonzero((came + LAST >= 0) & (lost == NEVER))
    names = tuple(f"figure.{number}" for number in range(COLUMNS + 1))
    past = PersonPeriods(*(np.concatenate([part[at] for part in parts]) for at in range(4)), names)
    return past, np.column_stack([figures[LAST, now], came[now] + LAST])


def flags_anybody(seed: int) -> bool:
    return not learn(*noise(seed)).verdict.why
