"""`/journey acme log …`: saved at once, details afterwards."""

from bot.talk.account.read_account import load_account
from bot.talk.card.log import heard_words, log_form, saved
from bot.talk.card.log import log as log_message
from bot.usecases.account import log as use
from bot.usecases.finding.find_account import FoundAccount
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import show, there
from handlers.reading import reading, write_of


async def log_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    """With words they are saved; without any, what happened so far is shown."""
    note = asked.text.strip().lstrip(":").strip()
    if not note:
        return await show(asked, house, log_message, found.account_id)
    return await save(asked, house, found.account_id, found.name, note)


async def save(asked: Asked, house: House, account_id: int, name: str, note: str) -> Answer:
    """Save a line to the account's log."""
    logged = await use.log(write_of(asked, house), account_id, note)
    async with reading(asked, house) as db:
        heard = await heard_words(db, account_id, logged.heard)
    return Answer(message=saved(name, note, logged.event_id, logged.change_id, heard=heard), touched=(account_id,))


async def form(asked: Asked, house: House, account_id: int, note: str = "") -> Answer:
    """The form to log something."""
    async with reading(asked, house) as db:
        view = await load_account(db, house.library, account_id, asked.now)
    return Answer(form=log_form(there(view), note=note))
