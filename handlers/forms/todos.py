"""Forms about to-dos."""

from bot import actions
from bot.usecases.account import todos as use
from handlers.actions.todos import confirm
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.forms.answers import account_named, day
from handlers.people import colleague
from handlers.reading import number, write_of


async def _add(asked: Asked, house: House) -> Answer:
    owner = await colleague(asked, house, asked.field("owner")) if asked.field("owner") else None
    account_id = number(asked.target) if asked.target else await _account(asked, house)
    write = write_of(asked, house)
    title, due_on = asked.field("title"), day(asked, "due_on")
    return await confirm(asked, house, await use.add(write, account_id, title, due_on, owner.id if owner else None))


async def _account(asked: Asked, house: House) -> int | None:
    if not asked.field("account"):
        return None
    return await account_named(asked, house)


async def _not_a_problem(asked: Asked, house: House) -> Answer:
    acted = await use.not_a_problem(write_of(asked, house), number(asked.target), asked.field("why"))
    return await confirm(asked, house, acted)


async def _later(asked: Asked, house: House) -> Answer:
    return await confirm(
        asked, house, await use.later(write_of(asked, house), number(asked.target), day(asked, "until"))
    )


async def _reassign(asked: Asked, house: House) -> Answer:
    chosen = asked.field("owner")  # our id from the menu, the platform's where it chose
    owner_id = int(chosen) if chosen.isdecimal() else (await colleague(asked, house, chosen)).id
    return await confirm(asked, house, await use.reassign(write_of(asked, house), number(asked.target), owner_id))


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.TODO_SAVE, _add),
    (actions.NOT_A_PROBLEM_SAVE, _not_a_problem),
    (actions.LATER_SAVE, _later),
    (actions.REASSIGN_SAVE, _reassign),
)
