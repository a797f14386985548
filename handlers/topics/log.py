"""What happened at an account: its log, from a line, a form or somebody's message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import actions
from bot.calendar import plural, say_date, say_near
from bot.errors import UserError
from bot.language.notes.log_kind import kind_of_note, marked_as, told_of
from bot.language.notes.log_line import read_log_line
from bot.message import Block, Form, TextInput, ask, line
from bot.playbook.models.spoken import Meanings
from bot.store.tables.accounts import Account, AccountEvent
from bot.store.tables.said.sayings import Saying
from bot.talk.account.read_account import load_account
from bot.talk.account.view import AccountView
from bot.talk.card.log import NEW, REVIEWS, heard_words, saved, somebody_new, with_whom
from bot.talk.card.log import log as log_message
from bot.talk.card.log_asks import ask_blocks, asks_of, todos_answered, todos_open
from bot.talk.card.log_form import FORMS_OF_THEIR_OWN, kind_inputs, log_form
from bot.talk.card.survey import survey_form
from bot.talk.card.view_form import view_form
from bot.text import id_in, shorten
from bot.usecases.account import log as use
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.said.keep import keep_as, said_in
from handlers.command import WHO_ACT, AccountCommand, Topic, Usage
from handlers.form_values import account_named, day, whole, with_words
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there
from handlers.topics.said.kinds import kept_as, said_as
from handlers.topics.said.log_asks import logged_event, promise_form

MOST = 2000  # characters that the form's field holds


# Words


async def _log_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """With words they are saved; without any, what happened so far is shown."""
    note = request.text.strip().lstrip(":").strip()
    if not note:
        return await show(request, services, log_message, found.account_id)
    return await _save(request, services, found.account_id, found.name, note)


LOG = AccountCommand(
    "log",
    Usage("journey acme log met the COO", "save a talk, an answer, your view; alone, the history", WHO_ACT),
    _log_word,
    writes=True,
)


async def _save(request: Request, services: Services, account_id: int, name: str, note: str) -> Answer:
    """Save a line to the account's log. "Question: …" is kept as one at once; what else seems to be one is asked
    about."""
    marked = marked_as(note)
    said = await said_as(request, services, account_id, marked.kind, marked.words) if marked else None
    details = use.Details(said=said) if said else None
    logged = await use.log(write_of(request, services), account_id, note, details)
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
    kind_settled: bool = False,
) -> Answer:
    """What was saved, what was understood of it, and what it leaves to be settled. kind_settled: what it was has been
    said."""
    reader, today = reader_of(request), write_of(request, services).today
    async with reading(request, services) as db:
        heard = await heard_words(
            db, logged.account_id, logged.heard, say_date(logged.day, today) if logged.day else ""
        )
        view = await load_account(db, services.library, logged.account_id, request.now) if note else None
        kept = await kept_as(db, logged.saying_id, today)
        reading_ = logged.heard
        if note and not kind_settled and (reading_ is None or reading_.person is None):
            heard = replace(heard, new=await somebody_new(db, logged.account_id, note))
    step = logged.step
    if step is not None and step.said.day is not None:
        added = (*added, f"next step “{shorten(step.title, 80)}”, {say_date(step.said.day, today)}")
    asks: tuple[Block, ...] = ()
    if view is not None:
        settled = kind_settled or logged.saying_id is not None
        found = asks_of(view, note, logged.heard, step, reader, request.now, answered=answered, kind_settled=settled)
        asks = ask_blocks(found, logged.event_id, today)
    message = saved(name, note, logged.event_id, logged.change_id, added=added, heard=heard, kept=kept, asks=asks)
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
        saying = await said_in(db, row.id) if row else None
    note = row.note if row else ""
    return Answer(form=_drawn(request, there(view), note, event=row, saying=saying))


async def _form(request: Request, services: Services, account_id: int, note: str = "") -> Answer:
    """The form to log something."""
    async with reading(request, services) as db:
        view = await load_account(db, services.library, account_id, request.now)
    return Answer(form=_drawn(request, there(view), note))


def _drawn(
    request: Request, view: AccountView, note: str, *, event: AccountEvent | None = None, saying: Saying | None = None
) -> Form:
    """With the to-dos that it may answer; those that its words surely answer are ticked."""
    reader, people = reader_of(request), [one.row for one in view.people]
    todos = todos_open(view, reader, request.now)
    sure = todos_answered(view, note, read_log_line(note, people), reader, request.now) if note else ()
    return log_form(view, event=event, saying=saying, note=note, todos=todos, answered=sure)


async def _log_with(request: Request, services: Services) -> Answer:
    """Target: "event id/stakeholder id", or "event id/new" for somebody whom the note names."""
    event, _, person = request.target.partition("/")
    write = write_of(request, services)
    if person == NEW:
        row = await logged_event(request, services, event)
        async with reading(request, services) as db:
            new = there(await somebody_new(db, row.account_id, row.note))
        logged = await use.contact_with_new(write, row.id, new.name, new.title)
    else:
        logged = await use.contact_with(write, number(event), number(person))
    async with reading(request, services) as db:
        message = await with_whom(db, logged.event_id, logged.change_id)
    return Answer(message=there(message), touched=(logged.account_id,), replace=True)


async def _log_kind(request: Request, services: Services) -> Answer:
    """It was that, or nothing more than a note. Target: "event id/question", "event id/note"."""
    event, _, kind = request.target.partition("/")
    row = await logged_event(request, services, event)
    said = await said_as(request, services, row.account_id, kind, note=row.note)
    kept = await keep_as(write_of(request, services), row.id, said)
    async with reading(request, services) as db:
        account = await db.get_one(Account, row.account_id)
    number_ = kept.saying.id if kept.saying else None
    logged = use.Logged(kept.change_id, row.account_id, row.id, saying_id=number_)
    answer = await _saved(request, services, logged, account.name, row.note, kind_settled=True)
    return replace(answer, replace=True)


# The message shortcut


async def log_to_account(request: Request, services: Services) -> Answer:
    """In an account's own channel its form; elsewhere one that asks for the account."""
    note = request.quoted.strip()[:MOST]
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking("", "journey", channel=request.channel))
        except UserError:
            return Answer(form=_which(note, services.library.spoken.told))
    return await _form(request, services, found.account_id, note)


