"""Lists that nobody can type yet, as people ask for them: whose champion left, whom we lost, what lacks a forecast."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select

from bot.journey.accounts.selection import Selection
from bot.playbook.models import Library
from bot.store.contract_terms import renewal_is_open
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Contract, Stakeholder

MOST = 200


@dataclass(frozen=True)
class AskedList:
    """kind: one of LISTS. first, last: the days that were said. key: a milestone's, or "champion" of those who left."""

    kind: str
    selection: Selection
    today: date
    first: date | None = None
    last: date | None = None
    key: str = ""


async def listed(db: ReadSession, library: Library, asked: AskedList) -> list[int]:
    """The ids of those accounts."""
    query = LISTS[asked.kind](asked, library)
    active = Account.status == ("churned" if asked.kind == "lost" else "active")
    rows = await db.execute(query.where(active, *asked.selection.where()).limit(MOST))
    return [row[0] for row in rows]


def _accounts() -> Select[Any]:
    return select(Account.id).outerjoin(AccountFacts, AccountFacts.account_id == Account.id)


def _largest() -> Any:
    return func.coalesce(worth_of(Account.id), 0).desc()


def _ending(first: date, last: date) -> Select[Any]:
    ends = select(func.min(Contract.ends_on)).where(*_running(), Contract.ends_on >= first, Contract.ends_on <= last)
    earliest = ends.correlate(Account).scalar_subquery()
    return _accounts().where(earliest.is_not(None)).order_by(earliest, Account.id)


def _running() -> tuple[Any, ...]:
    return Contract.account_id == Account.id, Contract.retired.is_(False), renewal_is_open()


def _notice(asked: AskedList, _: Library) -> Select[Any]:
    """Those that can give notice until a day between those that were said, else within 90 days."""
    first, last = asked.first or asked.today, asked.last or asked.today + timedelta(days=90)
    by = select(func.min(Contract.notice_on)).where(
        *_running(), Contract.notice_on >= first, Contract.notice_on <= last
    )
    earliest = by.correlate(Account).scalar_subquery()
    return _accounts().where(earliest.is_not(None)).order_by(earliest, Account.id)


def _milestone(asked: AskedList, _: Library) -> Select[Any]:
    return _accounts().where(AccountFacts.milestone == asked.key).order_by(_largest(), Account.id)


def _no_champion(asked: AskedList, _: Library) -> Select[Any]:
    return _accounts().where(func.coalesce(AccountFacts.champions, 0) == 0).order_by(_largest(), Account.id)


def _left(asked: AskedList, _: Library) -> Select[Any]:
    first = asked.first or asked.today - timedelta(days=90)
    gone = (Stakeholder.account_id == Account.id, Stakeholder.status == "left", Stakeholder.left_on >= first)
    role = (Stakeholder.role.contains("champion"),) if asked.key == "champion" else ()
    newest = select(func.max(Stakeholder.left_on)).where(*gone, *role).correlate(Account).scalar_subquery()
    return _accounts().where(newest.is_not(None)).order_by(newest.desc(), Account.id)


def _lost(asked: AskedList, _: Library) -> Select[Any]:
    query = _accounts().order_by(Account.churned_on.desc(), Account.id)
    if asked.first is not None:
        query = query.where(Account.churned_on >= asked.first)
    return query if asked.last is None else query.where(Account.churned_on <= asked.last)


def _outcome(asked: AskedList, _: Library) -> Select[Any]:
    missing = AccountFacts.outcome_missing_since
    return _accounts().where(missing.is_not(None)).order_by(missing, Account.id)


def _no_forecast(asked: AskedList, library: Library) -> Select[Any]:
    first, last = asked.first or asked.today, asked.last or asked.today + timedelta(days=120)
    without = exists().where(*_running(), Contract.ends_on >= first, Contract.ends_on <= last, Contract.call.is_(None))
    return _ending(first, last).where(without.correlate(Account))


LISTS = {
    "milestone": _milestone,
    "no-champion": _no_champion,
    "left": _left,
    "lost": _lost,
    "outcome": _outcome,
    "notice": _notice,
    "no-forecast": _no_forecast,
}
