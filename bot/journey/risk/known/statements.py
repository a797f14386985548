"""What was known of accounts before days in the past, as SQL: sums over periods of 30 days, counted back from a day.

Each statement is about the accounts in `ids` and takes the day as `NEWEST`; what is dated on it or later isn't looked
at. "ago": days before that day. "back": the number of the period in which something lies, 0 for the 30 days before the
day; what lies further back than the last period counts as in it.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Integer, and_, bindparam, case, func, select
from sqlalchemy.orm import aliased

from bot.facts.touchpoints import is_low
from bot.statistics.warning.person_periods import PERIOD
from bot.store.as_json.value_list import is_one_given
from bot.store.customer_roles import CARRIES
from bot.store.sql import day_of, days_between, least, spelled
from bot.store.survey_scores import scored
from bot.store.tables import Account, AccountEvent, Contract, KpiObservation, Stakeholder, Ticket

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
NEWEST = bindparam("newest", type_=Date)
LAST = bindparam("last_back", type_=Integer)


def are_asked(account_id: Sql) -> Sql:
    """Whether the account of that column is one of those that are asked about."""
    return is_one_given(account_id, "ids")


def values(ids: Sequence[int], newest: date, last_back: int) -> dict[str, Any]:
    """Of the parameters."""
    return {"ids": list(ids), "newest": newest, "last_back": last_back}


def ago(day: Sql) -> Sql:
    return days_between(day, NEWEST)


def _back(day: Sql) -> Sql:
    return least((ago(day) - 1) // PERIOD, LAST)


def left_on(today: Sql = NEWEST) -> Sql:
    """The day on which an account left: as it is told, else the end of the last term that the contracts file tells of.
    NULL where nobody knows it, or while the account is with us."""
    c = aliased(Contract)
    ended = select(func.max(c.ends_on)).where(c.account_id == Account.id, c.ends_on <= today).correlate(Account)
    day = func.coalesce(Account.churned_on, ended.scalar_subquery())
    return case((Account.status == spelled("churned"), day))


def began_on() -> Sql:
    """Its first day with us as far as it is known."""
    c = aliased(Contract)
    bought = select(func.min(c.starts_on)).where(c.account_id == Account.id).correlate(Account)
    return func.coalesce(Account.started_on, bought.scalar_subquery())


@lru_cache
def accounts() -> Any:
    """id, days ago it began, came to us and left, tier, segment."""
    a = Account
    return select(a.id, ago(began_on()), ago(day_of(a.created_at)), ago(left_on()), a.tier, a.segment).where(
        are_asked(a.id)
    )


@lru_cache
def terms() -> Any:
    """account, days ago it began, months of it."""
    c = Contract
    return select(c.account_id, ago(c.starts_on), c.term_months).where(are_asked(c.account_id), c.starts_on < NEWEST)


@lru_cache
def measured(kpis: tuple[str, ...]) -> Any:
    """account, back, days ago of the newest, and the mean of each KPI."""
    k = KpiObservation
    day = day_of(k.observed_at)
    back = _back(day).label("back")
    means = [func.avg(case((k.kpi == key, k.value))) for key in kpis]
    return (
        select(k.account_id, back, ago(day_of(func.max(k.observed_at))), *means)
        .where(are_asked(k.account_id), k.kpi.in_(kpis), day < NEWEST)
        .group_by(k.account_id, back)
    )


@lru_cache
def happened() -> Any:
    """account, back, days ago of the last talk and the last review, low answers, the mean answer from 0 to 1."""
    e = AccountEvent
    day = day_of(e.at)
    back = _back(day).label("back")
    nps, _, score = scored(e)
    talk, review = e.kind.in_((spelled("contact"), spelled("review"))), e.kind == spelled("review")
    return (
        select(
            e.account_id,
            back,
            ago(day_of(func.max(case((talk, e.at))))),
            ago(day_of(func.max(case((review, e.at))))),
            func.sum(case((is_low(e), 1), else_=0)),
            func.avg(case((nps, score / 10.0), else_=score / 5.0)),
        )
        .where(
            are_asked(e.account_id),
            e.kind.in_([spelled(kind) for kind in ("contact", "review", "survey")]),
            e.undone_at.is_(None),
            day < NEWEST,
        )
        .group_by(e.account_id, back)
    )


@lru_cache
def went() -> Any:
    """account, back, how many people left, and how many of those who carry it."""
    s = Stakeholder
    back = _back(s.left_on).label("back")
    carries = s.role.in_(CARRIES)
    return (
        select(s.account_id, back, func.count(), func.sum(case((carries, 1), else_=0)))
        .where(are_asked(s.account_id), s.left_on < NEWEST)
        .group_by(s.account_id, back)
    )


@lru_cache
def asked_support(closed: bool) -> Any:
    """account, back, how many tickets were opened, or closed, then."""
    t = Ticket
    day = day_of(t.closed_at if closed else t.opened_at)
    back = _back(day).label("back")
    return (
        select(t.account_id, back, func.count())
        .where(are_asked(t.account_id), and_(day.is_not(None), day < NEWEST))
        .group_by(t.account_id, back)
    )


__all__ = [
    "accounts",
    "ago",
    "are_asked",
    "asked_support",
    "began_on",
    "happened",
    "left_on",
    "measured",
    "terms",
    "values",
    "went",
]
