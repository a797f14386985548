"""What `/journey` answers about all accounts: one entry a word, looked up before any account's name."""

from bot.errors import UserError, Way
from bot.journey.figures.survey_results import BY, By
from bot.talk.figures.losses import churn
from bot.talk.figures.survey_results import feedback
from bot.usecases.finding.choose_accounts import Asking, choose
from handlers.command import OverviewCommand, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading


async def losses(request: Request, services: Services) -> Answer:
    """All losses, unless the words say whose."""
    async with reading(request, services) as db:
        asking = Asking(request.person.person_id, request.person.name, "/journey churn", groups=False)
        chosen = await choose(db, request.text, asking, mine=False)
        return Answer(message=await churn(db, services.library, chosen.among, reader_of(request), request.now))


async def answers(request: Request, services: Services) -> Answer:
    """All answers to surveys, by what is typed after it."""
    word = request.text.strip().casefold().removeprefix("by ").rstrip("s")
    by: By | None = next((one for one in BY if one == word), None)
    if word and by is None:
        raise UserError(
            f"I can compare answers by segment, tier or CSM, not by *{request.text.strip()[:40]}*.",
            ways=tuple(Way(f"By {'CSM' if one == 'csm' else one}", f"/journey feedback {one}") for one in BY),
        )
    return await answers_by(request, services, by)


async def answers_by(request: Request, services: Services, by: By | None) -> Answer:
    async with reading(request, services) as db:
        return Answer(message=await feedback(db, services.library, reader_of(request), request.now, by))


TOPICS = (
    OverviewCommand(
        "churn",
        Usage(
            "/journey churn tier mid", "whom we lost, where on the way, and what they have in common", "Many accounts"
        ),
        losses,
    ),
    OverviewCommand(
        "feedback", Usage("/journey feedback segment", "NPS and CSAT, also by tier or CSM", "Many accounts"), answers
    ),
)
