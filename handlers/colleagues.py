"""From a platform's user to our person, and who may be told where."""

from collections.abc import Collection

from sqlalchemy import exists, or_, select

from bot.errors import UserError
from bot.jobs.match import follow_user
from bot.store.session import ReadSession
from bot.store.tables.people import Identity, Person
from bot.usecases.workspace.match_people import welcome
from handlers.request import Request, Services
from handlers.sessions import reading

ACTING = ("admin", "manager", "csm")


async def colleague(request: Request, services: Services, user_id: str, field: str = "owner") -> Person:
    """The colleague behind a platform's user id. Raises UserError for guests, bots and strangers, and for who may not
    do what a colleague is asked to."""
    async with reading(request, services) as db:
        known = await db.scalar(
            select(Person)
            .join(Identity, Identity.person_id == Person.id)
            .where(
                Identity.installation_id == request.person.installation_id,
                Identity.user_id == user_id,
                Identity.lives(),
            )
        )
    if known is not None:
        return _acting(known, known.name, field)
    user = await request.platform.user(user_id)
    here = (request.person.workspace_id, request.person.installation_id)
    if user is not None:
        await follow_user(services.store, *here, user, request.now)
    made = await welcome(services.store, *here, user, request.now) if user else None
    if made is None and (user is None or not user.is_member):
        raise UserError("Choose a colleague: a member of your company, no guest and no bot.", field=field)
    return _acting(made, user.name if user else "", field)


def _acting(person: Person | None, name: str, field: str) -> Person:
    who_may_act(person.role if person is not None else None, name, field)
    if person is None:
        raise UserError("Choose a colleague: a member of your company, no guest and no bot.", field=field)
    return person


def who_may_act(role: str | None, name: str, field: str | None = None) -> None:
    """Raises UserError for a viewer, and for somebody who isn't let in."""
    if role is None:
        raise UserError(
            f"{name} doesn't work with me yet. Choose somebody else, or ask a manager about it.", field=field
        )
    if role == "viewer":
        raise UserError(f"{name} only reads here, and couldn't act on it. Choose somebody else.", field=field)


async def user_of(db: ReadSession, installation_id: int, person_id: int) -> str:
    """That person's id on the platform; "" where they aren't known there."""
    own = (Identity.installation_id == installation_id, Identity.person_id == person_id, Identity.lives())
    return await db.scalar(select(Identity.user_id).where(*own).limit(1)) or ""


async def colleagues(db: ReadSession, installation_id: int, without: Collection[int]) -> list[tuple[int, str]]:
    """Our people who may act, by name, without those and without that installation's guests and who is gone from it."""
    here = exists().where(Identity.person_id == Person.id, Identity.installation_id == installation_id)
    chosen = (Person.id.not_in(without), Person.role.in_(ACTING), or_(~here, here.where(Identity.lives())))
    rows = await db.execute(select(Person.id, Person.name).where(*chosen).order_by(Person.name, Person.id))
    return [(row.id, row.name) for row in rows]
