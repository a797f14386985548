"""`/journey acme ebr`: a business review, before and after the meeting."""

import re

from bot.talk.reviews.review import review
from bot.talk.reviews.review_plan import review_form
from bot.usecases.finding.find_account import Found
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.command import RunAt
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading
from handlers.showing import there

BETWEEN = re.compile(r"\s*,\s*|\s+and\s+", re.IGNORECASE)


def review_word(kind: str) -> RunAt:
    """The command of that kind of review; whom it names are the people who come."""

    async def run(request: Request, services: Services, found: Found) -> Answer:
        attending = await _coming(request, services, found, kind)
        return await prepare(request, services, found.account_id, kind, attending)

    return run


async def _coming(request: Request, services: Services, found: Found, kind: str) -> tuple[int, ...]:
    text = request.text.strip().removeprefix("with ").strip()
    command = f"/journey #{found.account_id} {kind}"
    async with reading(request, services) as db:
        people = [
            (await find_stakeholder(db, LookingForPerson(found.account_id, found.name, name, command))).stakeholder.id
            for name in BETWEEN.split(text)
            if name
        ]
    return tuple(people)


async def prepare(
    request: Request, services: Services, account_id: int, kind: str = "", attending: tuple[int, ...] = ()
) -> Answer:
    """Agenda, profile and history."""
    async with reading(request, services) as db:
        message = await review(
            db, services.library, account_id, reader_of(request), request.now, kind=kind, attending=attending
        )
    return Answer(message=there(message))


async def decided(request: Request, services: Services, account_id: int, kind: str) -> Answer:
    """The form of what was decided."""
    async with reading(request, services) as db:
        form = await review_form(db, services.library, account_id, kind, reader_of(request), request.now)
    return Answer(form=there(form))
