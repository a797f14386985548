"""Undo, and commands kept behind buttons."""

from bot import actions
from bot.store.tables.accounts import Account
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.todos.todo_forms import confirm_undone
from bot.usecases.undo import Undone, undo
from bot.usecases.writing import kept_commands
from handlers.asked import Answer, Asked, House
from handlers.commands import table
from handlers.reading import number, reading, write_of

TODO_KINDS = ("reached-out", "later", "not-a-problem", "done", "reassigned")


async def take_back(asked: Asked, house: House) -> Answer:
    undone = await undo(write_of(asked, house), number(asked.target))
    message = confirm_undone(await _stands_again(asked, house, undone))
    return Answer(message=message, replace=True, home=undone.kind == "settings", touched=undone.account_ids)


async def _stands_again(asked: Asked, house: House, undone: Undone) -> str:
    if undone.kind not in TODO_KINDS or not undone.cta_ids:
        return ""
    async with reading(asked, house) as db:
        cta = await db.get(Cta, undone.cta_ids[0])
        account = await db.get(Account, undone.account_id) if undone.account_id else None
    about = account.name if account else cta.title if cta else ""
    return f"{about} is open again" if about and cta and cta.state == "open" else ""


async def run(asked: Asked, house: House) -> Answer:
    """The command that stands behind the button."""
    typed = await kept_commands.command_of(write_of(asked, house), number(asked.target))
    return await table.run_typed(typed, asked, house)


ACTIONS = ((actions.UNDO, take_back), (actions.RUN, run))
