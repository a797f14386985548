"""What is done about a to-do, in alerts, digests and lists, and why each exists."""

from datetime import date, timedelta

from bot import actions
from bot.calendar import next_working_day
from bot.errors import UserError, Way
from bot.language.days import day_in
from bot.store.session import ReadSession
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.card.card import card
from bot.talk.people.prep import prep
from bot.talk.renewal.renewal import renewal_form
from bot.talk.todos import todo_forms as say
from bot.talk.todos.alert import alert, headline
from bot.talk.todos.alert_buttons import NEXT_DAY
from bot.talk.todos.brief import briefs
from bot.talk.todos.todo_list import account_todos, held_back
from bot.talk.todos.why import why
from bot.text import id_in
from bot.usecases.account import todos as use
from handlers.colleagues import colleague, colleagues
from handlers.command import AccountCommand, Topic, Usage
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, shows_account, there
from handlers.topics.todos.confirm import confirm

WHY = AccountCommand(
    "why",
    Usage("journey acme why", "its to-dos' reasons; health, history, answers"),
    shows_account(why),
    takes=frozenset(),
)


# Buttons and menus


async def _reached_out(request: Request, services: Services) -> Answer:
    acted = await use.reached_out(write_of(request, services), number(request.target))
    return await confirm(request, services, acted)


async def _done(request: Request, services: Services) -> Answer:
    return await confirm(request, services, await use.done(write_of(request, services), number(request.target)))


async def _later(request: Request, services: Services) -> Answer:
    """A day from the menu, or a form to choose one."""
    write = write_of(request, services)
    until = await _menu_day(request, services, write.today)
    if until is None:
        return await _later_form(request, services)
    return await confirm(request, services, await use.later(write, number(request.target), until))


async def _later_form(request: Request, services: Services) -> Answer:
    about, today = await _headline(request, services), write_of(request, services).today
    return Answer(form=say.later_form(number(request.target), about, today))


async def _menu_day(request: Request, services: Services, today: date) -> date | None:
    """The day of the menu's value; counted when it is chosen, as the message may be days old."""
    if request.value != NEXT_DAY:
        values = (request.value.replace("-", " "), request.value)
        return next(filter(None, (day_in(value, today, request.person.day_order) for value in values)), None)
    async with reading(request, services) as db:
        days = (await db.get_one(Person, request.person.person_id)).digest_days
    return next_working_day(today + timedelta(days=1), days)


async def _not_a_problem(request: Request, services: Services) -> Answer:
    return Answer(form=say.not_a_problem_form(number(request.target), await _headline(request, services)))


async def _reassign(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        cta = await _cta(db, request)
        others = await colleagues(db, request.person.installation_id, {request.person.person_id, cta.owner_id or 0})
    return Answer(form=say.reassign_form(cta.id, await _headline(request, services), others))


async def _more(request: Request, services: Services) -> Answer:
    """The menu of what is needed less often."""
    if request.value == "not-a-problem":
        return await _not_a_problem(request, services)
    if request.value == "reassign":
        return await _reassign(request, services)
    if request.value == "later":
        return await _later_form(request, services)
    if request.value == "reached-out":
        return await _reached_out(request, services)
    account_id = await _account_of(request, services)
    if request.value == "renewal" and account_id is not None:
        async with reading(request, services) as db:
            form = await renewal_form(db, services.library, account_id, reader_of(request), request.now)
        return Answer(form=there(form))
    if request.value == "prep" and account_id is not None:
        return await show(request, services, prep, account_id)
    if request.value == "account-todos" and account_id is not None:
        return await show(request, services, account_todos, account_id)
    if request.value == "card" and account_id is not None:
        return await show(request, services, card, account_id)
    return await _because(request, services)


async def _because(request: Request, services: Services) -> Answer:
    """Why this to-do exists, and what clears it."""
    account_id = await _account_of(request, services)
    if account_id is not None:
        return await show(request, services, why, account_id)
    return await show(request, services, alert, number(request.target), of_account=False)


async def _cta(db: ReadSession, request: Request) -> Cta:
    cta = await db.get(Cta, number(request.target))
    if cta is None:
        raise UserError("I can't find that to-do any more.", ways=(Way("My to-dos", "cta"),))
    return cta


async def _account_of(request: Request, services: Services) -> int | None:
    async with reading(request, services) as db:
        return (await _cta(db, request)).account_id


async def _headline(request: Request, services: Services) -> str:
    async with reading(request, services) as db:
        [brief] = await briefs(db, services.library, [await _cta(db, request)], reader_of(request), request.now)
    return headline(brief)


# Forms


async def _no_problem_because(request: Request, services: Services) -> Answer:
    acted = await use.not_a_problem(write_of(request, services), number(request.target), request.field("why"))
    return await confirm(request, services, acted)


async def _later_on_day(request: Request, services: Services) -> Answer:
    return await confirm(
        request, services, await use.later(write_of(request, services), number(request.target), day(request, "until"))
    )


async def _reassign_to(request: Request, services: Services) -> Answer:
    chosen = request.field("owner")  # our id from the menu, the platform's where it chose
    owner_id = id_in(chosen) or (await colleague(request, services, chosen)).id
    return await confirm(
        request, services, await use.reassign(write_of(request, services), number(request.target), owner_id)
    )


TOPIC = Topic(
    actions={
        actions.ACCOUNT_TODOS: shows(account_todos),
        actions.WHY: shows(why),
        actions.HELD_BACK: shows(held_back),
        actions.REACHED_OUT: _reached_out,
        actions.DONE: _done,
        actions.LATER: _later,
        actions.NOT_A_PROBLEM: _not_a_problem,
        actions.REASSIGN: _reassign,
        actions.TODO_MORE: _more,
        actions.TODO_WHY: _because,
    },
    forms={
        actions.NOT_A_PROBLEM_SAVE: _no_problem_because,
        actions.LATER_SAVE: _later_on_day,
        actions.REASSIGN_SAVE: _reassign_to,
    },
)
