"""Letting people in: who has which role, and whose team they are in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import exists, func, select, update

from bot.calendar import plural
from bot.errors import UserError
from bot.store.people.members import LEADS, ROLES, Access
from bot.store.session import ReadSession, Store, WriteSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Identity, Person, Workspace
from bot.store.tables.todos_and_outbox import Cta
from bot.store.todo_states import LIVE
from bot.text import ADDRESS

Met = Literal["member", "guest", "gone"]
MET: tuple[Met, ...] = ("member", "guest", "gone")  # who is a member somewhere is let in there


@dataclass(frozen=True)
class Given:
    """Who has which role now. before: which one they had. met: what the chat says of them; None: nobody there is known
    to have that address."""

    name: str
    role: str | None
    before: str | None = None
    met: Met | None = None


async def give_role(store: Store, workspace_id: int, email: str, role: str, now: datetime) -> Given:
    """Let that person in with that role, whether they have been heard of or not. Raises UserError."""
    if role not in ROLES:
        raise UserError(f"{role} isn't a role. There are {', '.join(ROLES[:-1])} and {ROLES[-1]}.")
    async with store.write(workspace_id) as session:
        person = await _person(session, email, now)
        before = person.role
        if role == "viewer":
            await _must_own_nothing(session, person, "only read")
        if role not in LEADS:
            await _must_lead_nobody(session, person)
        person.role, person.role_from = role, "command"
        return await _given(session, person, before)


async def shut_out(store: Store, workspace_id: int, email: str) -> Given:
    """They are no longer let in; their to-dos go to the CSMs. Raises UserError for who has accounts or a team."""
    async with store.write(workspace_id) as session:
        person = await known(session, email)
        await _must_own_nothing(session, person, "be shut out")
        await _must_lead_nobody(session, person)
        person.role, person.role_from = None, "command"
        todos = update(Cta).where(Cta.owner_id == person.id, Cta.state.in_(LIVE), Cta.account_id.is_not(None))
        owner = select(Account.csm_id).where(Account.id == Cta.account_id).scalar_subquery()
        await session.execute(todos.values(owner_id=owner).execution_options(synchronize_session=False))
        covered = update(Person).where(Person.cover_id == person.id).values(cover_id=None)
        await session.execute(covered.execution_options(synchronize_session=False))
        return Given(person.name, None)


async def make_manager(store: Store, workspace_id: int, email: str, now: datetime, *, manager: bool = True) -> Given:
    """Make that person a manager, or no longer one. Raises UserError, for who leads people and would no longer."""
    async with store.write(workspace_id) as session:
        person = await _person(session, email, now) if manager else await known(session, email)
        before = person.role
        if manager:
            _lead(person)
        else:
            await _must_lead_nobody(session, person)
            if person.role == "manager":
                person.role, person.role_from = "csm", "command"
        return await _given(session, person, before)


async def put_in_team(
    store: Store, workspace_id: int, manager: str, emails: Sequence[str], now: datetime
) -> tuple[str, list[str]]:
    """Those people are in that manager's team from now on; the manager's name and theirs. Raises UserError."""
    async with store.write(workspace_id) as session:
        boss = await _person(session, manager, now)
        people = [await known(session, email) for email in emails]
        _lead(boss)
        for person in people:
            await lead(session, person, boss)
        return boss.name, [person.name for person in people]


async def take_out_of_team(
    store: Store, workspace_id: int, manager: str, emails: Sequence[str]
) -> tuple[str, list[str]]:
    """Those people are no longer in that manager's team; the manager's name and theirs. Raises UserError."""
    async with store.write(workspace_id) as session:
        boss = await known(session, manager)
        people = [await known(session, email) for email in emails]
        for person in people:
            if person.manager_id != boss.id:
                raise UserError(f"{person.name} isn't in {boss.name}'s team, so nothing was changed.")
            person.manager_id = None
        return boss.name, [person.name for person in people]


async def lead(session: WriteSession, person: Person, boss: Person) -> None:
    """Put somebody into a team. Raises UserError for who would lead themselves, however far above."""
    if person.id == boss.id:
        raise UserError(f"Nobody can be in their own team: {boss.name} needs another manager, or none.")
    await session.flush()
    above, seen = boss, {boss.id}
    while above.id != person.id and above.manager_id is not None and above.manager_id not in seen:
        seen.add(above.manager_id)
        above = await session.get_one(Person, above.manager_id)
    if above.id == person.id:
        raise UserError(f"{boss.name} can't lead {person.name}, who leads {boss.name}.")
    person.manager_id = boss.id


def _lead(person: Person) -> None:
    if person.role != "admin":
        person.role, person.role_from = "manager", "command"


async def known(session: ReadSession, email: str) -> Person:
    """Who has that address. Raises UserError where nobody has it."""
    person = await _of_address(session, _address(email))
    if person is None:
        raise UserError(f"Nobody here has the address {email.strip()}. milepost role shows who is known.")
    return person


async def with_email(session: WriteSession, email: str, now: datetime) -> Person:
    """Who has that address; made if need be, and let in as nothing yet."""
    return await _person(session, email, now)


async def _given(session: ReadSession, person: Person, before: str | None) -> Given:
    rows = await session.execute(
        select(Identity.guest, Identity.gone_since.is_not(None)).where(Identity.person_id == person.id)
    )
    found = {"gone" if gone else "guest" if guest else "member" for guest, gone in rows}
    met = next((one for one in MET if one in found), None)
    return Given(person.name, person.role, before, met)


async def _person(session: WriteSession, email: str, now: datetime) -> Person:
    """Who has that address, made if need be and called by it until a platform knows better."""
    address = _address(email)
    person = await _of_address(session, address)
    if person is not None:
        return person
    made = Person(workspace_id=session.workspace_id, email=address, name=address, created_at=now)
    session.add(made)
    await session.flush()
    return made


def _address(email: str) -> str:
    address = email.strip().lower()
    if not re.fullmatch(ADDRESS, address):
        raise UserError(f"{email.strip()} isn't an e-mail address, such as maya@example.com.")
    return address


async def _of_address(session: ReadSession, address: str) -> Person | None:
    found: Person | None = await session.scalar(select(Person).where(func.lower(Person.email) == address))
    return found


async def _must_own_nothing(session: ReadSession, person: Person, what: str) -> None:
    active = (Account.csm_id == person.id, Account.status == "active")
    count = await session.scalar(select(func.count()).select_from(Account).where(*active)) or 0
    if count:
        raise UserError(
            f"{person.name} has {plural(count, 'account')}, so they can't {what}: "
            "give those to somebody else in the accounts file first."
        )


async def _must_lead_nobody(session: ReadSession, person: Person) -> None:
    led = await session.scalar(select(func.count()).where(Person.manager_id == person.id)) or 0
    if led:
        raise UserError(
            f"{person.name} leads {plural(led, 'person', 'people')}: put them into another team first, with "
            "milepost manager BOSS --of CSM."
        )


# The list


@dataclass(frozen=True)
class Listed:
    """One of our people. manager: by name. found: since an upgrade they read, and nobody has said so yet."""

    name: str
    email: str | None
    role: str
    manager: str | None
    accounts: int
    found: bool


async def listed(session: ReadSession) -> list[Listed]:
    """Everybody who is let in, by role."""
    owned = (
        select(func.count())
        .where(Account.csm_id == Person.id, Account.status == "active")
        .correlate(Person)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(Person.id, Person.name, Person.email, Person.role, Person.manager_id, owned, Person.role_from)
    )
    people = rows.all()
    names = {row[0]: row[1] for row in people}
    found = [
        Listed(name, email, role, names.get(manager), accounts, role == "viewer" and given == "upgrade")
        for _, name, email, role, manager, accounts, given in people
        if role in ROLES
    ]
    return sorted(found, key=lambda one: (ROLES.index(one.role), one.name))


# What the host's settings say


async def follow_settings(
    store: Store, workspace_id: int, now: datetime, *, admin: str | None, access: Access | None
) -> None:
    """Make MILEPOST_ADMIN an admin, and keep what CSMs may do. What isn't set changes nothing."""
    if admin is None and access is None:
        return
    async with store.write(workspace_id) as session:
        if access is not None:
            workspace = await session.get_one(Workspace, workspace_id)
            workspace.csm_access = access
        if admin is None:
            return
        person = await _person(session, admin, now)
        for former in await session.scalars(select(Person).where(Person.role_from == "setting")):
            if former.id != person.id:
                owns = await session.scalar(select(exists().where(Account.csm_id == former.id)))
                former.role, former.role_from = ("csm", "file") if owns else (None, None)
        if person.role != "admin":
            person.role, person.role_from = "admin", "setting"


async def has_last_resort(session: ReadSession) -> bool:
    """Whether there is an admin, whom to tell when nobody else can be told."""
    return await session.scalar(select(Person.id).where(Person.role == "admin").limit(1)) is not None


__all__ = [
    "Given",
    "Listed",
    "follow_settings",
    "give_role",
    "has_last_resort",
    "known",
    "lead",
    "listed",
    "make_manager",
    "put_in_team",
    "shut_out",
    "take_out_of_team",
]
