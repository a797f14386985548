"""`/journey acme ask`: what they were asked to tell others, and what to ask for next."""

from bot.journey.accounts.favours import NAMES, asks_of, standings
from bot.talk.letters.favours import advocacy, ask_form
from bot.usecases.account.favours import find, refuse_where_settled
from bot.usecases.finding.account_row import load
from bot.usecases.finding.find_account import FoundAccount
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import show, there
from handlers.reading import reader_of, reading, write_of


async def ask_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    """With what to ask for ("ask reference") the draft opens; without, what stands."""
    words = asked.text.casefold().replace(" ", "-").removeprefix("for-").removeprefix("a-")
    kind = next((kind for kind in NAMES if words and kind.startswith(words.removesuffix("-call"))), None)
    if kind is None:
        return await show(asked, house, advocacy, found.account_id)
    return await form(asked, house, found.account_id, kind)


async def form(asked: Asked, house: House, account_id: int, kind: str) -> Answer:
    """The ask as a draft. Raises UserError where an answer stands against it."""
    today = write_of(asked, house).today
    async with reading(asked, house) as db:
        account = await load(db, account_id)
        refuse_where_settled(account, find(standings(await asks_of(db, account_id), today), kind), today)
        return Answer(form=there(await ask_form(db, house.library, account_id, kind, reader_of(asked), asked.now)))
