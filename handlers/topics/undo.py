"""Undo: one's own change taken back."""

from bot import actions
from bot.store.tables.accounts import Account, Contract
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.phrases.words import called
from bot.talk.undone import confirm_undone
from bot.usecases.account.renewal import CALLED
from bot.usecases.undo import Undone, undo
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of

TODO_KINDS = ("answered-together", "reached-out", "later", "not-a-problem", "done", "reassigned", "to-sales")


async def _take_back(request: Request, services: Services) -> Answer:
    undone = await undo(write_of(request, services), number(request.target))
    async with reading(request, services) as db:
        account = await db.get(Account, undone.account_id) if undone.account_id else None
        contract = await db.get(Contract, undone.contract_id) if undone.contract_id else None
        forecast = None if contract is None or undone.kind != CALLED else contract.call or ""
    again = await _stands_again(request, services, undone)
    message = confirm_undone(undone.kind, called(account.name) if account else "", forecast, again)
    return Answer(message=message, replace=True, home=undone.kind == "settings", touched=undone.account_ids)


async def _stands_again(request: Request, services: Services, undone: Undone) -> str:
    if undone.kind not in TODO_KINDS or not undone.cta_ids:
        return ""
    async with reading(request, services) as db:
        cta = await db.get(Cta, undone.cta_ids[0])
        account = await db.get(Account, undone.account_id) if undone.account_id else None
    about = account.name if account else cta.title if cta else ""
    return f"{about} is open again" if about and cta and cta.state == "open" else ""


TOPIC = Topic(actions={actions.UNDO: _take_back})
