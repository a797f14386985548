"""From what was asked to what reads and what writes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import UserError, Way
from bot.message import ask, line
from bot.store.session import ReadSession
from bot.talk.phrases.reader import Reader
from bot.text import id_in
from bot.usecases.finding.choose_accounts import Asking
from bot.usecases.writing.write import Write
from handlers.request import Request, Services

OUT_OF_DATE = line("That button is out of date. Ask again, such as ", ask(), ".")


def reader_of(request: Request) -> Reader:
    """Who the answer is written for."""
    person = request.person
    who = (person.workspace_id, person.person_id, person.name, person.timezone)
    return Reader(*who, person.installation_id, person.day_order)


def write_of(request: Request, services: Services) -> Write:
    """What use cases are handed."""
    person = request.person
    return Write(
        services.store,
        person.workspace_id,
        person.person_id,
        request.now,
        request.delivery_key,
        person.timezone,
        person.sight,
        person.day_order,
    )


def asking_of(request: Request, command: str, *, groups: bool) -> Asking:
    """Who asks about many accounts. groups: whether "by csm" and the like may follow."""
    return Asking(request.person.person_id, request.person.name, command, groups)


@asynccontextmanager
async def reading(request: Request, services: Services) -> AsyncIterator[ReadSession]:
    """A session that reads what the person may see of the own workspace."""
    async with services.store.read(request.person.workspace_id, request.person.sight) as db:
        yield db


def number(target: str) -> int:
    """The id in a button's target. Raises UserError: old buttons may carry what nobody makes any more."""
    found = id_in(target)
    if found is None:
        raise UserError(*OUT_OF_DATE, ways=(Way("My accounts", "journey"),))
    return found
