"""What happened at an account: its log, from a line, a form or somebody's message; and what it answered to a survey."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import actions
from bot.calendar import plural, say_date, say_near
from bot.errors import UserError
from bot.language.follow_up import follow_up
from bot.language.log_line import read_log_line
from bot.language.promises import promises_heard
from bot.message import Block, Form, TextInput, ask, line
from bot.store.tables.accounts import Account, AccountEvent
from bot.talk.account.read_account import load_account
from bot.talk.account.view import AccountView
from bot.talk.card.log import REVIEWS, heard_words, saved, with_whom
from bot.talk.card.log import log as log_message
from bot.talk.card.log_asks import ask_blocks, asks_of, todos_answered, todos_open
from bot.talk.card.log_form import log_form
from bot.talk.card.survey import confirm_survey, survey_form
from bot.talk.card.view_form import view_form
from bot.talk.phrases.words import capital
from bot.talk.todos.todo_forms import Begun, add_form
from bot.text import id_in, shorten
from bot.usecases.account import log as use
from bot.usecases.account.survey import Answered, record
from bot.usecases.account.todos import Acted, answered
from bot.usecases.account.todos import add as add_todo
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.writing.roles import Touch
from handlers.command import WHO_ACT, AccountCommand, Topic, Usage
from handlers.form_values import account_named, day, whole, with_words
from handlers.request import Answer, Request, Services
from handlers.sessions import OUT_OF_DATE, number, reader_of, reading, write_of
from handlers.showing import show, shows, there
from handlers.topics.todos.confirm import confirm as confirm_todo

MOST = 2000  # characters that the form's field holds


# Words


async def _log_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """With words they are saved; without any, what happened so far is shown."""
    note = request.text.strip().lstrip(":").strip()
    if not note:
        return await show(request, services, log_message, found.account_id)
    return await _save(request, services, found.account_id, found.name, note)


async def _survey_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    return await _survey_form(request, services, found.account_id)


LOG = AccountCommand(
    "log",
    Usage("journey acme log met the COO", "save a talk, an answer, your view; alone, the history", WHO_ACT),
    _log_word,
    writes=True,
)
SURVEY = AccountCommand("survey", None, _survey_word, also=("nps", "csat"))


async def _save(request: Request, services: Services, account_id: int, name: str, note: str) -> Answer:
    """Save a line to the account's log."""
    logged = await use.log(write_of(request, services), account_id, note)
    return await _saved(request, services, logged, name, note)


async def _saved(
    request: Request,
    services: Services,
    logged: use.Logged,
    name: str,
    note: str,
    *,
    added: Sequence[str] = (),
    answered: Sequence[int] = (),
) -> Answer:
    """What was saved, what was understood of it, and what it leaves to be settled."""
    reader, today = reader_of(request), write_of(request, services).today
    async with reading(request, services) as db:
        heard = await heard_words(
            db, logged.account_id, logged.heard, say_date(logged.day, today) if logged.day else ""
        )
        view = await load_account(db, services.library, logged.account_id, request.now) if note else None
    step = logged.step
    if step is not None and step.said.day is not None:
        added = (*added, f"next step “{shorten(step.title, 80)}”, {say_date(step.said.day, today)}")
    asks: tuple[Block, ...] = ()
    if view is not None:
        found = asks_of(view, note, logged.heard, step, reader, request.now, answered=answered)
        asks = ask_blocks(found, logged.event_id, today)
    message = saved(name, note, logged.event_id, logged.change_id, added=added, heard=heard, asks=asks)
    return Answer(message=message, touched=(logged.account_id,))


# Buttons


async def _log_add(request: Request, services: Services) -> Answer:
    """The form; "event/12": to add to what is saved already."""
    kind, _, event = request.target.partition("/")
    if kind != "event":
        return await _form(request, services, number(request.target))
    async with reading(request, services) as db:
        row = await db.get(AccountEvent, number(event))
        view = await load_account(db, services.library, row.account_id, request.now) if row else None
    note = row.note if row else ""
    return Answer(form=_drawn(request, there(view), note, event=row))


