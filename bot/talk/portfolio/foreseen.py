"""What is foreseen (methods B8, C6): whether losses are, why not yet, and when; and who gets stuck next."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.calendar import plural, say_date
from bot.journey.accounts.selection import Selection
from bot.journey.steps.stuck_next import StuckNext, stuck_next
from bot.message import Line, bold, line
from bot.playbook.models import Library
from bot.statistics.warning.learning import LEAST_LOST
from bot.statistics.warning.person_periods import PERIOD, SHORTEST
from bot.store.session import ReadSession
from bot.store.tables import RiskModel
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView, find_milestone
from bot.talk.phrases.words import called, listed
from bot.text import likely, percent, rounded

FIRST = 3  # accounts
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


async def stuck_next_lines(
    db: ReadSession, library: Library, selection: Selection, today: date, now: datetime
) -> tuple[Line, ...]:
    """Those in time who are the likeliest to get stuck: "Acme: day 41 of 45 before First value; 62% …"."""
    found = await stuck_next(db, today, selection, FIRST)
    views = await load_accounts(db, library, [one.account_id for one in found], now)
    told = [_stuck_line(views[one.account_id], one) for one in found if one.account_id in views]
    return tuple(told) or (line("Who gets stuck next I can't say: too few accounts have gone this way."),)


def _stuck_line(view: AccountView, this: StuckNext) -> Line:
    milestone, chance = find_milestone(view, this.milestone), this.chance
    name = milestone.name if milestone else this.milestone
    like = f"{percent(chance.value)} like it were late or gone by then ({likely(chance.low, chance.high)} is likely)"
    return line(bold(called(view.account.name)), f": day {this.day:,} of {this.limit_days:,} before {name}; {like}.")


def _no_losses(model: RiskModel) -> str:
    if model.undated:
        losses = plural(model.undated, "loss is", "losses are")
        return f"{losses} on record, and none with its day. Days come with the column churned_on of the accounts file"
    return "none is on record so far"


def _no_means(model: RiskModel) -> str:
    enough = model.lost >= 3 * LEAST_LOST
    return f"{NOT_YET}: an admin has to install scikit-learn where I run (README)." if enough else ""


__all__ = ["foreseen", "stuck_next_lines"]
