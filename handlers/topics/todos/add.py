"""`/cta`: one's own to-dos, and another one, for oneself or for a colleague."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot import actions
from bot.errors import UserError, Way
from bot.language.days import DaySaid, find_day
from bot.language.names import after_words, first_word
from bot.language.promises import promise_marked
from bot.message import bold
from bot.store.tables.accounts import Account
from bot.talk.todos.todo_forms import add_form
from bot.talk.todos.todo_list import todos
from bot.text import id_in, shorten
from bot.usecases.account import todos as use
from bot.usecases.finding.account_at_end import account_at_end
from bot.usecases.finding.ask_day import ask_day
from bot.usecases.finding.find_account import FoundAccount, Looking, SeveralMeant, find_account
from bot.usecases.finding.find_colleague import AT, find_colleague
from bot.usecases.writing.roles import OutOfSight
from handlers.colleagues import colleague, user_of, who_may_act
from handlers.command import WHO_ACT, Command, Topic, Usage
from handlers.form_values import account_named, day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.topics.todos.confirm import confirm

NAME = "cta"
ADD = f"{NAME} add"
QUESTION = re.compile(
    r"(what|who|whose|which|when|where|why|how|is|are|do|does|did|any|show|list|open|due)\b|.*\?$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Typed:
    """A to-do as it was typed. owner_id: of a colleague that it is for; whose: how that was typed."""

    text: str
    account_id: int | None = None
    owner_id: int | None = None
    whose: str = ""


# Words


async def _run(request: Request, services: Services) -> Answer:
    text = request.text.strip()
    if not text or first_word(text) in ("list", "all", "mine", "done", "close"):  # each has its button there
        return await _mine(request, services)
    if first_word(text) in ("add", "new"):
        return await _add(request, services, after_words(text, 1))
    if text.startswith(AT) or await _is_a_todo(request, services, text):
        return await _add(request, services, text)
    raise await _neither(request, services, text)


async def _is_a_todo(request: Request, services: Services, text: str) -> bool:
    """Whether it can be nothing else: words that tell what to do, and an account that is named exactly beside them."""
    if QUESTION.match(text):
        return False
    found = await _at_account(replace(request, channel=None), services, Typed(text))
    return found.account_id is not None and bool(found.text)


async def _mine(request: Request, services: Services) -> Answer:
    """My to-dos, by due date; target: how many of them to pass over."""
    skip = id_in(request.target) or 0
    async with reading(request, services) as db:
        return Answer(message=await todos(db, services.library, reader_of(request), request.now, skip))


async def _add(request: Request, services: Services, text: str) -> Answer:
    """With words it is added at once; without any, there is a form."""
    typed = await _at_account(request, services, await _for_whom(request, services, text))
    if not typed.text:
        return await _form(request, services, typed.account_id, typed.owner_id)
    write = write_of(request, services)
    said = find_day(typed.text, write.today, write.day_order)
    if said is not None and said.day is None:
        raise _which_day(said, typed, write.today)
    title = said.rest if said and said.rest else typed.text
    promise = promise_marked(title) if typed.account_id else ""
    due_on = said.day if said else None
    added = await use.add(write, typed.account_id, promise or title, due_on, typed.owner_id, promise=promise)
    return await confirm(request, services, added)


def _which_day(said: DaySaid, typed: Typed, today: date) -> UserError:
    at = " ".join(part for part in (ADD, typed.whose, f"#{typed.account_id}" if typed.account_id else "") if part)
    title = said.rest or said.words
    return ask_day(
        said,
        today,
        lambda day: f"{at} {title} by {day.isoformat()}",
        kept=f"“{shorten(title, 60)}” isn't added yet",
    )


async def _for_whom(request: Request, services: Services, text: str) -> Typed:
    """A colleague that the text begins with. Raises UserError where nobody, or more than one, is called like that."""
    if not text.startswith(AT):
        return Typed(text)
    async with reading(request, services) as db:
        found = await find_colleague(db, text, ADD)
    who_may_act(found.role, found.name)
    whose = text[: len(text) - len(found.rest)].strip(" ,:")
    return Typed(found.rest.lstrip(" ,:"), owner_id=found.person_id, whose=whose)


async def _at_account(request: Request, services: Services, typed: Typed) -> Typed:
    """The account that the text begins or ends with, else the channel's; a to-do needs none, so nothing is guessed."""
    begins: UserError | None = None
    try:
        return _found(typed, await _find(request, services, typed, typed.text, in_channel=False))
    except OutOfSight:
        raise
    except UserError as error:
        begins = error
    ends = await _at_end(request, services, typed.text)
    if ends is not None:
        return _found(typed, await _find(request, services, typed, ends, in_channel=False))
    if isinstance(begins, SeveralMeant):  # an account is meant, and which is asked
        raise begins
    try:
        return _found(typed, await _find(request, services, typed, typed.text))
    except UserError:
        return typed


