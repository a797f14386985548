"""What customers said, read over many accounts: each with its account, who said it, and what the account pays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from bot.journey.accounts.selection import Selection
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, Contract, Cta, Person, Saying, Stakeholder
from bot.store.todo_states import is_live
from bot.talk.phrases.words import called
from bot.text import clean

Amounts = Mapping[str | None, Decimal]


@dataclass(frozen=True)
class SaidRow:
    """text: their words, else what the log says. due_on: by when the to-do that follows it is due. amounts: what the
    account pays a year, by currency."""

    saying: Saying
    account: Account
    text: str
    csm: str = ""
    who: str = ""
    due_on: date | None = None
    amounts: Amounts = field(default_factory=dict)


async def said_rows(
    db: ReadSession, kind: str, selection: Selection, *, only_open: bool = False, most: int = 5_000
) -> list[SaidRow]:
    """Those of that kind: what is open first, by value; of questions, by the day on which the answer is due."""
    s = Saying
    query = (
        select(s, Account, AccountEvent.note, Person.name, Stakeholder.name, Cta.due_on)
        .join(Account, Account.id == s.account_id)
        .join(AccountEvent, AccountEvent.id == s.event_id)
        .outerjoin(Person, Person.id == Account.csm_id)
        .outerjoin(Stakeholder, Stakeholder.id == s.stakeholder_id)
        .outerjoin(Cta, (Cta.id == s.cta_id) & is_live(Cta))
        .where(s.kind == kind, s.undone_at.is_(None), Account.status != "double", *selection.where())
    )
    if only_open:
        query = query.where(s.outcome.is_(None), Account.status == "active")
    order = (Cta.due_on.is_(None), Cta.due_on) if kind == "question" else ()
    worth = func.coalesce(worth_of(Account.id), 0).desc()
    rows = (await db.execute(query.order_by(s.outcome.is_not(None), *order, worth, s.id.desc()).limit(most))).all()
    paid = await _paid(db, {account.id for _, account, *_ in rows})
    return [_row(row, paid) for row in rows]


def _row(row: Any, paid: Mapping[int, Amounts]) -> SaidRow:
    saying, account, note, csm, who, due_on = row
    text = clean(saying.words or note)
    return SaidRow(
        saying, account, text, clean(csm or ""), called(who) if who else "", due_on, paid.get(account.id, {})
    )


async def _paid(db: ReadSession, account_ids: Collection[int]) -> dict[int, dict[str | None, Decimal]]:
    found: dict[int, dict[str | None, Decimal]] = {}
    c = Contract
    rows = await db.execute(
        select(c.account_id, c.currency, func.sum(c.amount))
        .where(c.account_id.in_(account_ids), c.retired.is_(False), c.amount.is_not(None))
        .group_by(c.account_id, c.currency)
    )
    for account_id, currency, amount in rows:
        found.setdefault(account_id, {})[currency] = amount or Decimal(0)
    return found


def total_of(rows: Sequence[SaidRow]) -> dict[str | None, Decimal]:
    """What their accounts pay a year, each account once; currencies apart."""
    found: dict[str | None, Decimal] = {}
    for amounts in {row.account.id: row.amounts for row in rows}.values():
        for currency, amount in amounts.items():
            found[currency] = found.get(currency, Decimal(0)) + amount
    return found


__all__ = ["Amounts", "SaidRow", "said_rows", "total_of"]
