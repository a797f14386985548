"""`/journey acme renewal`: my call, and how it came out. A form."""

from bot.talk.renewal.renewal import renewal_form
from bot.usecases.finding.find_account import Found
from handlers.request import Answer, Asked, House
from handlers.sessions import reader_of, reading
from handlers.showing import there


async def renewal_word(asked: Asked, house: House, found: Found) -> Answer:
    return await form(asked, house, found.account_id)


async def form(asked: Asked, house: House, account_id: int) -> Answer:
    """The renewal's form."""
    async with reading(asked, house) as db:
        return Answer(form=there(await renewal_form(db, house.library, account_id, reader_of(asked), asked.now)))
