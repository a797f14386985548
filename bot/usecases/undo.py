"""Taking a change back: only one's own, and only while nothing has come after it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select

from bot.errors import UserError
from bot.store.session import ReadSession, WriteSession
from bot.store.tables.accounts import Account, AccountEvent, Contract, Stakeholder, TaskDone
from bot.store.tables.base import Base
from bot.store.tables.files.file_questions import FileQuestion
from bot.store.tables.people import ChangeRecord, Person
from bot.store.tables.todos_and_outbox import Cta
from bot.store.todo_states import thanks_account
from bot.usecases.account.renewal import RENEWAL
from bot.usecases.account.taken_back_loss import come_back
from bot.usecases.upkeep.follow_users import TOOK_OVER
from bot.usecases.upkeep.join_people import JOINED, take_apart
from bot.usecases.workspace.place import PLACED, forget_passed
from bot.usecases.writing.changes import MODELS, from_json, to_json
from bot.usecases.writing.follow_messages import (
    edit_where_asked,
    edit_where_celebrated,
    edit_where_placed,
    edit_where_shown,
    edit_where_there,
)
from bot.usecases.writing.roles import Touch, touch
from bot.usecases.writing.write import Write


@dataclass(frozen=True)
class Undone:
    """What was taken back."""

    change_id: int
    kind: str
    account_id: int | None
    account_ids: tuple[int, ...]
    cta_ids: tuple[int, ...]
    contract_id: int | None = None


async def undo(write: Write, change_id: int) -> Undone:
    """Restore what stood before that change. Raises UserError with the reason where that can't be."""
    async with write.transaction() as session:
        change = await session.get(ChangeRecord, change_id)
        if change is None:
            raise UserError("I can't find that change any more, so there is nothing to undo.")
        await _refuse(session, write, change)
        rows = [(entry, await _row(session, entry)) for entry in change.after["rows"]]
        await write.allowed(session, _touches(change, [row for _, row in rows]))
        if any(_moved_on(entry, row) for entry, row in rows):
            raise UserError("This has changed since, so I left it as it is now.")
        of_this = {row.id for _, row in rows if isinstance(row, AccountEvent)}
        await _keep_who_is_known(session, [row for entry, row in rows if entry["added"]], of_this)
        await _edit_where_gone(session, write, change, [row for _, row in rows])
        for (entry, row), before in reversed(list(zip(rows, change.before["rows"], strict=True))):
            await _restore(session, write, entry, before, row)
        if change.kind == RENEWAL:
            await come_back(session, write, change)
        if change.kind == PLACED:
            await forget_passed(session, _accounts(change, rows))
        back = await take_apart(session, change) if change.kind == JOINED else ()
        change.undone_at = write.now
        thanked = thanks_account(change.subject)
        if thanked is not None:
            await edit_where_celebrated(session, thanked, {write.person_id}, write.now)
        await edit_where_placed(session, _accounts(change, rows), write.person_id, write.now)
        asked = {row.id for _, row in rows if isinstance(row, FileQuestion)}
        await edit_where_asked(session, asked, write.now)
        for done in [row for _, row in rows if isinstance(row, TaskDone)]:
            await edit_where_there(session, done.account_id, write.person_id, write.now)
        ctas = [row for _, row in rows if isinstance(row, Cta)]
        await _edit_messages(session, write, [cta for cta in ctas if inspect(cta).persistent])
        return Undone(
            change.id,
            change.kind,
            change.account_id,
            (*_accounts(change, rows), *back),
            _ctas(change),
            _contract(change),
        )


async def _refuse(session: ReadSession, write: Write, change: ChangeRecord) -> None:
    if change.undone_at is not None:
        raise UserError("That is undone already.")
    if change.kind in (JOINED, TOOK_OVER):
        await _need_manager(session, write)
    elif change.person_id != write.person_id:
        raise UserError(f"{await _name(session, change.person_id)} did this, so only they can undo it.")
    later = await session.scalar(
        select(ChangeRecord)
        .where(ChangeRecord.subject == change.subject, ChangeRecord.id > change.id, ChangeRecord.undone_at.is_(None))
        .order_by(ChangeRecord.id)
        .limit(1)
    )
    if later is not None:
        who = "you" if later.person_id == write.person_id else await _name(session, later.person_id)
        raise UserError(f"It was changed again since, by {who}. Undo that one first.")


