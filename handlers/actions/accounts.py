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
from handlers.asked import Answer, Asked, House
from handlers.commands import cta, learning, maps, renewal
from handlers.commands import health as health_command
from handlers.commands import log as log_command
from handlers.commands.command import Run
from handlers.commands.showing import Tell, show, there
from handlers.reading import number, reader_of, reading, write_of


async def _tell(tell: Tell, asked: Asked, house: House) -> Answer:
    return await show(asked, house, tell, number(asked.target))


async def _map(asked: Asked, house: House) -> Answer:
    return await maps.draw(asked, house, number(asked.target))


async def _log_add(asked: Asked, house: House) -> Answer:
    """The form; "event/12": to add to what is saved already."""
    kind, _, event = asked.target.partition("/")
    if kind != "event":
        return await log_command.form(asked, house, number(asked.target))
    async with reading(asked, house) as db:
        row = await db.get(AccountEvent, number(event))
        view = await load_account(db, house.library, row.account_id, asked.now) if row else None
    return Answer(form=log_form(there(view), event=row))


async def _log_with(asked: Asked, house: House) -> Answer:
    """Target: "event id/stakeholder id"."""
    event, _, person = asked.target.partition("/")
    logged = await use.contact_with(write_of(asked, house), number(event), number(person))
    async with reading(asked, house) as db:
        message = await with_whom(db, logged.event_id, logged.change_id)
    return Answer(message=there(message), touched=(logged.account_id,), replace=True)


async def _renewal(asked: Asked, house: House) -> Answer:
    return await renewal.form(asked, house, number(asked.target))


async def _survey(asked: Asked, house: House) -> Answer:
    return await learning.surveyed(asked, house, number(asked.target))


async def _view(asked: Asked, house: House) -> Answer:
    async with reading(asked, house) as db:
        form = await view_form(db, house.library, number(asked.target), reader_of(asked), asked.now)
    return Answer(form=there(form))


async def _health_set(asked: Asked, house: House) -> Answer:
    return await health_command.form(asked, house, number(asked.target))


async def _health_lift(asked: Asked, house: House) -> Answer:
    return await health_command.back_to_measured(asked, house, number(asked.target))


async def _todo_add(asked: Asked, house: House) -> Answer:
    return await cta.form(asked, house, number(asked.target) if asked.target else None)


async def _task_done(asked: Asked, house: House) -> Answer:
    account, _, task = asked.target.partition("/")
    account_id = number(account)
    change_id = await task_done(write_of(asked, house), account_id, task or asked.value)
    await reassess(house, asked.person.workspace_id, [account_id], asked.now)  # a milestone may be reached by it
    async with reading(asked, house) as db:
        message = await confirm_task(db, house.library, change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), replace=True)


async def _more(asked: Asked, house: House) -> Answer:
    """The card's menu: its values are the names of the other actions here."""
    handler = dict(ACTIONS).get(asked.value)
    return await handler(asked, house) if handler is not None and asked.value != actions.MORE else Answer()


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
