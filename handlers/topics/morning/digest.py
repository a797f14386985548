"""The digest, answered where it stands: its menu, what waits, the forecasts, and whether it is still right to chase."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from bot import actions
from bot.errors import UserError, Way
from bot.message import Message, bold, line
from bot.store.tables.accounts import Account
from bot.talk.digest import waiting as say
from bot.talk.digest.answer_menu import friday_after
from bot.talk.digest.one_cause import quiet_until
from bot.usecases.account import todos as todo_use
from bot.usecases.together.answered_together import answer_together
from bot.usecases.together.forecasts import set_forecasts
from handlers.command import Run, Topic
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import OUT_OF_DATE, number, reader_of, reading, write_of
from handlers.topics import account, letters, renewal, undo
from handlers.topics.said import questions_asked
from handlers.topics.todos import answer as todos
from handlers.topics.todos.confirm import confirm

TOMORROW = "tomorrow"

# What the menu's values begin with: how it is answered, and the target it is given before the id.
DEEDS: dict[str, tuple[str, Run, str]] = {
    "draft": (actions.DRAFT, letters.TOPIC.actions[actions.DRAFT], "todo/"),
    "reached-out": (actions.REACHED_OUT, todos.TOPIC.actions[actions.REACHED_OUT], ""),
    "done": (actions.DONE, todos.TOPIC.actions[actions.DONE], ""),
    "later": (actions.LATER, todos.TOPIC.actions[actions.LATER], ""),
    "not-a-problem": (actions.NOT_A_PROBLEM, todos.TOPIC.actions[actions.NOT_A_PROBLEM], ""),
    "answered": (actions.ANSWERED, questions_asked.TOPIC.actions[actions.ANSWERED], ""),
    "not-a-question": (actions.NOT_A_QUESTION, questions_asked.TOPIC.actions[actions.NOT_A_QUESTION], ""),
    "card": (actions.CARD, account.TOPIC.actions[actions.CARD], ""),
    "forecast": (actions.FORECAST_CALL, renewal.TOPIC.actions[actions.FORECAST_CALL], "todo/"),
    "undo": (actions.UNDO, undo.TOPIC.actions[actions.UNDO], ""),
    "account-todos": (actions.ACCOUNT_TODOS, todos.TOPIC.actions[actions.ACCOUNT_TODOS], ""),
}


async def _answer(request: Request, services: Services) -> Answer:
    """One of the menu: it does what the button of that name would."""
    deed, _, target = request.value.partition("/")
    if deed not in DEEDS:
        raise UserError(*OUT_OF_DATE, ways=(Way("My to-dos", "cta"),))
    action, run, before = DEEDS[deed]
    chosen = TOMORROW if action == actions.LATER else ""
    about, _, key = target.partition("/")
    which = f"{number(about)}/{key}" if key else f"{number(about)}"
    return await run(replace(request, action=action, target=f"{before}{which}", value=chosen), services)


async def _chase(request: Request, services: Services) -> Answer:
    """Still right: it is put off until Friday."""
    write = write_of(request, services)
    acted = await todo_use.later(write, number(request.target), friday_after(write.today))
    return await confirm(request, services, acted)


async def _waiting(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await say.waiting_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=form) if form else Answer(message=Message(title=line(bold("Nothing waits any more."))))


async def _answer_waiting(request: Request, services: Services) -> Answer:
    write = write_of(request, services)
    chosen, deed = [number(one) for one in request.fields_of("todos")], request.field("deed")
    if deed in dict(say.FORECASTS):
        async with reading(request, services) as db:
            asked = await say.renewing_accounts(db, services.library, chosen, reader_of(request), request.now)
        return await _set_forecasts(request, services, dict.fromkeys(asked, deed))
    done = await answer_together(write, chosen, deed, day(request, "until"), request.field("why"))
    async with reading(request, services) as db:
        names = await say.names_of(db, done.cta_ids)
    message = say.confirm_together(done.deed, names, done.change_id, done.until, write.today)
    return Answer(message=message, touched=done.account_ids)


async def _quiet(request: Request, services: Services) -> Answer:
    """What one cause of ours brought is put off together; one Undo takes it back."""
    write = write_of(request, services)
    async with reading(request, services) as db:
        todos_of_it = await say.of_one_cause(db, number(request.target), reader_of(request))
    done = await answer_together(write, todos_of_it, "later", quiet_until(write.today))
    async with reading(request, services) as db:
        names = await say.names_of(db, done.cta_ids)
    message = say.confirm_together(done.deed, names, done.change_id, done.until, write.today)
    return Answer(message=message, replace=True, touched=done.account_ids)


async def _forecasts(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        accounts = await say.asked_accounts(db, number(request.target), reader_of(request))
        form = await say.forecasts_form(
            db, services.library, accounts, number(request.target), reader_of(request), request.now
        )
    return Answer(form=form) if form else Answer(message=Message(title=line(bold("No forecast is missing there now."))))


async def _save_forecasts(request: Request, services: Services) -> Answer:
    given = {number(name): request.field(name) for name in request.fields if request.field(name)}
    return await _set_forecasts(request, services, given)


async def _set_forecasts(request: Request, services: Services, given: Mapping[int, str]) -> Answer:
    done = await set_forecasts(write_of(request, services), given)
    async with reading(request, services) as db:
        rows = await db.execute(select(Account.id, Account.name).where(Account.id.in_(done.account_ids)))
        names = {account_id: name for account_id, name in rows}  # noqa: C416
    message = say.confirm_forecasts([(names[one], given[one]) for one in done.account_ids], done.change_id)
    return Answer(message=message, touched=done.account_ids)


TOPIC = Topic(
    actions={
        actions.ANSWER: _answer,
        actions.CHASE: _chase,
        actions.WAITING: _waiting,
        actions.QUIET: _quiet,
        actions.FORECASTS: _forecasts,
    },
    forms={actions.WAITING_SAVE: _answer_waiting, actions.FORECASTS_SAVE: _save_forecasts},
)
