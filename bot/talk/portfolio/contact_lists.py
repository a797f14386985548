"""Lists about the people there: whom nobody has talked to for long, who decides isn't known, or what drives them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from bot.calendar import plural, say_date, say_in
from bot.journey.accounts.selection import ListQuery
from bot.message import Column, code, line
from bot.store.tables import Account, AccountEvent, AccountFacts, Stakeholder
from bot.talk.account.said import questions_of
from bot.talk.account.view import AccountView, Contact, days_since
from bot.talk.phrases.account_words import is_champion, is_decider, low_answer_words, renewal_words, who
from bot.talk.phrases.progress_words import milestone_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ticket_words
from bot.talk.phrases.words import a_year, called, listed
from bot.talk.portfolio.account_lists import AccountList, Row, largest_first, yearly

QUIET_DAYS = 30
NEAR_DAYS = 120  # so far ahead, a renewal is a reason to write
F = AccountFacts
YEARLY = Column(title="A year", number=True)


def days_of(query: ListQuery) -> int:
    return QUIET_DAYS if query.days is None else query.days


# Without contact


def _is_quiet(query: ListQuery, today: date) -> ColumnElement[bool]:
    """Where no contact is on record, the days count from the start: nobody who came on Monday has long been quiet."""
    if query.never:
        return F.last_contact_on.is_(None)
    long_ago = today - timedelta(days=days_of(query))
    never = and_(F.last_contact_on.is_(None), or_(Account.started_on.is_(None), Account.started_on <= long_ago))
    return or_(F.last_contact_on <= long_ago, never)


def _quiet_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    today = reader.today(now)
    last = view.facts.last_contact_on if view.facts else None
    days = days_since(last, today)
    said = "none on record" if last is None else say_date(last, today, weekday=False)
    return (
        called(view.account.name),
        "–" if days is None else f"{days:,}",
        *_silent_row(view, reader, now),
        said,
        yearly(view, today),
    )


def _silent_row(view: AccountView, reader: Reader, now: datetime) -> tuple[str, str]:
    """Of who decides and of the champions the one who is silent for longest, and since when: others may have been
    spoken with."""
    one = most_silent(view)
    if one is None:
        return "nobody noted", "–"
    last = view.last_talks.get(one.row.id)
    role = "decides" if is_decider(one) else "champion"
    said = say_date(reader.day(last), reader.today(now), weekday=False) if last else "no talk on record"
    return f"{who(one)}, {role}", said


def most_silent(view: AccountView) -> Contact | None:
    """Who decides or carries it and was spoken with longest ago; somebody of whom no talk is on record first."""
    key = [one for one in view.active if is_decider(one) or is_champion(one)]
    at = {number: talked.timestamp() for number, talked in view.last_talks.items()}
    return min(key, key=lambda one: (at.get(one.row.id, 0.0), not is_decider(one), one.row.id), default=None)


def _quiet_said(query: ListQuery, count: int) -> str:
    return "without any contact so far" if query.never else f"without contact for {plural(days_of(query), 'day')}"


def silent_words(view: AccountView, reader: Reader, now: datetime) -> str:
    """ "Yusuf Falk, CFO, who decides: last talk Fri 4 Sep, 84 days ago; others there Thu 19 Nov."; "" where nobody is
    noted as deciding or as a champion."""
    one, today = most_silent(view), reader.today(now)
    if one is None:
        return ""
    role = "who decides" if is_decider(one) else "the champion"
    last = view.last_talks.get(one.row.id)
    day = reader.day(last) if last else None
    said = f"last talk {say_date(day, today)}, {say_in(day, today)}" if day else "no talk on record"
    others = view.facts.last_contact_on if view.facts else None
    since = f"; others there {say_date(others, today)}" if others and (day is None or others > day) else ""
    return f"{who(one)}, {role}: {said}{since}."


@dataclass(frozen=True)
class SilentOne:
    """An account of that list in words. person: whom to write to, None where nobody who decides or carries it is known;
    words: since when they are silent; reason: what one can write about."""

    account_id: int
    account: str
    value: str = ""
    person: tuple[int, str] | None = None
    words: str = ""
    reason: str = ""


def silent_one(view: AccountView, reader: Reader, now: datetime) -> SilentOne:
    one, facts, today = most_silent(view), view.facts, reader.today(now)
    last = facts.last_contact_on if facts else None
    nobody = (
        f"Nobody who decides is noted; last contact {say_date(last, today)}." if last else "Nobody was ever talked to."
    )
    return SilentOne(
        view.account.id,
        called(view.account.name),
        next(iter(a_year(view.contracts, today)), ""),
        (one.row.id, called(one.row.name)) if one is not None else None,
        silent_words(view, reader, now) or nobody,
        reason_to_write(view, reader, now),
    )


def reason_to_write(view: AccountView, reader: Reader, now: datetime) -> str:
    """What one can write about: what they wait for, what went well, what comes next; "" where nothing is on record."""
    today = reader.today(now)
    if waiting := questions_of(view):
        return f"they asked {say_date(waiting[0].said_on, today)} and have no answer yet"
    if low := low_answer_words(view, reader, today):
        return f"somebody {low}"
    tickets, goal, renewal = (
        ticket_words(view, reader, now),
        milestone_words(view, reader, now),
        renewal_words(view, today),
    )
    if tickets is not None and view.tickets is not None and view.tickets.fresh:
        return str(tickets)
    if renewal.deadline and renewal.days is not None and 0 <= renewal.days <= NEAR_DAYS:
        return f"{'notice by' if renewal.is_notice else 'the contract ends'} {renewal.deadline}"
    if goal is not None and goal.last_reached and goal.last_reached_on and view.placed:
        return f"they reached {goal.last_reached} {goal.last_reached_on}"
    if tickets is not None:
        return str(tickets)
    return f"the next step, {goal.next_task}" if goal is not None and goal.next_task and view.placed else ""


def _longest_first() -> tuple[Any, ...]:
    """By who decides or is a champion and was spoken with longest ago; accounts where no such person is noted come
    after those, by their last contact."""
    s, e = Stakeholder, AccountEvent
    talked = (e.stakeholder_id == s.id, e.kind == "contact", e.undone_at.is_(None))
    last = select(func.max(e.at)).where(*talked).correlate(s).scalar_subquery()
    role = func.coalesce(s.role, "")
    key = (s.account_id == Account.id, s.status == "active", or_(role.contains("decision"), role.contains("champion")))
    people = select(s.id, last.label("at")).where(*key).correlate(Account).subquery()
    never = select(people.c.id).where(people.c.at.is_(None)).correlate(Account).exists()
    since = select(func.min(people.c.at)).correlate(Account).scalar_subquery()
    spoken = F.last_contact_on.is_not(None)  # accounts that nobody ever spoke with come before all
    return spoken, ~never, since.is_(None), since, F.last_contact_on, *largest_first()


QUIET = AccountList(
    word="quiet",
    title="Quiet",
    columns=(
        Column(title="Account"),
        Column(title="Days", number=True),
        Column(title="Most silent"),
        Column(title="Since"),
        Column(title="Anybody there"),
        YEARLY,
    ),
    where=_is_quiet,
    order=_longest_first,
    row=_quiet_row,
    said=_quiet_said,
    means=lambda query: "Days since the last contact or review. The longest silence of a key person comes first.",
    nothing=lambda query: (
        "Of every account a contact is on record."
        if query.never
        else f"With every account somebody has talked in the last {plural(days_of(query), 'day')}."
    ),
    teaches=line("Other spans: ", code("quiet 14 days"), ", ", code("quiet never"), "."),
)


# Nobody who decides


def _champions(view: AccountView) -> str:
    return listed([who(one) for one in view.active if is_champion(one)], most=2) or "nobody"


def _people(view: AccountView) -> str:
    return f"{len(view.active):,}"


NO_DECIDER = AccountList(
    word="no-decider",
    title="Without a decision maker",
    columns=(Column(title="Account"), Column(title="Champion"), Column(title="People", number=True), YEARLY),
    where=lambda query, today: F.decision_makers == 0,
    order=largest_first,
    row=lambda view, reader, now: (
        called(view.account.name),
        _champions(view),
        _people(view),
        yearly(view, reader.today(now)),
    ),
    said=lambda query, count: "without a known decision maker",
    means=lambda query: "Nobody active there is noted as a decision maker; the largest first.",
    nothing=lambda query: "At every account a decision maker is known.",
    teaches=line("Roles come with the stakeholders file."),
)


# Nobody knows what drives them


def _has_somebody_untagged(query: ListQuery, today: date) -> ColumnElement[bool]:
    s = Stakeholder
    untagged = (s.account_id == Account.id, s.status == "active", s.persona.is_(None))
    return exists().where(*untagged).correlate(Account)


def _untagged_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    people = [who(one) for one in view.active if one.row.persona is None]
    count = f"{len(people):,} of {_people(view)}"
    return called(view.account.name), listed(people, most=3), count, yearly(view, reader.today(now))


NO_PERSONA = AccountList(
    word="no-persona",
    title="Somebody without a type",
    columns=(Column(title="Account"), Column(title="Who"), Column(title="People", number=True), YEARLY),
    where=_has_somebody_untagged,
    order=largest_first,
    row=_untagged_row,
    said=lambda query, count: "with somebody whose type isn't known",
    means=lambda query: "Somebody active there has no type yet: Expert, Friend or CEO; the largest first.",
    nothing=lambda query: "Of everybody active at these accounts the type is noted.",
    teaches=line("A guess will do to start with."),
)

LISTS = (QUIET, NO_DECIDER, NO_PERSONA)
