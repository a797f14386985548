"""From what was asked to what reads and what writes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import UserError
from bot.store.session import ReadSession
from bot.talk.phrases.reader import Reader
from bot.usecases.writing.write import Write
from handlers.asked import Asked, House


def reader_of(asked: Asked) -> Reader:
    """Who the answer is written for."""
    person = asked.person
    return Reader(person.workspace_id, person.person_id, person.name, person.timezone, asked.platform.name)


def write_of(asked: Asked, house: House) -> Write:
    """What use cases are handed."""
    person = asked.person
    return Write(house.store, person.workspace_id, person.person_id, asked.now, asked.once, person.timezone)


@asynccontextmanager
async def reading(asked: Asked, house: House) -> AsyncIterator[ReadSession]:
    """A session that reads the person's own workspace."""
    async with house.store.read(asked.person.workspace_id) as db:
        yield db


def number(target: str) -> int:
    """The id in a button's target. Raises UserError: old buttons may carry what nobody makes any more."""
    if not target.isdecimal():
        raise UserError("That button is out of date. Type the command again, such as `/journey`.")
    return int(target)
