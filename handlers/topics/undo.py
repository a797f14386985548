"""Undo: one's own change taken back."""

from bot import actions
from bot.store.tables.accounts import Account
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.todos.todo_forms import confirm_undone
from bot.usecases.undo import Undone, undo
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of

TODO_KINDS = ("answered-together", "reached-out", "later", "not-a-problem", "done", "reassigned", "to-sales")


async def _take_back(request: Request, services: Services) -> Answer:
    undone = await undo(write_of(request, services), number(request.target))
    message = confirm_undone(await _stands_again(request, services, undone))
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
