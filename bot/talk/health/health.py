"""/journey acme health (method C2): the score, its parts, its year, and why it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.calendar import say_date, say_near
from bot.journey.accounts.progress import HealthPart
from bot.journey.health.health_by_date import moved_lately, whole_year
from bot.journey.health.health_history import HealthSpan, Measured, observations, spans
from bot.journey.health.why_health_moved import NOTABLE, HealthMove, notable, unknown_since, whole_parts, whole_score
from bot.journey.sweep.facts_row import ENOUGH_WEIGHT
from bot.message import Message
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.account.read_account import load_account
from bot.talk.account.view import AccountView, kpi_of
from bot.talk.health.by_product import products_in_use
from bot.talk.health.health_message import HealthShown, PartLine, Trend, health_message
from bot.talk.phrases.progress_words import health_words_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ticket_words
from bot.talk.phrases.words import called, capital, listed
from bot.text import measured, measured_pair

POINTS = 14  # of the chart: about one in four weeks over a year
MOVES_SHOWN = 4
BY_HAND_TOLD = timedelta(days=30)  # a score set by hand that ended longer ago is no news


async def health(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """An account's health; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    year, figures = await spans(db, account_id, now), await observations(db, account_id, now)
    return health_message(health_of_view(view, year, figures, reader, now))


def health_of_view(
    view: AccountView, year: Sequence[HealthSpan], figures: Measured, reader: Reader, now: datetime
) -> HealthShown:
    """What is said of it. year: the scores of the last year; figures: what was measured meanwhile."""
    facts, today = view.facts, reader.today(now)
    whole = whole_year(view.playbook, year, figures, now)
    worked_out = say_date(reader.day(year[0].since), today) if len(whole) > len(year) else ""
    year = whole
    words = health_words_of(view, reader, now)
    weight = sum(part.weight for part in view.health)
    known = sum(part.weight for part in view.health if part.fresh)
    shared = known if weight and known / weight >= ENOUGH_WEIGHT else 0.0  # below that, nothing makes a score
    return HealthShown(
        account_id=view.account.id,
        name=called(view.account.name, 48),
        score=words.score,
        band=words.band or "",
        age=say_near(facts.kpi_newest_on, today) if facts and facts.kpi_newest_on else "",
        by_hand=words.by_hand or "",
        known=known / weight if weight else 0.0,
        assessed=facts is not None,
        parts=_adding_up(tuple(part_line(view, part, weight, shared, reader, today) for part in view.health)),
        missing=missing_words(view, reader, today),
        missing_share=(weight - known) / weight if weight else 0.0,
        moved=moved_words(view, year, figures, reader, now),
        products=products_in_use(view, figures, reader, now),
        tickets=ticket_words(view, reader, now),
        trend=trend_of(year, reader, now),
        worked_out=worked_out,
        churned=view.churned,
    )


# Parts


def part_line(
    view: AccountView, part: HealthPart, weight: float, known: float, reader: Reader, today: date
) -> PartLine:
    """One KPI: its weight, the weight that it really has once missing ones are shared out, and its points."""
    kpi = kpi_of(view, part.kpi)
    counts = part.weight / known if part.fresh and known else None
    return PartLine(
        name=kpi.name,
        weight=part.weight / weight,
        counts=counts,
        value=measured(part.value, kpi.unit) if part.value is not None else "–",
        age=say_near(reader.day(part.observed_at), today) if part.observed_at else "never",
        points=counts * part.score if counts is not None and part.score is not None else None,
    )


def _adding_up(parts: tuple[PartLine, ...]) -> tuple[PartLine, ...]:
    """With whole points that add up to the score."""
    counting = [part.points for part in parts if part.points is not None]
    points = iter(whole_parts(counting, whole_score(sum(counting))))
    return tuple(part if part.points is None else replace(part, points=float(next(points))) for part in parts)


def missing_words(view: AccountView, reader: Reader, today: date) -> tuple[str, ...]:
    """ "NPS (200 days old, counts for 120)", "our first answer (never measured)"."""
    return tuple(_missing(view, part, reader, today) for part in view.health if not part.fresh)


def _missing(view: AccountView, part: HealthPart, reader: Reader, today: date) -> str:
    kpi = kpi_of(view, part.kpi)
    if part.observed_at is None:
        return f"{kpi.name} (never measured)"
    days = (today - reader.day(part.observed_at)).days
    limit = next((one.fresh_days for one in view.playbook.health.kpis if one.key == part.kpi), kpi.fresh_days)
    return f"{kpi.name} ({days} days old, counts for {limit})"


# Why it moved


def moved_words(
    view: AccountView, year: Sequence[HealthSpan], figures: Measured, reader: Reader, now: datetime
) -> tuple[str, ...]:
    """In sentences: how far since when, which KPIs by how many points, and which grew too old or count again."""
    if not year:
        return ()
    said = _measured_words(view, year, figures, reader, now)
    if year[-1].by_hand:
        return tuple(f"Measured: {text[:1].lower()}{text[1:]}" if at == 0 else text for at, text in enumerate(said))
    ended = next((one for one in reversed(year) if one.by_hand and one.until and one.until > now - BY_HAND_TOLD), None)
    if ended is None or ended.until is None:
        return tuple(said)
    until = say_date(reader.day(ended.until), reader.today(now))
    return (*said, f"Until {until} it was set by hand, to {ended.score}.")