async def _form(request: Request, services: Services, account_id: int, note: str = "") -> Answer:
    """The form to log something."""
    async with reading(request, services) as db:
        view = await load_account(db, services.library, account_id, request.now)
    return Answer(form=_drawn(request, there(view), note))


def _drawn(request: Request, view: AccountView, note: str, *, event: AccountEvent | None = None) -> Form:
    """With the to-dos that it may answer; those that its words surely answer are ticked."""
    reader, people = reader_of(request), [one.row for one in view.people]
    todos = todos_open(view, reader, request.now)
    sure = todos_answered(view, note, read_log_line(note, people), reader, request.now) if note else ()
    return log_form(view, event=event, note=note, todos=todos, answered=sure)


async def _log_with(request: Request, services: Services) -> Answer:
    """Target: "event id/stakeholder id"."""
    event, _, person = request.target.partition("/")
    logged = await use.contact_with(write_of(request, services), number(event), number(person))
    async with reading(request, services) as db:
        message = await with_whom(db, logged.event_id, logged.change_id)
    return Answer(message=there(message), touched=(logged.account_id,), replace=True)


async def _answers(request: Request, services: Services) -> Answer:
    """What was logged answers a to-do. Target: "event id/to-do id"."""
    event, _, todo = request.target.partition("/")
    note = (await _event(request, services, event)).note
    return await _beside(request, services, await answered(write_of(request, services), number(todo), note))


async def _step(request: Request, services: Services) -> Answer:
    """A next step gets its day. Target: "event id/20261201"."""
    event, _, day_text = request.target.partition("/")
    row, write = await _event(request, services, event), write_of(request, services)
    step = follow_up(row.note, write.today, write.day_order)
    if step is None or len(day_text) != 8 or not day_text.isdecimal():
        raise UserError(*OUT_OF_DATE)
    due_on = date.fromisoformat(day_text)
    return await _beside(request, services, await add_todo(write, row.account_id, step.title, due_on))


async def _promise(request: Request, services: Services) -> Answer:
    """The customer may read it from now on. Target: event id."""
    row, write = await _event(request, services, request.target), write_of(request, services)
    heard = next(iter(promises_heard(row.note, write.today, write.day_order)), None)
    if heard is None or heard.day is None:
        return await _promise_words(request, services)
    added = await add_todo(write, row.account_id, capital(heard.what), heard.day, promise=heard.what)
    return await _beside(request, services, added)


async def _promise_words(request: Request, services: Services) -> Answer:
    """The to-do's form, with what was heard. Target: event id."""
    row, write = await _event(request, services, request.target), write_of(request, services)
    heard = next(iter(promises_heard(row.note, write.today, write.day_order)), None)
    begun = Begun(capital(heard.what), heard.day, heard.what) if heard else None
    async with reading(request, services) as db:
        account = await db.get_one(Account, row.account_id)
    return Answer(form=add_form(write.today, account.id, account.name, begun))


async def _beside(request: Request, services: Services, acted: Acted) -> Answer:
    """Said beside what was saved: its other questions stand until they are answered."""
    return replace(await confirm_todo(request, services, acted), replace=False)


async def _event(request: Request, services: Services, target: str) -> AccountEvent:
    async with reading(request, services) as db:
        row = await db.get(AccountEvent, number(target))
        if row is not None:
            await write_of(request, services).allowed(db, [Touch(row.account_id)])
    if row is None or row.undone_at is not None:
        raise UserError("That entry was undone, so there is nothing to add to. Log it again if it happened.")
    return row


async def _survey(request: Request, services: Services) -> Answer:
    return await _survey_form(request, services, number(request.target))


