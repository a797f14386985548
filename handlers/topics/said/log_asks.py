"""What a log line left to be settled: the to-dos that it answers, a next step's day, a promise in it."""

from dataclasses import replace
from datetime import date

from bot import actions
from bot.errors import UserError
from bot.language.notes.follow_up import follow_up
from bot.language.promises import promise_marked, promises_heard
from bot.message import Form
from bot.store.tables.accounts import Account, AccountEvent
from bot.talk.phrases.words import capital
from bot.talk.todos.todo_forms import Begun, add_form
from bot.usecases.account.todos import Acted, answered
from bot.usecases.account.todos import add as add_todo
from bot.usecases.writing.roles import Touch
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import OUT_OF_DATE, number, reading, write_of
from handlers.topics.todos.confirm import confirm as confirm_todo


async def _answers(request: Request, services: Services) -> Answer:
    """What was logged answers a to-do. Target: "event id/to-do id"."""
    event, _, todo = request.target.partition("/")
    note = (await logged_event(request, services, event)).note
    return await _beside(request, services, await answered(write_of(request, services), number(todo), note))


async def _step(request: Request, services: Services) -> Answer:
    """A next step gets its day. Target: "event id/20261201"."""
    event, _, day_text = request.target.partition("/")
    row, write = await logged_event(request, services, event), write_of(request, services)
    step = follow_up(row.note, write.today, write.day_order)
    if step is None or len(day_text) != 8 or not day_text.isdecimal():
        raise UserError(*OUT_OF_DATE)
    due_on = date.fromisoformat(day_text)
    return await _beside(request, services, await add_todo(write, row.account_id, step.title, due_on))


async def _promise(request: Request, services: Services) -> Answer:
    """The customer may read it from now on. Target: event id."""
    row, write = await logged_event(request, services, request.target), write_of(request, services)
    heard = next(iter(promises_heard(row.note, write.today, write.day_order)), None)
    if heard is None or heard.day is None:
        return await _promise_words(request, services)
    added = await add_todo(write, row.account_id, capital(heard.what), heard.day, promise=heard.what)
    return await _beside(request, services, added)


async def _promise_words(request: Request, services: Services) -> Answer:
    """The to-do's form, with what was heard. Target: event id."""
    row = await logged_event(request, services, request.target)
    return Answer(form=await promise_form(request, services, row.account_id, row.note))


async def promise_form(request: Request, services: Services, account_id: int, note: str) -> Form:
    write = write_of(request, services)
    heard = next(iter(promises_heard(note, write.today, write.day_order)), None)
    begun = Begun(capital(heard.what), heard.day, heard.what) if heard else None
    if begun is None and (marked := promise_marked(note)):
        begun = Begun(capital(marked), None, marked)
    async with reading(request, services) as db:
        account = await db.get_one(Account, account_id)
    return add_form(write.today, account.id, account.name, begun)


async def _beside(request: Request, services: Services, acted: Acted) -> Answer:
    """Said beside what was saved: its other questions stand until they are answered."""
    return replace(await confirm_todo(request, services, acted), replace=False)


async def logged_event(request: Request, services: Services, target: str) -> AccountEvent:
    async with reading(request, services) as db:
        row = await db.get(AccountEvent, number(target))
        if row is not None:
            await write_of(request, services).allowed(db, [Touch(row.account_id)])
    if row is None or row.undone_at is not None:
        raise UserError("That entry was undone, so there is nothing to add to. Log it again if it happened.")
    return row


TOPIC = Topic(
    actions={
        actions.LOG_ANSWERS: _answers,
        actions.LOG_STEP: _step,
        actions.PROMISE: _promise,
        actions.PROMISE_WORDS: _promise_words,
    }
)
