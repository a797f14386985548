"""`/journey acme renewal`: my call, and how it came out. A form."""

from bot.talk.renewal.renewal import renewal_form
from bot.usecases.finding.find_account import FoundAccount
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import there
from handlers.reading import reader_of, reading


async def renewal_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await form(asked, house, found.account_id)


async def form(asked: Asked, house: House, account_id: int) -> Answer:
    """The renewal's form."""
    async with reading(asked, house) as db:
        return Answer(form=there(await renewal_form(db, house.library, account_id, reader_of(asked), asked.now)))
