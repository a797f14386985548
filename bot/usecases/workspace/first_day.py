"""The first day's questions: renewal dates, and who decides. Where accounts stand: see place.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from bot.errors import UserError
from bot.store.customer_roles import DECIDER, DECIDERS, and_also
from bot.store.tables.accounts import Account, Contract, Stakeholder
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

PRODUCT = "Contract"  # what the one contract of an account is called until a file tells more


@dataclass(frozen=True)
class Set:
    """What was set, and at which accounts."""

    change_id: int
    account_ids: tuple[int, ...]


async def set_dates(write: Write, ends_on: Mapping[int, date]) -> Set:
    """When the contracts of these accounts end. Raises UserError for a day that is past."""
    for account_id, day in ends_on.items():
        if day < write.today:
            raise UserError("That day is past. When does the running term end?", field=str(account_id))
    async with write.transaction() as session:
        recording = Recording(session)
        for account_id, day in ends_on.items():
            await _end(recording, await load(session, account_id), day)
        return Set(await recording.save(write, "dates", _subject("dates", ends_on), None), tuple(ends_on))


async def _end(recording: Recording, account: Account, day: date) -> None:
    running = select(Contract).where(Contract.account_id == account.id, Contract.retired.is_(False))
    contract = (await recording.session.scalars(running.order_by(Contract.id).limit(1))).first()
    if contract is not None:
        recording.set(contract, ends_on=day)
        return
    new = Contract(
        workspace_id=account.workspace_id, account_id=account.id, product=PRODUCT, ends_on=day, stand_in=True
    )
    await recording.add(new)


def who_decides() -> ColumnElement[bool]:
    """The people of whom that is noted."""
    return Stakeholder.role.in_(DECIDERS)


async def set_deciders(write: Write, stakeholder_ids: Mapping[int, int]) -> Set:
    """Who decides at these accounts: account id → stakeholder id. Raises UserError for somebody of elsewhere."""
    async with write.transaction() as session:
        recording = Recording(session)
        for account_id, stakeholder_id in stakeholder_ids.items():
            person = await session.get(Stakeholder, stakeholder_id)
            if person is None or person.account_id != account_id:
                raise UserError("That person isn't there any more. Choose again.", field=str(account_id))
            recording.set(person, role=and_also(person.role, DECIDER))
        return Set(
            await recording.save(write, "roles", _subject("roles", stakeholder_ids), None), tuple(stakeholder_ids)
        )


def _subject(kind: str, accounts: Mapping[int, object]) -> str:
    return f"{kind}:{','.join(str(account_id) for account_id in sorted(accounts))}"
