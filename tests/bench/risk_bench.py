"""The learned risk against a plain logistic regression, on customers that neither has seen. Needs milepost[learn]."""

import csv
from pathlib import Path
from typing import Any

from bot.statistics.warning.candidates import anew, fitted, is_there

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "telco-churn.csv"
NUMBERS = ("tenure", "MonthlyCharges", "TotalCharges")


def _read() -> tuple[Any, list[int], Any]:
    import numpy as np
    from sklearn.preprocessing import OrdinalEncoder

    with DATA.open(newline="") as file:
        rows = list(csv.DictReader(file))
    names = [key for key in rows[0] if key not in (*NUMBERS, "customerID", "Churn")]
    numbers = np.array([[float(row[key]) if row[key].strip() else np.nan for key in NUMBERS] for row in rows])
    codes = OrdinalEncoder().fit_transform([[row[key] for key in names] for row in rows])
    places = list(range(len(NUMBERS), len(NUMBERS) + len(names)))
    return np.hstack([numbers, codes]), places, np.array([row["Churn"] == "Yes" for row in rows])


def _plain(places: list[int]) -> Any:
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    coded = (OneHotEncoder(handle_unknown="ignore"), places)
    scaled = make_pipeline(SimpleImputer(), StandardScaler())
    return make_pipeline(make_column_transformer(coded, remainder=scaled), LogisticRegression(max_iter=3000))


def _ours(places: list[int], seen: Any, lost: Any) -> Any:
    """The candidates of the early warning, chosen on a part that they weren't fitted on, and fitted anew on all."""
    import numpy as np
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import train_test_split

    def table(rows: Any) -> Any:
        numbers = np.delete(rows, places, axis=1)
        names = [(rows[:, [at]] == np.arange(seen[:, at].max() + 1)).astype(float) for at in places]
        return np.hstack([numbers, *names])

    fit, choose, fit_lost, choose_lost = train_test_split(
        table(seen), lost, test_size=0.3, stratify=lost, random_state=1
    )
    several = fitted(fit, fit_lost, int(fit_lost.sum()))
    best = max(several, key=lambda one: float(roc_auc_score(choose_lost, one.odds(choose))))
    model = anew(best).fit(table(seen), lost)
    return lambda rows: model.odds(table(rows))


def missing() -> str:
    """Why it can't be measured here; "" where it can."""
    if not is_there():
        return "for scikit-learn isn't installed: pip install 'milepost[learn]'"
    return "" if DATA.is_file() else f"for there is no {DATA.name} in {DATA.parent}"


def measure() -> list[tuple[str, float, float, float, str]]:
    """(what, ours, theirs, ratio, bound): area under the ROC curve on a quarter of the customers, held out."""
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import train_test_split

    table, places, lost = _read()
    seen, new, seen_lost, new_lost = train_test_split(table, lost, test_size=0.25, stratify=lost, random_state=0)
    plain = _plain(places).fit(seen, seen_lost)
    ours = _ours(places, seen, seen_lost)
    areas = [float(roc_auc_score(new_lost, said)) for said in (ours(new), plain.predict_proba(new)[:, 1])]
    return [("risk, area under the ROC curve, held out", areas[0], areas[1], areas[0] / areas[1], "≥ 1")]


if __name__ == "__main__":
    if reason := missing():
        raise SystemExit(f"Skipped, {reason}.")
    for what, ours, theirs, ratio, bound in measure():
        print(f"{what}: ours {ours:.4f}, logistic regression {theirs:.4f}, ratio {ratio:.3f} ({bound})")
