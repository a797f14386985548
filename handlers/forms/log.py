"""The form about what happened."""

from bot import actions
from bot.calendar import say_near
from bot.store.tables.accounts import Account
from bot.talk.card.log import REVIEWS, heard_words, saved
from bot.text import shorten
from bot.usecases.account import log as use
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.forms.answers import account_named, day, whole
from handlers.reading import number, reading, write_of


async def save(asked: Asked, house: House) -> Answer:
    """Target: an account, "event/12" to add to an entry, or "" where the form asks for the account."""
    kind, _, event = asked.target.partition("/")
    write, note = write_of(asked, house), asked.field("note")
    if kind == "event":
        logged = await use.add_details(write, number(event), _details(asked), note)
    else:
        logged = await use.log(write, await _account(asked, house), note, _details(asked))
    async with reading(asked, house) as db:
        account = await db.get_one(Account, logged.account_id)
        heard = await heard_words(db, account.id, logged.heard)
    added = _added(asked, house)
    message = saved(account.name, note, logged.event_id, logged.change_id, added=added, heard=heard)
    return Answer(message=message, touched=(account.id,))


async def _account(asked: Asked, house: House) -> int:
    if asked.target:
        return number(asked.target)
    return await account_named(asked, house)


def _details(asked: Asked) -> use.Details:
    return use.Details(asked.field("review"), whole(asked, "with"), asked.field("next_step"), day(asked, "next_on"))


def _added(asked: Asked, house: House) -> tuple[str, ...]:
    details, today = _details(asked), write_of(asked, house).today
    found = []
    if details.review:
        found.append(f"{REVIEWS.get(details.review, 'review').lower()} held")
    if details.next_step:
        by = f" by {say_near(details.next_on, today)}" if details.next_on else ""
        found.append(f"next step “{shorten(details.next_step, 80)}”{by}")
    return tuple(found)


FORMS: tuple[tuple[str, Run], ...] = ((actions.LOG_SAVE, save),)
