"""Buttons about an account."""

from functools import partial

from bot import actions
from bot.store.tables.accounts import AccountEvent
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card
from bot.talk.card.log import log, log_form, with_whom
from bot.talk.card.tasks import confirm_task, tasks
from bot.talk.card.view_form import view_form
from bot.talk.health.health import health
from bot.talk.letters.favours import advocacy
from bot.talk.people.personas import personas
from bot.talk.people.prep import prep
from bot.talk.todos.todo_list import account_todos
from bot.talk.todos.why import why
from bot.usecases.account import log as use
from bot.usecases.account.tasks import task_done
from handlers.actions.share import ask as ask_to_share
from handlers.after import reassess
from handlers.command import Run
from handlers.commands import cta, learning, maps, renewal
from handlers.commands import health as health_command
from handlers.commands import log as log_command
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import Tell, show, there


async def _tell(tell: Tell, request: Request, services: Services) -> Answer:
    return await show(request, services, tell, number(request.target))


async def _map(request: Request, services: Services) -> Answer:
    return await maps.draw(request, services, number(request.target))


async def _log_add(request: Request, services: Services) -> Answer:
    """The form; "event/12": to add to what is saved already."""
    kind, _, event = request.target.partition("/")
    if kind != "event":
        return await log_command.form(request, services, number(request.target))
    async with reading(request, services) as db:
        row = await db.get(AccountEvent, number(event))
        view = await load_account(db, services.library, row.account_id, request.now) if row else None
    return Answer(form=log_form(there(view), event=row))


async def _log_with(request: Request, services: Services) -> Answer:
    """Target: "event id/stakeholder id"."""
    event, _, person = request.target.partition("/")
    logged = await use.contact_with(deed_of(request, services), number(event), number(person))
    async with reading(request, services) as db:
        message = await with_whom(db, logged.event_id, logged.change_id)
    return Answer(message=there(message), touched=(logged.account_id,), replace=True)


async def _renewal(request: Request, services: Services) -> Answer:
    return await renewal.form(request, services, number(request.target))


async def _survey(request: Request, services: Services) -> Answer:
    return await learning.surveyed(request, services, number(request.target))


async def _view(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await view_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=there(form))


async def _health_set(request: Request, services: Services) -> Answer:
    return await health_command.form(request, services, number(request.target))


async def _health_lift(request: Request, services: Services) -> Answer:
    return await health_command.back_to_measured(request, services, number(request.target))


async def _todo_add(request: Request, services: Services) -> Answer:
    return await cta.form(request, services, number(request.target) if request.target else None)


async def _task_done(request: Request, services: Services) -> Answer:
    account, _, task = request.target.partition("/")
    account_id = number(account)
    change_id = await task_done(deed_of(request, services), account_id, task or request.value)
    await reassess(services, request.person.workspace_id, [account_id], request.now)  # a milestone may be reached by it
    async with reading(request, services) as db:
        message = await confirm_task(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), replace=True)


async def _more(request: Request, services: Services) -> Answer:
    """The card's menu: its values are the names of the other actions here."""
    handler = dict(ACTIONS).get(request.value)
    return await handler(request, services) if handler is not None and request.value != actions.MORE else Answer()


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.CARD, partial(_tell, card)),
    (actions.PREP, partial(_tell, prep)),
    (actions.WHY, partial(_tell, why)),
    (actions.TASKS, partial(_tell, tasks)),
    (actions.ACCOUNT_TODOS, partial(_tell, account_todos)),
    (actions.HEALTH, partial(_tell, health)),
    (actions.HEALTH_SET, _health_set),
    (actions.HEALTH_LIFT, _health_lift),
    (actions.LOG, partial(_tell, log)),
    (actions.PERSONAS, partial(_tell, personas)),
    (actions.MAP, _map),
    (actions.LOG_ADD, _log_add),
    (actions.LOG_WITH, _log_with),
    (actions.RENEWAL, _renewal),
    (actions.VIEW, _view),
    (actions.SURVEY, _survey),
    (actions.TODO_ADD, _todo_add),
    (actions.TASK_DONE, _task_done),
    (actions.SHARE, ask_to_share),
    (actions.ADVOCACY, partial(_tell, advocacy)),
    (actions.MORE, _more),
)
