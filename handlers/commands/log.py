"""`/journey acme log …`: saved at once, details afterwards."""

from bot.talk.account.read_account import load_account
from bot.talk.card.log import heard_words, log_form, saved
from bot.talk.card.log import log as log_message
from bot.usecases.account import log as use
from bot.usecases.finding.find_account import Found
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, reading
from handlers.showing import show, there


async def log_word(request: Request, services: Services, found: Found) -> Answer:
    """With words they are saved; without any, what happened so far is shown."""
    note = request.text.strip().lstrip(":").strip()
    if not note:
        return await show(request, services, log_message, found.account_id)
    return await save(request, services, found.account_id, found.name, note)


async def save(request: Request, services: Services, account_id: int, name: str, note: str) -> Answer:
    """Save a line to the account's log."""
    logged = await use.log(deed_of(request, services), account_id, note)
    async with reading(request, services) as db:
        heard = await heard_words(db, account_id, logged.heard)
    return Answer(message=saved(name, note, logged.event_id, logged.change_id, heard=heard), touched=(account_id,))


async def form(request: Request, services: Services, account_id: int, note: str = "") -> Answer:
    """The form to log something."""
    async with reading(request, services) as db:
        view = await load_account(db, services.library, account_id, request.now)
    return Answer(form=log_form(there(view), note=note))
