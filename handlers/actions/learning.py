"""Buttons about what customers said and why some left."""

from bot import actions
from bot.journey.figures.survey_results import BY, By
from handlers.command import Run
from handlers.commands.learning import looked_back
from handlers.commands.overviews import answers_by, losses
from handlers.request import Answer, Asked, House
from handlers.sessions import number


async def _post_mortem(asked: Asked, house: House) -> Answer:
    return await looked_back(asked, house, number(asked.target))


async def _feedback(asked: Asked, house: House) -> Answer:
    """The menu's value is what to compare by."""
    by: By | None = next((one for one in BY if one == asked.value), None)
    answer = await answers_by(asked, house, by)
    return Answer(message=answer.message, replace=by is not None)


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.POST_MORTEM, _post_mortem),
    (actions.FEEDBACK, _feedback),
    (actions.CHURN, losses),
)
