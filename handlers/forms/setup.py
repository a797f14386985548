"""The first day's forms: one input per account, named by its id."""

from datetime import date

from bot import actions
from bot.calendar import plural
from bot.errors import UserError
from bot.message import Actions, Button, Message, bold, line
from bot.usecases.workspace import first_day as use
from handlers.command import Run
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number

SAID = {"dates": "renewal date", "deciders": "decision maker", "stages": "stage"}


async def save(request: Request, services: Services) -> Answer:
    """Keep what was filled in. Raises UserError where nothing was."""
    filled = {number(name): request.field(name) for name in request.fields if name.isdecimal() and request.field(name)}
    if not filled or request.target not in SAID:
        raise UserError("Fill in at least one, or close this.", field=next(iter(request.fields), None))
    done = await _save(request, services, filled)
    undo = Button(label="Undo", action=actions.UNDO, target=str(done.change_id))
    title = line(bold(f"Saved {plural(len(done.account_ids), SAID[request.target])}"))
    return Answer(message=Message(title=title, blocks=(Actions(elements=(undo,)),)), touched=done.account_ids)


async def _save(request: Request, services: Services, filled: dict[int, str]) -> use.Set:
    deed = deed_of(request, services)
    if request.target == "dates":
        days: dict[int, date] = {one: found for one in filled if (found := day(request, str(one))) is not None}
        return await use.set_dates(deed, days)
    if request.target == "deciders":
        return await use.set_deciders(deed, {one: number(value) for one, value in filled.items()})
    stages = frozenset(stage.key for playbook in services.library.playbooks.values() for stage in playbook.stages)
    return await use.set_stages(deed, filled, stages)


FORMS: tuple[tuple[str, Run], ...] = ((actions.SETUP, save),)
