"""Whether somebody may write to an account, and whom to ask where they may not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.errors import UserError, Way
from bot.store.people.members import LEADS, Member, Members, members_of, named
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.base import Base
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta

HOST = "whoever runs Milepost"


class OutOfSight(UserError):
    """An account of another team was called by its name, so nothing else is meant."""


@dataclass(frozen=True)
class Touch:
    """What a change is about: an account, or what is about none. todo_of: of a to-do that was there before, or
    an account that is given away, whose it was then. person_id: of a person, who."""

    account_id: int | None
    todo_of: int | None = None
    person_id: int | None = None


def touch(row: Base, before: Mapping[str, Any]) -> Touch:
    """What a change of that row is about. before: the columns that were different before it."""
    if isinstance(row, Person):
        return Touch(None, person_id=row.id)
    if isinstance(row, Account) and "csm_id" in before:  # given away: whose it was then decides
        return Touch(row.id, before["csm_id"])
    if not isinstance(row, Cta):
        return Touch(account_of(row))
    return Touch(row.account_id, before.get("owner_id", row.owner_id))


def account_of(row: Base) -> int | None:
    """The account that a row is, or hangs on."""
    found: int | None = row.id if isinstance(row, Account) else getattr(row, "account_id", None)
    return found


async def need_to_write(session: ReadSession, person_id: int, now: datetime, touches: Collection[Touch]) -> None:
    """Raises UserError, which says whom to ask, unless that person may write to all of that.

    How Milepost reaches them is everybody's own to change, and who has a to-do answers it, wherever it is."""
    about = [one for one in touches if one != Touch(None)]
    if about and all(one.person_id == person_id for one in about):
        return
    await _need(session, await members_of(session), person_id, now, about)


async def need_to_speak_for(session: ReadSession, person_id: int, now: datetime, account_id: int) -> None:
    """Raises UserError, which says whom to ask, unless what that account's customer reads is up to that person: its
    CSM, who covers for them, and who leads. MILEPOST_ACCESS opens nothing here."""
    everybody = replace(await members_of(session), access="own")
    await _need(session, everybody, person_id, now, [Touch(account_id)])


async def _need(
    session: ReadSession, everybody: Members, person_id: int, now: datetime, about: Collection[Touch]
) -> None:
    reach = everybody.reach(person_id, now)
    if reach.role is not None and not reach.writes.limited:
        return
    owners = (reach.writes.owners or frozenset()) | {person_id}
    answered = {one.account_id for one in about if one.todo_of in owners}
    if reach.role is None or (reach.role == "viewer" and not _only_answers(about, answered)):
        raise _only_reads(everybody, person_id)
    if loose := [one for one in about if one.account_id is None and one.todo_of not in {None, *owners}]:
        raise _todo_of_another(everybody, loose[0])
    asked = {one.account_id for one in about} - answered - {None}
    rows = await session.execute(select(Account.name, Account.csm_id).where(Account.id.in_(asked)))
    for name, owner in rows:
        if owner not in owners and not (owner is None and reach.writes.unowned):
            raise _belongs_to_another(everybody, person_id, name, owner)


async def need_to_give(session: ReadSession, person_id: int, now: datetime, to_id: int) -> None:
    """Raises UserError, which says whom to ask, unless that person may give somebody a to-do of no account: their
    manager, an admin, and whoever may write to all that is theirs."""
    everybody = await members_of(session)
    reach = everybody.reach(person_id, now)
    if reach.role in (None, "viewer"):
        raise _only_reads(everybody, person_id)
    if to_id == person_id or not reach.writes.limited:
        return
    if reach.role in LEADS and to_id in (reach.writes.owners or ()):
        return
    to = next(one for one in everybody.members if one.id == to_id)
    leads = named(everybody.leads_of(to_id), without=person_id)
    raise UserError(
        f"Only whoever leads {to.name} can give them a to-do of their own. For an account of yours, name it: it moves "
        f"to their list. Else ask {leads or to.name}.",
        field="owner",
    )


def _only_answers(about: Collection[Touch], answered: Collection[int | None]) -> bool:
    """Whether it is about to-dos of their own and nothing else: a viewer may have some from before."""
    return bool(about) and all(one.account_id in answered for one in about)


def _only_reads(everybody: Members, person_id: int) -> UserError:
    who = named(everybody.leads_of(None), without=person_id)
    return UserError(f"You can read here, and change nothing. Ask {who or HOST} to let you write.")


def _todo_of_another(everybody: Members, touched: Touch) -> UserError:
    owner = next(one for one in everybody.members if one.id == touched.todo_of)
    whom = owner.name if owner.reached else named(everybody.leads_of(owner.id)) or HOST
    return UserError(f"That to-do is {owner.name}'s, so it isn't yours to change. Ask {whom}.")


def _belongs_to_another(everybody: Members, person_id: int, account: str, owner_id: int | None) -> UserError:
    owner = next((one for one in everybody.members if one.id == owner_id), None)
    leads = named(everybody.leads_of(owner_id), without=person_id)
    if owner is None:
        return UserError(f"{account} belongs to nobody yet, so only a manager can write there. Ask {leads or HOST}.")
    return UserError(f"{account} belongs to {owner.name}, so you can only read there. Ask {_of_both(owner, leads)}.")


def _of_both(owner: Member, leads: str) -> str:
    """Whom to ask about what is that owner's, who was just named. Who is gone isn't asked."""
    if not owner.reached:
        return leads or HOST
    return f"them, or {leads}" if leads and leads != owner.name else "them"


def out_of_sight(everybody: Members, account: str, owner_id: int | None, *ways: Way) -> OutOfSight:
    """For who asked for an account of another team by its name: whose it is, and nothing else of it."""
    owner = next((one for one in everybody.members if one.id == owner_id), None)
    leads = named(everybody.leads_of(owner_id))
    if owner is None:
        return OutOfSight(f"{account} belongs to nobody yet, so only managers read it. Ask {leads or HOST}.", ways=ways)
    whom = _of_both(owner, leads)
    return OutOfSight(f"{account} belongs to {owner.name}, in another team than yours. Ask {whom}.", ways=ways)
