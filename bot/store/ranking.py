"""What comes first, as SQL: used wherever work is ranked, so that the digest and the alerts agree."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select

from bot.calendar import next_working_day
from bot.store.tables import AccountFacts, Contract, Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import THANKS

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


def cannot_wait(today: date) -> ColumnElement[bool]:
    """Never held back: the account's deadline is near, or the to-do is late or due by the next working day. Needs
    AccountFacts joined."""
    return or_(deadline_is_near(today), Cta.due_on <= next_working_day(today + timedelta(days=1)))


def counts_today(today: date, begins: datetime) -> ColumnElement[bool]:
    """What "today" counts, wherever we count it: late or due today, urgent, or told today.

    begins: when the reader's day began, so that a to-do stays new for the day on which the digest told it."""
    told_today = and_(Cta.tell == "told", Cta.told_at >= begins)
    return or_(Cta.due_on <= today, Cta.priority == 1, told_today)


def needs_today(today: date, begins: datetime) -> ColumnElement[bool]:
    """What may be among the first: what counts today, and what nobody has heard of yet."""
    return or_(counts_today(today, begins), Cta.tell == "due")


def deadline_first(today: date) -> tuple[Any, ...]:
    """ORDER BY for alerts: the nearest deadline ahead, then value, then priority. Needs AccountFacts joined."""
    ahead = case((AccountFacts.deadline_on >= today, AccountFacts.deadline_on))
    return (ahead.is_(None), ahead, func.coalesce(worth_of(Cta.account_id), 0).desc(), Cta.priority, Cta.id)


def pressing(cta: Cta, today: date) -> tuple[Any, ...]:
    """The same for the to-dos of one account, already read."""
    is_due, thanks = cta.due_on <= today, cta.rule.endswith(THANKS)
    priority = 1 if is_due and cta.rule == HAND else cta.priority
    return (not is_due or thanks, priority, cta.due_on, cta.id)


def pressing_first(today: date) -> tuple[Any, ...]:
    """ORDER BY for to-dos: late or due today, priority, nearest deadline ahead, value. Needs AccountFacts joined.

    A promise that is due is as pressing as anything; thanks are never more so than what is wrong."""
    ahead = case((AccountFacts.deadline_on >= today, AccountFacts.deadline_on))
    is_due = Cta.due_on <= today
    return (
        case((Cta.rule.endswith(THANKS), 1), (is_due, 0), else_=1),
        case((and_(is_due, Cta.rule == HAND), 1), else_=Cta.priority),
        ahead.is_(None),
        ahead,
        func.coalesce(worth_of(Cta.account_id), 0).desc(),
        Cta.due_on,
        Cta.id,
    )
