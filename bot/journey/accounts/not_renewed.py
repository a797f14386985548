"""Contracts that won't be renewed and still run: no renewal is due any more, and nobody has left yet (method B7)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Exists, exists, func, select
from sqlalchemy.orm import aliased

from bot.journey.accounts.selection import Selection
from bot.store.contract_terms import is_lost, runs_on
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract

SHOWN = 3


@dataclass(frozen=True)
class Leaving:
    """accounts: how many. first: the first few of them, as name and last day, the nearest first."""

    accounts: int = 0
    first: tuple[tuple[str, date], ...] = ()


NOBODY = Leaving()


async def leaving(db: ReadSession, today: date, selection: Selection, *, whole: bool) -> Leaving:
    """Active accounts of which a contract ends for good, today or later. whole: only those that keep no other."""
    c, a = Contract, Account
    day = func.coalesce(c.ends_on, c.outcome_for)
    ends = (is_lost(), c.retired.is_(False), day >= today)
    last = func.max(day) if whole else func.min(day)
    # Wrapped, so that SQLite starts at the few lost contracts (a partial index), not at all accounts.
    found = (
        select(a.name, last, func.count().over())
        .select_from(c)
        .join(a, a.id == c.account_id + 0)
        .where(*ends, a.status == "active", *selection.where(), *((~_keeps_one(),) if whole else ()))
        .group_by(a.id, a.name)
        .order_by(last, a.name)
        .limit(SHOWN)
    )
    rows = (await db.execute(found)).all()
    return Leaving(rows[0][2] if rows else 0, tuple((name, ends_on) for name, ends_on, _ in rows))


def _keeps_one() -> Exists:
    """One that isn't lost, as what ends an account has it (bot/journey/sweep/contract_ends.py)."""
    other = aliased(Contract)
    here = other.account_id == Account.id
    return exists().where(here, other.retired.is_(False), runs_on(other)).correlate(Account)
