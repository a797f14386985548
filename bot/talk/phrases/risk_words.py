"""A learned risk in words (methods B8, C6): how many left of those scored alike, and what raises it."""

from __future__ import annotations

from bot.journey.risk.churn_risk import Risk, risks
from bot.statistics.churn_model import Contribution
from bot.store.session import ReadSession
from bot.talk.account.view import AccountView, find_milestone, find_stage, kpi_of
from bot.talk.phrases.words import called, listed
from bot.text import measured, number

COLUMNS = {
    "months": ("with us for {value} months", "{usual}"),
    "days_since_review": ("{value} days since a review", "{usual}"),
    "days_since_contact": ("{value} days since a contact", "{usual}"),
    "health": ("health {value}", "{usual}"),
}


async def risk_words(db: ReadSession, view: AccountView) -> str:
    """ "Of 120 accounts scored like this, 36 left. It stands out by …"; "" where what was learned says nothing."""
    found = [] if view.churned else await risks(db, [view.account.id])
    return said(view, found[0]) if found else ""


def said(view: AccountView, risk: Risk) -> str:
    if risk.like is None:
        return ""
    counts = f"Of {risk.like.accounts:,} accounts scored like this, {risk.like.lost:,} left."
    parts = [words for part in risk.parts if (words := part_words(view, part))]
    return f"{counts} What raises it: {listed(parts)}." if parts else counts


def short_risk(view: AccountView) -> str:
    """One line: "Of 20 accounts scored like this, 6 left: weekly use 41% (62% is usual)"; "" where nothing is said."""
    risk = view.risk
    if risk is None or risk.like is None:
        return ""
    counts = f"Of {risk.like.accounts:,} accounts scored like this, {risk.like.lost:,} left"
    first = next((words for part in risk.parts if (words := part_words(view, part))), "")
    return f"{counts}: {first}" if first else counts


def part_words(view: AccountView, part: Contribution) -> str:
    """ "weekly use 41% (62% is usual)"; "" where it isn't known."""
    kind, _, key = part.column.partition(".")
    if part.value is None:
        return ""
    if part.column == "champion_left":
        return "its champion left" if part.value else ""
    if isinstance(part.value, str):
        return _named(view, part.column, part.value)
    if kind == "kpi":
        kpi = kpi_of(view, key)
        usual = f" ({measured(part.usual, kpi.unit)} is usual)" if part.usual is not None else ""
        return f"{kpi.name} {measured(part.value, kpi.unit)}{usual}"
    words, other = COLUMNS[part.column]
    usual = f" ({other.format(usual=number(part.usual, 0))} is usual)" if part.usual is not None else ""
    return words.format(value=number(part.value, 0)) + usual


def _named(view: AccountView, column: str, key: str) -> str:
    if column == "stage":
        stage = find_stage(view.current, key)
        return f"in {stage.name}" if stage else ""
    if column == "milestone":
        milestone = find_milestone(view, key)
        return f"on the way to {milestone.name}" if milestone else ""
    return f"{column} {called(key, 30)}"
