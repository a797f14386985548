"""`/journey acme renewal`: my call, and how it came out. A form."""

from bot.talk.renewal.renewal import renewal_form
from bot.usecases.finding.find_account import Found
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading
from handlers.showing import there


async def renewal_word(request: Request, services: Services, found: Found) -> Answer:
    return await form(request, services, found.account_id)


async def form(request: Request, services: Services, account_id: int) -> Answer:
    """The renewal's form."""
    async with reading(request, services) as db:
        return Answer(form=there(await renewal_form(db, services.library, account_id, reader_of(request), request.now)))
