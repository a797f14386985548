"""Buttons about what customers said and why some left."""

from bot import actions
from bot.journey.figures.survey_results import BY, By
from handlers.command import Run
from handlers.commands.learning import looked_back
from handlers.commands.overviews import answers_by, losses
from handlers.request import Answer, Request, Services
from handlers.sessions import number


async def _post_mortem(request: Request, services: Services) -> Answer:
    return await looked_back(request, services, number(request.target))


async def _feedback(request: Request, services: Services) -> Answer:
    """The menu's value is what to compare by."""
    by: By | None = next((one for one in BY if one == request.value), None)
    answer = await answers_by(request, services, by)
    return Answer(message=answer.message, replace=by is not None)


ACTIONS: tuple[tuple[str, Run], ...] = (
    (actions.POST_MORTEM, _post_mortem),
    (actions.FEEDBACK, _feedback),
    (actions.CHURN, losses),
)
