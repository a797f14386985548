"""Forms about to-dos."""

from bot import actions
from bot.usecases.account import todos as use
from handlers.actions.todos import confirm
from handlers.colleagues import colleague
from handlers.command import Run
from handlers.form_values import account_named, day
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number


async def _add(request: Request, services: Services) -> Answer:
    owner = await colleague(request, services, request.field("owner")) if request.field("owner") else None
    account_id = number(request.target) if request.target else await _account(request, services)
    deed = deed_of(request, services)
    title, due_on = request.field("title"), day(request, "due_on")
    return await confirm(request, services, await use.add(deed, account_id, title, due_on, owner.id if owner else None))


async def _account(request: Request, services: Services) -> int | None:
    if not request.field("account"):
        return None
    return await account_named(request, services)


async def _not_a_problem(request: Request, services: Services) -> Answer:
    acted = await use.not_a_problem(deed_of(request, services), number(request.target), request.field("why"))
    return await confirm(request, services, acted)


async def _later(request: Request, services: Services) -> Answer:
    return await confirm(
        request, services, await use.later(deed_of(request, services), number(request.target), day(request, "until"))
    )


async def _reassign(request: Request, services: Services) -> Answer:
    chosen = request.field("owner")  # our id from the menu, the platform's where it chose
    owner_id = int(chosen) if chosen.isdecimal() else (await colleague(request, services, chosen)).id
    return await confirm(
        request, services, await use.reassign(deed_of(request, services), number(request.target), owner_id)
    )


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.TODO_SAVE, _add),
    (actions.NOT_A_PROBLEM_SAVE, _not_a_problem),
    (actions.LATER_SAVE, _later),
    (actions.REASSIGN_SAVE, _reassign),
)
