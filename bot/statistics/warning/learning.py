"""Early warning learned from a workspace's own history (methods B8, C6): fitted on the oldest part of it, chosen and
calibrated on a later one, judged once on the newest.

Nobody is warned of unless the judgement holds: of an account that left and one that stayed, the one that left stood
higher in more than 60 of 100 cases, with certainty, and more of those alike left than of all, with certainty. What is
then said comes from the same model, fitted anew on the whole history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.statistics.warning.candidates import anew, calibrated, fitted
from bot.statistics.warning.judging import BandCount, Chance, Ranking, parts, ranking
from bot.statistics.warning.person_periods import InTime, PersonPeriods, in_time

LEAST_LOST = 10  # accounts that left, in each of the three periods
BETTER = 0.6  # the area under the ROC curve that has to be beaten: 0.5 is a coin
BANDS, LEAST_IN_BAND = 10, 50
TELLING_LOST, TELLING_TIMES = 5, 1.5
GAP = 0.1  # a column unknown for so much more of those that left, or stayed, tells who was recorded
REASONS, RAISES = 3, 0.1  # how many at most, and by how much of the log odds at least
Array = Any


@dataclass(frozen=True)
class RiskBand:
    """Accounts scored from `low` up to the next band's. accounts, left: those it was judged on. share: of those like
    it, the part that leaves within half a year, in least to most. telling: people should hear of it."""

    low: float
    accounts: int
    left: int
    share: float
    least: float
    most: float
    telling: bool


@dataclass(frozen=True)
class Contribution:
    """What raises an account's score: its value, and the usual one."""

    column: str
    value: float
    usual: float


@dataclass(frozen=True)
class Verdict:
    """why: "" where it warns; none | short | few | nothing | weak where it doesn't. accounts learned from, `lost` of
    them; oldest: periods of history; losses: in each of the three periods. base: the share that left within half a
    year."""

    why: str
    accounts: int
    lost: int
    oldest: int
    losses: tuple[int, ...] = ()
    auc: float | None = None
    low: float | None = None
    high: float | None = None
    base: float | None = None
    model: str = ""


@dataclass(frozen=True)
class LearnedRisks:
    """scores: the chance of each account that is with us, by place in what was given; empty unless it warns."""

    verdict: Verdict
    bands: list[RiskBand] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    reasons: dict[int, list[Contribution]] = field(default_factory=dict)

    def band_of(self, score: float) -> int:
        return max((at for at, band in enumerate(self.bands) if score >= band.low), default=0)


@dataclass(frozen=True)
class _Judged:
    model: Any
    ranking: Ranking
    bands: list[RiskBand]
    chance: Chance  # by all that wasn't fitted on
    base: float


