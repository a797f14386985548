"""From a platform's user to our person, and who may be told where."""

from collections.abc import Collection

from sqlalchemy import exists, select

from bot.errors import UserError
from bot.store.session import ReadSession
from bot.store.tables.people import Identity, Person
from bot.usecases.workspace.match_people import welcome
from handlers.asked import Asked, House
from handlers.reading import reading


async def colleague(asked: Asked, house: House, user_id: str, field: str = "owner") -> Person:
    """The colleague behind a platform's user id. Raises UserError for guests, bots and strangers."""
    async with reading(asked, house) as db:
        known = await db.scalar(
            select(Person)
            .join(Identity, Identity.person_id == Person.id)
            .where(Identity.surface == asked.platform.name, Identity.user_id == user_id, Identity.guest.is_(False))
        )
    if known is not None:
        return known
    user = await asked.platform.user(user_id)
    workspace_id = asked.person.workspace_id
    made = await welcome(house.store, workspace_id, asked.platform.name, user, asked.now) if user else None
    if made is None:
        raise UserError("Choose a colleague: a member of your workspace, no guest and no bot.", field=field)
    return made


async def colleagues(db: ReadSession, surface: str, without: Collection[int]) -> list[tuple[int, str]]:
    """Our people by name, without those and without guests of the platform."""
    guest = exists().where(Identity.person_id == Person.id, Identity.surface == surface, Identity.guest.is_(True))
    rows = await db.execute(
        select(Person.id, Person.name).where(Person.id.not_in(without), ~guest).order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in rows]
