"""Accounts handed over for good: owner and open to-dos move, and whoever had them may look for ten working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.calendar import add_working_days, moment
from bot.errors import UserError
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account
from bot.store.tables.hand_overs import HandOver
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import LIVE
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.roles import Touch
from bot.usecases.writing.write import Write

HAND_OVER = "hand-over"
LOOKS = 10  # working days
MOST = 100  # accounts at once


@dataclass(frozen=True)
class HandedOver:
    """What moved, to whom. todos: how many open ones moved along."""

    change_id: int
    account_ids: tuple[int, ...]
    names: tuple[str, ...]
    to: str
    todos: int


async def hand_over(write: Write, account_ids: Sequence[int], to_id: int | None, note: str = "") -> HandedOver:
    """All of them or none. Raises UserError."""
    if not account_ids:
        raise UserError("Choose at least one account.", field="accounts")
    if len(account_ids) > MOST:
        raise UserError(f"That is more than {MOST}; choose fewer and do it twice.", field="accounts")
    async with write.transaction() as session:
        person = await session.get(Person, to_id) if to_id is not None else None
        if person is None or person.role is None or person.role == "viewer":
            raise UserError("Choose a colleague who works with customers here.", field="owner")
        accounts = [await load(session, account_id) for account_id in sorted(set(account_ids))]
        await write.allowed(session, [Touch(account.id) for account in accounts])
        recording, todos = Recording(session), 0
        for account in accounts:
            todos += await _move(session, recording, write, account, person, note.strip())
        one = accounts[0].id if len(accounts) == 1 else None
        subject = f"owner:{accounts[0].id}" if one else f"owners:{accounts[0].id}-{accounts[-1].id}"
        change_id = await recording.save(write, HAND_OVER, subject, one)
        names = tuple(account.name for account in accounts)
        return HandedOver(change_id, tuple(account.id for account in accounts), names, person.name, todos)


async def _move(
    session: WriteSession, recording: Recording, write: Write, account: Account, to: Person, note: str
) -> int:
    """How many to-dos moved along. What somebody gave to a third person by hand stays with them."""
    old = account.csm_id
    if old == to.id:
        raise UserError(f"{account.name} is {to.name}'s already.", field="owner")
    mine = select(Cta).where(Cta.account_id == account.id, Cta.state.in_(LIVE), Cta.owner_id.is_not_distinct_from(old))
    ctas = list(await session.scalars(mine))
    for cta in ctas:
        recording.set(cta, owner_id=to.id, tell="due" if cta.tell else "", told_at=None)
        cta.changed_at = write.now
    recording.set(account, csm_id=to.id)
    giver = await session.get(Person, old) if old is not None else None
    said = f"Handed over from {giver.name} to {to.name}" if giver else f"Given to {to.name}"
    await recording.add(entry(write, account, "note", f"{said}: {note}" if note else said))
    await recording.add(
        HandOver(
            workspace_id=session.workspace_id,
            account_id=account.id,
            from_id=old,
            to_id=to.id,
            by_id=write.person_id,
            note=note,
            at=write.now,
            looks_until=_looks_until(write),
        )
    )
    people = {to.id, write.person_id, *([old] if old is not None else [])}
    await edit_where_shown(session, {cta.id for cta in ctas}, people, write.now)
    return len(ctas)


def _looks_until(write: Write) -> datetime:
    """The end of the tenth working day from today."""
    return moment(add_working_days(write.today, LOOKS), "23:59", write.timezone)


__all__ = ["HAND_OVER", "HandedOver", "hand_over"]