def learn(past: PersonPeriods, now: Array) -> LearnedRisks:
    """now: what is known today of the accounts that are with us, in the columns of `past`. Takes seconds of CPU, on one
    thread: not for the event loop."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        return _learn(past, now)


def _learn(past: PersonPeriods, now: Array) -> LearnedRisks:
    times = in_time(past)
    losses = tuple(part.lost for part in times) if times else ()
    why = "none" if not past.lost else "short" if times is None else "few" if min(losses) < LEAST_LOST else ""
    known = Verdict(why, past.accounts, past.lost, past.oldest, losses)
    if why or times is None:
        return LearnedRisks(known)
    kept = _comparable(times.fit)
    if not any(kept):
        return LearnedRisks(replace(known, why="nothing"))
    past = past.without(kept)
    judged = _judge(InTime(*(part.without(kept) for part in times)), past.lost)
    found = judged.ranking
    told = {"auc": found.auc, "low": found.low, "high": found.high, "base": judged.base, "model": judged.model.name}
    verdict = replace(known, **told)
    if not any(band.telling for band in judged.bands):
        return LearnedRisks(replace(verdict, why="weak"), judged.bands)
    return _said(verdict, judged, past, now[:, kept])


def _comparable(rows: PersonPeriods) -> list[bool]:
    import numpy as np

    unknown = np.isnan(rows.table)
    gap = np.abs(unknown[rows.left].mean(axis=0) - unknown[~rows.left].mean(axis=0))
    differs = [len(np.unique(column[~mask])) > 1 for column, mask in zip(rows.table.T, unknown.T, strict=True)]
    return [bool(one) for one in np.array(differs) & (unknown.mean(axis=0) < 0.5) & (gap <= GAP)]


def _judge(times: InTime, lost: int) -> _Judged:
    import numpy as np
    from sklearn.metrics import roc_auc_score

    fit, choose, judge = times
    several = fitted(fit.table, fit.left, lost)
    model = max(several, key=lambda one: float(roc_auc_score(choose.left, one.odds(choose.table))))
    before, odds = model.odds(choose.table), model.odds(judge.table)
    chance = calibrated(before, choose.left, lost)
    seen = np.concatenate([before, odds]), np.concatenate([choose.left, judge.left])
    later = calibrated(*seen, lost)
    found = ranking(odds, judge.left, judge.account)
    base = float(judge.left.mean())
    bands = _bands(chance(odds), judge, found, base, later(odds))
    return _Judged(model, found, bands, later, base)


def _bands(chances: Array, judge: PersonPeriods, found: Ranking, base: float, said: Array) -> list[RiskBand]:
    import numpy as np

    count = max(1, min(BANDS, judge.accounts // LEAST_IN_BAND))
    lows = np.unique([0.0, *np.quantile(chances, np.arange(1, count) / count)])
    band = np.searchsorted(lows, chances, side="right") - 1
    shown = [number for number in range(len(lows)) if (band == number).any()]
    band = np.searchsorted(shown, band)
    counted = parts(band, judge.left, judge.account, len(shown))
    telling = found.low > BETTER
    bands: list[RiskBand] = []
    for number in range(len(shown) - 1, -1, -1):  # whoever stands higher than one that is warned of is warned of
        part = counted[number]
        share = min(max(float(said[band == number].mean()), part.low), part.high)
        telling = telling and _is_telling(part, share, base)
        low = float(lows[shown[number]])
        bands.append(RiskBand(low, part.accounts, part.left, share, part.low, part.high, telling))
    return bands[::-1]


def _is_telling(part: BandCount, share: float, base: float) -> bool:
    clearly = part.low > base and part.left >= TELLING_LOST
    return clearly and min(share, part.share) >= TELLING_TIMES * base


def _said(verdict: Verdict, judged: _Judged, past: PersonPeriods, now: Array) -> LearnedRisks:
    import numpy as np

    model = anew(judged.model).fit(past.table, past.left)
    odds = model.odds(now)
    # Of those with one chance the order is kept: isotonic calibration has steps.
    scores = judged.chance(odds) + 1e-6 / (1 + np.exp(-odds))
    learned = LearnedRisks(verdict, judged.bands, [float(one) for one in scores])
    telling = [at for at, one in enumerate(learned.scores) if judged.bands[learned.band_of(one)].telling]
    learned.reasons.update(_reasons(model, past, now, telling))
    return learned


def _reasons(model: Any, past: PersonPeriods, now: Array, telling: Sequence[int]) -> dict[int, list[Contribution]]:
    """By how much the odds would fall if a column were as usual: so it can be said of any model."""
    import numpy as np

    if not telling:
        return {}
    rows = now[list(telling)]
    usual = np.nanmedian(past.table[~past.left], axis=0)
    whole = model.odds(rows)
    raised = np.zeros(rows.shape)
    for at in range(rows.shape[1]):
        other = rows.copy()
        other[:, at] = usual[at]
        raised[:, at] = np.where(np.isnan(rows[:, at]), 0, whole - model.odds(other))
    found = {}
    for place, row, by in zip(telling, rows, raised, strict=True):
        best = [at for at in np.argsort(-by)[:REASONS] if by[at] > RAISES]
        found[place] = [Contribution(past.columns[at], float(row[at]), float(usual[at])) for at in best]
    return found


__all__ = ["Contribution", "LearnedRisks", "RiskBand", "Verdict", "learn"]
