"""Answers that only show something of an account."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.errors import UserError, Way
from bot.message import Image, Message
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.phrases.reader import Reader
from bot.usecases.finding.account_row import refuse_unseen
from bot.usecases.finding.find_account import FoundAccount
from handlers.command import Run, RunAt
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading

Said = TypeVar("Said")
MINE = Way("My accounts", "journey")
Tell = Callable[[ReadSession, Library, int, Reader, datetime], Awaitable[Message | None]]


async def show(request: Request, services: Services, tell: Tell, account_id: int, *, of_account: bool = True) -> Answer:
    """What `tell` says about that account. Raises UserError where it is nobody's here, or another team's.

    of_account: False where the id is of something else."""
    async with reading(request, services) as db:
        message = await tell(db, services.library, account_id, reader_of(request), request.now)
        if message is None and of_account:
            await refuse_unseen(db, account_id, MINE)
        return Answer(message=there(message))


def shows(tell: Tell) -> Run:
    """A button that only shows that; its target is the account, or what else `tell` is about."""

    async def run(request: Request, services: Services) -> Answer:
        return await show(request, services, tell, number(request.target))

    return run


def shows_account(tell: Tell) -> RunAt:
    """A word after an account's name that only shows that."""

    async def run(request: Request, services: Services, found: FoundAccount) -> Answer:
        return await show(request, services, tell, found.account_id)

    return run


def with_pictures(message: Message) -> Answer:
    """An answer whose pictures also go where they can be seen."""
    return Answer(message=message, pictures=tuple(block for block in message.blocks if isinstance(block, Image)))


def there(message: Said | None) -> Said:
    """What is said about something that exists; raises UserError for what is gone, or never was anybody's here."""
    if message is None:
        raise UserError("I can't find that any more.", ways=(MINE,))
    return message
