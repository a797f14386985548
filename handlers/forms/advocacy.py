"""Forms about favours asked in public: it was asked, and what they said."""

from bot import actions
from bot.talk.letters.favours import confirm_ask
from bot.usecases.account import favours as use
from handlers.command import Run
from handlers.form_values import day
from handlers.forms.drafts import letter_of
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import there


async def _asked(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await _noted(
        request, services, await use.ask(deed_of(request, services), number(account), kind, letter_of(request))
    )


async def _answered(request: Request, services: Services) -> Answer:
    deed, note = deed_of(request, services), request.field("note")
    done = await use.answer(deed, number(request.target), request.field("state"), day(request, "on"), note)
    return await _noted(request, services, done)


async def _noted(request: Request, services: Services, done: use.Asked) -> Answer:
    async with reading(request, services) as db:
        message = await confirm_ask(db, done.change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(done.account_id,))


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.ADVOCACY_ASKED, _asked),
    (actions.ADVOCACY_ANSWER_SAVE, _answered),
)
