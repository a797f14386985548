"""Favours asked in public: what an account was asked to tell others, and what it said."""

from bot import actions
from bot.journey.accounts.favours import NAMES, asks_of, standings
from bot.talk.letters.favours import advocacy, answer_form, ask_form, confirm_ask
from bot.usecases.account import favours as use
from bot.usecases.account.favours import find, refuse_where_settled
from bot.usecases.finding.account_row import load
from bot.usecases.finding.find_account import FoundAccount
from handlers.command import AccountCommand, Topic
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there
from handlers.topics.letters import letter_of

# Words


async def _ask_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """With what to ask for ("ask reference") the draft opens; without, what stands."""
    words = request.text.casefold().replace(" ", "-").removeprefix("for-").removeprefix("a-")
    kind = next((kind for kind in NAMES if words and kind.startswith(words.removesuffix("-call"))), None)
    if kind is None:
        return await show(request, services, advocacy, found.account_id)
    return await _form(request, services, found.account_id, kind)


ASK = AccountCommand("ask", None, _ask_word, writes=True)


# Buttons


async def _ask(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await _form(request, services, number(account), kind)


async def _form(request: Request, services: Services, account_id: int, kind: str) -> Answer:
    """The ask as a draft. Raises UserError where an answer stands against it."""
    today = write_of(request, services).today
    async with reading(request, services) as db:
        account = await load(db, account_id)
        refuse_where_settled(account, find(standings(await asks_of(db, account_id), today), kind), today)
        return Answer(
            form=there(await ask_form(db, services.library, account_id, kind, reader_of(request), request.now))
        )


async def _answer(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        return Answer(form=there(await answer_form(db, number(request.target), reader_of(request), request.now)))


# Forms


async def _asked(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await _noted(
        request, services, await use.ask(write_of(request, services), number(account), kind, letter_of(request))
    )


async def _answered(request: Request, services: Services) -> Answer:
    write, note = write_of(request, services), request.field("note")
    done = await use.answer(write, number(request.target), request.field("state"), day(request, "on"), note)
    return await _noted(request, services, done)


async def _noted(request: Request, services: Services, done: use.FavourAsked) -> Answer:
    async with reading(request, services) as db:
        message = await confirm_ask(db, done.change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(done.account_id,))


TOPIC = Topic(
    actions={
        actions.ADVOCACY: shows(advocacy),
        actions.ADVOCACY_ASK: _ask,
        actions.ADVOCACY_ANSWER: _answer,
    },
    forms={actions.ADVOCACY_ASKED: _asked, actions.ADVOCACY_ANSWER_SAVE: _answered},
)
