"""Buttons about what drives a stakeholder."""

from bot import actions
from bot.talk.people.prep import prep
from bot.usecases.finding.stakeholder_row import account_of
from handlers.command import Run
from handlers.commands import persona
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading
from handlers.showing import there


async def _form(request: Request, services: Services) -> Answer:
    return await persona.form(request, services, number(request.target))


async def _tag(request: Request, services: Services) -> Answer:
    """The menu's value is the persona; "unsure" asks what was seen."""
    if request.value in ("", "unsure", "form"):
        return await _form(request, services)
    return await persona.tag(request, services, number(request.target), request.value)


async def _prep_one(request: Request, services: Services) -> Answer:
    stakeholder_id = number(request.target)
    async with reading(request, services) as db:
        account_id = await account_of(db, stakeholder_id)
        message = await prep(
            db, services.library, account_id, reader_of(request), request.now, stakeholder_id=stakeholder_id
        )
    return Answer(message=there(message))


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.PERSONA_FORM, _form),
    (actions.PERSONA_TAG, _tag),
    (actions.PREP_ONE, _prep_one),
)
