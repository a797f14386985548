"""`/journey acme draft`, `celebrate`: a message to a customer, in a form. The buttons of these names open the same."""

from bot.errors import UserError, Way
from bot.talk.letters.draft import celebrate_form, draft_form, last_reached
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import there
from handlers.reading import reader_of, reading


async def draft_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    """About what is most pressing there; with a name or title, to that person."""
    if not asked.text:
        return await draft(asked, house, f"account/{found.account_id}")
    text = asked.text.removeprefix("to ").removeprefix("for ")
    async with reading(asked, house) as db:
        command = f"/journey #{found.account_id} draft"
        one = await find_stakeholder(db, LookingForPerson(found.account_id, found.name, text, command))
    return await draft(asked, house, f"person/{one.stakeholder.id}")


async def celebrate_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    """The milestone that was reached last. Raises UserError where none is."""
    at = f"/journey #{found.account_id}"
    if asked.text:
        text = f"I can thank {found.name} for the milestone reached last, not for one that you name."
        raise UserError(text, ways=(Way("Celebrate the last one", f"{at} celebrate"), Way("A draft", f"{at} draft")))
    async with reading(asked, house) as db:
        key = await last_reached(db, found.account_id)
    if key is None:
        text = f"No milestone has been reached at {found.name} since we know it, so there is none to celebrate."
        raise UserError(text, ways=(Way("What is next there", f"{at} tasks"), Way("A draft", f"{at} draft")))
    return await celebrate(asked, house, found.account_id, key)


async def draft(asked: Asked, house: House, target: str) -> Answer:
    """target: "todo/12", "person/4" or "account/7"."""
    async with reading(asked, house) as db:
        return Answer(form=there(await draft_form(db, house.library, target, reader_of(asked), asked.now)))


async def celebrate(asked: Asked, house: House, account_id: int, milestone: str) -> Answer:
    """Thanks for that milestone, by key."""
    async with reading(asked, house) as db:
        form = await celebrate_form(db, house.library, account_id, milestone, reader_of(asked), asked.now)
    return Answer(form=there(form))
