"""`/journey acme health`: the score and why it moved; `… health 40 until 3 Feb because …` sets it by hand."""

from bot.errors import UserError, Way
from bot.talk.health.health import health
from bot.talk.health.health_form import confirm_health, health_form
from bot.usecases.account import health as use
from bot.usecases.finding.find_account import FoundAccount
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import show, there
from handlers.reading import reader_of, reading, write_of

LIFTS = ("measured", "lift", "clear", "reset", "back to measured", "by figures")
SETS = ("set", "by hand", "set by hand", "change")


async def health_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    """Alone it shows; with a score it sets one, or opens the form for what is still missing."""
    text = " ".join(asked.text.split())
    if not text:
        return await show(asked, house, health, found.account_id)
    _refuse_a_guess(found, text)
    if text.casefold() in LIFTS:
        return await back_to_measured(asked, house, found.account_id)
    wish = use.wish_in(text, write_of(asked, house).today)
    if wish.score is None:
        if text.casefold() in SETS:
            return await form(asked, house, found.account_id)
        raise _not_a_score(found, text)
    if wish.until is None or not wish.reason:
        return await form(asked, house, found.account_id, wish)
    return await save(asked, house, found.account_id, wish)


def _refuse_a_guess(found: FoundAccount, text: str) -> None:
    """Nothing is written on behalf of an account whose name was only begun."""
    if found.how == "prefix":
        way = Way(found.name, f"/journey #{found.account_id} health {text}")
        raise UserError(f"Did you mean {found.name}? To set a health score I need its whole name.", ways=(way,))


def _not_a_score(found: FoundAccount, text: str) -> UserError:
    shown = text if len(text) <= 60 else text[:59] + "…"
    at = f"/journey #{found.account_id} health"
    return UserError(
        f"I see {found.name}'s health, but no score in *{shown}*. Begin with a number from 0 to 100: "
        f"`/journey {found.name} health 40 until 3 Feb because the sponsor left`.",
        ways=(Way("Set it by hand", f"{at} set"), Way(f"{found.name}'s health", at)),
    )


async def form(asked: Asked, house: House, account_id: int, wish: use.HealthWish | None = None) -> Answer:
    """The form, with what was typed already."""
    known = wish or use.HealthWish()
    async with reading(asked, house) as db:
        shown = await health_form(
            db,
            house.library,
            account_id,
            reader_of(asked),
            asked.now,
            score=known.score,
            until=known.until,
            reason=known.reason,
        )
    return Answer(form=there(shown))


async def save(asked: Asked, house: House, account_id: int, wish: use.HealthWish) -> Answer:
    return await _confirmed(asked, house, account_id, await use.set_health(write_of(asked, house), account_id, wish))


async def back_to_measured(asked: Asked, house: House, account_id: int) -> Answer:
    return await _confirmed(asked, house, account_id, await use.lift(write_of(asked, house), account_id))


async def _confirmed(asked: Asked, house: House, account_id: int, change_id: int) -> Answer:
    async with reading(asked, house) as db:
        message = await confirm_health(db, house.library, change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(account_id,))
