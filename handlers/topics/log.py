"""What happened at an account: its log, from a line, a form or somebody's message; and what it answered to a survey."""

from bot import actions
from bot.calendar import say_near
from bot.errors import UserError
from bot.message import Form, TextInput, ask, line
from bot.store.tables.accounts import Account, AccountEvent
from bot.talk.account.read_account import load_account
from bot.talk.card.log import REVIEWS, heard_words, log_form, saved, with_whom
from bot.talk.card.log import log as log_message
from bot.talk.card.survey import confirm_survey, survey_form
from bot.talk.card.view_form import view_form
from bot.text import shorten
from bot.usecases.account import log as use
from bot.usecases.account.survey import Answered, record
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from handlers.command import WHO_ACT, AccountCommand, Topic, Usage
from handlers.form_values import account_named, day, whole, with_words
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there

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
    async with reading(request, services) as db:
        heard = await heard_words(db, account_id, logged.heard)
    return Answer(message=saved(name, note, logged.event_id, logged.change_id, heard=heard), touched=(account_id,))


# Buttons


async def _log_add(request: Request, services: Services) -> Answer:
    """The form; "event/12": to add to what is saved already."""
    kind, _, event = request.target.partition("/")
    if kind != "event":
        return await _form(request, services, number(request.target))
    async with reading(request, services) as db:
        row = await db.get(AccountEvent, number(event))
        view = await load_account(db, services.library, row.account_id, request.now) if row else None
    return Answer(form=log_form(there(view), event=row))


async def _form(request: Request, services: Services, account_id: int, note: str = "") -> Answer:
    """The form to log something."""
    async with reading(request, services) as db:
        view = await load_account(db, services.library, account_id, request.now)
    return Answer(form=log_form(there(view), note=note))


async def _log_with(request: Request, services: Services) -> Answer:
    """Target: "event id/stakeholder id"."""
    event, _, person = request.target.partition("/")
    logged = await use.contact_with(write_of(request, services), number(event), number(person))
    async with reading(request, services) as db:
        message = await with_whom(db, logged.event_id, logged.change_id)
    return Answer(message=there(message), touched=(logged.account_id,), replace=True)


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
        heard = await heard_words(db, account.id, logged.heard)
    added = _added(request, services)
    message = saved(account.name, note, logged.event_id, logged.change_id, added=added, heard=heard)
    return Answer(message=message, touched=(account.id,))


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
    return use.Details(
        request.field("review"), whole(request, "with"), request.field("next_step"), day(request, "next_on")
    )


def _added(request: Request, services: Services) -> tuple[str, ...]:
    details, today = _details(request), write_of(request, services).today
    found = []
    if details.review:
        found.append(f"{REVIEWS.get(details.review, 'review').lower()} held")
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
        actions.SURVEY: _survey,
    },
    forms={actions.LOG_SAVE: _save_form, actions.SURVEY_SAVE: _save_survey},
)
