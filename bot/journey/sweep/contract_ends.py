"""What the calendar does to contracts, day by day: a term that begins takes over from the one before it, a lost one
that has run out ends, and an account whose last one has ended is lost, on that day.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, and_, exists, false, func, insert, literal, or_, select, update
from sqlalchemy.orm import aliased

from bot.store.contract_terms import is_lost, runs_on
from bot.store.session import WriteSession
from bot.store.tables import Account, AccountEvent, Contract
from bot.store.tables.base import UtcDateTime

FINGERPRINT = "ended"  # of the log's entry, by which Undo finds it again
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


async def end_terms(db: WriteSession, now: datetime, today: date) -> int:
    """Close what ran out before `today`, the workspace's local day. How many accounts are lost by it.

    A contract is over the day after its last. Harmless when repeated."""
    await _let_take_over(db, today)
    leaving = _leaving(db.workspace_id, today)
    lost = await db.execute(_log(leaving, now))
    if lost.rowcount:
        gone = {"status": "churned", "churned_on": _of_last("ends"), "churn_reason": _of_last("note")}
        await _run(db, update(Account).where(leaving).values(**gone))
    await _run(db, update(Contract).where(_over(Contract, db.workspace_id, today)).values(retired=True))
    return int(lost.rowcount)


async def _let_take_over(db: WriteSession, today: date) -> None:
    """Of a product's terms the one that has begun last counts, from its first day on, as the import has it."""
    before, later = aliased(Contract), aliased(Contract)
    same = and_(
        later.workspace_id == before.workspace_id,
        later.account_id == before.account_id,
        later.product == before.product,
    )
    has_begun = and_(later.retired.is_(True), later.stand_in.is_(False), later.starts_on <= today, runs_on(later))
    follows = or_(before.starts_on.is_(None), later.starts_on > before.starts_on)
    rows = await db.execute(
        select(before.id, later.id)
        .join(later, and_(same, has_begun, follows))
        .join(Account, and_(Account.workspace_id == before.workspace_id, Account.id == before.account_id))
        .where(before.retired.is_(False), before.stand_in.is_(False), Account.status == "active")
        .order_by(later.starts_on, later.id)
    )
    newest: dict[int, int] = dict(rows.all())
    if newest:
        await _run(db, update(Contract).where(Contract.id.in_(list(newest))).values(retired=True))
        await _run(db, update(Contract).where(Contract.id.in_(list(newest.values()))).values(retired=False))


async def _run(db: WriteSession, statement: Any) -> None:
    await db.execute(statement.execution_options(synchronize_session=False))


def _over(contract: Any, workspace_id: int, today: date) -> Sql:
    """Lost, and its last day is behind us."""
    last_day = func.coalesce(contract.ends_on, contract.outcome_for)
    return (
        (contract.workspace_id == workspace_id) & is_lost(contract) & contract.retired.is_(False) & (last_day < today)
    )


def _leaving(workspace_id: int, today: date) -> Sql:
    """Active accounts with a lost contract that is over, and with no other that still runs."""
    over, other = aliased(Contract), aliased(Contract)
    running = exists().where(
        other.account_id == Account.id,
        other.retired.is_(False),
        ~func.coalesce(_over(other, workspace_id, today), false()),
    )
    ended = select(over.account_id).where(_over(over, workspace_id, today))
    return Account.id.in_(ended) & (Account.status == "active") & ~running


def _of_last(what: str) -> Sql:
    """Of the account's lost contracts: the last day, or what was said of the one that ended last."""
    c = aliased(Contract)
    last_day = func.coalesce(c.ends_on, c.outcome_for)
    value = last_day if what == "ends" else func.coalesce(c.outcome_note, c.outcome_reason)
    return (
        select(value)
        .where(c.account_id == Account.id, is_lost(c), c.retired.is_(False))
        .order_by(last_day.desc(), c.id)
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )


def _log(leaving: Sql, now: datetime) -> Any:
    columns = ["workspace_id", "account_id", "period", "kind", "at", "note", "source", "fingerprint"]
    rows = select(
        Account.workspace_id,
        Account.id,
        Account.period,
        literal("churned", Text),
        literal(now, UtcDateTime),
        func.coalesce(_of_last("note"), ""),
        literal("sweep", Text),
        literal(FINGERPRINT, Text),
    ).where(leaving)
    return insert(AccountEvent).from_select(columns, rows)
