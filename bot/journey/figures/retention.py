"""How much of what customers paid at a quarter's start they still pay: gross and net retention, per currency.

The start: what each contract that ran on the quarter's first day paid a year, by account and currency. The end: what
those same accounts pay a year today, or on the quarter's last day. Accounts that paid nothing at the start count for
nothing: a new customer is growth, not retention. Currencies are never added up.

    gross = sum over accounts of the smaller of start and end / sum of the starts
    net   = sum over accounts of the end                      / sum of the starts

Of several terms of one product only the one that began last counts on a day, so a following term replaces the one
before and is no expansion by itself; what it pays more or less is. A lost term runs to its last day. Of one that ended,
doesn't renew by itself, and of which nobody said how it ended, nobody knows: it counts neither as paid nor as lost, at
the start as little as at the end, and is told beside the shares. A renewal that somebody records counts from that day
on with its new amount. An amount that a file changes within one and the same row counts as it stands today: nobody kept
the one before.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.selection import Selection
from bot.journey.figures.quarter import Quarter
from bot.store.contract_terms import is_lost, still_pays
from bot.store.session import ReadSession
from bot.store.sql import least
from bot.store.tables import Account, ChangeRecord, Contract
from bot.store.tables.base import Money

SHOWN = 30
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Retained:
    """Of one currency: what the accounts paid at the start and pay now, and what of the start is kept."""

    currency: str | None
    accounts: int
    start: Decimal
    now: Decimal
    kept: Decimal

    @property
    def gross(self) -> float:
        return float(self.kept / self.start)

    @property
    def net(self) -> float:
        return float(self.now / self.start)


@dataclass(frozen=True)
class Moved:
    """An account that pays more or less than at the start; now 0: it left, or nothing of it runs any more."""

    account_id: int
    account: str
    currency: str | None
    start: Decimal
    now: Decimal


@dataclass(frozen=True)
class Retention:
    """moved: the first few whose figure changed, the largest change first, of so many. untold: contracts that ended and
    nobody said how, which count in nothing: currency, how many, what they paid."""

    quarter: Quarter
    until: date
    currencies: tuple[Retained, ...] = ()
    moved: tuple[Moved, ...] = ()
    count: int = 0
    untold: tuple[tuple[str | None, int, Decimal], ...] = ()


async def retention(
    db: ReadSession, quarter: Quarter, selection: Selection, today: date, midnight: Callable[[date], datetime]
) -> Retention:
    """midnight: the moment at which a day begins for the reader."""
    until = min(today, quarter.last)
    then = await _amounts_before(db, midnight(quarter.first))
    at_last = await _amounts_before(db, midnight(until + timedelta(days=1)))
    changed = await _by_account(db, _terms(quarter.first, until, selection), then, at_last) if then else []
    each = _per_account(quarter.first, until, selection, without=sorted({one.account_id for one in changed})).subquery()
    paid = (func.sum(each.c.start, type_=Money), func.sum(each.c.now, type_=Money))
    kept = func.sum(least(each.c.start, each.c.now), type_=Money)
    rows = (await db.execute(select(each.c.currency, func.count(), *paid, kept).group_by(each.c.currency))).all()
    apart = func.abs(each.c.now - each.c.start)
    moved = select(each.c.account_id, each.c.name, each.c.currency, each.c.start, each.c.now).where(apart != 0)
    found = [Moved(*row) for row in (await db.execute(moved.order_by(apart.desc()).limit(SHOWN))).all()]
    count = await db.scalar(select(func.count()).select_from(each).where(apart != 0)) or 0
    by_hand = [one for one in changed if one.now != one.start]
    largest = sorted([*found, *by_hand], key=lambda one: (-abs(one.now - one.start), one.account, one.currency or ""))
    sums = _added([Retained(*row) for row in rows], changed)
    untold = await _told_apart(db, until, selection)
    return Retention(quarter, until, sums, tuple(largest[:SHOWN]), count + len(by_hand), untold)


async def _told_apart(
    db: ReadSession, until: date, selection: Selection
) -> tuple[tuple[str | None, int, Decimal], ...]:
    c = Contract
    rows = await db.execute(
        select(c.currency, func.count(), func.sum(c.amount, type_=Money))
        .select_from(c)
        .join(Account, Account.id == c.account_id)
        .where(c.amount > 0, is_itself(), *selection.where(), _is_untold(until))
        .group_by(c.currency)
    )
    found = [(currency, count, amount or Decimal(0)) for currency, count, amount in rows.all()]
    return tuple(sorted(found, key=lambda one: (-one[2], one[0] or "")))


def _added(found: list[Retained], changed: list[Moved]) -> tuple[Retained, ...]:
    sums = {one.currency: one for one in found}
    for one in changed:
        so_far = sums.get(one.currency, Retained(one.currency, 0, Decimal(0), Decimal(0), Decimal(0)))
        sums[one.currency] = Retained(
            one.currency,
            so_far.accounts + 1,
            so_far.start + one.start,
            so_far.now + one.now,
            so_far.kept + min(one.start, one.now),
        )
    return tuple(sorted(sums.values(), key=lambda one: (-one.start, one.currency or "")))


# Which contract pays on which day


def _runs_on(day: date) -> ColumnElement[bool]:
    """On that day. Needs Account joined."""
    c, later, real = Contract, aliased(Contract), aliased(Contract)
    begins = func.coalesce(c.starts_on, Account.started_on)
    begun = or_(begins.is_(None), begins <= day)
    followed = exists().where(
        later.account_id == c.account_id,
        later.product == c.product,
        later.id != c.id,
        later.starts_on <= day,
        or_(c.starts_on.is_(None), later.starts_on > c.starts_on),
    )
    last_day = func.coalesce(c.ends_on, c.outcome_for)
    over = and_(or_(c.retired.is_(True), func.coalesce(is_lost(), literal(False))), func.coalesce(last_day < day, True))
    gone = and_(Account.status == "churned", func.coalesce(Account.churned_on < day, literal(True)))
    replaced = and_(c.stand_in, exists().where(real.account_id == c.account_id, real.stand_in.is_(False)))
    return and_(begun, ~followed, ~over, ~gone, ~replaced)


def _is_untold(day: date) -> ColumnElement[bool]:
    """Nobody knows on that day whether it is paid. Needs Account joined."""
    return and_(_runs_on(day), Contract.retired.is_(False), Account.status == "active", ~still_pays(day))


def _per_account(first: date, until: date, selection: Selection, *, without: list[int]) -> Any:
    c, a = Contract, Account
    start = func.sum(case((_runs_on(first), c.amount), else_=literal(0, Money)), type_=Money)
    now = func.sum(case((_runs_on(until), c.amount), else_=literal(0, Money)), type_=Money)
    others = (a.id.not_in(without),) if without else ()
    return (
        select(a.id.label("account_id"), a.name.label("name"), c.currency, start.label("start"), now.label("now"))
        .select_from(c)
        .join(a, a.id == c.account_id)
        .where(c.amount.is_not(None), is_itself(), *selection.where(), ~_is_untold(until), *others)
        .group_by(a.id, a.name, c.currency)
        .having(start > 0)
    )


# What was renewed by hand since: the amount before stands with the change


async def _amounts_before(db: ReadSession, midnight: datetime) -> Mapping[int, Decimal]:
    """By contract, what it paid at that moment, where a renewal was recorded since."""
    r = ChangeRecord
    recorded = select(r.before).where(r.kind == "renewal", r.undone_at.is_(None), r.at >= midnight)
    found: dict[int, Decimal] = {}
    for (before,) in (await db.execute(recorded.order_by(r.at, r.id))).all():
        for row in before.get("rows", ()):
            if row["table"] == "contracts" and row["values"].get("amount") is not None:
                found.setdefault(int(row["id"][0]), Decimal(row["values"]["amount"]))
    return found


def _terms(first: date, until: date, selection: Selection) -> Any:
    c, a = Contract, Account
    columns = (
        a.id,
        a.name,
        c.id,
        c.currency,
        c.amount,
        case((_runs_on(first), 1), else_=0),
        case((_runs_on(until), 1), else_=0),
    )
    return (
        select(*columns)
        .select_from(c)
        .join(a, a.id == c.account_id)
        .where(c.amount.is_not(None), is_itself(), *selection.where(), ~_is_untold(until))
    )


async def _by_account(
    db: ReadSession, terms: Any, then: Mapping[int, Decimal], at_last: Mapping[int, Decimal]
) -> list[Moved]:
    """The accounts of those contracts, each currency for itself. Whatever changed after the last day did so after the
    first one too."""
    theirs = select(Contract.account_id).where(Contract.id.in_(sorted(then)))
    rows = (await db.execute(terms.where(Account.id.in_(theirs)))).all()
    sums: dict[tuple[int, str, str | None], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for account_id, name, contract_id, currency, amount, ran, runs in rows:
        start, now = then.get(contract_id, amount) * ran, at_last.get(contract_id, amount) * runs
        both = sums[account_id, name, currency]
        both[0], both[1] = both[0] + start, both[1] + now
    return [Moved(*key, *both) for key, both in sums.items() if both[0] > 0]


__all__ = ["Moved", "Retained", "Retention", "retention"]
