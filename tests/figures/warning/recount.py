"""Who leaves within half a year, foreseen from the files by other means: pandas for what was known when, scikit-learn's
own logistic regression and boosting on all of it. Nothing of the product is used."""

import io
from datetime import date

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HALF_YEAR = pd.Timedelta(days=180)


class Files:
    def __init__(self, files: dict[str, str]) -> None:
        def read(kind: str, *days: str) -> pd.DataFrame:
            return pd.read_csv(io.StringIO(files[kind]), parse_dates=list(days), keep_default_na=True)

        self.accounts = read("accounts", "started_on", "churned_on").set_index("key")
        ends = read("contracts", "starts_on", "ends_on").groupby("account").ends_on.max()
        gone = self.accounts.status == "churned"
        self.left = self.accounts.churned_on.where(self.accounts.churned_on.notna(), ends).where(gone)
        self.kpis = read("kpis", "observed_at").sort_values("observed_at")
        self.events = read("events", "at").sort_values("at")

    def known_on(self, day: pd.Timestamp) -> pd.DataFrame:
        """A row for each customer that was there, of what had happened before that day."""
        here = (self.accounts.started_on <= day) & (self.left.isna() | (self.left >= day))
        rows = pd.DataFrame(index=self.accounts.index[here])
        age = (day - self.accounts.started_on[here]).dt.days
        rows["age"], rows["to_end"] = age, 365 - age % 365
        for tier in ("mid", "base", "large"):
            rows[tier] = (self.accounts.tier[here] == tier).astype(float)
        before = self.kpis[self.kpis.observed_at < day]
        for kpi, values in before.groupby("kpi"):
            of = values.groupby("account").value
            rows[kpi], rows[f"{kpi} before"] = of.last(), of.apply(_earlier)
            rows[f"{kpi} fell"] = rows[kpi] - rows[f"{kpi} before"]
        past = self.events[self.events["at"] < day]
        answers = past[past.event == "survey"]
        score = answers.key.str.removeprefix("nps ").astype(float)
        rows["answer"] = score.groupby(answers.account).last()
        lately = answers["at"] >= day - pd.Timedelta(days=120)
        rows["low"] = (score[lately] <= 6).groupby(answers.account[lately]).sum()
        rows["low"] = rows["low"].fillna(0)
        talked = past[past.event == "contact"].groupby("account")["at"].last()
        rows["silent"] = (day - talked).dt.days
        return rows

    def leaves_after(self, rows: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
        left = self.left[rows.index]
        return (left >= day) & (left < day + HALF_YEAR)


def _earlier(values: pd.Series) -> float:
    return float(values.iloc[-4:-1].mean()) if len(values) > 1 else np.nan


def best_area(files: dict[str, str], today: date, left_later: dict[str, bool]) -> float:
    """The larger area under the ROC curve of the two, for who leaves in the half-year from today on."""
    found = Files(files)
    now = pd.Timestamp(today)
    days = pd.date_range(end=now - HALF_YEAR, periods=26, freq="30D")
    tables = [(rows, found.leaves_after(rows, day)) for day in days if len(rows := found.known_on(day))]
    table, left = pd.concat([rows for rows, _ in tables]), pd.concat([one for _, one in tables])
    ahead = found.known_on(now)
    truth = [left_later[key] for key in ahead.index]
    plain = make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression(max_iter=1000))
    boosted = HistGradientBoostingClassifier(max_iter=100, learning_rate=0.06, max_leaf_nodes=8, random_state=0)
    areas = []
    for model in (plain, boosted):
        model.fit(table, left)
        areas.append(float(roc_auc_score(truth, model.predict_proba(ahead)[:, 1])))
    return max(areas)
