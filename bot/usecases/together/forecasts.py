"""Several forecasts with one form: one change, so one Undo takes all of them back."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from bot.errors import UserError
from bot.store.contract_terms import renewal_is_open
from bot.store.tables.accounts import Contract
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.forecast import give
from bot.usecases.writing.write import Write

FORECASTS = "forecasts-set"


@dataclass(frozen=True)
class Forecasts:
    """account_ids: in the order in which they were set."""

    change_id: int
    account_ids: tuple[int, ...]


async def set_forecasts(write: Write, forecasts: Mapping[int, str]) -> Forecasts:
    """What is expected of each account's next renewal. Raises UserError."""
    if not forecasts:
        raise UserError("Say of at least one what you expect.")
    async with write.transaction() as session:
        recording = Recording(session)
        for account_id, call in forecasts.items():
            account = await load(session, account_id)
            running = select(Contract).where(
                Contract.account_id == account_id, Contract.retired.is_(False), renewal_is_open()
            )
            order = (Contract.ends_on.is_(None), Contract.ends_on, Contract.id)
            contract = await session.scalar(running.order_by(*order).limit(1))
            if contract is None:
                raise UserError(f"{account.name} has no contract that could renew.", field=str(account_id))
            await give(write, recording, [contract], call, str(account_id))
        change_id = await recording.save(write, FORECASTS, f"forecasts:{next(iter(forecasts))}", None)
        return Forecasts(change_id, tuple(forecasts))


__all__ = ["FORECASTS", "Forecasts", "set_forecasts"]
