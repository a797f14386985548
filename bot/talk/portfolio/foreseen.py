"""Whether losses can be foreseen, and why not yet, and when (methods B8, C6): a line under the accounts at risk."""

from __future__ import annotations

from datetime import date, timedelta

from bot.calendar import plural, say_date
from bot.statistics.warning.learning import LEAST_LOST
from bot.statistics.warning.person_periods import PERIOD, SHORTEST
from bot.store.tables import RiskModel
from bot.talk.phrases.words import listed
from bot.text import rounded

NOT_YET = "I don't foresee losses yet"


def foreseen(model: RiskModel | None, today: date) -> str:
    """ "I don't foresee losses yet: …"; "" before the first night."""
    if model is None:
        return ""
    again = say_date(model.as_of + timedelta(days=PERIOD), today, weekday=False)
    if model.why == "none":
        return f"{NOT_YET}: {_no_losses(model)}."
    if model.why == "extra":
        return _no_means(model)
    if model.why == "short":
        first = say_date(model.as_of + timedelta(days=PERIOD * (SHORTEST - model.oldest)), today, weekday=False)
        known = plural(int(rounded(model.oldest * PERIOD / 30.4)), "month")
        return (
            f"{NOT_YET}: that takes a year and a half since the first one on record, and {known} have passed. "
            f"I try from {first} on."
        )
    if model.why == "few":
        return (
            f"{NOT_YET}: that takes {LEAST_LOST} losses in each of three stretches of time, and there were "
            f"{listed([f'{lost:,}' for lost in model.losses])}. I try again on {again}."
        )
    if model.why == "nothing":
        return f"{NOT_YET}: too little is known of how those who left were doing before. I try again on {again}."
    right = int(rounded((model.auc or 0) * 100))
    picks = f"of one account that left and one that stayed, I picked the right one in {right} of 100 cases"
    if model.why == "weak":
        return f"{NOT_YET}: {picks}, as tried on past half-years; that is too near to chance. I try again on {again}."
    return f"Losses are foreseen from your own: {picks}, as tried on past half-years."


def _no_losses(model: RiskModel) -> str:
    if model.undated:
        losses = plural(model.undated, "loss is", "losses are")
        return f"{losses} on record, and none with its day. Days come with the column churned_on of the accounts file"
    return "none is on record so far"


def _no_means(model: RiskModel) -> str:
    enough = model.lost >= 3 * LEAST_LOST
    return f"{NOT_YET}: an admin has to install scikit-learn where I run (README)." if enough else ""


__all__ = ["foreseen"]
