"""My accounts, and the bot's Home, which shows what one would ask for first."""

from bot import actions
from bot.message import Message
from bot.talk.home.home import home as home_message
from bot.talk.portfolio.portfolio import portfolio
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading


async def my_accounts(request: Request, services: Services) -> Answer:
    """The portfolio of the person who asks."""
    async with reading(request, services) as db:
        return Answer(message=await portfolio(db, services.library, reader_of(request), request.now))


async def home(request: Request, services: Services) -> Message:
    """What this person's Home shows now."""
    async with reading(request, services) as db:
        return await home_message(db, services.library, reader_of(request), request.now)


TOPIC = Topic(actions={actions.PORTFOLIO: my_accounts})
