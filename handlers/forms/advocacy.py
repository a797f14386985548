"""Forms about favours asked in public: it was asked, and what they said."""

from bot import actions
from bot.talk.letters.favours import confirm_ask
from bot.usecases.account import favours as use
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.commands.showing import there
from handlers.forms.answers import day
from handlers.forms.drafts import letter_of
from handlers.reading import number, reader_of, reading, write_of


async def _asked(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await _noted(asked, house, await use.ask(write_of(asked, house), number(account), kind, letter_of(asked)))


async def _answered(asked: Asked, house: House) -> Answer:
    write, note = write_of(asked, house), asked.field("note")
    done = await use.answer(write, number(asked.target), asked.field("state"), day(asked, "on"), note)
    return await _noted(asked, house, done)


async def _noted(asked: Asked, house: House, done: use.FavourAsked) -> Answer:
    async with reading(asked, house) as db:
        message = await confirm_ask(db, done.change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(done.account_id,))


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.ADVOCACY_ASKED, _asked),
    (actions.ADVOCACY_ANSWER_SAVE, _answered),
)
