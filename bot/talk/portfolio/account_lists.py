"""Accounts at risk, near their renewal, or stuck: which ones, and what a row says of them. The portfolio shows a few
of a person's own; bot/talk/portfolio/account_tables.py whole lists. Other lists: contact_lists.py, journey_lists.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from bot.calendar import say_date
from bot.journey.accounts.selection import ListQuery, Selection
from bot.journey.risk.at_risk import is_at_risk, is_plainly_at_risk, plainly_first
from bot.message import Block, Column, Heading, Line, Notes, Table, Text, bold, code, line
from bot.playbook.models import Library
from bot.store.contract_terms import renewal_is_open, settled, still_paid
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Contract
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView, days_since
from bot.talk.phrases.account_words import deadline_of, next_contract
from bot.talk.phrases.progress_words import usual_days
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.risk_words import risk_reasons
from bot.talk.phrases.words import a_year, called, totals
from bot.talk.portfolio.judged import judged

SHOWN = 5
RENEWALS = timedelta(days=120)

Row = tuple[str, ...]
Which = Callable[[ListQuery, date], ColumnElement[bool]]


@dataclass(frozen=True)
class ListSection:
    """A list of accounts: its first few rows, how many there are, and what to say where there are none."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    count: int
    none: str


@dataclass(frozen=True)
class Ending:
    """Of a list of ends: which contracts its lines are about, as SQL and of an account at hand. Their amounts stand in
    it, not the accounts'."""

    where: Callable[[ListQuery, date], ColumnElement[bool]]
    of: Callable[[ListQuery, AccountView, date], list[Contract]]


@dataclass(frozen=True)
class AccountList:
    """A list of accounts: which ones, in which order, and what a row says. `word`: how it is typed.

    title, none: over the portfolio's few rows, and in their place. said: what follows "3" in a whole list's title ("at
    risk"), for that many. means: who is on it, and in which order after a semicolon. nothing: said of an empty one.
    teaches: what puts accounts on it. foremost: those that come first in its order, where they are found sooner.
    """

    word: str
    title: str
    columns: tuple[Column, ...]
    where: Which
    order: Callable[[], tuple[Any, ...]]
    row: Callable[[AccountView, Reader, datetime], Row]
    said: Callable[[ListQuery, int], str]
    means: Callable[[ListQuery], str]
    nothing: Callable[[ListQuery], str]
    teaches: Line
    none: str = ""
    ending: Ending | None = None
    foremost: Which | None = None


async def at_risk(db: ReadSession, library: Library, reader: Reader, now: datetime) -> ListSection:
    """Whoever is, by `is_at_risk`, the plainest first, then the largest."""
    return await _section(db, library, reader, now, AT_RISK)


async def renewals(db: ReadSession, library: Library, reader: Reader, now: datetime) -> ListSection:
    """Notice or contract end in the next 120 days, the nearest first."""
    return await _section(db, library, reader, now, RENEWING)


async def stuck(db: ReadSession, library: Library, reader: Reader, now: datetime) -> ListSection:
    """Past the usual days of their milestone, the longest first."""
    return await _section(db, library, reader, now, STUCK)


async def _section(db: ReadSession, library: Library, reader: Reader, now: datetime, kind: AccountList) -> ListSection:
    query = ListQuery(kind.word, Selection(csm_id=reader.person_id))
    views, count = await first_few(db, library, kind, query, reader, now, SHOWN)
    none = kind.none if count else (await judged(db, query)).none(kind.none)
    return ListSection(kind.title, kind.columns, tuple(kind.row(view, reader, now) for view in views), count, none)


def _risk_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    return called(view.account.name), "; ".join(risk_reasons(view, reader, now)), yearly(view, reader.today(now))


def _renewal_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    today = reader.today(now)
    contract = next_contract(view, today)
    deadline = view.facts.deadline_on if view.facts else None
    what = "notice " if contract is not None and deadline is not None and contract.notice_on == deadline else ""
    by = what + say_date(deadline, today, weekday=False) if deadline else "unknown"
    call = (contract.call if contract else "") or "missing"
    due = _due(view, today)
    later = {deadline_of(one, today) for one in due} - {deadline}
    return called(view.account.name), by + later_ends(len(later)), call, amounts(due)


def _due(view: AccountView, today: date) -> list[Contract]:
    """The contracts that it is about: notice or end in the time that it looks ahead."""
    bounds = (one for one in view.contracts if not settled(one))
    return [one for one in bounds if today <= (deadline_of(one, today) or date.min) <= today + RENEWALS]


def _is_due(today: date) -> ColumnElement[bool]:
    c = Contract
    is_notice = and_(c.notice_on.is_not(None), or_(c.notice_on >= today, c.ends_on.is_(None)))
    deadline = case((is_notice, c.notice_on), else_=c.ends_on)
    return and_(renewal_is_open(c), deadline.between(today, today + RENEWALS))


def later_ends(count: int) -> str:
    """What follows the day of the first end of an account's."""
    return f" and {count} later" if count else ""


def _stuck_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    today = reader.today(now)
    milestone = view.milestone
    days = days_since(view.facts.milestone_since, today) if view.facts else None
    name, usual = (milestone.name, str(usual_days(view, milestone))) if milestone else ("–", "–")
    return called(view.account.name), "–" if days is None else f"{days:,}", usual, name


def yearly(view: AccountView, today: date) -> str:
    """One figure per currency; they are never added up."""
    return ", ".join(a_year(view.contracts, today)) or "unknown"


def amounts(contracts: Sequence[Contract]) -> str:
    """The same of some contracts, where those are what a line is about."""
    return ", ".join(totals(contracts)) or "unknown"


