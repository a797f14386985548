"""Buttons about what drives a stakeholder."""

from bot import actions
from bot.talk.people.prep import prep
from bot.usecases.finding.stakeholder_row import account_of
from handlers.command import Run
from handlers.commands import persona
from handlers.request import Answer, Asked, House
from handlers.sessions import number, reader_of, reading
from handlers.showing import there


async def _form(asked: Asked, house: House) -> Answer:
    return await persona.form(asked, house, number(asked.target))


async def _tag(asked: Asked, house: House) -> Answer:
    """The menu's value is the persona; "unsure" asks what was seen."""
    if asked.value in ("", "unsure", "form"):
        return await _form(asked, house)
    return await persona.tag(asked, house, number(asked.target), asked.value)


async def _prep_one(asked: Asked, house: House) -> Answer:
    stakeholder_id = number(asked.target)
    async with reading(asked, house) as db:
        account_id = await account_of(db, stakeholder_id)
        message = await prep(db, house.library, account_id, reader_of(asked), asked.now, stakeholder_id=stakeholder_id)
    return Answer(message=there(message))


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.PERSONA_FORM, _form),
    (actions.PERSONA_TAG, _tag),
    (actions.PREP_ONE, _prep_one),
)
