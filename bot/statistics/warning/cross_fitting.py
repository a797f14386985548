"""Models that are each fitted without a part of the accounts and tried on that part, so that what they say has been
tried on every account by a model that hadn't seen it.

Chances are made of what was said there, and the same models speak afterwards: a model fitted anew, on more, says larger
or smaller odds than the one whose chances were counted (Zadrozny and Elkan 2002; Niculescu-Mizil and Caruana 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.statistics.warning.candidates import SEED, anew, calibrated
from bot.statistics.warning.judging import Chance
from bot.statistics.warning.person_periods import PersonPeriods

PARTS = 3
Array = Any


@dataclass(frozen=True)
class CrossFitted:
    """tried: the chance of each row, as said by the model that hadn't seen its account."""

    models: Sequence[Any]
    chance: Chance
    tried: Array

    def odds(self, table: Array) -> Array:
        return sum(model.odds(table) for model in self.models) / len(self.models)

    def chances(self, table: Array) -> Array:
        return self.chance(self.odds(table))

    def scores(self, table: Array) -> Array:
        """Chances that differ a little wherever odds do: isotonic calibration has steps, and the order is kept."""
        import numpy as np

        odds = self.odds(table)
        return self.chance(odds) + 1e-6 / (1 + np.exp(-odds))


def cross_fitted(kind: Any, rows: PersonPeriods, losses: int) -> CrossFitted:
    """kind: a model of that kind. losses: on record; how chances are made of odds depends on it."""
    import numpy as np

    part, odds, models = _part_of(rows), np.empty(len(rows.left)), []
    for number in range(PARTS):
        others, mine = part != number, part == number
        model = anew(kind).fit(rows.table[others], rows.left[others])
        odds[mine] = model.odds(rows.table[mine])
        models.append(model)
    chance = calibrated(odds, rows.left, losses)
    return CrossFitted(models, chance, chance(odds))


def _part_of(rows: PersonPeriods) -> Array:
    """Of each row the number of its part: all of an account in one, those that left spread evenly."""
    import numpy as np

    names, of = np.unique(rows.account, return_inverse=True)
    left = np.bincount(of, rows.left, len(names)) > 0
    order = np.lexsort((np.random.default_rng(SEED).random(len(names)), left))
    part = np.empty(len(names), dtype=int)
    part[order] = np.arange(len(names)) % PARTS
    return part[of]


__all__ = ["CrossFitted", "cross_fitted"]
