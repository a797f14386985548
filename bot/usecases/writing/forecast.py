"""A forecast, however it is given: it stands at the contract, and the to-do that asks for it rests."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from bot.calendar import add_working_days, next_working_day
from bot.errors import UserError
from bot.store.contract_terms import CALLS, renewal_is_open
from bot.store.tables.accounts import Account, Contract
from bot.store.tables.todos_and_outbox import Cta
from bot.store.todo_states import FORECAST
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.write import Write

LOOK_AGAIN = {"probable": 10, "at risk": 5, "won't renew": 5}  # working days; a commit rests until the last week
LAST_WEEK = timedelta(days=7)
WORK_WEEK = "12345"


async def give(
    write: Write, recording: Recording, contracts: Sequence[Contract], call: str, field: str, asked: Cta | None = None
) -> None:
    """Set it for contracts of one account. asked: the to-do in which it was given. Raises UserError, naming the field,
    where it isn't one."""
    if call not in CALLS:
        raise UserError("A forecast is commit, probable, at risk or won't renew.", field=field)
    for contract in contracts:
        recording.set(contract, call=call, call_at=write.now, call_by=write.person_id)
        await _rest(write, recording, contract, call, asked)


async def ending_with(recording: Recording, account: Account, ends_on: str) -> list[Contract]:
    """What may renew of the account and ends on the day that a to-do is about (its occurrence)."""
    running = (Contract.account_id == account.id, Contract.retired.is_(False), renewal_is_open())
    rows = await recording.session.scalars(select(Contract).where(*running).order_by(Contract.id))
    return [one for one in rows if one.ends_on is not None and one.ends_on.isoformat() == ends_on]


async def _rest(write: Write, recording: Recording, contract: Contract, call: str, asked: Cta | None) -> None:
    rows = await recording.session.scalars(select(Cta).where(*_asks_for(contract)).with_for_update())
    for cta in {cta.id: cta for cta in (*rows, *((asked,) if asked is not None else ()))}.values():
        wake = _look_again(write.today, contract, call)
        if wake is None:
            continue
        recording.set(cta, state="snoozed", wake_on=wake, closed_why=FORECAST)
        cta.changed_at = write.now
        people = {person for person in (cta.owner_id, write.person_id) if person}
        await edit_where_shown(recording.session, {cta.id}, people, write.now)


def _asks_for(contract: Contract) -> tuple[ColumnElement[bool], ...]:
    """The to-dos that rise as that contract's day comes near, and that are to be answered or rest by a forecast."""
    about = (Cta.account_id == contract.account_id, Cta.occurrence == str(contract.ends_on), Cta.level.is_not(None))
    open_ = (Cta.state == "open") | ((Cta.state == "snoozed") & (Cta.closed_why == FORECAST))
    return (*about, open_)


def _look_again(today: date, contract: Contract, call: str) -> date | None:
    """When it is asked about again; None where its day is today or past."""
    due = contract.notice_on if contract.notice_on and contract.notice_on > today else contract.ends_on
    if due is None or due <= today:
        return None
    last = min(next_working_day(due - LAST_WEEK, WORK_WEEK), due) if due - LAST_WEEK > today else due
    return min(add_working_days(today, LOOK_AGAIN[call]), last) if call in LOOK_AGAIN else last


__all__ = ["ending_with", "give"]
