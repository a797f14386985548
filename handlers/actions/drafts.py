"""Buttons that open a draft to a customer."""

from bot import actions
from bot.errors import UserError
from bot.talk.letters.draft import material_form
from handlers.command import Run
from handlers.commands.draft import celebrate, draft
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading


async def _draft(request: Request, services: Services) -> Answer:
    """About a to-do, a person or an account."""
    return await draft(request, services, request.target)


async def _celebrate(request: Request, services: Services) -> Answer:
    account, _, milestone = request.target.partition("/")
    return await celebrate(request, services, number(account), milestone)


async def _send_this(request: Request, services: Services) -> Answer:
    account, _, task = request.target.partition("/")
    async with reading(request, services) as db:
        form = await material_form(db, services.library, number(account), task, reader_of(request), request.now)
    if form is None:
        raise UserError("There is nothing to send for that task any more. Open its tasks again.")
    return Answer(form=form)


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.DRAFT, _draft),
    (actions.CELEBRATE, _celebrate),
    (actions.SEND_THIS, _send_this),
)
