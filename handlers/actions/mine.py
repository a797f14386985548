"""Buttons about the person's own work and settings."""

from bot import actions
from bot.talk.home.settings_form import settings_form
from bot.talk.todos.todo_list import held_back
from handlers import journey_command
from handlers.command import Run
from handlers.commands import cta, figures, multiplier, revisit
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading
from handlers.showing import show


async def _settings(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        return Answer(form=await settings_form(db, reader_of(request), request.now))


async def _held_back(request: Request, services: Services) -> Answer:
    return await show(request, services, held_back, number(request.target))


async def _release(request: Request, services: Services) -> Answer:
    return await figures.before_and_after(request, services, number(request.target))


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.PORTFOLIO, journey_command.my_accounts),
    (actions.TODOS, cta.mine),
    (actions.SETTINGS, _settings),
    (actions.HELD_BACK, _held_back),
    (actions.RELEASE, _release),
    (actions.REVISIT, revisit.stage),
    *multiplier.ACTIONS,
)
