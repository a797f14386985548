"""Early warning learned from a workspace's own history (methods B8, C6): fitted on the oldest part of it, chosen on a
later one, judged once on the newest.

Nobody is warned of unless the judgement holds: of an account that left and one that stayed, the one that left stood
higher in more than 60 of 100 cases, with certainty, and more of those alike left than of all, with certainty. What is
then said comes from the same kind of model, fitted on the whole history and tried on accounts that it hadn't seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.statistics.warning.candidates import fitted
from bot.statistics.warning.cross_fitting import CrossFitted, cross_fitted
from bot.statistics.warning.judging import BandCount, Ranking, parts, ranking
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
    """Accounts scored from `low` up to the next band's. accounts, left: those it was tried on. share: of those like
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
    """models: those that speak from now on, of all that is known. scores: what they say of each account that is with
    us."""

    name: str
    models: CrossFitted
    scores: Array
    ranking: Ranking
    bands: list[RiskBand]
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
    past, now = past.without(kept), now[:, kept]
    judged = _judge(past, InTime(*(part.without(kept) for part in times)), now)
    found = judged.ranking
    told: dict[str, Any] = {
        "auc": found.auc,
        "low": found.low,
        "high": found.high,
        "base": judged.base,
        "model": judged.name,
    }
    verdict = replace(known, **told)
    if not any(band.telling for band in judged.bands):
        return LearnedRisks(replace(verdict, why="weak"), judged.bands)
    return _said(verdict, judged, past, now)


def _comparable(rows: PersonPeriods) -> list[bool]:
    import numpy as np

    unknown = np.isnan(rows.table)
    gap = np.abs(unknown[rows.left].mean(axis=0) - unknown[~rows.left].mean(axis=0))
    differs = [len(np.unique(column[~mask])) > 1 for column, mask in zip(rows.table.T, unknown.T, strict=True)]
    return [bool(one) for one in np.array(differs) & (unknown.mean(axis=0) < 0.5) & (gap <= GAP)]


def _judge(past: PersonPeriods, times: InTime, now: Array) -> _Judged:
    """Chosen on what came after the fit; judged as it would have been said on the first day of the newest period, by
    models of all that was known then. Those of all that is known now come about in the same way."""
    from sklearn.metrics import roc_auc_score

    fit, choose, judge = times
    several = fitted(fit.table, fit.left, past.lost)
    model = max(several, key=lambda one: float(roc_auc_score(choose.left, one.odds(choose.table))))
    then = cross_fitted(model, past.part(past.back >= choose.back.min()), past.lost)
    found = ranking(then.odds(judge.table), judge.left, judge.account)
    models = cross_fitted(model, past, past.lost)
    scores = models.scores(now)
    bands = _bands((judge, then.chances(judge.table)), (past, models.tried), scores, found)
    return _Judged(model.name, models, scores, found, bands, float(judge.left.mean()))


Tried = tuple[PersonPeriods, Array]  # rows, and the chance that was said of each


def _bands(judged: Tried, tried: Tried, scores: Array, found: Ranking) -> list[RiskBand]:
    """As many rows that were judged are in each. The share that left comes from all rows that it was tried on, which
    are more; but it has to agree with those that were judged, which are the newest."""
    lows = _lows(*judged, tried[1])
    counted = zip(_counted(*judged, lows), _counted(*tried, lows), _moved(lows, tried[1], scores), lows, strict=True)
    telling, base = found.low > BETTER, float(judged[0].left.mean())
    bands: list[RiskBand] = []
    for newest, part, by, low in reversed(list(counted)):  # whoever stands above one that is warned of is warned of
        share = min(max(part.share, newest.low), newest.high)
        spans = (part,) if share == part.share else (part, newest)
        ends = min(one.low for one in spans), max(one.high for one in spans)
        least, share, most = (min(max(one + by, 0.0), 1.0) for one in (ends[0], share, ends[1]))
        telling = telling and _is_telling(newest, share, least, base)
        bands.append(RiskBand(low, part.accounts, part.left, share, least, most, telling))
    return bands[::-1]


def _moved(lows: Sequence[float], tried: Array, scores: Array) -> list[float]:
    """By how much those who are in each band today are likelier to leave than those that it was tried on: a portfolio
    grows older, and its accounts aren't spread within a band as they were."""
    import numpy as np

    was, today = (np.searchsorted(lows, said, side="right") - 1 for said in (tried, scores))
    return [
        float(scores[today == at].mean() - tried[was == at].mean()) if (today == at).any() else 0.0
        for at in range(len(lows))
    ]


def _lows(judge: PersonPeriods, chances: Array, tried: Array) -> list[float]:
    """Where bands begin: each has rows of both kinds."""
    import numpy as np

    count = max(1, min(BANDS, judge.accounts // LEAST_IN_BAND))
    lows = np.unique(np.quantile(chances, np.arange(count) / count, method="lower"))
    nexts = [*lows[1:], np.inf]
    shown = [float(low) for low, after in zip(lows, nexts, strict=True) if ((tried >= low) & (tried < after)).any()]
    return [0.0, *shown[1:]]


def _counted(rows: PersonPeriods, chances: Array, lows: Sequence[float]) -> list[BandCount]:
    import numpy as np

    return parts(np.searchsorted(lows, chances, side="right") - 1, rows.left, rows.account, len(lows))


def _is_telling(newest: BandCount, share: float, least: float, base: float) -> bool:
    clearly = min(newest.low, least) > base and newest.left >= TELLING_LOST
    return clearly and min(share, newest.share) >= TELLING_TIMES * base


def _said(verdict: Verdict, judged: _Judged, past: PersonPeriods, now: Array) -> LearnedRisks:
    learned = LearnedRisks(verdict, judged.bands, [float(one) for one in judged.scores])
    telling = [at for at, one in enumerate(learned.scores) if judged.bands[learned.band_of(one)].telling]
    learned.reasons.update(_reasons(judged.models, past, now, telling))
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
