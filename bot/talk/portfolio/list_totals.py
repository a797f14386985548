"""What the accounts on a list pay a year, per currency, and how many they are: of all, and by CSM, tier or segment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, case, exists, func, literal, null, select, type_coerce, union_all

from bot.journey.accounts.selection import ListQuery
from bot.playbook.models import Library
from bot.store.contract_terms import still_pays
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import materialized, total
from bot.store.tables import Account, AccountFacts, Contract, Person
from bot.store.tables.base import Money
from bot.talk.phrases.words import called, capital, money
from bot.talk.portfolio.account_lists import AccountList, on_list


@dataclass(frozen=True)
class AccountGroup:
    """One CSM, tier, segment or stage: how many accounts, and what they pay a year in each currency."""

    name: str
    accounts: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class ListTotals:
    """amounts: what they pay a year, by currency, or what of it ends, on a list of ends; values: the same in words.
    untold: beside it, of what ended and nobody said how. unpriced: accounts without an amount."""

    accounts: int = 0
    amounts: Mapping[str | None, Decimal] = field(default_factory=dict)
    untold: Mapping[str | None, Decimal] = field(default_factory=dict)
    unpriced: int = 0
    groups: tuple[AccountGroup, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        return in_currencies(self.amounts)


async def list_totals(
    db: ReadSession, library: Library, kind: AccountList, query: ListQuery, today: date
) -> ListTotals:
    """Summed up in the database."""
    rows = (await db.one_statement(_summed(on_list(_labelled(query.by), kind, query, today), kind, query, today))).all()
    counted = [row for row in rows if row.amount is None]
    amounts: dict[Any, dict[str | None, Decimal]] = {}
    whole: dict[str | None, Decimal] = {}
    untold: dict[str | None, Decimal] = {}
    for row in rows:
        if row.amount is not None:
            into = untold if row.untold else whole
            into[row.currency] = into.get(row.currency, Decimal(0)) + row.amount
            if not row.untold:
                amounts.setdefault(row.label, {})[row.currency] = row.amount
    ordered = sorted(counted, key=lambda row: _place(row, query.by, library)) if query.by else []
    groups = (
        AccountGroup(_label(row.label, query.by, library), row.accounts, in_currencies(amounts.get(row.label, {})))
        for row in ordered
    )
    accounts = sum(row.accounts for row in counted)
    return ListTotals(accounts, whole, untold, accounts - sum(row.priced for row in counted), tuple(groups))


def _labelled(by: str) -> Select[Any]:
    csm = select(Person.name).where(Person.id == Account.csm_id).correlate(Account).scalar_subquery()
    labels: dict[str, Any] = {
        "csm": csm,
        "tier": Account.tier,
        "segment": Account.segment,
        "stage": func.nullif(AccountFacts.stage, ""),
    }
    return select(Account.id, labels.get(by, literal("")).label("label"))


def _summed(accounts: Select[Any], kind: AccountList, query: ListQuery, today: date) -> CompoundSelect[Any]:
    """Per label: how many accounts, and how many of them have an amount (a row without one); and per currency what they
    pay a year, apart from what ended untold. One statement, for finding the accounts takes the most of it."""
    on = materialized(accounts.cte("listed")).c
    paid = (Contract.retired.is_(False), Contract.amount.is_not(None))
    has_amount = exists().where(Contract.account_id == on.id, *paid).correlate(on.id.table)
    priced = total(case((has_amount, 1), else_=0))
    nothing = type_coerce(null(), Contract.currency.type).label("currency"), type_coerce(null(), Money).label("amount")
    counts = select(
        on.label, func.count().label("accounts"), priced.label("priced"), literal(0).label("untold"), *nothing
    )
    untold = literal(0) if kind.ending else case((still_pays(today), 0), else_=1)
    ends = (kind.ending.where(query, today),) if kind.ending else ()
    # Both wrapped, so that SQLite looks up the contracts of the listed accounts instead of going through all contracts.
    sums = (
        select(on.label, literal(0), literal(0), untold.label("untold"), Contract.currency, func.sum(Contract.amount))
        .join_from(on.id.table, Contract, and_(Contract.account_id == on.id + 0, *paid, *ends))
        .where(ours(Contract, indexed=False))
    )
    apart = () if kind.ending else (untold,)
    return union_all(counts.group_by(on.label), sums.group_by(on.label, Contract.currency, *apart))


def _place(row: Any, by: str, library: Library) -> tuple[int, str]:
    """Stages in the order of the journey; CSMs by name, since a list of people is no ranking; else the most first."""
    if by == "stage":
        return _stages(library).get(row.label, (99, ""))[0], str(row.label)
    return (0 if by == "csm" else -row.accounts, _label(row.label, by, library))


def _stages(library: Library) -> dict[str, tuple[int, str]]:
    """Each stage's place in its playbook, and its name."""
    return {
        stage.key: (place, stage.name)
        for playbook in reversed(library.playbooks.values())
        for place, stage in enumerate(playbook.stages)
    }


def _label(name: str | None, by: str, library: Library) -> str:
    if by == "stage" and name:
        return capital(_stages(library).get(name, (0, name))[1])
    return called(name) if name else "nobody" if by == "csm" else f"no {by}"


def in_currencies(amounts: Mapping[str | None, Decimal]) -> tuple[str, ...]:
    """ "1.2M EUR", "45k GBP": the largest first; they are never added up."""
    ordered = sorted(amounts.items(), key=lambda item: (-item[1], item[0] or ""))
    return tuple(money(amount, currency) for currency, amount in ordered)