async def _survey_form(request: Request, services: Services, account_id: int) -> Answer:
    """The survey's form."""
    async with reading(request, services) as db:
        return Answer(form=there(await survey_form(db, services.library, account_id, reader_of(request), request.now)))


# The message shortcut


async def log_to_account(request: Request, services: Services) -> Answer:
    """In an account's own channel its form; elsewhere one that asks for the account."""
    note = request.quoted.strip()[:MOST]
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking("", "journey", channel=request.channel))
        except UserError:
            return Answer(form=_which(note))
    return await _form(request, services, found.account_id, note)


def _which(note: str) -> Form:
    return Form(
        action=actions.LOG_SAVE,
        target="",
        title="Log to account",
        submit="Save",
        inputs=(
            TextInput(name="account", label="Account", placeholder="acme", hint="Its name, key or domain"),
            TextInput(name="note", label="What happened", value=note, many_lines=True),
        ),
        instead=line("type ", ask("acme log met the COO"), "."),
    )


# Forms


async def _save_form(request: Request, services: Services) -> Answer:
    """Target: an account, "event/12" to add to an entry, or "" where the form asks for the account."""
    kind, _, event = request.target.partition("/")
    write, note = write_of(request, services), request.field("note")
    if kind != "event" and (form := await _other_form(request, services)) is not None:
        return Answer(form=form)
    if kind == "event":
        logged = await use.add_details(write, number(event), _details(request), note)
    else:
        logged = await use.log(write, await _account(request, services), note, _details(request))
    async with reading(request, services) as db:
        account = await db.get_one(Account, logged.account_id)
    answers = _details(request).answers
    return await _saved(
        request, services, logged, account.name, note, added=_added(request, services), answered=answers
    )


async def _other_form(request: Request, services: Services) -> Form | None:
    """The one for what it was, with what was written already; None where this one says it all."""
    said, note = request.field("kind"), request.field("note")
    if said not in ("answer", "view"):
        return None
    account_id = await _account(request, services)
    async with reading(request, services) as db:
        if said == "answer":
            shown = await survey_form(db, services.library, account_id, reader_of(request), request.now)
        else:
            shown = await view_form(db, services.library, account_id, reader_of(request), request.now)
    return with_words(there(shown), "words" if said == "answer" else "note", note)


async def _account(request: Request, services: Services) -> int:
    if request.target:
        return number(request.target)
    return await account_named(request, services)


def _details(request: Request) -> use.Details:
    answers = tuple(number for text in request.fields_of("answers") if (number := id_in(text)))
    return use.Details(
        request.field("review"), whole(request, "with"), request.field("next_step"), day(request, "next_on"), answers
    )


def _added(request: Request, services: Services) -> tuple[str, ...]:
    details, today = _details(request), write_of(request, services).today
    found = []
    if details.review:
        found.append(f"{REVIEWS.get(details.review, 'review').lower()} held")
    if details.answers:
        found.append(f"{plural(len(details.answers), 'to-do')} answered")
    if details.next_step:
        by = f" by {say_near(details.next_on, today)}" if details.next_on else ""
        found.append(f"next step “{shorten(details.next_step, 80)}”{by}")
    return tuple(found)


async def _save_survey(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    answered = Answered(
        whole(request, "nps"),
        whole(request, "csat"),
        request.field("words"),
        whole(request, "with"),
        day(request, "on"),
    )
    change_id = await record(write_of(request, services), account_id, answered)
    async with reading(request, services) as db:
        message = await confirm_survey(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


TOPIC = Topic(
    actions={
        actions.LOG: shows(log_message),
        actions.LOG_ADD: _log_add,
        actions.LOG_WITH: _log_with,
        actions.LOG_ANSWERS: _answers,
        actions.LOG_STEP: _step,
        actions.PROMISE: _promise,
        actions.PROMISE_WORDS: _promise_words,
        actions.SURVEY: _survey,
    },
    forms={actions.LOG_SAVE: _save_form, actions.SURVEY_SAVE: _save_survey},
)
