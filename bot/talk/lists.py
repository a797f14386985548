"""A person's accounts at risk, near their renewal, or stuck: short tables that say how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.calendar import say_date
from bot.message import Block, Column, Heading, Notes, Table, Text, bold, line
from bot.playbook.models import Library
from bot.store.ranking import worth_of
from bot.store.session import TenantSession
from bot.store.tables import Account, AccountFacts
from bot.talk.load import load_accounts
from bot.talk.reader import Reader
from bot.talk.situation import CALLS, next_contract
from bot.talk.standing import usual_days
from bot.talk.view import AccountView, days_since
from bot.talk.words import called, health_words, totals

SHOWN = 5
RENEWALS = timedelta(days=120)

Row = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A list of accounts: its first few rows, how many there are, and what to say where there are none."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    count: int
    none: str


async def at_risk(db: TenantSession, library: Library, reader: Reader, now: datetime) -> Section:
    """In the lowest health band, or the CSM is worried; the largest first."""
    where = or_(AccountFacts.band == 1, Account.view == "worried")
    value = func.coalesce(worth_of(Account.id), 0).desc()
    views, count = await _read(db, library, reader, now, where, (value, Account.name))
    rows = tuple(_risk_row(view, reader, now) for view in views)
    columns = (Column(title="Account"), Column(title="Health"), Column(title="A year", number=True))
    return Section("At risk", columns, rows, count, "none in the lowest health band")


def _risk_row(view: AccountView, reader: Reader, now: datetime) -> Row:
    score = view.facts.health if view.facts else None
    health = health_words(score, view.before) if score is not None else "unknown"
    worried = ", you're worried" if view.account.view == "worried" and reader.is_me(view.account.view_by) else ""
    return called(view.account.name), health + worried, _value(view)


async def renewals(db: TenantSession, library: Library, reader: Reader, now: datetime) -> Section:
    """Notice or contract end in the next 120 days, the nearest first."""
    today = reader.today(now)
    where = and_(AccountFacts.deadline_on >= today, AccountFacts.deadline_on <= today + RENEWALS)
    views, count = await _read(db, library, reader, now, where, (AccountFacts.deadline_on, Account.name))
    rows = tuple(_renewal_row(view, today) for view in views)
    columns = (
        Column(title="Account"),
        Column(title="By"),
        Column(title="Your call"),
        Column(title="A year", number=True),
    )
    return Section("Renewals", columns, rows, count, "none in the next 120 days")


def _renewal_row(view: AccountView, today: date) -> Row:
    contract = next_contract(view, today)
    deadline = view.facts.deadline_on if view.facts else None
    what = "notice " if contract is not None and deadline is not None and contract.notice_on == deadline else ""
    by = what + say_date(deadline, today, weekday=False) if deadline else "unknown"
    call = CALLS.get(contract.call or "", "missing") if contract else "missing"
    return called(view.account.name), by, call, _value(view)


async def stuck(db: TenantSession, library: Library, reader: Reader, now: datetime) -> Section:
    """Past the usual days of their milestone, the longest first."""
    today = reader.today(now)
    views, count = await _read(
        db, library, reader, now, AccountFacts.milestone_due_on < today, (AccountFacts.milestone_due_on, Account.name)
    )
    rows = tuple(_stuck_row(view, today) for view in views)
    columns = (Column(title="Account"), Column(title="Without"), Column(title="Days", number=True),
               Column(title="Usual", number=True))  # fmt: skip
    return Section("Stuck", columns, rows, count, "every account is within the usual time of its milestone")


def _stuck_row(view: AccountView, today: date) -> Row:
    milestone = view.milestone
    days = days_since(view.facts.milestone_since, today) if view.facts else None
    name, usual = (milestone.name, str(usual_days(view, milestone))) if milestone else ("–", "–")
    return called(view.account.name), name, "–" if days is None else f"{days:,}", usual


def _value(view: AccountView) -> str:
    """One figure per currency; they are never added up."""
    return ", ".join(totals(view.contracts)) or "unknown"


async def _read(
    db: TenantSession, library: Library, reader: Reader, now: datetime, where: ColumnElement[bool],
    order: Sequence[Any],
) -> tuple[list[AccountView], int]:  # fmt: skip
    """The first few of the reader's active accounts for which that holds, and how many there are."""
    facts = AccountFacts.account_id == Account.id
    mine = (Account.csm_id == reader.person_id, Account.status == "active", where)
    counted = select(func.count()).select_from(Account).join(AccountFacts, facts).where(*mine)
    count = await db.scalar(counted) or 0
    if not count:
        return [], 0
    ids = list(
        await db.scalars(select(Account.id).join(AccountFacts, facts).where(*mine).order_by(*order).limit(SHOWN))
    )
    views = await load_accounts(db, library, ids, now)
    return [views[number] for number in ids if number in views], count


def section_blocks(section: Section) -> tuple[Block, ...]:
    """Heading and table, with "… and 12 more" where some were left out."""
    if not section.rows:
        return (Text(lines=(line(bold(section.title), f" · {section.none}"),)),)
    heading = Heading(text=f"{section.title}: {section.count:,}")
    table = Table(columns=section.columns, rows=section.rows)
    more = section.count - len(section.rows)
    return (heading, table, Notes(lines=(line(f"… and {more:,} more"),))) if more > 0 else (heading, table)
