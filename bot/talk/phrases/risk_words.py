"""A learned risk in words (methods B8, C6): how many of those like it leave, and what raises it."""

from __future__ import annotations

from datetime import date, datetime

from bot.calendar import plural, say_date
from bot.journey.risk.churn_risk import Risk, risks
from bot.journey.steps.stuck_next import BEFORE, StuckNext, ahead_of, likeliest
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.statistics.warning.learning import Contribution, RiskBand
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.account.view import AccountView, find_milestone, kpi_of
from bot.talk.phrases.progress_words import health_words_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import headline_words, rule_of
from bot.talk.phrases.todo_words import shortly
from bot.talk.phrases.words import called, capital, given_name, health_words, listed, score_words
from bot.text import likely, measured, number, percent, rounded

HALF_YEAR = "within half a year"
COLUMNS = {
    "days_since_review": ("{value} since a review", "days"),
    "days_since_contact": ("{value} since a talk", "days"),
    "days_on_step": ("{value} on the same step", "days"),
    "days_to_end": ("{value} until its term ends", "days"),
    "months": ("with us for {value}", "months"),
    "tickets_open": ("{value}", "open tickets"),
    "tickets_opened": ("{value} in three months", "new tickets"),
}


async def risk_words(db: ReadSession, view: AccountView) -> str:
    """ "About 3 of 20 accounts like it leave within half a year. What raises it: …"; "" where nothing is foreseen."""
    found = [] if view.churned else await risks(db, [view.account.id])
    return said(view, found[0]) if found else ""


async def stuck_words(db: ReadSession, view: AccountView, today: date) -> str:
    """Where it gets stuck next, most likely; "" where it is stuck, has left, or nothing is known of its place."""
    facts, milestone = view.facts, view.milestone
    if view.churned or facts is None or milestone is None or facts.milestone_due_on is None:
        return ""
    if facts.milestone_due_on <= today:
        return ""
    keys = [one.key for one in view.playbook.milestones()]
    later = keys[keys.index(facts.milestone) + 1 :] if facts.milestone in keys else []
    found = likeliest(await ahead_of(db, today, view.account.id, later))
    if found is None:
        return "Where it gets stuck next I can't say: too few accounts like it have gone this way."
    return likeliest_words(view, found)


def likeliest_words(view: AccountView, this: StuckNext) -> str:
    """ "First value, where it is now: of retail accounts that had been on it for 30 days, 38% were late or gone …"."""
    milestone, chance = find_milestone(view, this.milestone), this.chance
    name = capital(milestone.name) if milestone else this.milestone
    those = {"segment": f"{called(this.name, 24)} accounts", "tier": f"{called(this.name, 24)}-tier accounts"}
    of = those.get(this.cohort, "all accounts")
    here = ", where it is now" if this.day != BEFORE else ", further on"
    spent = f" that were still on it after {plural(this.day, 'day')}" if this.day > 0 else ""
    by = f"were late or gone when its {plural(this.limit_days, 'day')} were over"
    sure = f"{likely(chance.low, chance.high)} is likely, from {chance.of:,}"
    return f"{name}{here}: {percent(chance.value)} of {of}{spent} {by} ({sure})."


def of_twenty(share: float) -> str:
    """ "about 3 of 20"; of a hundred where that would be none."""
    for of in (20, 100):
        if count := int(rounded(share * of)):
            return f"about {count} of {of}"
    return "hardly any"


def said(view: AccountView, risk: Risk) -> str:
    if risk.like is None:
        return ""
    parts = reasons_of(view, risk)
    raises = f" What raises it: {listed(parts)}." if parts else ""
    held = f"{capital(of_twenty(risk.like.share))} accounts like it leave {HALF_YEAR}"
    return f"{held}{_give_or_take(risk.like)}.{raises}"


