"""`/journey acme draft`, `celebrate`: a message to a customer, in a form. The buttons of these names open the same."""

from bot.errors import UserError, Way
from bot.talk.letters.draft import celebrate_form, draft_form, last_reached
from bot.usecases.finding.find_account import Found
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading
from handlers.showing import there


async def draft_word(request: Request, services: Services, found: Found) -> Answer:
    """About what is most pressing there; with a name or title, to that person."""
    if not request.text:
        return await draft(request, services, f"account/{found.account_id}")
    text = request.text.removeprefix("to ").removeprefix("for ")
    async with reading(request, services) as db:
        command = f"/journey #{found.account_id} draft"
        one = await find_stakeholder(db, LookingForPerson(found.account_id, found.name, text, command))
    return await draft(request, services, f"person/{one.stakeholder.id}")


async def celebrate_word(request: Request, services: Services, found: Found) -> Answer:
    """The milestone that was reached last. Raises UserError where none is."""
    at = f"/journey #{found.account_id}"
    if request.text:
        text = f"I can thank {found.name} for the milestone reached last, not for one that you name."
        raise UserError(text, ways=(Way("Celebrate the last one", f"{at} celebrate"), Way("A draft", f"{at} draft")))
    async with reading(request, services) as db:
        key = await last_reached(db, found.account_id)
    if key is None:
        text = f"No milestone has been reached at {found.name} since we know it, so there is none to celebrate."
        raise UserError(text, ways=(Way("What is next there", f"{at} tasks"), Way("A draft", f"{at} draft")))
    return await celebrate(request, services, found.account_id, key)


async def draft(request: Request, services: Services, target: str) -> Answer:
    """target: "todo/12", "person/4" or "account/7"."""
    async with reading(request, services) as db:
        return Answer(form=there(await draft_form(db, services.library, target, reader_of(request), request.now)))


async def celebrate(request: Request, services: Services, account_id: int, milestone: str) -> Answer:
    """Thanks for that milestone, by key."""
    async with reading(request, services) as db:
        form = await celebrate_form(db, services.library, account_id, milestone, reader_of(request), request.now)
    return Answer(form=there(form))
