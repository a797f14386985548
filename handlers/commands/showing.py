"""Answers that only show something of an account."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.errors import UserError, Way
from bot.message import Image, Message
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.phrases.reader import Reader
from handlers.asked import Answer, Asked, House
from handlers.reading import reader_of, reading

Said = TypeVar("Said")
Tell = Callable[[ReadSession, Library, int, Reader, datetime], Awaitable[Message | None]]


async def show(asked: Asked, house: House, tell: Tell, account_id: int) -> Answer:
    """What `tell` says about that account. Raises UserError where this workspace has no such one."""
    async with reading(asked, house) as db:
        return Answer(message=there(await tell(db, house.library, account_id, reader_of(asked), asked.now)))


def with_pictures(message: Message) -> Answer:
    """An answer whose pictures also go where they can be seen."""
    return Answer(message=message, pictures=tuple(block for block in message.blocks if isinstance(block, Image)))


def there(message: Said | None) -> Said:
    """What is said about something that exists; raises UserError for what is gone, or never was anybody's here."""
    if message is None:
        raise UserError("I can't find that any more.", ways=(Way("My accounts", "/journey"),))
    return message
