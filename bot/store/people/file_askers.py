"""Whom what a file left open is asked, and who may settle it: whoever leads, as far as they reach."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from bot.store.people.members import LEADS, Member, Members
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.files.file_questions import DOUBLE, FileQuestion

Owners = Collection[int | None]


async def owners_in(session: ReadSession, question: FileQuestion) -> Owners:
    """Whose accounts its answer is about; None: nobody's. A name or a column is about what nobody owns so far."""
    if question.kind != DOUBLE:
        return {None}
    found = select(Account.csm_id).where(Account.id.in_(question.refs["accounts"]))
    return set(await session.scalars(found))


def may_settle(everybody: Members, person_id: int, owners: Owners, now: datetime) -> bool:
    """Whether they lead, and all of those accounts are theirs to write to."""
    reach = everybody.reach(person_id, now)
    if reach.role not in LEADS:
        return False
    theirs = reach.writes.owners or frozenset()
    return not reach.writes.limited or all(one in theirs or (one is None and reach.writes.unowned) for one in owners)


def whom_to_ask(everybody: Members, owners: Owners, now: datetime) -> list[Member]:
    """The managers of all, else the admins, else those who lead the team; nobody where nobody leads."""
    able = [one for one in everybody.members if one.reached and may_settle(everybody, one.id, owners, now)]
    managers = [one for one in able if one.role == "manager"]
    of_all = [one for one in managers if not everybody.reach(one.id, now).writes.limited]
    return of_all or [one for one in able if one.role == "admin"] or managers


__all__ = ["may_settle", "owners_in", "whom_to_ask"]
