"""Learning which accounts look like those that left (methods B8, C6). Needs the extra: `pip install milepost[learn]`.

An additive boosted model: each column adds its own part to the score, so that what raises an account's score can be
said exactly. Scores and bands come from folds that had not seen the account, so that "of 20 like this, 6 left" holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

FOLDS, SEED = 5, 20260106
MOST = 20_000  # accounts to learn from; of more, a random part
MOST_NAMES = 50  # of a column of names; rarer ones count as one
LEAST_IN_BAND, BANDS = 20, 10
GAP = 0.1  # a column unknown for so much more of the lost (or the kept) accounts tells who was recorded, not who left
REASONS = 3
Array = Any  # numpy arrays: imported only where the extra is there


@dataclass(frozen=True)
class TrainingColumns:
    """What is known of each account: numbers (None: unknown) and names, by column, in the order of `lost`."""

    numbers: Mapping[str, Sequence[float | None]]
    names: Mapping[str, Sequence[str | None]]
    lost: Sequence[bool]


@dataclass(frozen=True)
class ScoreBand:
    """Accounts scored from `low` up to the next band's: how many there were, and how many of them left."""

    low: float
    accounts: int
    lost: int


@dataclass(frozen=True)
class Contribution:
    """What raises an account's score: its value, and the usual one of accounts that stayed (None for names)."""

    column: str
    value: float | str | None
    usual: float | None


@dataclass(frozen=True)
class ChurnModel:
    """scores: per account. reasons: for accounts in bands that say something, by place in the input."""

    scores: list[float]
    bands: list[ScoreBand]
    auc: float
    reasons: dict[int, list[Contribution]]

    def band_of(self, score: float) -> int:
        return max((at for at, band in enumerate(self.bands) if score >= band.low), default=0)


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("sklearn") is not None


def make_model(named: list[int]) -> Any:
    """named: the places of columns that hold names."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        categorical_features=named or None,
        interaction_cst="no_interactions",
        learning_rate=0.05,
        max_iter=300,
        max_leaf_nodes=3,
        min_samples_leaf=20,
        l2_regularization=5.0,
        random_state=SEED,
    )


def learn(columns: TrainingColumns) -> ChurnModel | None:
    """Train and score; None where no column can be compared. Takes seconds of CPU: not for the event loop."""
    import numpy as np
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    lost = np.asarray(columns.lost, dtype=bool)
    keys, table, named = _table(columns, lost)
    if not keys:
        return None
    random = np.random.default_rng(SEED)
    part = np.sort(random.permutation(len(lost))[:MOST])
    model = make_model(named)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    seen = cross_val_predict(model, table[part], lost[part], cv=folds, method="predict_proba")[:, 1]
    model.fit(table[part], lost[part])
    scores = model.predict_proba(table)[:, 1]
    scores[part] = seen
    bands = _bands(seen, lost[part])
    learned = ChurnModel(scores.tolist(), bands, float(roc_auc_score(lost[part], seen)), {})
    share = float(lost[part].mean())
    telling = [
        at for at, one in enumerate(scores) if not lost[at] and is_worth_telling(bands[learned.band_of(one)], share)
    ]
    learned.reasons.update(_reasons(model, columns, keys, table, lost, telling))
    return learned


def is_worth_telling(band: ScoreBand, share: float) -> bool:
    """Whether so many more left of those scored like this that a person should hear of it. share: of all."""
    return band.lost >= 5 and band.lost / band.accounts >= 1.5 * share


def _table(columns: TrainingColumns, lost: Array) -> tuple[list[str], Array, list[int]]:
    import numpy as np

    keys, made, named = [], [], []
    for key, numbers in columns.numbers.items():
        column = np.array([np.nan if one is None else float(one) for one in numbers])
        if _comparable(column, lost):
            keys.append(key)
            made.append(column)
    for key, names in columns.names.items():
        column = _coded(names)
        if _comparable(column, lost):
            named.append(len(keys))
            keys.append(key)
            made.append(column)
    return keys, np.column_stack(made) if made else np.empty((len(lost), 0)), named


def _comparable(column: Array, lost: Array) -> bool:
    import numpy as np

    unknown = np.isnan(column)
    differs = len(np.unique(column[~unknown])) > 1
    gap = abs(float(unknown[lost].mean()) - float(unknown[~lost].mean()))
    return bool(differs and unknown.mean() < 0.5 and gap <= GAP)


def _coded(names: Sequence[str | None]) -> Array:
    from collections import Counter

    import numpy as np

    common = [name for name, _ in Counter(name for name in names if name).most_common(MOST_NAMES)]
    codes = {name: at for at, name in enumerate(common)}
    return np.array([np.nan if not name else codes.get(name, MOST_NAMES) for name in names], dtype=float)


def _bands(scores: Array, lost: Array) -> list[ScoreBand]:
    import numpy as np

    count = max(1, min(BANDS, len(scores) // LEAST_IN_BAND))
    parts = np.array_split(np.argsort(scores, kind="stable"), count)
    lows = [0.0, *(float(scores[part[0]]) for part in parts[1:])]
    return [ScoreBand(low, len(part), int(lost[part].sum())) for low, part in zip(lows, parts, strict=True)]


def _reasons(
    model: Any, columns: TrainingColumns, keys: list[str], table: Array, lost: Array, telling: list[int]
) -> dict[int, list[Contribution]]:
    """Each column's own part in the score, against its mean: exact, because the model only adds."""
    import numpy as np

    if not telling:
        return {}
    rows = np.array(telling)
    base = table[:1].repeat(len(rows), axis=0)
    mean_rows = table[:: max(1, len(table) // 2000)]
    mean_base = table[:1].repeat(len(mean_rows), axis=0)
    parts = np.empty((len(rows), len(keys)))
    for at in range(len(keys)):
        alone, others = base.copy(), mean_base.copy()
        alone[:, at], others[:, at] = table[rows, at], mean_rows[:, at]
        parts[:, at] = model.decision_function(alone) - model.decision_function(others).mean()
    usual = {key: float(np.nanmedian(table[~lost, at])) for at, key in enumerate(keys) if key in columns.numbers}
    found = {}
    for place, row in zip(telling, parts, strict=True):
        best = [at for at in np.argsort(-row)[:REASONS] if row[at] > 0.1]
        found[place] = [Contribution(keys[at], _value(columns, keys[at], place), usual.get(keys[at])) for at in best]
    return found


def _value(columns: TrainingColumns, key: str, place: int) -> float | str | None:
    return columns.numbers[key][place] if key in columns.numbers else columns.names[key][place]
