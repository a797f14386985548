"""`/journey acme ebr`: a business review, before and after the meeting."""

import re

from bot.talk.reviews.review import review
from bot.talk.reviews.review_plan import review_form
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.asked import Answer, Asked, House
from handlers.commands.command import RunAt
from handlers.commands.showing import there
from handlers.reading import reader_of, reading

BETWEEN = re.compile(r"\s*,\s*|\s+and\s+", re.IGNORECASE)


def review_word(kind: str) -> RunAt:
    """The command of that kind of review; whom it names are the people who come."""

    async def run(asked: Asked, house: House, found: FoundAccount) -> Answer:
        attending = await _coming(asked, house, found, kind)
        return await prepare(asked, house, found.account_id, kind, attending)

    return run


async def _coming(asked: Asked, house: House, found: FoundAccount, kind: str) -> tuple[int, ...]:
    text = asked.text.strip().removeprefix("with ").strip()
    command = f"/journey #{found.account_id} {kind}"
    async with reading(asked, house) as db:
        people = [
            (await find_stakeholder(db, LookingForPerson(found.account_id, found.name, name, command))).stakeholder.id
            for name in BETWEEN.split(text)
            if name
        ]
    return tuple(people)


async def prepare(
    asked: Asked, house: House, account_id: int, kind: str = "", attending: tuple[int, ...] = ()
) -> Answer:
    """Agenda, profile and history."""
    async with reading(asked, house) as db:
        message = await review(
            db, house.library, account_id, reader_of(asked), asked.now, kind=kind, attending=attending
        )
    return Answer(message=there(message))


async def decided(asked: Asked, house: House, account_id: int, kind: str) -> Answer:
    """The form of what was decided."""
    async with reading(asked, house) as db:
        form = await review_form(db, house.library, account_id, kind, reader_of(asked), asked.now)
    return Answer(form=there(form))
