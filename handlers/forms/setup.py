"""The first day's forms: one input per account, named by its id."""

from datetime import date

from bot import actions
from bot.calendar import plural
from bot.errors import UserError
from bot.message import Actions, Button, Message, bold, line
from bot.usecases.workspace import first_day as use
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.forms.answers import day
from handlers.reading import number, write_of

SAID = {"dates": "renewal date", "deciders": "decision maker", "stages": "stage"}


async def save(asked: Asked, house: House) -> Answer:
    """Keep what was filled in. Raises UserError where nothing was."""
    filled = {number(name): asked.field(name) for name in asked.fields if name.isdecimal() and asked.field(name)}
    if not filled or asked.target not in SAID:
        raise UserError("Fill in at least one, or close this.", field=next(iter(asked.fields), None))
    done = await _save(asked, house, filled)
    undo = Button(label="Undo", action=actions.UNDO, target=str(done.change_id))
    title = line(bold(f"Saved {plural(len(done.account_ids), SAID[asked.target])}"))
    return Answer(message=Message(title=title, blocks=(Actions(elements=(undo,)),)), touched=done.account_ids)


async def _save(asked: Asked, house: House, filled: dict[int, str]) -> use.Set:
    write = write_of(asked, house)
    if asked.target == "dates":
        days: dict[int, date] = {one: found for one in filled if (found := day(asked, str(one))) is not None}
        return await use.set_dates(write, days)
    if asked.target == "deciders":
        return await use.set_deciders(write, {one: number(value) for one, value in filled.items()})
    stages = frozenset(stage.key for playbook in house.library.playbooks.values() for stage in playbook.stages)
    return await use.set_stages(write, filled, stages)


FORMS: tuple[tuple[str, Run], ...] = ((actions.SETUP, save),)
