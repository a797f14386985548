"""What lost customers have in common, from the accounts file: each loss beside those that were there at its age, in
months of 30 days; exact chances by scipy, Benjamini and Hochberg's rule by statsmodels."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom
from statsmodels.stats.multitest import multipletests

MONTH, ENOUGH = 30, 5


@dataclass
class Group:
    lost: int
    days: int
    usual: float
    chance: float
    claimed: bool = False


def by_segment(accounts: str, today: date) -> dict[str, Group]:
    lives = list(_lives(accounts, today))
    months = max(days for _, days, _ in lives) // MONTH + 1
    segments = sorted({segment for segment, _, _ in lives})
    days = np.array([_days([days for one, days, _ in lives if one == segment], months) for segment in segments])
    lost = np.array(
        [
            np.bincount([days // MONTH for one, days, left in lives if left and one == segment], minlength=months)
            for segment in segments
        ]
    )
    there = days.sum(axis=0) > 0
    shares = days[:, there] / days[:, there].sum(axis=0)
    losses = lost[:, there].sum(axis=0)
    found = {}
    for at, segment in enumerate(segments):
        count, usual = int(lost[at, there].sum()), float((losses * shares[at]).sum())
        found[segment] = Group(count, int(days[at].sum()), usual, _at_least(count, losses, shares[at]))
    claims = multipletests([one.chance for one in found.values()], 0.1, "fdr_bh")[0]
    for one, claim in zip(found.values(), claims, strict=True):
        one.claimed = bool(claim) and one.lost >= ENOUGH
    return found


def _lives(accounts: str, today: date) -> list[tuple[str, int, bool]]:
    """Segment, days with us, and whether it left; not where the day isn't known."""
    found = []
    for row in csv.DictReader(io.StringIO(accounts)):
        left = row["status"] == "churned"
        if not left or row["churned_on"]:
            until = date.fromisoformat(row["churned_on"]) if left else today
            found.append((row["segment"], (until - date.fromisoformat(row["started_on"])).days, left))
    return found


def _days(lives: Sequence[int], months: int) -> NDArray[np.int_]:
    """Lived in each month of age."""
    starts = np.arange(months) * MONTH
    return np.clip(np.array(lives)[:, None] - starts, 0, MONTH).sum(axis=0)


def _at_least(count: int, losses: NDArray[np.int_], shares: NDArray[np.float64]) -> float:
    chances = np.ones(1)
    for of, share in zip(losses, shares, strict=True):
        chances = np.convolve(chances, binom.pmf(np.arange(of + 1), of, share))
    return float(chances[count:].sum()) if count else 1.0


__all__ = ["by_segment"]
