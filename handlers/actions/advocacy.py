"""Buttons about favours asked in public."""

from bot import actions
from bot.talk.letters.favours import answer_form
from handlers.command import Run
from handlers.commands import ask
from handlers.request import Answer, Asked, House
from handlers.sessions import number, reader_of, reading
from handlers.showing import there


async def _ask(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await ask.form(asked, house, number(account), kind)


async def _answer(asked: Asked, house: House) -> Answer:
    async with reading(asked, house) as db:
        return Answer(form=there(await answer_form(db, number(asked.target), reader_of(asked), asked.now)))


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.ADVOCACY_ASK, _ask),
    (actions.ADVOCACY_ANSWER, _answer),
)
