"""What a warning is worth, on accounts and days that it hasn't seen. Intervals draw accounts anew, not rows: the rows
of one account are no independent witnesses (Field and Welsh 2007)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

RESAMPLES, SEED = 400, 20260106
LOW, HIGH = 2.5, 97.5
Array = Any


@dataclass(frozen=True)
class Ranking:
    """auc: how often, of an account that left and one that stayed, the first stands higher; with its interval."""

    auc: float
    low: float
    high: float


@dataclass(frozen=True)
class BandCount:
    """Accounts of one band: how many, and how many of them left; the share that did, with its interval."""

    accounts: int
    left: int
    share: float
    low: float
    high: float


def ranking(odds: Array, left: Array, account: Array) -> Ranking:
    import numpy as np

    _, place = np.unique(odds, return_inverse=True)
    several = int(place.max()) + 1

    def of(weights: Array) -> float:
        gone = np.bincount(place, weights * left, several)
        kept = np.bincount(place, weights * ~left, several)
        below = np.cumsum(kept) - kept
        pairs = gone.sum() * kept.sum()
        return float((gone * (below + kept / 2)).sum() / pairs) if pairs else np.nan

    drawn = np.array([of(weights) for weights in _weights(account)])
    low, high = np.nanpercentile(drawn, [LOW, HIGH])
    return Ranking(of(np.ones(len(left))), float(low), float(high))


def parts(band: Array, left: Array, account: Array, bands: int) -> list[BandCount]:
    """band: of each row its number, from 0."""
    import numpy as np

    names, of = np.unique(account, return_inverse=True)
    cell, cells = of * bands + band, len(names) * bands
    drawn = np.array(list(_drawn(len(names))), dtype=float)
    several = drawn @ np.bincount(cell, minlength=cells).reshape(-1, bands).astype(float)
    gone = drawn @ np.bincount(cell, left, cells).reshape(-1, bands)
    shares = np.divide(gone, several, out=np.full(gone.shape, np.nan), where=several > 0)
    found = []
    for number in range(bands):
        mine = band == number
        low, high = (float(np.nanpercentile(shares[:, number], one)) for one in (LOW, HIGH))
        found.append(
            BandCount(_several(account[mine]), _several(account[mine & left]), float(left[mine].mean()), low, high)
        )
    return found


def _several(accounts: Array) -> int:
    return len(set(accounts.tolist()))


def _weights(account: Array) -> Any:
    """How often each row counts, where accounts are drawn."""
    import numpy as np

    names, of = np.unique(account, return_inverse=True)
    for drawn in _drawn(len(names)):
        yield drawn[of].astype(float)


def _drawn(accounts: int) -> Any:
    """How often each account comes, where as many are drawn as there are."""
    import numpy as np

    random = np.random.default_rng(SEED)
    for _ in range(RESAMPLES):
        yield np.bincount(random.integers(0, accounts, accounts), minlength=accounts)


Chance = Callable[[Array], Array]

__all__ = ["BandCount", "Ranking", "parts", "ranking"]
