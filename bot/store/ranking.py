"""What comes first, as SQL: used wherever work is ranked, so that the digest and the alerts agree."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select

from bot.store.tables import AccountFacts, Contract, Cta

SOON = timedelta(days=7)  # a deadline this near is never held back


def worth_of(account_id: Any) -> ScalarSelect[Any]:
    """What an account pays a year, for ranking only: the largest of its totals per currency, in hundredths.

    account_id: a column of the statement around it. Currencies are neither added nor converted, so between two of them
    the rank is rough."""
    return (
        select(func.sum(Contract.amount))
        .where(Contract.account_id == account_id, Contract.retired.is_(False))
        .group_by(Contract.currency)
        .order_by(func.sum(Contract.amount).desc())
        .limit(1)
        .correlate_except(Contract)
        .scalar_subquery()
    )


def deadline_is_near(today: date) -> ColumnElement[bool]:
    """The account's deadline lies between today and a week from now. Needs AccountFacts joined."""
    return and_(AccountFacts.deadline_on >= today, AccountFacts.deadline_on <= today + SOON)


def needs_today(today: date, begins: datetime) -> ColumnElement[bool]:
    """What "today" counts, wherever we count it: late or due today, urgent, or new: still to be told, or told today.

    begins: when the reader's day began, so that a to-do stays new for the day on which the digest told it."""
    told_today = and_(Cta.tell == "told", Cta.told_at >= begins)
    return or_(Cta.due_on <= today, Cta.priority == 1, Cta.tell == "due", told_today)


def deadline_first(today: date) -> tuple[Any, ...]:
    """ORDER BY for alerts: the nearest deadline ahead, then value, then priority. Needs AccountFacts joined."""
    ahead = case((AccountFacts.deadline_on >= today, AccountFacts.deadline_on))
    return (ahead.is_(None), ahead, func.coalesce(worth_of(Cta.account_id), 0).desc(), Cta.priority, Cta.id)


def pressing_first(today: date) -> tuple[Any, ...]:
    """ORDER BY for to-dos: late or due today, priority, nearest deadline ahead, value. Needs AccountFacts joined."""
    ahead = case((AccountFacts.deadline_on >= today, AccountFacts.deadline_on))
    due = case((Cta.due_on <= today, 0), else_=1)
    return (
        due,
        Cta.priority,
        ahead.is_(None),
        ahead,
        func.coalesce(worth_of(Cta.account_id), 0).desc(),
        Cta.due_on,
        Cta.id,
    )