def _which(note: str, told: Meanings) -> Form:
    found = told_of(note, told)
    return Form(
        action=actions.LOG_SAVE,
        target="",
        title="Log to account",
        submit="Save",
        inputs=(
            TextInput(name="account", label="Account", placeholder="acme", hint="Its name, key or domain"),
            TextInput(name="note", label="What happened", value=note, many_lines=True),
            *kind_inputs(kind_of_note(note, told), found.words if found else "", may_skip=True),
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
    account_id = (await logged_event(request, services, event)).account_id if kind == "event" else None
    account_id = account_id or await _account(request, services)
    details = await _details(request, services, account_id)
    if kind == "event":
        logged = await use.add_details(write, number(event), details, note)
    else:
        logged = await use.log(write, account_id, note, details)
    async with reading(request, services) as db:
        account = await db.get_one(Account, logged.account_id)
    added = _added(details, write.today)
    return await _saved(
        request,
        services,
        logged,
        account.name,
        note,
        added=added,
        answered=details.answers,
        kind_settled=bool(request.field("kind")),
    )


async def _other_form(request: Request, services: Services) -> Form | None:
    """The one for what it was, with what was written already; None where this one says it all."""
    said, note = request.field("kind"), request.field("note")
    if said not in FORMS_OF_THEIR_OWN:
        return None
    account_id = await _account(request, services)
    if said == "promise":
        return await promise_form(request, services, account_id, note)
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


async def _details(request: Request, services: Services, account_id: int) -> use.Details:
    answers = tuple(number for text in request.fields_of("answers") if (number := id_in(text)))
    kind = request.field("kind")
    said = await said_as(request, services, account_id, kind, request.field("words"), note=request.field("note"))
    return use.Details(
        request.field("review"),
        whole(request, "with"),
        request.field("next_step"),
        day(request, "next_on"),
        answers,
        said,
        kind_chosen=bool(kind),
    )


def _added(details: use.Details, today: date) -> tuple[str, ...]:
    found = []
    if details.review:
        found.append(f"{REVIEWS.get(details.review, 'review').lower()} held")
    if details.answers:
        found.append(f"{plural(len(details.answers), 'to-do')} answered")
    if details.next_step:
        by = f" by {say_near(details.next_on, today)}" if details.next_on else ""
        found.append(f"next step “{shorten(details.next_step, 80)}”{by}")
    return tuple(found)


TOPIC = Topic(
    actions={
        actions.LOG: shows(log_message),
        actions.LOG_ADD: _log_add,
        actions.LOG_WITH: _log_with,
        actions.LOG_KIND: _log_kind,
    },
    forms={actions.LOG_SAVE: _save_form},
)
