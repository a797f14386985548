"""What changed at accounts since a day: contracts and customers won and lost, health, answers, who left, milestones,
and what closed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import and_, func, or_, select

from bot.facts.touchpoints import is_low, stands
from bot.journey.accounts.selection import Selection
from bot.playbook.models import Library
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    AccountFactsHistory,
    Contract,
    Cta,
    MilestoneReached,
    PlaybookVersion,
    Stakeholder,
)
from bot.talk.phrases.words import called, money, score_words
from bot.text import clean

Kind = Literal["won", "renewed", "reduced", "lost", "health", "answer", "left", "reached", "cleared"]
MOVED = 5  # points of health; less is no news
MOST = 200  # rows of a kind


@dataclass(frozen=True)
class AccountChange:
    """One thing that changed. better: for the customer, or for us. before, now: health; now: an answer's score. words:
    the customer's own; who: said it, or left. what: of an answer or milestone its name; of a contract its product, ""
    for the whole customer. worth: what the account pays, for ranking, or the contract."""

    account_id: int
    account: str
    kind: Kind
    better: bool
    on: date
    worth: float = 0
    value: str = ""
    before: int = 0
    now: int = 0
    what: str = ""
    who: str = ""
    words: str = ""


Row = tuple[int, str, float, str | None]


async def read_changes(
    db: ReadSession, library: Library, selection: Selection, since: datetime, now: datetime
) -> list[AccountChange]:
    """Of those accounts that the session sees, what is worth most first."""
    where = (*selection.where(), Account.status == "active")
    found = [
        *await _outcomes(db, selection, since, now),
        *await _come_and_gone(db, selection, since, now),
        *await _health(db, where, since),
        *await _answers(db, where, since, now),
        *await _left(db, where, since),
        *await _reached(db, library, where, since, now),
        *await _cleared(db, where, since, now),
    ]
    return sorted(found, key=lambda one: (-one.worth, one.account, one.kind))


def _about() -> tuple[Any, ...]:
    """The account's columns of each statement here: id, name, what it pays, and in which currency."""
    currency = (
        select(Contract.currency)
        .where(Contract.account_id == Account.id, Contract.retired.is_(False))
        .group_by(Contract.currency)
        .order_by(func.sum(Contract.amount).desc())
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )
    return Account.id, Account.name, func.coalesce(worth_of(Account.id), 0), currency


def _of(row: Any) -> dict[str, Any]:
    number, name, worth, currency = row[:4]
    value = money(worth, currency) if worth else ""
    return {"account_id": number, "account": called(name), "worth": float(worth), "value": value}


async def _outcomes(db: ReadSession, selection: Selection, since: datetime, now: datetime) -> list[AccountChange]:
    """Contracts of which somebody said, or a file, how they end."""
    c = Contract
    query = (
        select(Account.id, Account.name, func.coalesce(c.amount, 0), c.currency, c.outcome, c.outcome_at, c.product)
        .join(c, c.account_id == Account.id)
        .where(*selection.where(), c.outcome.is_not(None), c.outcome_at >= since, c.outcome_at <= now)
    )
    rows: Any = await db.execute(query.limit(MOST))
    return [
        AccountChange(**_of(row), kind=row[4], better=row[4] == "renewed", on=row[5].date(), what=clean(row[6]))
        for row in rows
    ]


async def _come_and_gone(db: ReadSession, selection: Selection, since: datetime, now: datetime) -> list[AccountChange]:
    """Customers that are new, and those that are none any more."""
    first, last = since.date(), now.date()
    new = and_(Account.status == "active", Account.started_on.between(first, last))
    gone = and_(Account.status == "churned", Account.churned_on.between(first, last))
    query = select(*_about(), Account.status, Account.started_on, Account.churned_on)
    rows = await db.execute(query.where(*selection.where(), or_(new, gone)).limit(MOST))
    return [
        AccountChange(**_of(row), kind="won", better=True, on=row[5])
        if row[4] == "active"
        else AccountChange(**_of(row), kind="lost", better=False, on=row[6])
        for row in rows
    ]


