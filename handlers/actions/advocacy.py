"""Buttons about favours asked in public."""

from bot import actions
from bot.talk.letters.favours import answer_form
from handlers.command import Run
from handlers.commands import ask
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading
from handlers.showing import there


async def _ask(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await ask.form(request, services, number(account), kind)


async def _answer(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        return Answer(form=there(await answer_form(db, number(request.target), reader_of(request), request.now)))


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.ADVOCACY_ASK, _ask),
    (actions.ADVOCACY_ANSWER, _answer),
)
