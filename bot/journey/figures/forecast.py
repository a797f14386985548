"""The renewals of a quarter: what the CSM calls them, what the data says, and what came of those that are settled.

The data calls a renewal "at risk" where its account is (bot/journey/risk/at_risk.py); "commit" where health is in the
highest band and it isn't; "" where health isn't known; else "probable".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.groups import AccountsTogether, groups_of
from bot.journey.accounts.selection import Selection
from bot.journey.figures.quarter import Quarter
from bot.journey.risk.at_risk import is_at_risk
from bot.store.contract_terms import DOUBTED, is_lost
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, ChangeRecord, Contract, Person, VersionBand
from bot.store.tables.base import Money

SHOWN, IN_GROUPS = 25, 400
BACK = timedelta(days=730)  # past calls older than this say nothing about how we call today
KEPT = ("renewed", "reduced")
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Renewing:
    """A contract whose term ends in the quarter. call: one of CALLS, "" for none; data: commit | probable |
    at risk, "" where it can't tell. settled: renewed | reduced | lost, "" while open. csm: "" where nobody has it."""

    account_id: int
    account: str
    csm: str
    product: str
    ends_on: date
    amount: Decimal | None
    currency: str | None
    call: str
    data: str
    settled: str
    renews_itself: bool = False


@dataclass(frozen=True)
class Sum:
    """So many contracts of one CSM, call, verdict and outcome in a currency; unpriced: without an amount."""

    csm: str
    call: str
    data: str
    settled: str
    currency: str | None
    contracts: int
    amount: Decimal | None
    unpriced: int


@dataclass(frozen=True)
class PastCalls:
    """Of so many called that, so many renewed, for less too."""

    called: int = 0
    renewed: int = 0


@dataclass(frozen=True)
class QuarterForecast:
    """open_: the first few that are open, the nearest first. apart: where CSM and data disagree, the largest first.
    untold: ended without an outcome. together: those that are open of each group with several, by its name."""

    quarter: Quarter
    sums: tuple[Sum, ...] = ()
    open_: tuple[Renewing, ...] = ()
    apart: tuple[Renewing, ...] = ()
    untold: tuple[Renewing, ...] = ()
    past: Mapping[str, PastCalls] = field(default_factory=dict)
    together: Mapping[str, tuple[Renewing, ...]] = field(default_factory=dict)


async def quarter_forecast(
    db: ReadSession, quarter: Quarter, selection: Selection, today: date, now: datetime
) -> QuarterForecast:
    open_ = _settled(quarter) == ""
    apart = or_(
        and_(Contract.call.in_(("commit", "probable")), _data(today) == "at risk"),
        and_(Contract.call.in_(DOUBTED), _data(today) == "commit"),
    )
    untold = and_(open_, Contract.ends_on < today, func.coalesce(Contract.auto_renew, literal(False)).is_(False))
    nearest, largest = (Contract.ends_on, Contract.id), (func.coalesce(Contract.amount, 0).desc(), Contract.id)
    return QuarterForecast(
        quarter,
        await _sums(db, quarter, selection, today),
        await _rows(db, quarter, selection, today, open_, nearest),
        await _rows(db, quarter, selection, today, and_(open_, apart), largest),
        await _rows(db, quarter, selection, today, untold, nearest),
        await past_calls(db, selection, now),
        await _together(db, quarter, selection, today),
    )


async def _together(
    db: ReadSession, quarter: Quarter, selection: Selection, today: date
) -> Mapping[str, tuple[Renewing, ...]]:
    """What a group decides at once stands together, whoever looks after its accounts."""
    below = aliased(Account)
    in_group = or_(Account.parent_id.is_not(None), exists().where(below.parent_id == Account.id).correlate(Account))
    order = (Contract.ends_on, Contract.id)
    here = and_(_settled(quarter) == "", in_group)
    rows = await _rows(db, quarter, selection, today, here, order, IN_GROUPS)
    groups = await groups_of(db, {row.account_id for row in rows})
    found: dict[AccountsTogether, list[Renewing]] = {}
    for row in rows:
        if row.account_id in groups:
            found.setdefault(groups[row.account_id], []).append(row)
    return {group.name: tuple(ones) for group, ones in found.items() if len(ones) > 1}


# Which contracts, and what is said of each


def _due(quarter: Quarter, selection: Selection) -> tuple[Sql, ...]:
    """Terms that end in the quarter, or ended then and are settled; without stand-ins that a real contract replaced."""
    c = Contract
    ends = c.ends_on.between(quarter.first, quarter.last)
    ended = and_(c.outcome.is_not(None), c.outcome_for.between(quarter.first, quarter.last))
    counts = or_(c.retired.is_(False), is_lost(), _followed())
    return (or_(ends, ended), counts, ~_replaced(), is_itself(), *selection.where())


def _replaced() -> Sql:
    """A stand-in whose account has a real contract."""
    real = aliased(Contract)
    return and_(Contract.stand_in, exists().where(real.account_id == Contract.account_id, real.stand_in.is_(False)))


def _followed() -> Sql:
    """The next term of the product has begun, or stands ready: it was renewed, whoever wrote it down. Of an account
    that has left only one that begun before."""
    later = aliased(Contract)
    same = (later.account_id == Contract.account_id, later.product == Contract.product, later.id != Contract.id)
    stays = or_(Account.status == "active", later.starts_on <= func.coalesce(Account.churned_on, Contract.ends_on))
    return and_(Contract.stand_in.is_(False), exists().where(*same, later.starts_on > Contract.starts_on, stays))