def _give_or_take(band: RiskBand) -> str:
    """ ", 2 to 5 as it was tried": on accounts that it hadn't learned from."""
    low, high = (int(rounded(share * 20)) for share in (band.least, band.most))
    return f" ({low} to {high}, as tried on {plural(band.accounts, 'account')})" if low < high else ""


def short_risk(view: AccountView) -> str:
    """One line: "About 3 of 20 like it leave within half a year: weekly use 41% (62% is usual)"; "" where nothing is
    foreseen."""
    risk = view.risk
    if risk is None or risk.like is None:
        return ""
    held = capital(like_it(risk.like))
    first = next(iter(reasons_of(view, risk)), "")
    return f"{held}: {first}" if first else held


def like_it(band: RiskBand) -> str:
    """ "about 3 of 20 like it leave within half a year"."""
    return f"{of_twenty(band.share)} like it leave {HALF_YEAR}"


def reasons_of(view: AccountView, risk: Risk) -> list[str]:
    found: dict[str, None] = {}
    for part in risk.parts:
        if words := part_words(view, part):
            found[words] = None
    return list(found)


def risk_reasons(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """Why it is at risk (bot/journey/risk/at_risk.py), the plainest first: "health 38 ↓, was 61 a week ago", "you're
    worried", "about 3 of 20 like it leave within half a
    year", "answered 3 of 10 on Mon 5 Jan", "nobody has taken over yet"."""
    today = reader.today(now)
    found = [_health(view, reader, now)]
    if view.account.view == "worried":
        found.append(f"{'you are' if reader.is_me(view.account.view_by) else _csm(view)} worried")
    if view.risk is not None and view.risk.like is not None:
        found.append(like_it(view.risk.like))
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
    return (shortly(headline_words(view, told[0], reader, now), 60) + more,)


def _told_already(view: AccountView, cta: Cta) -> bool:
    rule = rule_of(view, cta)
    return rule is not None and (
        rule.once_per in ("health-change", "band") or (is_prepared(cta.rule) and bool(view.low))
    )


def part_words(view: AccountView, part: Contribution) -> str:
    """ "weekly use 41% (62% is usual)"; "" where nothing can be said of it."""
    kind, _, key = part.column.partition(".")
    if kind in ("kpi", "trend"):
        return _measured(view, kind, key, part)
    if part.column in COLUMNS:
        words, unit = COLUMNS[part.column]
        one = unit.removesuffix("s")
        usual = f" ({number(part.usual, 0)} is usual)"
        return words.format(value=plural(_rounded(part.value), one, unit)) + usual
    return _happened(view, part)


def _rounded(value: float) -> int:
    return int(rounded(value))


def _measured(view: AccountView, kind: str, key: str, part: Contribution) -> str:
    kpi = kpi_of(view, key)
    if kind == "kpi":
        return f"{kpi.name} {measured(part.value, kpi.unit)} ({measured(part.usual, kpi.unit)} is usual)"
    by = f"{number(abs(part.value), 0)} points" if kpi.unit == "%" else measured(abs(part.value), kpi.unit)
    return f"{kpi.name} {by} {'lower' if part.value < 0 else 'higher'} than in the three months before"


def _happened(view: AccountView, part: Contribution) -> str:
    what, _, key = part.column.partition("=")
    count = _rounded(part.value)
    if what == "milestone" and count:
        milestone = find_milestone(view, key)
        return f"on the way to {milestone.name}" if milestone else ""
    if what in ("tier", "segment"):
        return f"{what} {called(key, 30)}" if count else ""
    said = {
        "days_late": f"{plural(count, 'day')} late on its step",
        "low_answers": f"{plural(count, 'low answer')} in half a year",
        "answer": f"answered {number(part.value * 10, 0)} of 10 last",
        "people_left": f"{plural(count, 'person has left', 'people have left')} in half a year",
        "champions_left": "its champion or decision maker left",
        "ends_soon": "its term ends soon",
        "days_unmeasured": f"nothing measured for {plural(count, 'day')}",
    }
    return said.get(what, "") if count or what == "answer" else ""
