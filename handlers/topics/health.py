"""An account's health: the score and why it moved; a score set by hand, and back to what is measured."""

from datetime import date

from bot import actions
from bot.errors import UserError, Way
from bot.language.days import DaySaid
from bot.message import ask, bold
from bot.talk.health.health import health
from bot.talk.health.health_form import confirm_health, health_form
from bot.text import possessive
from bot.usecases.account import health as use
from bot.usecases.finding.ask_day import ask_day
from bot.usecases.finding.find_account import FoundAccount
from handlers.command import AccountCommand, Topic
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there

LIFTS = ("measured", "lift", "clear", "reset", "back to measured", "by figures")
SETS = ("set", "by hand", "set by hand", "change")


# Words


async def _health_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """Alone it shows; with a score it sets one, or opens the health_form_of for what is still missing."""
    text = " ".join(request.text.split())
    if not text:
        return await show(request, services, health, found.account_id)
    _refuse_a_guess(found, text)
    if text.casefold() in LIFTS:
        return await back_to_measured(request, services, found.account_id)
    wish = use.wish_in(text, write_of(request, services).today, request.person.day_order)
    if wish.score is None:
        if text.casefold() in SETS:
            return await health_form_of(request, services, found.account_id)
        raise _not_a_score(found, text)
    if wish.unread is not None:
        raise _which_day(found, wish, wish.unread, write_of(request, services).today)
    if wish.until is None or not wish.reason:
        return await health_form_of(request, services, found.account_id, wish)
    return await _save(request, services, found.account_id, wish)


def _which_day(found: FoundAccount, wish: use.HealthWish, said: DaySaid, today: date) -> UserError:
    because = f" because {wish.reason}" if wish.reason else ""
    at = f"journey #{found.account_id} health {wish.score}"
    return ask_day(
        said,
        today,
        lambda day: f"{at} until {day.isoformat()}{because}",
        kept=f"{possessive(found.name)} health isn't set yet",
        due="Until",
    )


def _refuse_a_guess(found: FoundAccount, text: str) -> None:
    """Nothing is written on behalf of an account whose name was only begun."""
    if found.how == "prefix":
        way = Way(found.name, f"journey #{found.account_id} health {text}")
        raise UserError(f"Did you mean {found.name}? To set a health score I need its whole name.", ways=(way,))


def _not_a_score(found: FoundAccount, text: str) -> UserError:
    shown = text if len(text) <= 60 else text[:59] + "…"
    at = f"journey #{found.account_id} health"
    return UserError(
        f"I see {possessive(found.name)} health, but no score in ",
        bold(shown),
        ". Begin with a number from 0 to 100: ",
        ask(f"{found.name} health 40 until 3 Feb because the sponsor left"),
        ".",
        ways=(Way("Set it by hand", f"{at} set"), Way(f"{possessive(found.name)} health", at)),
    )


HEALTH = AccountCommand("health", None, _health_word)


# Buttons


async def _set(request: Request, services: Services) -> Answer:
    return await health_form_of(request, services, number(request.target))


async def _lift(request: Request, services: Services) -> Answer:
    return await back_to_measured(request, services, number(request.target))


async def health_form_of(
    request: Request, services: Services, account_id: int, wish: use.HealthWish | None = None
) -> Answer:
    """The health_form_of, with what was typed already."""
    known = wish or use.HealthWish()
    async with reading(request, services) as db:
        shown = await health_form(
            db,
            services.library,
            account_id,
            reader_of(request),
            request.now,
            score=known.score,
            until=known.until,
            reason=known.reason,
        )
    return Answer(form=there(shown))


async def back_to_measured(request: Request, services: Services, account_id: int) -> Answer:
    return await _confirmed(request, services, account_id, await use.lift(write_of(request, services), account_id))


# The form


async def _set_by_hand(request: Request, services: Services) -> Answer:
    """A score set by hand."""
    typed = request.field("score")
    if not typed.isdecimal() or len(typed) > 3:
        raise UserError("Write a whole number from 0 to 100.", field="score")
    wish = use.HealthWish(int(typed), day(request, "until"), request.field("reason"))
    return await _save(request, services, number(request.target), wish)


async def _save(request: Request, services: Services, account_id: int, wish: use.HealthWish) -> Answer:
    return await _confirmed(
        request, services, account_id, await use.set_health(write_of(request, services), account_id, wish)
    )


async def _confirmed(request: Request, services: Services, account_id: int, change_id: int) -> Answer:
    async with reading(request, services) as db:
        message = await confirm_health(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


TOPIC = Topic(
    actions={actions.HEALTH: shows(health), actions.HEALTH_SET: _set, actions.HEALTH_LIFT: _lift},
    forms={actions.HEALTH_SAVE: _set_by_hand},
)
