"""To-dos: `/cta`, an account's own, why each exists, and what is done about one, in alerts, digests and lists."""

from datetime import date, timedelta

from bot import actions
from bot.calendar import next_working_day
from bot.errors import UserError, Way
from bot.language.days import DaySaid, day_in, find_day
from bot.language.names import after_words, first_word
from bot.message import Message, bold
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.card.card import card
from bot.talk.todos import todo_forms as say
from bot.talk.todos.alert import NEXT_DAY, alert, headline
from bot.talk.todos.brief import briefs
from bot.talk.todos.todo_forms import add_form
from bot.talk.todos.todo_list import account_todos, held_back, todos
from bot.talk.todos.why import why
from bot.text import id_in, shorten
from bot.usecases.account import todos as use
from bot.usecases.finding.ask_day import ask_day
from bot.usecases.finding.find_account import Looking, SeveralMeant, find_account
from bot.usecases.writing.roles import OutOfSight
from handlers.colleagues import colleague, colleagues
from handlers.command import WHO_ACT, AccountCommand, Command, Topic, Usage
from handlers.form_values import account_named, day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, shows_account

NAME = "cta"


# Words


async def _run(request: Request, services: Services) -> Answer:
    text = request.text.strip()
    if not text or first_word(text) in ("list", "all", "mine", "done", "close"):  # each has its button there
        return await _mine(request, services)
    if first_word(text) in ("add", "new"):
        return await _add(request, services, after_words(text, 1))
    raise await _neither(request, services, text)


async def _mine(request: Request, services: Services) -> Answer:
    """My to-dos, by due date; target: how many of them to pass over."""
    skip = id_in(request.target) or 0
    async with reading(request, services) as db:
        return Answer(message=await todos(db, services.library, reader_of(request), request.now, skip))


async def _add(request: Request, services: Services, text: str) -> Answer:
    """With words it is added at once; without any, there is a form."""
    account_id, rest = await _account(request, services, text)
    if not rest:
        return await _form(request, services, account_id)
    write = write_of(request, services)
    said = find_day(rest, write.today)
    if said is not None and said.day is None:
        raise _which_day(said, account_id, write.today)
    title = said.rest if said and said.rest else rest
    added = await use.add(write, account_id, title, said.day if said else None)
    return await confirm(request, services, added)


def _which_day(said: DaySaid, account_id: int | None, today: date) -> UserError:
    at = f"{NAME} add #{account_id}" if account_id else f"{NAME} add"
    title = said.rest or said.words
    return ask_day(
        said,
        today,
        lambda day: f"{at} {title} by {day.isoformat()}",
        kept=f"“{shorten(title, 60)}” isn't added yet",
    )


async def _account(request: Request, services: Services, text: str) -> tuple[int | None, str]:
    """The account that the text begins with, else the channel's; a to-do needs none, so nothing is guessed."""
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking(text, f"{NAME} add", channel=request.channel, writes=True))
        except (OutOfSight, SeveralMeant):  # an account is meant, and which is known or asked
            raise
        except UserError:
            return None, text
    return found.account_id, found.rest.lstrip(":").strip()


async def _neither(request: Request, services: Services, text: str) -> UserError:
    shown = text if len(text) <= 60 else text[:59] + "…"
    ways = (
        Way("Add it as a to-do", f"{NAME} add {text}"),
        Way("My to-dos", NAME),
        Way("Look for an account", f"journey {text}"),
    )
    return UserError("I don't know what to do with ", bold(shown), ". Shall I add it?", ways=ways)


COMMAND = Command(
    name=NAME,
    usages=(Usage("cta", "your to-dos; `add acme send the notes by Fri` adds one", WHO_ACT),),
    run=_run,
)
WHY = AccountCommand(
    "why", Usage("journey acme why", "its to-dos' reasons; health, history, answers"), shows_account(why)
)


# Buttons and menus


async def _add_button(request: Request, services: Services) -> Answer:
    return await _form(request, services, number(request.target) if request.target else None)


async def _form(request: Request, services: Services, account_id: int | None) -> Answer:
    """The form to add a to-do."""
    async with reading(request, services) as db:
        account = await db.get(Account, account_id) if account_id else None
    name = account.name if account else ""
    return Answer(form=add_form(write_of(request, services).today, account.id if account else None, name))


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
        about = await _headline(request, services)
        return Answer(form=say.later_form(number(request.target), about, write.today))
    return await confirm(request, services, await use.later(write, number(request.target), until))


async def _menu_day(request: Request, services: Services, today: date) -> date | None:
    """The day of the menu's value; counted when it is chosen, as the message may be days old."""
    if request.value != NEXT_DAY:
        return day_in(request.value.replace("-", " "), today) or day_in(request.value, today)
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
    account_id = await _account_of(request, services)
    if request.value == "card" and account_id is not None:
        return await show(request, services, card, account_id)
    return await _because(request, services)


async def _because(request: Request, services: Services) -> Answer:
    """Why this to-do exists, and what clears it."""
    account_id = await _account_of(request, services)
    if account_id is not None:
        return await show(request, services, why, account_id)
    return await show(request, services, alert, number(request.target), of_account=False)


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
        return say.confirm_added(cta.title, acted.change_id, cta.due_on, today, account.name if account else None)
    return say.confirm_done(cta.title or about, acted.change_id)


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


async def _save(request: Request, services: Services) -> Answer:
    owner = await colleague(request, services, request.field("owner")) if request.field("owner") else None
    account_id = number(request.target) if request.target else await _account_of_form(request, services)
    write = write_of(request, services)
    title, due_on = request.field("title"), day(request, "due_on")
    return await confirm(
        request, services, await use.add(write, account_id, title, due_on, owner.id if owner else None)
    )


async def _account_of_form(request: Request, services: Services) -> int | None:
    if not request.field("account"):
        return None
    return await account_named(request, services)


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
        actions.TODOS: _mine,
        actions.ACCOUNT_TODOS: shows(account_todos),
        actions.WHY: shows(why),
        actions.HELD_BACK: shows(held_back),
        actions.TODO_ADD: _add_button,
        actions.REACHED_OUT: _reached_out,
        actions.DONE: _done,
        actions.LATER: _later,
        actions.NOT_A_PROBLEM: _not_a_problem,
        actions.REASSIGN: _reassign,
        actions.TODO_MORE: _more,
        actions.TODO_WHY: _because,
    },
    forms={
        actions.TODO_SAVE: _save,
        actions.NOT_A_PROBLEM_SAVE: _no_problem_because,
        actions.LATER_SAVE: _later_on_day,
        actions.REASSIGN_SAVE: _reassign_to,
    },
)
