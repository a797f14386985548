"""Who changed what at an account."""

from bot import actions
from bot.errors import UserError
from bot.message import line
from bot.store.tables.accounts import Account
from bot.talk.changes.history import history
from bot.usecases.finding.account_row import refuse_unseen
from bot.usecases.writing.roles import Touch
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of
from handlers.showing import MINE, show

WHOSE = "Who changed what is read by those who may change something there. "


async def _history(request: Request, services: Services) -> Answer:
    """Raises UserError for who may only read there: it says what colleagues did."""
    account_id = number(request.target)
    async with reading(request, services) as db:
        if await db.get(Account, account_id) is None:
            await refuse_unseen(db, account_id, MINE)
        try:
            await write_of(request, services).allowed(db, [Touch(account_id)])
        except UserError as error:
            raise UserError(*line(WHOSE), *error.said, ways=(MINE,)) from error
    return await show(request, services, history, account_id)


TOPIC = Topic(actions={actions.HISTORY: _history})