def _measured_words(
    view: AccountView, year: Sequence[HealthSpan], figures: Measured, reader: Reader, now: datetime
) -> list[str]:
    today, score = reader.today(now), year[-1].measured
    if score is None:
        lost = unknown_since(year)
        return [_unknown(view, lost, reader, today)] if lost else []
    if notable(year) is None:
        return [_steady(year, reader, today)]
    moved = moved_lately(view.playbook, view.health, year, figures)
    return _told(view, moved, reader, today) if moved else []


def _told(view: AccountView, moved: HealthMove, reader: Reader, today: date) -> list[str]:
    gap = moved.score - moved.was
    since = say_date(reader.day(moved.since), today)
    heavy = [one for one in moved.moves if one.points][:MOVES_SHOWN]
    names = ", ".join(f"{kpi_of(view, one.kpi).name} {signed(one.points)}" for one in heavy)
    way = f"{'Up' if gap > 0 else 'Down'} {abs(gap)} from {moved.was} since {since}"
    said = [f"{way}{f': {names}' if names else ''}."]
    values = []
    for one in heavy:
        if one.how == "moved" and one.was is not None and one.value is not None:
            kpi = kpi_of(view, one.kpi)
            values.append(f"{kpi.name} {' → '.join(measured_pair(one.was, one.value, kpi.unit))}")
    said += [f"{capital(', '.join(values))}."] if values else []
    for how, one_is, more_are in CHANGED:
        names_of = [kpi_of(view, one.kpi).name for one in moved.moves if one.how == how]
        said += [f"{capital(listed(names_of))} {one_is if len(names_of) == 1 else more_are}."] if names_of else []
    small = gap - sum(one.points for one in heavy) - moved.rest
    said += [f"Smaller moves: {signed(small)}."] if small else []
    said += [f"{signed(moved.rest)} isn't explained by the figures on record: some came in late."] if moved.rest else []
    return said


CHANGED = (
    ("stale", "has grown too old to count since", "have grown too old to count since"),
    ("back", "counts again", "count again"),
    ("new", "was measured for the first time", "were measured for the first time"),
)


def _unknown(view: AccountView, lost: HealthSpan, reader: Reader, today: date) -> str:
    since = say_date(reader.day(lost.until), today) if lost.until else "some days"
    old = [kpi_of(view, part.kpi).name for part in view.health if not part.fresh and part.observed_at is not None]
    verb = "is" if len(old) == 1 else "are"
    why = f": {listed(old)} {verb} too old to count" if old else ""
    return f"Unknown since {since}, when it was {lost.measured}{why}."


def _steady(year: Sequence[HealthSpan], reader: Reader, today: date) -> str:
    """Since the last time that it wasn't known, or all the while."""
    gap = next((at for at in range(len(year) - 1, -1, -1) if year[at].measured is None), -1)
    known = year[gap + 1 :]
    scores = [one.measured for one in known if one.measured is not None]
    low, high = min(scores), max(scores)
    at = f"at {low}" if low == high else f"between {low} and {high}"
    said = f"Steady {at} since {say_date(reader.day(known[0].since), today)}: no change of {NOTABLE} points or more."
    return f"{said} Before, too little was known." if gap >= 0 else said


def signed(points: int) -> str:
    """ "+3", "−9"."""
    return f"{'+' if points > 0 else '−' if points < 0 else '±'}{abs(points)}"


# The year


def trend_of(year: Sequence[HealthSpan], reader: Reader, now: datetime) -> Trend:
    """The scores in force over the year, and what was measured where somebody set one meanwhile."""
    today = reader.today(now)
    if not year:
        return Trend()
    first = max(year[0].since, now - timedelta(days=365))
    step = max(timedelta(days=1), (now - first) / (POINTS - 1))
    moments = [now - step * back for back in range(POINTS - 1, -1, -1)]
    shown = [(at, one) for at in moments if (one := _at(year, at)) and one.score is not None]
    both = any(one.by_hand for _, one in shown) and all(one.measured is not None for _, one in shown)
    known = [one for one in year if one.score is not None]
    return Trend(
        labels=tuple(say_date(reader.day(at), today, weekday=False) for at, _ in shown),
        scores=tuple(float(one.score or 0) for _, one in shown),
        measured=tuple(float(one.measured or 0) for _, one in shown) if both else (),
        unknown=len([at for at in moments if (one := _at(year, at)) and one.score is None]),
        points=len([at for at in moments if _at(year, at)]),
        now=year[-1].score,
        week=_then(year, now - timedelta(days=7)),
        month=_then(year, now - timedelta(days=30)),
        high=_mark(max(known, key=lambda one: one.score or 0), reader, today) if known else None,
        low=_mark(min(known, key=lambda one: one.score or 0), reader, today) if known else None,
        since=say_date(reader.day(year[0].since), today) if now - first < timedelta(days=364) else "",
    )


def _at(year: Sequence[HealthSpan], at: datetime) -> HealthSpan | None:
    return next((one for one in year if one.since <= at and (one.until is None or at < one.until)), None)


def _then(year: Sequence[HealthSpan], at: datetime) -> int | None:
    one = _at(year, at)
    return one.score if one else None


def _mark(one: HealthSpan, reader: Reader, today: date) -> tuple[int, str]:
    """The score, and the day since when it stood so."""
    return one.score or 0, say_date(reader.day(one.since), today)


__all__ = ["health", "health_of_view", "moved_words", "trend_of"]