async def _health(db: ReadSession, where: Sequence[Any], since: datetime) -> list[AccountChange]:
    """Where the measured score stands now, and stood then."""
    past, now = AccountFactsHistory, AccountFacts
    was = func.coalesce(past.health_measured, past.health)
    score = func.coalesce(now.health_measured, now.health)
    then = and_(past.account_id == Account.id, past.valid_from <= since, past.valid_to > since)
    query = (
        select(*_about(), was, score, now.valid_from)
        .join(now, now.account_id == Account.id)
        .join(past, then)
        .where(*where, func.abs(score - was) >= MOVED)
    )
    return [
        AccountChange(**_of(row), kind="health", better=row[5] > row[4], on=row[6].date(), before=row[4], now=row[5])
        for row in await db.execute(query.limit(MOST))
    ]


async def _answers(db: ReadSession, where: Sequence[Any], since: datetime, now: datetime) -> list[AccountChange]:
    e = AccountEvent
    query = (
        select(*_about(), e.at, e.key, e.note, is_low(e), Stakeholder.name, Stakeholder.title)
        .join(e, e.account_id == Account.id)
        .outerjoin(Stakeholder, Stakeholder.id == e.stakeholder_id)
        .where(*where, e.kind == "survey", stands(e), e.at >= since, e.at <= now)
    )
    return [
        AccountChange(
            **_of(row),
            kind="answer",
            better=not row[7],
            on=row[4].date(),
            now=int(row[5].rpartition(" ")[2]) if row[5].rpartition(" ")[2].isdigit() else 0,
            what=score_words(row[5]),
            words=clean(row[6]),
            who=_person(row[8], row[9]),
        )
        for row in await db.execute(query.limit(MOST))
    ]


async def _left(db: ReadSession, where: Sequence[Any], since: datetime) -> list[AccountChange]:
    s = Stakeholder
    query = (
        select(*_about(), s.left_on, s.name, s.title)
        .join(s, s.account_id == Account.id)
        .where(*where, s.status == "left", s.left_on >= since.date())
    )
    return [
        AccountChange(**_of(row), kind="left", better=False, on=row[4], who=_person(row[5], row[6]))
        for row in await db.execute(query.limit(MOST))
    ]


async def _reached(
    db: ReadSession, library: Library, where: Sequence[Any], since: datetime, now: datetime
) -> list[AccountChange]:
    m = MilestoneReached
    query = (
        select(*_about(), m.reached_on, m.milestone, PlaybookVersion.name)
        .join(m, and_(m.account_id == Account.id, m.period == Account.period))
        .join(PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id)
        .where(*where, m.via != "entry", m.reached_on >= since.date(), m.reached_on <= now.date())
    )
    return [
        AccountChange(**_of(row), kind="reached", better=True, on=row[4], what=_milestone(library, row[6], row[5]))
        for row in await db.execute(query.limit(MOST))
    ]


def _milestone(library: Library, playbook: str, key: str) -> str:
    known = library.playbooks.get(playbook)
    names = (one.name for one in known.milestones() if one.key == key) if known else iter(())
    return next(names, key.replace("-", " "))


async def _cleared(db: ReadSession, where: Sequence[Any], since: datetime, now: datetime) -> list[AccountChange]:
    """To-dos that people had heard of and whose reason is gone."""
    query = (
        select(*_about(), func.max(Cta.closed_at), func.count())
        .join(Cta, Cta.account_id == Account.id)
        .where(*where, Cta.closed_why == "itself", Cta.tell == "told", Cta.closed_at >= since, Cta.closed_at <= now)
        .group_by(Account.id, Account.name)
    )
    return [
        AccountChange(**_of(row), kind="cleared", better=True, on=row[4].date(), now=row[5])
        for row in await db.execute(query.limit(MOST))
    ]


def _person(name: str | None, title: str | None) -> str:
    """ "Dana Frost, COO"."""
    return ", ".join(called(part) for part in (name, title) if part)


__all__ = ["AccountChange", "read_changes"]
