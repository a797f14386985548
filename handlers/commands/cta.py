"""`/cta`: my to-dos."""

from datetime import date

from bot.errors import UserError, Way
from bot.language.days import no_such_day, split_day
from bot.language.names import after_words, first_word
from bot.store.tables.accounts import Account
from bot.talk.todos.todo_forms import add_form
from bot.talk.todos.todo_list import todos
from bot.usecases.account import todos as use
from bot.usecases.finding.find_account import Looking, find_account
from handlers.actions.todos import confirm
from handlers.command import Command, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, reader_of, reading

NAME = "/cta"


async def run(request: Request, services: Services) -> Answer:
    text = request.text.strip()
    if not text or first_word(text) in ("list", "all", "mine", "done", "close"):  # each has its button there
        return await mine(request, services)
    if first_word(text) in ("add", "new"):
        return await _add(request, services, after_words(text, 1))
    raise await _neither(request, services, text)


async def mine(request: Request, services: Services) -> Answer:
    """My to-dos, by due date; target: how many of them to pass over."""
    skip = int(request.target) if request.target.isdecimal() else 0
    async with reading(request, services) as db:
        return Answer(message=await todos(db, services.library, reader_of(request), request.now, skip))


async def _add(request: Request, services: Services, text: str) -> Answer:
    """With words it is added at once; without any, there is a form."""
    account_id, rest = await _account(request, services, text)
    if not rest:
        return await form(request, services, account_id)
    deed = deed_of(request, services)
    _refuse_no_day(account_id, rest, deed.today)
    title, due_on = split_day(rest, deed.today)
    added = await use.add(deed, account_id, title, due_on)
    return await confirm(request, services, added)


def _refuse_no_day(account_id: int | None, text: str, today: date) -> None:
    """Raises UserError for "by 32 Feb"; what was typed is kept in the ways out."""
    found = no_such_day(text, today)
    if found is None:
        return
    title, day = found
    shown = title if len(title) <= 60 else title[:59] + "…"
    at = f"{NAME} add #{account_id}" if account_id else f"{NAME} add"
    raise UserError(
        f"There is no {day}, so “{shown}” isn't added yet. Say a day like `by Fri`, `by 3 Mar` or `by 2026-03-03`.",
        ways=(
            Way("Due tomorrow", f"{at} {title} by tomorrow"),
            Way("Due next week", f"{at} {title} by next week"),
            Way("Without a day", f"{at} {title}"),
        ),
    )


async def _account(request: Request, services: Services, text: str) -> tuple[int | None, str]:
    """The account that the text begins with, else the channel's; a to-do needs none, so nothing is guessed."""
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking(text, f"{NAME} add", channel=request.channel, writes=True))
        except UserError as error:
            if len(error.ways) > 1 and "could be" in error.text:
                raise
            return None, text
    return found.account_id, found.rest.lstrip(":").strip()


async def form(request: Request, services: Services, account_id: int | None) -> Answer:
    """The form to add a to-do."""
    async with reading(request, services) as db:
        account = await db.get(Account, account_id) if account_id else None
    name = account.name if account else ""
    return Answer(form=add_form(deed_of(request, services).today, account.id if account else None, name))


async def _neither(request: Request, services: Services, text: str) -> UserError:
    shown = text if len(text) <= 60 else text[:59] + "…"
    ways = (
        Way("Add it as a to-do", f"{NAME} add {text}"),
        Way("My to-dos", NAME),
        Way("Look for an account", f"/journey {text}"),
    )
    return UserError(f"I don't know what to do with *{shown}*. Shall I add it?", ways=ways)


COMMAND = Command(
    name=NAME,
    usages=(
        Usage("/cta", "your to-dos, by due date", "Every day"),
        Usage(
            "/cta add acme send the schema notes by Fri",
            "add one; the account and the day may be left out",
            "Every day",
        ),
    ),
    run=run,
)
