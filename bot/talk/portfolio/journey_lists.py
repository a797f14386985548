"""Lists by where accounts stand: all, those of a stage, ready for an offer, new; and contracts that end by a day."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select, true

from bot.calendar import MONTHS, say_date
from bot.journey.accounts.selection import ListQuery
from bot.message import Column, code, line
from bot.store.contract_terms import renewal_is_open, settled
from bot.store.tables import Account, AccountFacts, Contract, Cta
from bot.store.todo_states import is_live
from bot.talk.account.view import AccountView, days_since
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital
from bot.talk.portfolio.account_lists import (
    RENEWING,
    AccountList,
    Ending,
    Row,
    amounts,
    largest_first,
    later_ends,
    yearly,
)

F = AccountFacts
YEARLY = Column(title="A year", number=True)


def _health(view: AccountView) -> str:
    score = view.facts.health if view.facts else None
    return "unknown" if score is None else str(score)


def _stage(view: AccountView) -> str:
    return capital(view.stage.name) if view.stage else "unknown"


def _stands_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    return called(view.account.name), _stage(view), _health(view), yearly(view, reader.today(now))


EVERY = AccountList(
    word="accounts",
    title="Accounts",
    columns=(Column(title="Account"), Column(title="Stage"), Column(title="Health", number=True), YEARLY),
    where=lambda query, today: true(),
    order=largest_first,
    row=_stands_row,
    said=lambda query, count: "in all",
    means=lambda query: "Every customer of today; the largest first.",
    nothing=lambda query: "No account is here yet.",
    teaches=line("They come with the accounts file."),
)


# Of one stage


def _at_stage_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    today = reader.today(now)
    days = days_since(view.facts.milestone_since, today) if view.facts and view.milestone else None
    towards = capital(view.milestone.name) if view.milestone else "–"
    return called(view.account.name), towards, "–" if days is None else f"{days:,}", yearly(view, today)


AT_STAGE = AccountList(
    word="stage",
    title="Stage",
    columns=(Column(title="Account"), Column(title="Working on"), Column(title="Days", number=True), YEARLY),
    where=lambda query, today: F.stage.in_(query.stages),
    order=largest_first,
    row=_at_stage_row,
    said=lambda query, count: f"in {query.stage}",
    means=lambda query: (
        "Where they stand as of this morning, and for how long they have worked on it; the largest first."
    ),
    nothing=lambda query: f"No account is in {query.stage}.",
    teaches=line("All stages with counts and value: ", code("stage"), "."),
)


# Ready for an offer


def _is_ready(query: ListQuery, today: date) -> ColumnElement[bool]:
    """The playbook sees an opportunity, and nothing burns (method C7)."""
    return and_(_has_todo("opportunity"), ~_has_todo("risk"))


def _has_todo(kind: str) -> ColumnElement[bool]:
    return exists().where(Cta.account_id == Account.id, Cta.type == kind, is_live(Cta)).correlate(Account)


READY = AccountList(
    word="ready",
    title="Ready for an offer",
    columns=(Column(title="Account"), Column(title="Health", number=True), Column(title="Stage"), YEARLY),
    where=_is_ready,
    order=largest_first,
    row=lambda view, reader, now: (
        called(view.account.name),
        _health(view),
        _stage(view),
        yearly(view, reader.today(now)),
    ),
    said=lambda query, count: "ready for an offer",
    means=lambda query: "An opportunity is among its open to-dos, and no risk; the largest first.",
    nothing=lambda query: "No account is ready for an offer.",
    teaches=line("It takes good health, hardly a ticket and no low answer of late."),
)


# New


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def _is_new(query: ListQuery, today: date) -> ColumnElement[bool]:
    since = query.first or first_of_month(today)
    return and_(Account.started_on >= since, Account.started_on <= (query.last or today))


def _new_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    began, today = view.account.started_on, reader.today(now)
    said = say_date(began, today, weekday=False) if began else "unknown"
    return called(view.account.name), said, _stage(view), yearly(view, today)


def _new_said(query: ListQuery, count: int) -> str:
    return f"new since {_day(query.first)}" if query.first else "new this month"


NEW = AccountList(
    word="new",
    title="New",
    columns=(Column(title="Account"), Column(title="Started"), Column(title="Stage"), YEARLY),
    where=_is_new,
    order=lambda: (Account.started_on.desc(),),
    row=_new_row,
    said=_new_said,
    means=lambda query: "By the day they started; the newest first.",
    nothing=lambda query: "By the day they started, as the accounts file says.",
    teaches=line("Another span: ", code("new 90 days"), "."),
)


# Contracts that end between two days


def _ends_then(query: ListQuery, today: date) -> ColumnElement[bool]:
    c = Contract
    here = (c.account_id == Account.id, c.retired.is_(False), renewal_is_open(c))
    return exists().where(*here, *_between(c.ends_on, query)).correlate(Account)


def _between(day: Any, query: ListQuery) -> tuple[ColumnElement[bool], ...]:
    bounds = (day >= query.first if query.first else None, day <= query.last if query.last else None)
    return tuple(one for one in bounds if one is not None) or (day.is_not(None),)


def _ending_then(query: ListQuery, view: AccountView) -> list[Contract]:
    """The nearest first."""
    first, last = query.first or date.min, query.last or date.max
    due = [one for one in view.contracts if one.ends_on and first <= one.ends_on <= last and not settled(one)]
    return sorted(due, key=lambda contract: (contract.ends_on or date.max, contract.id))


def _ends_row(query: ListQuery) -> Callable[[AccountView, Reader, datetime], Row]:
    def row(view: AccountView, reader: Reader, now: datetime) -> Row:
        due = _ending_then(query, view)
        one = next(iter(due), None)
        ends = say_date(one.ends_on, reader.today(now), weekday=False) if one and one.ends_on else "–"
        days = later_ends(len({other.ends_on for other in due}) - 1) if due else ""
        return called(view.account.name), ends + days, (one.call if one else "") or "missing", amounts(due)

    return row


def _ends_first() -> tuple[Any, ...]:
    c = Contract
    ends = select(func.min(c.ends_on)).where(c.account_id == Account.id, c.retired.is_(False), renewal_is_open(c))
    return (ends.correlate(Account).scalar_subquery(),)


def _day(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _ends_said(query: ListQuery, count: int) -> str:
    verb = "renews" if count == 1 else "renew"
    if query.first and query.last:
        return f"{verb} between {_day(query.first)} and {_day(query.last)}"
    return f"{verb} until {_day(query.last)}" if query.last else f"{verb} from {_day(query.first)} on"


def ending(query: ListQuery) -> AccountList:
    """The list of contracts that end between those days, without those that are lost."""
    return AccountList(
        word=RENEWING.word,
        title="Renewals",
        columns=(Column(title="Account"), Column(title="Ends"), Column(title="Forecast"), YEARLY),
        where=_ends_then,
        order=_ends_first,
        row=_ends_row(query),
        said=_ends_said,
        means=lambda query: "A contract ends then, and isn't lost; the nearest first.",
        nothing=lambda query: f"No contract {_ends_said(query, 1)}.",
        teaches=RENEWING.teaches,
        ending=Ending(
            lambda query, today: and_(renewal_is_open(Contract), *_between(Contract.ends_on, query)),
            lambda query, view, today: _ending_then(query, view),
        ),
    )


LISTS = (EVERY, AT_STAGE, READY, NEW)
