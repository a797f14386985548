"""The funnel counted from the files themselves, by other people's statistics: statsmodels and lifelines.

Nothing of the product is used: neither its SQL nor its arithmetic."""

import csv
import io
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from lifelines import KaplanMeierFitter
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import proportion_confint

ORDER = ("first-value", "habit", "proven-outcome", "shared-success")
STAGE_OF = {"first-value": "land", "habit": "adopt", "proven-outcome": "adopt", "shared-success": "expand"}
USUAL = (45, 60, 90, 120)
STAGES = ("land", "adopt", "expand", "renew")
REACHED, LOST, STILL = 1, 2, 0
ALPHA = 0.04999579  # 1.96 standard deviations


@dataclass
class Spell:
    days: int
    cause: int
    segment: str
    reached_on: date | None
    until: date | None
    left: bool
    key: str = ""


@dataclass
class Recount:
    """spells: by step, the time after the last one with it. unknown: who left on a day or from a start that nobody
    knows."""

    spells: dict[int, list[Spell]]
    reached: Counter[str]
    now: Counter[int]
    gone: Counter[int]


def recount(accounts: str, events: str, today: date, returned: dict[str, date]) -> Recount:
    """returned: customers that came back, whose earlier life counts no more."""
    reached: dict[str, dict[str, date]] = defaultdict(dict)
    entered: dict[str, dict[str, date]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(events)):
        of = reached if row["event"] == "milestone_reached" else entered
        if row["account"] not in returned:
            of[row["account"]][row["key"]] = date.fromisoformat(row["at"])
    found = Recount(defaultdict(list), Counter(), Counter(), Counter())
    for row in csv.DictReader(io.StringIO(accounts)):
        _walk(row, reached[row["key"]], entered[row["key"]], today, found)
    return found


def _walk(row: dict[str, str], reached: dict[str, date], entered: dict[str, date], today: date, found: Recount) -> None:
    furthest = max(STAGES.index(stage) for stage in (row["stage"], *entered))
    passed = {key for key in ORDER if STAGES.index(STAGE_OF[key]) < furthest and key not in reached}
    found.reached.update((*reached, *passed))
    left = row["status"] == "churned"
    until = (date.fromisoformat(row["churned_on"]) if row["churned_on"] else None) if left else today
    turned: date | None = date.fromisoformat(row["started_on"])
    for step, key in enumerate((*ORDER, None)):
        before = ORDER[:step]
        if key in reached or key in passed:
            came = turned and all(one in reached or one in passed for one in before)
            if key in reached and came and turned <= reached[key]:
                found.spells[step].append(
                    Spell((reached[key] - turned).days, REACHED, row["segment"], reached[key], until, left, row["key"])
                )
        elif all(one in reached or one in passed for one in before):
            (found.gone if left else found.now)[step] += 1
            if turned and until and turned <= until:
                cause = LOST if left else STILL
                found.spells[step].append(
                    Spell((until - turned).days, cause, row["segment"], None, until, left, row["key"])
                )
        following = ORDER[step + 1] if step + 1 < len(ORDER) else None
        if key in reached:
            turned = max(reached[one] for one in ORDER[: step + 1] if one in reached)
        elif key in passed:
            opens = following is not None and STAGE_OF[following] != STAGE_OF[key]
            turned = entered.get(STAGE_OF[following]) if opens and following else None
        else:
            turned = None


# As people read it


def shown(value: float) -> str:
    """A percentage, halves away from zero."""
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 < value < 1:
        return ">99%"
    return f"{Decimal(repr(round(value * 100, 9))).quantize(Decimal(1), ROUND_HALF_UP)}%"


@dataclass
class Curve:
    """Aalen and Johansen's by statsmodels."""

    spells: list[Spell]

    def __post_init__(self) -> None:
        self.days = np.array([one.days for one in self.spells])
        self.causes = np.array([one.cause for one in self.spells])

    def _fitted(self) -> CumIncidenceRight:
        with np.errstate(divide="ignore", invalid="ignore"):  # it divides by nought on a day when all are gone
            return CumIncidenceRight(self.days + 1, self.causes)

    def known(self, by: int) -> int:
        return int(np.sum((self.days > by) | ((self.causes != STILL) & (self.days <= by))))

    def share(self, cause: int, by: int | None = None) -> tuple[str, str, str]:
        """With its interval."""
        value, low, high = self.numbers(cause, by)
        return shown(value), shown(low), shown(high)

    def numbers(self, cause: int, by: int | None = None) -> tuple[float, float, float]:
        by = int(self.days.max()) if by is None else by
        # A cause that never happened is left out by statsmodels: one that is worth nothing stands for it.
        fitted = self._fitted()
        at = int(np.searchsorted(fitted.times, by + 1, side="right")) - 1
        value = variance = 0.0
        if cause <= len(fitted.cinc) and at >= 0:
            value, variance = float(fitted.cinc[cause - 1][at]), float(fitted.cinc_se[cause - 1][at]) ** 2
            if math.isnan(variance):  # everybody was gone on a day
                variance = self._variance(cause, by)
        certain = value < 1e-9 or value > 1 - 1e-9 or variance < 1e-18
        of = self.known(by) if certain else value * (1 - value) / variance
        low, high = proportion_confint(value * of, of, alpha=ALPHA, method="wilson")
        return value, max(0.0, low), min(1.0, high)

    def _variance(self, cause: int, by: int) -> float:
        """The same formula, where nothing is divided by nought: nothing of the curve comes after such a day."""
        days = np.unique(self.days[(self.causes != STILL) & (self.days <= by)])
        n = np.array([np.sum(self.days >= day) for day in days], float)
        gone = np.array([np.sum((self.days == day) & (self.causes != STILL)) for day in days], float)
        own = np.array([np.sum((self.days == day) & (self.causes == cause)) for day in days], float)
        before = np.concatenate([[1.0], np.cumprod(1 - gone / n)[:-1]])
        ahead = np.sum(before * own / n) - np.cumsum(before * own / n)
        staying = np.divide(gone, n * (n - gone), out=np.zeros_like(n), where=n > gone)
        terms = ahead**2 * staying + before**2 * own * (n - own) / n**3 - 2 * ahead * before * own / n**2
        return float(terms.sum())

    def within(self, share: float) -> int | None:
        fitted = self._fitted()
        enough = np.nonzero(fitted.cinc[0] >= share - 1e-9)[0]
        return int(fitted.times[enough[0]]) - 1 if len(enough) else None


def usual(spells: list[Spell], segment: str) -> tuple[int, int, int]:
    """How many reached it, and the days that half and three in four need: lifelines' Kaplan and Meier."""
    of = [one for one in spells if one.segment == segment]
    events = [one.cause == REACHED for one in of]
    curve = KaplanMeierFitter().fit([one.days for one in of], events).survival_function_["KM_estimate"]
    half, most = (int(curve.index[curve <= share + 1e-9][0]) for share in (0.5, 0.25))
    return sum(events), half, most


def left_within_a_year(spells: list[Spell], slow: bool, days: int) -> tuple[str, str, str]:
    followed = [
        Spell(
            min((one.until - one.reached_on).days, 366),
            REACHED if one.left and (one.until - one.reached_on).days <= 365 else STILL,
            "",
            None,
            one.until,
            one.left,
        )
        for one in spells
        if one.cause == REACHED and one.reached_on and one.until and (one.days > days) is slow
    ]
    return Curve(followed).share(REACHED, 365)


def months(spells: list[Spell]) -> float:
    return sum(one.days for one in spells) / (365.25 / 12)
