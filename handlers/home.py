"""The bot's Home: what the person would ask for first, and how the bot reaches them."""

from bot.message import Message
from bot.talk.home.home import home as home_message
from handlers.request import Request, Services
from handlers.sessions import reader_of, reading


async def home(request: Request, services: Services) -> Message:
    """What this person's Home shows now."""
    async with reading(request, services) as db:
        return await home_message(db, services.library, reader_of(request), request.now)
