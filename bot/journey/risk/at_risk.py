"""Which accounts are at risk (methods B8, C6): one meaning for lists, home, forecast and plain words.

Health in the lowest band, a worried CSM or a learned likeness to those that left; then a low answer that stands, or an
open to-do of a risk."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, exists, or_, select
from sqlalchemy.orm import aliased

from bot.facts.touchpoints import is_low, stands
from bot.store.tables import Account, AccountEvent, AccountFacts, AccountRisk, Cta
from bot.store.todo_states import is_live

LOW_DAYS = timedelta(days=90)  # how long a low answer counts


def is_at_risk(today: date) -> ColumnElement[bool]:
    """Needs Account and AccountFacts joined."""
    return or_(is_plainly_at_risk(), _open_risk(), _answered_low(today))


def plainly_first() -> Any:
    """ORDER BY: those whose health, CSM or likeness says so, before those of one answer or to-do."""
    return case((is_plainly_at_risk(), 0), else_=1)


def is_plainly_at_risk() -> ColumnElement[bool]:
    """Whose health, CSM or likeness says so. Needs Account and AccountFacts joined."""
    alike = exists().where(AccountRisk.account_id == Account.id, AccountRisk.telling.is_(True)).correlate(Account)
    return or_(AccountFacts.band == 1, Account.view == "worried", alike)


def _open_risk() -> ColumnElement[bool]:
    """One that was put off counts: the reason is still there."""
    known = (Cta.type == "risk", is_live(Cta), Cta.account_id.is_not(None))
    return Account.id.in_(select(Cta.account_id).where(*known))  # gone through once, not looked up for each account


def _answered_low(today: date) -> ColumnElement[bool]:
    e = aliased(AccountEvent)
    since = datetime.combine(today - LOW_DAYS, time(), UTC)
    return Account.id.in_(select(e.account_id).where(e.at >= since, is_low(e), stands(e)))
