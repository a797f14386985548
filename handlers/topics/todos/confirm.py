"""What was done with a to-do, said with Undo."""

from bot.message import Message
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.todos import todo_forms as say
from bot.usecases.account import todos as use
from handlers.request import Answer, Request, Services
from handlers.sessions import reading, write_of


async def confirm(request: Request, services: Services, acted: use.Acted) -> Answer:
    """What was done, with Undo."""
    async with reading(request, services) as db:
        message = await _said(db, request, services, acted)
    return Answer(message=message, replace=True, touched=(acted.account_id,))


async def _said(db: ReadSession, request: Request, services: Services, acted: use.Acted) -> Message:
    cta = await db.get_one(Cta, acted.cta_id)
    account = await db.get(Account, acted.account_id) if acted.account_id else None
    about, today = account.name if account else cta.title or "your to-do", write_of(request, services).today
    if acted.kind == "reached-out":
        return say.confirm_reached_out(about, acted.change_id, acted.until or today, today)
    if acted.kind == "later":
        return say.confirm_later(about, acted.change_id, acted.until or today, today)
    if acted.kind == "not-a-problem":
        return say.confirm_not_a_problem(about, acted.change_id, cta.note)
    if acted.kind == "reassigned":
        owner = await db.get_one(Person, cta.owner_id)
        return say.confirm_reassigned(about, acted.change_id, owner.name)
    if acted.kind == "todo-added":
        name, given = account.name if account else None, cta.owner_id not in (None, request.person.person_id)
        to = (await db.get_one(Person, cta.owner_id)).name if given else ""
        return say.confirm_added(cta.title, acted.change_id, cta.due_on, today, name, cta.promise, to=to)
    return say.confirm_done(cta.title or about, acted.change_id)