def _found(typed: Typed, found: FoundAccount) -> Typed:
    return replace(typed, text=found.rest.lstrip(":").strip(), account_id=found.account_id)


async def _find(
    request: Request, services: Services, typed: Typed, text: str, *, in_channel: bool = True
) -> FoundAccount:
    """The text begins with its name."""
    command = f"{ADD} {typed.whose}".strip()
    channel = request.channel if in_channel else None
    async with reading(request, services) as db:
        return await find_account(db, Looking(text, command, channel=channel, in_channel=in_channel, writes=True))


async def _at_end(request: Request, services: Services, text: str) -> str | None:
    """The same text with the account's name, which it ends with, at its beginning; a day may stand behind it."""
    write = write_of(request, services)
    said = find_day(text, write.today, write.day_order)
    async with reading(request, services) as db:
        found = await account_at_end(db, text)
        if found is None and said is not None and said.day is not None:
            found = await account_at_end(db, said.rest)
            text = f" by {said.day.isoformat()}"
        else:
            text = ""
    return f'"{found.name}" {found.rest}{text}' if found is not None else None


async def _neither(request: Request, services: Services, text: str) -> UserError:
    shown = text if len(text) <= 60 else text[:59] + "…"
    ways = (
        Way("Add it as a to-do", f"{ADD} {text}"),
        Way("My to-dos", NAME),
        Way("Look for an account", f"journey {text}"),
    )
    return UserError("I don't know what to do with ", bold(shown), ". Shall I add it?", ways=ways)


COMMAND = Command(
    name=NAME,
    usages=(
        Usage(
            NAME, "your to-dos; `call Dana tomorrow for acme` adds one, `@colleague …` gives one to somebody", WHO_ACT
        ),
    ),
    run=_run,
)


# The form


async def _add_button(request: Request, services: Services) -> Answer:
    return await _form(request, services, number(request.target) if request.target else None)


async def _form(request: Request, services: Services, account_id: int | None, owner_id: int | None = None) -> Answer:
    """The form to add a to-do."""
    async with reading(request, services) as db:
        account = await db.get(Account, account_id) if account_id else None
        user = await user_of(db, request.person.installation_id, owner_id) if owner_id else ""
    name = account.name if account else ""
    form = add_form(write_of(request, services).today, account.id if account else None, name, owner=user)
    return Answer(form=form)


async def _save(request: Request, services: Services) -> Answer:
    owner = await colleague(request, services, request.field("owner")) if request.field("owner") else None
    account_id = number(request.target) if request.target else await _account_of_form(request, services)
    write = write_of(request, services)
    title, due_on = request.field("title"), day(request, "due_on")
    owner_id, promise = owner.id if owner else None, request.field("promise")
    return await confirm(request, services, await use.add(write, account_id, title, due_on, owner_id, promise=promise))


async def _account_of_form(request: Request, services: Services) -> int | None:
    if not request.field("account"):
        return None
    return await account_named(request, services)


TOPIC = Topic(
    actions={actions.TODOS: _mine, actions.TODO_ADD: _add_button},
    forms={actions.TODO_SAVE: _save},
)
