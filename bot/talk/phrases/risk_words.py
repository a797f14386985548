"""A learned risk in words (methods B8, C6): how many left of those scored alike, and what raises it."""

from __future__ import annotations

from datetime import datetime

from bot.calendar import plural, say_date
from bot.journey.risk.churn_risk import Risk, risks
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.statistics.churn_model import Contribution
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.account.view import AccountView, find_milestone, find_stage, kpi_of
from bot.talk.phrases.progress_words import health_words_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import headline_words, rule_of
from bot.talk.phrases.words import called, given_name, health_words, listed, score_words
from bot.text import measured, number, shorten

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


def risk_reasons(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """Why it is at risk (bot/journey/risk/at_risk.py), the plainest first: "health 38 ↓, was 61 a week ago", "you're
    worried", "6 of 20 like it left", "answered 3 of 10 on Mon 5 Jan", "nobody has taken over yet"."""
    today = reader.today(now)
    found = [_health(view, reader, now)]
    if view.account.view == "worried":
        found.append(f"{'you are' if reader.is_me(view.account.view_by) else _csm(view)} worried")
    if view.risk is not None and view.risk.like is not None:
        found.append(f"{view.risk.like.lost:,} of {view.risk.like.accounts:,} like it left")
    found += [f"{score_words(key)} on {say_date(reader.day(at), today)}" for key, at in view.low[:1]]
    return (*found, *_open_risks(view, reader, now))


def _health(view: AccountView, reader: Reader, now: datetime) -> str:
    """ "health 38 ↓, was 61 a week ago", "health 40, set by Olga until Tue 3 Feb: sponsor left; measured 74"."""
    health = health_words_of(view, reader, now)
    if health.score is None:
        return "health unknown"
    if health.by_hand:
        return f"health {health.score}, {health.by_hand}"
    return f"health {health_words(health.score, view.before)}"


def _csm(view: AccountView) -> str:
    return f"{given_name(view.view_by)} is" if view.view_by else "the CSM is"


def _open_risks(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """What its open risks are about, one by its headline; health is told already, and so is an answer."""
    live = [cta for cta in view.todos if cta.type == "risk"]
    told = [cta for cta in live if not _told_already(view, cta)]
    if not told:
        return ()
    more = f", and {plural(len(told) - 1, 'more risk')}" if len(told) > 1 else ""
    return (shorten(headline_words(view, told[0], reader, now), 60) + more,)


def _told_already(view: AccountView, cta: Cta) -> bool:
    rule = rule_of(view, cta)
    return rule is not None and (
        rule.once_per in ("health-change", "band") or (is_prepared(cta.rule) and bool(view.low))
    )


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
