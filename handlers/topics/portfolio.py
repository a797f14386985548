"""My accounts, lists of many, and the bot's Home, which shows what one would ask for first."""

from functools import partial

from bot import actions
from bot.message import Message
from bot.store.people.members import LEADS
from bot.talk.home.home import home as home_message
from bot.talk.portfolio.account_tables import roster
from bot.talk.portfolio.portfolio import portfolio
from bot.usecases.finding.choose_accounts import choose
from handlers.command import OverviewCommand, Topic, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import asking_of, reader_of, reading


async def my_accounts(request: Request, services: Services) -> Answer:
    """The portfolio of the person who asks."""
    async with reading(request, services) as db:
        return Answer(message=await portfolio(db, services.library, reader_of(request), request.now))


async def home(request: Request, services: Services) -> Message:
    """What this person's Home shows now."""
    async with reading(request, services) as db:
        return await home_message(db, services.library, reader_of(request), request.now)


async def _roster(word: str, request: Request, services: Services) -> Answer:
    """A manager sees the workspace, a CSM the own accounts, unless the words say whose."""
    async with reading(request, services) as db:
        asking = asking_of(request, f"journey {word}", groups=True)
        chosen = await choose(db, request.text, asking, mine=request.person.role not in LEADS)
        reader = reader_of(request)
        return Answer(
            message=await roster(db, services.library, word, chosen.selection, chosen.by, reader, request.now)
        )


OVERVIEWS = (
    OverviewCommand(
        "renewals",
        Usage("journey renewals by csm", "what renews within 120 days, with totals", "Many accounts"),
        partial(_roster, "renewals"),
    ),
    OverviewCommand(
        "at-risk",
        Usage("journey at-risk tier mid", "low health or a worried CSM, with totals", "Many accounts"),
        partial(_roster, "at-risk"),
    ),
    OverviewCommand(
        "stuck",
        Usage("journey stuck all", "longer at a milestone than is usual", "Many accounts"),
        partial(_roster, "stuck"),
    ),
)
TOPIC = Topic(actions={actions.PORTFOLIO: my_accounts})