def counted(kind: AccountList, query: ListQuery, view: AccountView, today: date) -> list[Contract]:
    """The contracts whose amounts count for that account on that list."""
    return kind.ending.of(query, view, today) if kind.ending else still_paid(view.contracts, today)


async def first_few(
    db: ReadSession, library: Library, kind: AccountList, query: ListQuery, reader: Reader, now: datetime, most: int
) -> tuple[list[AccountView], int]:
    """The first few of those active accounts on the list, and how many there are."""
    count = await how_many(db, kind, query, reader.today(now))
    return (await first_ones(db, library, kind, query, reader, now, most) if count else []), count


async def how_many(db: ReadSession, kind: AccountList, query: ListQuery, today: date) -> int:
    found = on_list(select(func.count()), kind, query, today)
    count: int = (await db.one_statement(found)).scalar_one()
    return count


async def first_ones(
    db: ReadSession, library: Library, kind: AccountList, query: ListQuery, reader: Reader, now: datetime, most: int
) -> list[AccountView]:
    """The first few of those active accounts on the list."""
    ids: list[int] = []
    for of in (kind.foremost, kind.where):
        if of is not None and len(ids) < most:
            ordered = _of_list(select(Account.id), of, query, reader.today(now)).order_by(*kind.order(), Account.name)
            ids = list((await db.one_statement(ordered.limit(most))).scalars())
    views = await load_accounts(db, library, ids, now)
    return [views[number] for number in ids if number in views]


def on_list(columns: Select[Any], kind: AccountList, query: ListQuery, today: date) -> Select[Any]:
    """Those columns of the accounts on the list. For `one_statement`: see `Selection.ours`."""
    return _of_list(columns, kind.where, query, today)


def _of_list(columns: Select[Any], of: Which, query: ListQuery, today: date) -> Select[Any]:
    joined = columns.select_from(Account).join(AccountFacts, AccountFacts.account_id == Account.id)
    return joined.where(*query.selection.ours(), Account.status == "active", of(query, today))


def largest_first() -> tuple[Any, ...]:
    return (func.coalesce(worth_of(Account.id), 0).desc(),)


def _still_ends() -> ColumnElement[bool]:
    """Some contract has that date: facts follow a renewal seconds later, and nothing of it is missing meanwhile."""
    there = (Contract.account_id == Account.id, Contract.retired.is_(False))
    dated = or_(Contract.notice_on.is_not(None), Contract.ends_on.is_not(None))
    same = or_(Contract.notice_on == AccountFacts.deadline_on, Contract.ends_on == AccountFacts.deadline_on)
    none, one = exists().where(*there, dated), exists().where(*there, same)
    return or_(~none.correlate(Account), one.correlate(Account, AccountFacts))


AT_RISK = AccountList(
    word="at-risk",
    title="At risk",
    columns=(Column(title="Account"), Column(title="Why"), Column(title="A year", number=True)),
    none="no low health, worry, low answer or open risk",
    where=lambda query, today: is_at_risk(today),
    order=lambda: (plainly_first(), *largest_first()),
    foremost=lambda query, today: is_plainly_at_risk(),
    row=_risk_row,
    said=lambda query, count: "at risk",
    means=lambda query: (
        "Low health, a worried CSM, many like it leave, a low answer within 90 days or an open risk; "
        "the first three before the others, and the largest first."
    ),
    nothing=lambda query: "No low health, no worried CSM, no low answer within 90 days, and no open risk.",
    teaches=line("Worried about one all the same? Say so with ", code("Your view"), " on its card."),
)
RENEWING = AccountList(
    word="renewals",
    title="Renewals",
    columns=(
        Column(title="Account"),
        Column(title="By"),
        Column(title="Forecast"),
        Column(title="A year", number=True),
    ),
    none="none in the next 120 days",
    where=lambda query, today: and_(
        AccountFacts.deadline_on >= today, AccountFacts.deadline_on <= today + RENEWALS, _still_ends()
    ),
    order=lambda: (AccountFacts.deadline_on,),
    row=_renewal_row,
    said=lambda query, count: "renews within 120 days" if count == 1 else "renew within 120 days",
    means=lambda query: "A notice date or a contract's end in the next 120 days; the nearest first.",
    nothing=lambda query: "No notice date or contract end in the next 120 days.",
    teaches=line("Dates come with the contracts file, or from an account's ", code("renewal"), "."),
    ending=Ending(lambda query, today: _is_due(today), lambda query, view, today: _due(view, today)),
)
STUCK = AccountList(
    word="stuck",
    title="Stuck",
    columns=(
        Column(title="Account"),
        Column(title="Days", number=True),
        Column(title="Usual", number=True),
        Column(title="Without"),
    ),
    none="every account is within the usual time of its milestone",
    where=lambda query, today: AccountFacts.milestone_due_on < today,
    order=lambda: (AccountFacts.milestone_due_on,),
    row=_stuck_row,
    said=lambda query, count: "stuck",
    means=lambda query: "Longer at a milestone than is usual; the most overdue first.",
    nothing=lambda query: "No account is longer at its milestone than is usual.",
    teaches=line("Without a start date nobody can tell how long an account has been there."),
)


def section_blocks(section: ListSection) -> tuple[Block, ...]:
    """Heading and table, with "… and 12 more" where some were left out."""
    if not section.rows:
        return (Text(lines=(line(bold(section.title), f" · {section.none}"),)),)
    heading = Heading(text=f"{section.title}: {section.count:,}")
    table = Table(columns=section.columns, rows=section.rows)
    more = section.count - len(section.rows)
    return (heading, table, Notes(lines=(line(f"… and {more:,} more"),))) if more > 0 else (heading, table)
