"""The form about what happened."""

from bot import actions
from bot.calendar import say_near
from bot.store.tables.accounts import Account
from bot.talk.card.log import REVIEWS, heard_words, saved
from bot.text import shorten
from bot.usecases.account import log as use
from handlers.command import Run
from handlers.form_values import account_named, day, whole
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reading


async def save(request: Request, services: Services) -> Answer:
    """Target: an account, "event/12" to add to an entry, or "" where the form asks for the account."""
    kind, _, event = request.target.partition("/")
    deed, note = deed_of(request, services), request.field("note")
    if kind == "event":
        logged = await use.add_details(deed, number(event), _details(request), note)
    else:
        logged = await use.log(deed, await _account(request, services), note, _details(request))
    async with reading(request, services) as db:
        account = await db.get_one(Account, logged.account_id)
        heard = await heard_words(db, account.id, logged.heard)
    added = _added(request, services)
    message = saved(account.name, note, logged.event_id, logged.change_id, added=added, heard=heard)
    return Answer(message=message, touched=(account.id,))


async def _account(request: Request, services: Services) -> int:
    if request.target:
        return number(request.target)
    return await account_named(request, services)


def _details(request: Request) -> use.Details:
    return use.Details(
        request.field("review"), whole(request, "with"), request.field("next_step"), day(request, "next_on")
    )


def _added(request: Request, services: Services) -> tuple[str, ...]:
    details, today = _details(request), deed_of(request, services).today
    found = []
    if details.review:
        found.append(f"{REVIEWS.get(details.review, 'review').lower()} held")
    if details.next_step:
        by = f" by {say_near(details.next_on, today)}" if details.next_on else ""
        found.append(f"next step “{shorten(details.next_step, 80)}”{by}")
    return tuple(found)


FORMS: tuple[tuple[str, Run], ...] = ((actions.LOG_SAVE, save),)
