"""Buttons and menus of a to-do: in alerts, digests and lists."""

from datetime import date, timedelta

from bot import actions
from bot.calendar import next_working_day
from bot.errors import UserError, Way
from bot.language.days import day_in
from bot.message import Message
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.card.card import card
from bot.talk.todos import todo_forms as say
from bot.talk.todos.alert import NEXT_DAY, alert, headline
from bot.talk.todos.brief import briefs
from bot.talk.todos.why import why
from bot.usecases.account import todos as use
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import show
from handlers.people import colleagues
from handlers.reading import number, reader_of, reading, write_of


async def reached_out(asked: Asked, house: House) -> Answer:
    acted = await use.reached_out(write_of(asked, house), number(asked.target))
    return await confirm(asked, house, acted)


async def done(asked: Asked, house: House) -> Answer:
    return await confirm(asked, house, await use.done(write_of(asked, house), number(asked.target)))


async def later(asked: Asked, house: House) -> Answer:
    """A day from the menu, or a form to choose one."""
    write = write_of(asked, house)
    until = await _menu_day(asked, house, write.today)
    if until is None:
        about = await _headline(asked, house)
        return Answer(form=say.later_form(number(asked.target), about, write.today))
    return await confirm(asked, house, await use.later(write, number(asked.target), until))


async def _menu_day(asked: Asked, house: House, today: date) -> date | None:
    """The day of the menu's value; counted when it is chosen, as the message may be days old."""
    if asked.value != NEXT_DAY:
        return day_in(asked.value.replace("-", " "), today) or day_in(asked.value, today)
    async with reading(asked, house) as db:
        days = (await db.get_one(Person, asked.person.person_id)).digest_days
    return next_working_day(today + timedelta(days=1), days)


async def not_a_problem(asked: Asked, house: House) -> Answer:
    return Answer(form=say.not_a_problem_form(number(asked.target), await _headline(asked, house)))


async def reassign(asked: Asked, house: House) -> Answer:
    async with reading(asked, house) as db:
        cta = await _cta(db, asked)
        others = await colleagues(db, asked.platform.name, {asked.person.person_id, cta.owner_id or 0})
    return Answer(form=say.reassign_form(cta.id, await _headline(asked, house), others))


async def more(asked: Asked, house: House) -> Answer:
    """The menu of what is needed less often."""
    if asked.value == "not-a-problem":
        return await not_a_problem(asked, house)
    if asked.value == "reassign":
        return await reassign(asked, house)
    account_id = await _account_of(asked, house)
    if asked.value == "card" and account_id is not None:
        return await show(asked, house, card, account_id)
    return await because(asked, house)


async def because(asked: Asked, house: House) -> Answer:
    """Why this to-do exists, and what clears it."""
    account_id = await _account_of(asked, house)
    if account_id is not None:
        return await show(asked, house, why, account_id)
    return await show(asked, house, alert, number(asked.target))


async def confirm(asked: Asked, house: House, acted: use.Acted) -> Answer:
    """What was done, with Undo."""
    async with reading(asked, house) as db:
        message = await _said(db, asked, house, acted)
    return Answer(message=message, replace=True, touched=(acted.account_id,))


async def _said(db: ReadSession, asked: Asked, house: House, acted: use.Acted) -> Message:
    cta = await db.get_one(Cta, acted.cta_id)
    account = await db.get(Account, acted.account_id) if acted.account_id else None
    about, today = account.name if account else cta.title or "your to-do", write_of(asked, house).today
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


async def _cta(db: ReadSession, asked: Asked) -> Cta:
    cta = await db.get(Cta, number(asked.target))
    if cta is None:
        raise UserError("I can't find that to-do any more.", ways=(Way("My to-dos", "/cta"),))
    return cta


async def _account_of(asked: Asked, house: House) -> int | None:
    async with reading(asked, house) as db:
        return (await _cta(db, asked)).account_id


async def _headline(asked: Asked, house: House) -> str:
    async with reading(asked, house) as db:
        [brief] = await briefs(db, house.library, [await _cta(db, asked)], reader_of(asked), asked.now)
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
