"""Who carries it at an account from now on: somebody there, or somebody new who isn't on record yet."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.errors import UserError
from bot.store.customer_roles import CHAMPION, CHAMPIONS, and_also
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, Stakeholder
from bot.text import clean, compared
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

KIND = "champion"
LONGEST = 100  # characters of a name, and of a title


@dataclass(frozen=True)
class Named:
    change_id: int
    account_id: int
    stakeholder_id: int


async def name_champion(
    write: Write, account_id: int, stakeholder_id: int | None, name: str = "", title: str = ""
) -> Named:
    """Note it: that person, or without one somebody of that name. Raises UserError naming the field to fix."""
    async with write.transaction() as session:
        account, recording = await load(session, account_id), Recording(session)
        person = await _meant(session, account, stakeholder_id, name)
        if person is None:
            person = new_stakeholder(write, account, name, title, CHAMPION)
            await recording.add(person)
        else:
            recording.set(person, role=and_also(person.role, CHAMPION))
        change_id = await recording.save(write, KIND, f"{KIND}:{person.id}", account_id)
        return Named(change_id, account_id, person.id)


async def _meant(session: ReadSession, account: Account, stakeholder_id: int | None, name: str) -> Stakeholder | None:
    """Who it is of those on record; None for somebody new."""
    if stakeholder_id is None:
        there = select(Stakeholder).where(Stakeholder.account_id == account.id).order_by(Stakeholder.id)
        called = compared(_checked(name, "name", "a name"))
        person = next((one for one in await session.scalars(there) if compared(one.name) == called), None)
        if person is None:
            return None
    else:
        person = await session.get(Stakeholder, stakeholder_id)
    field = "who" if stakeholder_id is not None else "name"
    if person is None or person.account_id != account.id:
        raise UserError(f"That person isn't at {account.name} any more. Choose again.", field=field)
    if person.status != "active":
        raise UserError(f"{person.name} has left {account.name}. Who carries it now?", field=field)
    if person.role in CHAMPIONS:
        raise UserError(f"{person.name} is the champion at {account.name} already.", field=field)
    return person


def new_stakeholder(write: Write, account: Account, name: str, title: str, role: str | None = None) -> Stakeholder:
    """Somebody who wasn't on record. Raises UserError naming the field to fix."""
    return Stakeholder(
        workspace_id=account.workspace_id,
        account_id=account.id,
        name=_checked(name, "name", "a name"),
        title=_checked(title, "title", "a title") if title.strip() else None,
        role=role,
        status="active",
        created_at=write.now,
    )


def _checked(text: str, field: str, what: str) -> str:
    found = clean(text)
    if not found:
        raise UserError("Choose somebody, or give a name.", field=field)
    if len(found) > LONGEST:
        raise UserError(f"That is {len(found):,} characters; {what} has at most {LONGEST}.", field=field)
    return found
