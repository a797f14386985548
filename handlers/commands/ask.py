"""`/journey acme ask`: what they were asked to tell others, and what to ask for next."""

from bot.journey.accounts.favours import NAMES, asks_of, standings
from bot.talk.letters.favours import advocacy, ask_form
from bot.usecases.account.favours import find, refuse_where_settled
from bot.usecases.finding.account_row import load
from bot.usecases.finding.find_account import Found
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, reader_of, reading
from handlers.showing import show, there


async def ask_word(request: Request, services: Services, found: Found) -> Answer:
    """With what to ask for ("ask reference") the draft opens; without, what stands."""
    words = request.text.casefold().replace(" ", "-").removeprefix("for-").removeprefix("a-")
    kind = next((kind for kind in NAMES if words and kind.startswith(words.removesuffix("-call"))), None)
    if kind is None:
        return await show(request, services, advocacy, found.account_id)
    return await form(request, services, found.account_id, kind)


async def form(request: Request, services: Services, account_id: int, kind: str) -> Answer:
    """The ask as a draft. Raises UserError where an answer stands against it."""
    today = deed_of(request, services).today
    async with reading(request, services) as db:
        account = await load(db, account_id)
        refuse_where_settled(account, find(standings(await asks_of(db, account_id), today), kind), today)
        return Answer(
            form=there(await ask_form(db, services.library, account_id, kind, reader_of(request), request.now))
        )
