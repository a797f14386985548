"""The bot's Home: what the person would ask for first, and how the bot reaches them."""

from bot.message import Message
from bot.talk.home.home import home as home_message
from handlers.request import Asked, House
from handlers.sessions import reader_of, reading


async def home(asked: Asked, house: House) -> Message:
    """What this person's Home shows now."""
    async with reading(asked, house) as db:
        return await home_message(db, house.library, reader_of(asked), asked.now)
