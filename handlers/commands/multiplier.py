"""`/journey multiplier` and `/journey acme multiplier`: the success figure, and who may see a CSM's own."""

from bot import actions
from bot.talk.figures.multiplier import account_multiplier, multiplier
from bot.talk.home.figures_consent import confirm
from bot.usecases.finding.find_account import Found, Looking, find_account
from bot.usecases.workspace.figures_consent import open_to_managers
from handlers.command import AccountCommand, OverviewCommand, Run, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, reader_of, reading
from handlers.showing import show

WORD = "multiplier"


async def mine(request: Request, services: Services) -> Answer:
    """Mine and the workspace's; "multiplier acme" is that account's."""
    async with reading(request, services) as db:
        if request.text:
            found = await find_account(db, Looking(request.text, f"/journey {WORD}"))
            return await of_account(request, services, found)
        return Answer(message=await multiplier(db, services.library, reader_of(request), request.now))


async def of_account(request: Request, services: Services, found: Found) -> Answer:
    return await show(request, services, account_multiplier, found.account_id)


async def _switch(request: Request, services: Services) -> Answer:
    opens = request.action == actions.FIGURES_OPEN
    change_id = await open_to_managers(deed_of(request, services), open_=opens)
    return Answer(message=confirm(change_id, open_=opens), home=True)


TOPIC = OverviewCommand(
    WORD,
    Usage("/journey multiplier", "success at your customers × at our side, and what it is made of", "Many accounts"),
    mine,
)
ACCOUNT_WORD = AccountCommand(
    WORD, Usage("/journey acme multiplier", "success at Acme × at our side, and what it is made of"), of_account
)
ACTIONS: tuple[tuple[str, Run], ...] = ((actions.FIGURES_OPEN, _switch), (actions.FIGURES_CLOSE, _switch))