def _kept_then(quarter: Quarter) -> Sql:
    """Renewed at the end of a term in the quarter; what was recorded of an earlier term says nothing of this one."""
    return and_(Contract.outcome.in_(KEPT), Contract.outcome_for.between(quarter.first, quarter.last))


def _settled(quarter: Quarter) -> Sql:
    """The last term of an account that has left is lost, whatever was agreed for later."""
    lost, kept = func.coalesce(is_lost(), literal(False)), func.coalesce(_kept_then(quarter), literal(False))
    gone = Account.status == "churned"
    return case((lost, "lost"), (kept, Contract.outcome), (_followed(), "renewed"), (gone, "lost"), else_="")


def _ends(quarter: Quarter) -> Sql:
    """The end of the term that the quarter asks about: of a renewed one the old one."""
    return case((func.coalesce(_kept_then(quarter), literal(False)), Contract.outcome_for), else_=Contract.ends_on)


def _data(today: date) -> Sql:
    f, top = AccountFacts, select(func.max(VersionBand.position))
    highest = top.where(VersionBand.version_id == Account.playbook_version_id).correlate(Account).scalar_subquery()
    return case((is_at_risk(today), "at risk"), (f.band.is_(None), ""), (f.band == highest, "commit"), else_="probable")


def _from(columns: Any) -> Any:
    c, a = Contract, Account
    joined = (
        columns.select_from(c).join(a, a.id == c.account_id).outerjoin(AccountFacts, AccountFacts.account_id == a.id)
    )
    return joined.outerjoin(Person, Person.id == a.csm_id)


async def _sums(db: ReadSession, quarter: Quarter, selection: Selection, today: date) -> tuple[Sum, ...]:
    c = Contract
    keys = (
        func.coalesce(Person.name, "").label("csm"),
        func.coalesce(c.call, "").label("call"),
        _data(today).label("data"),
        _settled(quarter).label("settled"),
        c.currency.label("currency"),
    )
    each = _from(select(*keys, c.amount.label("amount"))).where(*_due(quarter, selection)).subquery()
    by = (each.c.csm, each.c.call, each.c.data, each.c.settled, each.c.currency)
    unpriced = func.count() - func.count(each.c.amount)
    found = select(*by, func.count(), func.sum(each.c.amount, type_=Money), unpriced).group_by(*by).order_by(*by)
    return tuple(Sum(*row) for row in (await db.execute(found)).all())


async def _rows(
    db: ReadSession,
    quarter: Quarter,
    selection: Selection,
    today: date,
    where: Sql,
    order: Sequence[Sql],
    most: int = SHOWN,
) -> tuple[Renewing, ...]:
    c, a = Contract, Account
    columns = select(
        a.id, a.name, func.coalesce(Person.name, ""), c.product, _ends(quarter), c.amount, c.currency,
        func.coalesce(c.call, ""), _data(today), _settled(quarter), func.coalesce(c.auto_renew, literal(False)),
    )  # fmt: skip
    found = _from(columns).where(*_due(quarter, selection), where).order_by(*order).limit(most)
    return tuple(Renewing(*row) for row in (await db.execute(found)).all())


# How past calls turned out


async def past_calls(db: ReadSession, selection: Selection, now: datetime) -> Mapping[str, PastCalls]:
    """By what was called. A renewal that was recorded takes the call off its contract, as the next term has none yet:
    what was called then is kept with the change. A lost term keeps its call, and so does one that a file settled."""
    r, c = ChangeRecord, Contract
    recorded = (
        select(r.before, r.after)
        .join(Account, Account.id == r.account_id)
        .where(r.kind == "renewal", r.undone_at.is_(None), r.at >= now - BACK, is_itself(), *selection.where())
    )
    found = [_called(before, after) for before, after in (await db.execute(recorded)).all()]
    kept = (
        select(c.call, c.outcome)
        .join(Account, Account.id == c.account_id)
        .where(c.call.is_not(None), c.outcome.is_not(None), c.outcome_at >= now - BACK, is_itself(), *selection.where())
    )
    found += [(call or "", outcome or "") for call, outcome in (await db.execute(kept.where(~_is_a_new_term()))).all()]
    counts: dict[str, PastCalls] = {}
    for call, outcome in found:
        if call and outcome:
            one = counts.get(call, PastCalls())
            counts[call] = PastCalls(one.called + 1, one.renewed + (outcome in KEPT))
    return counts


def _is_a_new_term() -> Sql:
    """The call is of a term after the one that is settled."""
    return and_(Contract.outcome.in_(KEPT), Contract.ends_on > Contract.outcome_for)


def _called(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """What was called, and how it came out; "" of a lost one, whose call still stands on its contract."""
    was, now = (
        next((dict(row["values"]) for row in side.get("rows", ()) if row["table"] == "contracts"), {})
        for side in (before, after)
    )
    outcome = str(now.get("outcome") or "")
    return (str(was.get("call") or ""), outcome) if outcome in KEPT else ("", "")


__all__ = ["PastCalls", "QuarterForecast", "Renewing", "Sum", "past_calls", "quarter_forecast"]
