"""What accounts pay a year, exactly enough to add up by: per currency, never over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import case, func, select

from bot import actions
from bot.calendar import plural
from bot.journey.accounts.selection import Selection
from bot.message import Actions, Button, Message, bold, line
from bot.store.contract_terms import still_paid, still_pays
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract
from bot.talk.account.view import AccountView
from bot.text import clean, number


def amount(value: Decimal | float, currency: str | None) -> str:
    """ "1,154k USD", "574.5k GBP"."""
    thousands = float(value) / 1000
    places = 0 if thousands == int(thousands) else 1
    said = f"{thousands:,.{places}f}k" if abs(thousands) >= 10 else number(float(value))
    return f"{said} {clean(currency)}" if currency else said


def _said(sums: Mapping[str | None, Decimal]) -> tuple[str, ...]:
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0] or ""))
    return tuple(amount(value, currency) for currency, value in ordered)


def totals_exactly(views: Iterable[AccountView], today: date) -> tuple[str, ...]:
    """What those accounts pay."""
    return sum_exactly(one for view in views for one in still_paid(view.contracts, today))


def sum_exactly(contracts: Iterable[Contract]) -> tuple[str, ...]:
    """The same of contracts."""
    sums: dict[str | None, Decimal] = {}
    for contract in contracts:
        if contract.amount is not None:
            sums[contract.currency] = sums.get(contract.currency, Decimal(0)) + contract.amount
    return _said(sums)


async def total_message(db: ReadSession, selection: Selection, said: str, today: date) -> Message:
    """The sum per currency, and over how many accounts; beside it what ended, and nobody said how."""
    active = (Account.status == "active", *selection.where())
    accounts = await db.scalar(select(func.count()).select_from(Account).where(*active)) or 0
    runs = case((still_pays(today), 1), else_=0)
    rows = await db.execute(
        select(runs.label("runs"), Contract.currency, func.sum(Contract.amount))
        .join(Account, Account.id == Contract.account_id)
        .where(*active, Contract.retired.is_(False), Contract.amount.is_not(None))
        .group_by("runs", Contract.currency)
    )
    sums: dict[int, dict[str | None, Decimal]] = {0: {}, 1: {}}
    for still, currency, value in rows.all():
        sums[still][currency] = Decimal(value or 0)
    words = " + ".join(_said(sums[1])) or "no amount on record"
    both = {currency: sums[1].get(currency, Decimal(0)) + value for currency, value in sums[0].items()}
    untold = f"With {' + '.join(_said(sums[0]))} that ended, and nobody said how: {' + '.join(_said(both))}."
    ended = f" {untold}" if sums[0] else ""
    of = f"{said}: " if said else ""
    show = Button(label="My accounts", action=actions.PORTFOLIO, target="")
    return Message(
        title=line(bold(f"{of}{words} a year"), f", {plural(accounts, 'account')}.{ended}"),
        blocks=(Actions(elements=(show,)),),
    )
