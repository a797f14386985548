"""The funnel before and after a release, from the files: Newcombe's interval and Holm's rule by statsmodels, Fisher's
test by scipy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.figures.recounts.funnel import ALPHA, ORDER, REACHED, STILL, Spell

WINDOW, ENOUGH = 180, 10


@dataclass
class Effect:
    """before, after: (reached in time, of how many). interval: of the difference; None: too few."""

    milestone: str
    before: tuple[int, int]
    after: tuple[int, int]
    waiting: int
    interval: tuple[float, float] | None = None
    claimed: bool = False


def effects(steps: Mapping[int, Sequence[Spell]], usual: Sequence[int], released: date, today: date) -> list[Effect]:
    found = [_effect(key, steps[at], usual[at], released, today) for at, key in enumerate(ORDER)]
    told = [one for one in found if min(one.before[1], one.after[1]) >= ENOUGH]
    for one in told:
        counts = (*one.after, *one.before)
        one.interval = confint_proportions_2indep(*counts, method="newcomb", compare="diff", alpha=ALPHA)
    tables = [[(good, of - good) for good, of in (one.before, one.after)] for one in told]
    chances = [fisher_exact(table).pvalue for table in tables]
    if chances:
        for one, claim in zip(told, multipletests(chances, 0.05, "holm")[0], strict=True):
            one.claimed = bool(claim)
    return found


def _effect(key: str, spells: Sequence[Spell], usual: int, released: date, today: date) -> Effect:
    before, after, waiting = [0, 0], [0, 0], 0
    for one in spells:
        ended = one.reached_on or one.until
        assert ended is not None
        since = (ended - released).days - one.days  # the day on which it turned to the milestone, from the release on
        in_time = one.cause == REACHED and one.days <= usual
        if -WINDOW - usual <= since and since + usual < 0:
            before[0] += in_time
            before[1] += 1
        elif 0 <= since < WINDOW:
            if since + usual < (today - released).days:
                after[0] += in_time
                after[1] += 1
            else:
                waiting += one.cause == STILL
    return Effect(key, (before[0], before[1]), (after[0], after[1]), waiting)


__all__ = ["effects"]
