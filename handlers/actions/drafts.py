"""Buttons that open a draft to a customer."""

from bot import actions
from bot.errors import UserError
from bot.talk.letters.draft import material_form
from handlers.command import Run
from handlers.commands.draft import celebrate, draft
from handlers.request import Answer, Asked, House
from handlers.sessions import number, reader_of, reading


async def _draft(asked: Asked, house: House) -> Answer:
    """About a to-do, a person or an account."""
    return await draft(asked, house, asked.target)


async def _celebrate(asked: Asked, house: House) -> Answer:
    account, _, milestone = asked.target.partition("/")
    return await celebrate(asked, house, number(account), milestone)


async def _send_this(asked: Asked, house: House) -> Answer:
    account, _, task = asked.target.partition("/")
    async with reading(asked, house) as db:
        form = await material_form(db, house.library, number(account), task, reader_of(asked), asked.now)
    if form is None:
        raise UserError("There is nothing to send for that task any more. Open its tasks again.")
    return Answer(form=form)


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.DRAFT, _draft),
    (actions.CELEBRATE, _celebrate),
    (actions.SEND_THIS, _send_this),
)
