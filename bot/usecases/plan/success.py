"""What success is to the customer, confirmed by them (method C13), and what a renewal is talked about with (A13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from bot.errors import UserError
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, Stakeholder
from bot.store.tables.plans.success_plans import SuccessPlan
from bot.text import clean
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

LONGEST: Final = 300  # characters: it stands on one page with everything else


@dataclass(frozen=True)
class SuccessWish:
    """confirmed_by: the stakeholder's id; with confirmed_on, or neither."""

    problem: str
    outcome: str
    measure: str
    confirmed_on: date | None = None
    confirmed_by: int | None = None


@dataclass(frozen=True)
class ReturnWish:
    """Amounts so far, in one currency, and how the return was counted."""

    spent: Decimal | None
    returned: Decimal | None
    currency: str
    returned_how: str = ""
    offer_one: str = ""
    offer_two: str = ""


async def say_success(write: Write, account_id: int, wish: SuccessWish) -> int:
    """Keep what success is, and who said so. The change's id. Raises UserError naming the field to fix."""
    texts = _short(problem=wish.problem, outcome=wish.outcome, measure=wish.measure)
    if not texts["outcome"]:
        raise UserError("Write down what they want to have reached, in their words.", field="outcome")
    if wish.confirmed_on and wish.confirmed_on > write.today:
        raise UserError("That day is still to come. When did they say so?", field="confirmed_on")
    if bool(wish.confirmed_on) != bool(wish.confirmed_by):
        missing = "confirmed_by" if wish.confirmed_on else "confirmed_on"
        raise UserError("Say who confirmed it, and on which day; or leave both empty.", field=missing)
    async with write.transaction() as session:
        account = await load(session, account_id)
        person = await session.get(Stakeholder, wish.confirmed_by) if wish.confirmed_by else None
        if wish.confirmed_by and (person is None or person.account_id != account.id):
            raise UserError(f"That person isn't at {account.name}. Choose again.", field="confirmed_by")
        confirmed = {"confirmed_on": wish.confirmed_on, "confirmed_by": wish.confirmed_by}
        return await _keep(write, session, account, "plan-success", {**texts, **confirmed})


async def say_return(write: Write, account_id: int, wish: ReturnWish) -> int:
    """Keep cost, return and offers as entered. The change's id. Raises UserError naming the field to fix."""
    texts = _short(returned_how=wish.returned_how, offer_one=wish.offer_one, offer_two=wish.offer_two)
    currency = wish.currency.strip().upper()
    for name, amount in (("spent", wish.spent), ("returned", wish.returned)):
        if amount is not None and amount < 0:
            raise UserError("Write an amount of 0 or more.", field=name)
    if (wish.spent is not None or wish.returned is not None) and not currency:
        raise UserError("In which currency? Write EUR, USD or the like.", field="currency")
    if currency and not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        raise UserError("Write the currency's three letters, such as EUR.", field="currency")
    if wish.returned is not None and not texts["returned_how"]:
        raise UserError("How was it counted? They will ask, and so will their finance.", field="returned_how")
    values = {**texts, "spent": wish.spent, "returned": wish.returned, "currency": currency or None}
    async with write.transaction() as session:
        account = await load(session, account_id)
        return await _keep(write, session, account, "plan-return", values)


async def _keep(write: Write, session: WriteSession, account: Account, kind: str, values: Mapping[str, object]) -> int:
    where = (SuccessPlan.account_id == account.id, SuccessPlan.period == account.period)
    row = await session.scalar(select(SuccessPlan).where(*where).with_for_update())
    recording = Recording(session)
    if row is None:
        row = SuccessPlan(workspace_id=write.workspace_id, account_id=account.id, period=account.period)
        await recording.add(row)
    recording.set(row, **values)
    return await recording.save(write, kind, f"{kind}:{account.id}:{account.period}", account.id)


def _short(**texts: str) -> dict[str, str]:
    """In one line each. Raises UserError for one that is too long."""
    found = {name: clean(text) for name, text in texts.items()}
    for name, text in found.items():
        if len(text) > LONGEST:
            raise UserError(f"That is {len(text)} characters; there is room for {LONGEST}.", field=name)
    return found
