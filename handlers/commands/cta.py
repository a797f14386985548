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
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Command, Usage
from handlers.reading import reader_of, reading, write_of

NAME = "/cta"


async def run(asked: Asked, house: House) -> Answer:
    text = asked.text.strip()
    if not text or first_word(text) in ("list", "all", "mine", "done", "close"):  # each has its button there
        return await mine(asked, house)
    if first_word(text) in ("add", "new"):
        return await _add(asked, house, after_words(text, 1))
    raise await _neither(asked, house, text)


async def mine(asked: Asked, house: House) -> Answer:
    """My to-dos, by due date; target: how many of them to pass over."""
    skip = int(asked.target) if asked.target.isdecimal() else 0
    async with reading(asked, house) as db:
        return Answer(message=await todos(db, house.library, reader_of(asked), asked.now, skip))


async def _add(asked: Asked, house: House, text: str) -> Answer:
    """With words it is added at once; without any, there is a form."""
    account_id, rest = await _account(asked, house, text)
    if not rest:
        return await form(asked, house, account_id)
    write = write_of(asked, house)
    _refuse_no_day(account_id, rest, write.today)
    title, due_on = split_day(rest, write.today)
    added = await use.add(write, account_id, title, due_on)
    return await confirm(asked, house, added)


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


async def _account(asked: Asked, house: House, text: str) -> tuple[int | None, str]:
    """The account that the text begins with, else the channel's; a to-do needs none, so nothing is guessed."""
    async with reading(asked, house) as db:
        try:
            found = await find_account(db, Looking(text, f"{NAME} add", channel=asked.channel, writes=True))
        except UserError as error:
            if len(error.ways) > 1 and "could be" in error.text:
                raise
            return None, text
    return found.account_id, found.rest.lstrip(":").strip()


async def form(asked: Asked, house: House, account_id: int | None) -> Answer:
    """The form to add a to-do."""
    async with reading(asked, house) as db:
        account = await db.get(Account, account_id) if account_id else None
    name = account.name if account else ""
    return Answer(form=add_form(write_of(asked, house).today, account.id if account else None, name))


async def _neither(asked: Asked, house: House, text: str) -> UserError:
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
