"""Forms about favours asked in public: it was asked, and what they said."""

from bot import actions
from bot.talk.letters.favours import confirm_ask
from bot.usecases.account import favours as use
from handlers.command import Run
from handlers.form_values import day
from handlers.forms.drafts import letter_of
from handlers.request import Answer, Asked, House
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import there


async def _asked(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await _noted(asked, house, await use.ask(deed_of(asked, house), number(account), kind, letter_of(asked)))


async def _answered(asked: Asked, house: House) -> Answer:
    deed, note = deed_of(asked, house), asked.field("note")
    done = await use.answer(deed, number(asked.target), asked.field("state"), day(asked, "on"), note)
    return await _noted(asked, house, done)


async def _noted(asked: Asked, house: House, done: use.Asked) -> Answer:
    async with reading(asked, house) as db:
        message = await confirm_ask(db, done.change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(done.account_id,))


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.ADVOCACY_ASKED, _asked),
    (actions.ADVOCACY_ANSWER_SAVE, _answered),
)
