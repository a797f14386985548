"""Buttons and menus of a to-do: in alerts, digests and lists."""

from datetime import date, timedelta

from bot import actions
from bot.calendar import next_working_day
from bot.errors import UserError, Way
from bot.language.days import day_in
from bot.message import Message
from bot.store.session import TenantSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.card.card import card
from bot.talk.todos import todo_forms as say
from bot.talk.todos.alert import NEXT_DAY, alert, headline
from bot.talk.todos.brief import briefs
from bot.talk.todos.why import why
from bot.usecases.account import todos as use
from handlers.colleagues import colleagues
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import show


async def reached_out(request: Request, services: Services) -> Answer:
    acted = await use.reached_out(deed_of(request, services), number(request.target))
    return await confirm(request, services, acted)


async def done(request: Request, services: Services) -> Answer:
    return await confirm(request, services, await use.done(deed_of(request, services), number(request.target)))


async def later(request: Request, services: Services) -> Answer:
    """A day from the menu, or a form to choose one."""
    deed = deed_of(request, services)
    until = await _menu_day(request, services, deed.today)
    if until is None:
        about = await _headline(request, services)
        return Answer(form=say.later_form(number(request.target), about, deed.today))
    return await confirm(request, services, await use.later(deed, number(request.target), until))


async def _menu_day(request: Request, services: Services, today: date) -> date | None:
    """The day of the menu's value; counted when it is chosen, as the message may be days old."""
    if request.value != NEXT_DAY:
        return day_in(request.value.replace("-", " "), today) or day_in(request.value, today)
    async with reading(request, services) as db:
        days = (await db.get_one(Person, request.person.person_id)).digest_days
    return next_working_day(today + timedelta(days=1), days)


async def not_a_problem(request: Request, services: Services) -> Answer:
    return Answer(form=say.not_a_problem_form(number(request.target), await _headline(request, services)))


async def reassign(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        cta = await _cta(db, request)
        others = await colleagues(db, request.platform.name, {request.person.person_id, cta.owner_id or 0})
    return Answer(form=say.reassign_form(cta.id, await _headline(request, services), others))


async def more(request: Request, services: Services) -> Answer:
    """The menu of what is needed less often."""
    if request.value == "not-a-problem":
        return await not_a_problem(request, services)
    if request.value == "reassign":
        return await reassign(request, services)
    account_id = await _account_of(request, services)
    if request.value == "card" and account_id is not None:
        return await show(request, services, card, account_id)
    return await because(request, services)


async def because(request: Request, services: Services) -> Answer:
    """Why this to-do exists, and what clears it."""
    account_id = await _account_of(request, services)
    if account_id is not None:
        return await show(request, services, why, account_id)
    return await show(request, services, alert, number(request.target))


async def confirm(request: Request, services: Services, acted: use.Acted) -> Answer:
    """What was done, with Undo."""
    async with reading(request, services) as db:
        message = await _said(db, request, services, acted)
    return Answer(message=message, replace=True, touched=(acted.account_id,))


async def _said(db: TenantSession, request: Request, services: Services, acted: use.Acted) -> Message:
    cta = await db.get_one(Cta, acted.cta_id)
    account = await db.get(Account, acted.account_id) if acted.account_id else None
    about, today = account.name if account else cta.title or "your to-do", deed_of(request, services).today
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
        return say.confirm_added(cta.title, acted.change_id, cta.due_on, today, account.name if account else None)
    return say.confirm_done(cta.title or about, acted.change_id)


async def _cta(db: TenantSession, request: Request) -> Cta:
    cta = await db.get(Cta, number(request.target))
    if cta is None:
        raise UserError("I can't find that to-do any more.", ways=(Way("My to-dos", "/cta"),))
    return cta


async def _account_of(request: Request, services: Services) -> int | None:
    async with reading(request, services) as db:
        return (await _cta(db, request)).account_id


async def _headline(request: Request, services: Services) -> str:
    async with reading(request, services) as db:
        [brief] = await briefs(db, services.library, [await _cta(db, request)], reader_of(request), request.now)
    return headline(brief)


ACTIONS = (
    (actions.REACHED_OUT, reached_out),
    (actions.DONE, done),
    (actions.LATER, later),
    (actions.NOT_A_PROBLEM, not_a_problem),
    (actions.REASSIGN, reassign),
    (actions.TODO_MORE, more),
    (actions.TODO_WHY, because),
)
