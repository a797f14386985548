"""`/journey multiplier` and `/journey acme multiplier`: the success figure, and who may see a CSM's own."""

from bot import actions
from bot.talk.figures.multiplier import account_multiplier, multiplier
from bot.talk.home.figures_consent import confirm
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.workspace.figures_consent import open_to_managers
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run, Topic, Usage, Word
from handlers.commands.showing import show
from handlers.reading import reader_of, reading, write_of

WORD = "multiplier"


async def mine(asked: Asked, house: House) -> Answer:
    """Mine and the workspace's; "multiplier acme" is that account's."""
    async with reading(asked, house) as db:
        if asked.text:
            found = await find_account(db, Looking(asked.text, f"/journey {WORD}"))
            return await of_account(asked, house, found)
        return Answer(message=await multiplier(db, house.library, reader_of(asked), asked.now))


async def of_account(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await show(asked, house, account_multiplier, found.account_id)


async def _switch(asked: Asked, house: House) -> Answer:
    opens = asked.action == actions.FIGURES_OPEN
    change_id = await open_to_managers(write_of(asked, house), open_=opens)
    return Answer(message=confirm(change_id, open_=opens), home=True)


TOPIC = Topic(
    WORD,
    Usage("/journey multiplier", "success at your customers × at our side, and what it is made of", "Many accounts"),
    mine,
)
ACCOUNT_WORD = Word(
    WORD, Usage("/journey acme multiplier", "success at Acme × at our side, and what it is made of"), of_account
)
ACTIONS: tuple[tuple[str, Run], ...] = ((actions.FIGURES_OPEN, _switch), (actions.FIGURES_CLOSE, _switch))
