"""The models that may serve as early warning, and what makes chances of what they say. Needs the extra `learn`.

A plain logistic regression; from 200 losses on boosted trees, in which things may act together, and the two together.
One thread each: what learns must leave the host to those who ask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

MANY = 200  # losses, from which on boosting and isotonic calibration are worth it
SEED = 20260106
STRENGTH = 0.05  # of the regression's penalty, inverse: rows of one account are alike, and worth less than they count
MOST_ROWS = 20_000  # that trees are grown from
FAR = 4.0  # standard deviations, beyond which a value is as good as there
Array = Any


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("sklearn") is not None


@dataclass
class Scales:
    """What a table's columns usually are: unknown values become usual ones, so that who was recorded tells nothing."""

    usual: Array = None
    middle: Array = None
    spread: Array = None

    def learn(self, table: Array) -> "Scales":
        import numpy as np

        self.usual = np.array([np.nanmedian(column) if not np.isnan(column).all() else 0 for column in table.T])
        filled = self.filled(table)
        self.middle, self.spread = filled.mean(axis=0), filled.std(axis=0)
        self.spread[self.spread == 0] = 1
        return self

    def filled(self, table: Array) -> Array:
        import numpy as np

        return np.where(np.isnan(table), self.usual, table)

    def scaled(self, table: Array) -> Array:
        import numpy as np

        return np.clip((self.filled(table) - self.middle) / self.spread, -FAR, FAR)


@dataclass
class Regression:
    """name: as it is kept."""

    name: str = "regression"
    scales: Scales = field(default_factory=Scales)
    model: Any = None

    def fit(self, table: Array, left: Array) -> "Regression":
        from sklearn.linear_model import LogisticRegression

        self.scales.learn(table)
        self.model = LogisticRegression(C=STRENGTH, max_iter=500).fit(self.scales.scaled(table), left)
        return self

    def odds(self, table: Array) -> Array:
        """The logarithm of the odds."""
        return self.model.decision_function(self.scales.scaled(table))


@dataclass
class Boosting:
    name: str = "boosting"
    scales: Scales = field(default_factory=Scales)
    model: Any = None

    def fit(self, table: Array, left: Array) -> "Boosting":
        from sklearn.ensemble import HistGradientBoostingClassifier

        self.scales.learn(table)
        rows, weights = _fewer(left)
        self.model = HistGradientBoostingClassifier(
            learning_rate=0.06,
            max_iter=100,
            max_leaf_nodes=8,
            min_samples_leaf=max(20, len(rows) // 500),
            l2_regularization=5.0,
            early_stopping=False,
            random_state=SEED,
        ).fit(self.scales.filled(table[rows]), left[rows], weights)
        return self

    def odds(self, table: Array) -> Array:
        return self.model.decision_function(self.scales.filled(table))


def _fewer(left: Array) -> tuple[Array, Array]:
    """Rows to learn from, and how much each counts: all that left and, of the many that stayed, so many at random, who
    count for the others. Months of one account are much alike, and trees take their time with each."""
    import numpy as np

    stayed = np.flatnonzero(~left)
    some = min(len(stayed), max(MOST_ROWS - int(left.sum()), int(left.sum())))
    drawn = np.random.default_rng(SEED).choice(stayed, some, replace=False)
    rows = np.sort(np.concatenate([np.flatnonzero(left), drawn]))
    return rows, np.where(left[rows], 1.0, len(stayed) / max(1, some))


@dataclass
class BothModels:
    """What others say, on average."""

    parts: Sequence[Any]
    name: str = "together"

    def fit(self, table: Array, left: Array) -> "BothModels":
        self.parts = [part.fit(table, left) for part in self.parts]
        return self

    def odds(self, table: Array) -> Array:
        return sum(part.odds(table) for part in self.parts) / len(self.parts)


def fitted(table: Array, left: Array, losses: int) -> list[Any]:
    """All that so many losses are enough for, the plainest first."""
    plain = Regression().fit(table, left)
    if losses < MANY:
        return [plain]
    boosted = Boosting().fit(table, left)
    return [plain, boosted, BothModels([plain, boosted])]


def anew(chosen: Any) -> Any:
    """The same model, not fitted yet."""
    made: dict[str, Callable[[], Any]] = {
        "regression": Regression,
        "boosting": Boosting,
        "together": lambda: BothModels([Regression(), Boosting()]),
    }
    return made[chosen.name]()


def calibrated(odds: Array, left: Array, losses: int) -> Callable[[Array], Array]:
    """What makes chances of odds: isotonic (Zadrozny and Elkan 2002) from 200 losses on, below that Platt's (1999)."""
    if losses >= MANY:
        from sklearn.isotonic import IsotonicRegression

        steps = IsotonicRegression(out_of_bounds="clip").fit(odds, left)
        return lambda of: steps.predict(of)
    from sklearn.linear_model import LogisticRegression

    line = LogisticRegression(C=1e6, max_iter=500).fit(odds.reshape(-1, 1), left)
    return lambda of: line.predict_proba(of.reshape(-1, 1))[:, 1]


__all__ = ["MANY", "anew", "calibrated", "fitted", "is_there"]