async def _need_manager(session: ReadSession, write: Write) -> None:
    """Nobody did this: the bot itself drew a conclusion, and whoever leads people may say that it was wrong."""
    role = await session.scalar(select(Person.role).where(Person.id == write.person_id))
    if role not in ("manager", "admin"):
        raise UserError("Only a manager can undo that, as it is about who is who.")


async def _keep_who_is_known(session: ReadSession, added: list[Base | None], of_this: set[int]) -> None:
    """Somebody added by hand stays on record once a talk or an answer of theirs was noted. of_this: entries that the
    change itself is about."""
    people = {row.id: row.name for row in added if isinstance(row, Stakeholder)}
    noted = (
        AccountEvent.stakeholder_id.in_(people),
        AccountEvent.id.not_in(of_this),
        AccountEvent.undone_at.is_(None),
    )
    known = await session.scalar(select(AccountEvent.stakeholder_id).where(*noted).limit(1)) if people else None
    if known is not None:
        raise UserError(f"Something was noted with {people[known]} since, so they stay on record.")


def _touches(change: ChangeRecord, rows: list[Base | None]) -> list[Touch]:
    before = [entry["values"] for entry in change.before["rows"]]
    about = [touch(row, values) for row, values in zip(rows, before, strict=True) if row is not None]
    return [Touch(change.account_id), *about]


async def _name(session: ReadSession, person_id: int) -> str:
    return await session.scalar(select(Person.name).where(Person.id == person_id)) or "Somebody else"


async def _row(session: ReadSession, entry: dict[str, Any]) -> Base | None:
    identity = tuple(entry["id"])
    found = await session.get(MODELS[entry["table"]], identity if len(identity) > 1 else identity[0])
    return found if isinstance(found, Base) else None


def _moved_on(entry: dict[str, Any], row: Base | None) -> bool:
    """Whether the row no longer stands as the change left it."""
    if row is None:
        return True
    return any(to_json(getattr(row, column)) != value for column, value in entry["values"].items())


async def _restore(
    session: WriteSession, write: Write, entry: dict[str, Any], before: dict[str, Any], row: Base | None
) -> None:
    if row is None:
        return
    for column, value in before["values"].items():
        setattr(row, column, from_json(entry["table"], column, value))
    if entry["added"] and hasattr(row, "undone_at"):
        row.undone_at = write.now  # history keeps it
    elif entry["added"]:
        await session.delete(row)
    await session.flush()


async def _edit_where_gone(session: WriteSession, write: Write, change: ChangeRecord, rows: list[Base | None]) -> None:
    """What told of a to-do that is about to be taken away says so, and loses its buttons: whoever it was given to may
    have read of it."""
    added = {entry["id"][0] for entry in change.after["rows"] if entry["added"] and entry["table"] == Cta.__tablename__}
    gone = [row for row in rows if isinstance(row, Cta) and row.id in added]
    people = {person for cta in gone for person in (cta.owner_id, write.person_id) if person}
    await edit_where_shown(session, [cta.id for cta in gone], people, write.now)


async def _edit_messages(session: WriteSession, write: Write, ctas: list[Cta]) -> None:
    for cta in ctas:
        cta.changed_at = write.now
        await edit_where_shown(session, {cta.id}, {write.person_id, cta.owner_id or write.person_id}, write.now)


def _accounts(change: ChangeRecord, rows: list[tuple[dict[str, Any], Base | None]]) -> tuple[int, ...]:
    """Every account that the change touched."""
    found = {change.account_id, *[getattr(row, "account_id", None) for _, row in rows]}
    found |= {row.id for _, row in rows if isinstance(row, Account)}
    return tuple(sorted(account_id for account_id in found if account_id is not None))


def _contract(change: ChangeRecord) -> int | None:
    return next((entry["id"][0] for entry in change.after["rows"] if entry["table"] == Contract.__tablename__), None)


def _ctas(change: ChangeRecord) -> tuple[int, ...]:
    return tuple(entry["id"][0] for entry in change.after["rows"] if entry["table"] == "ctas")
