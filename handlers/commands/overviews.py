"""What `/journey` answers about all accounts: one entry a word, looked up before any account's name."""

from bot.errors import UserError, Way
from bot.journey.figures.survey_results import BY, By
from bot.talk.figures.losses import churn
from bot.talk.figures.survey_results import feedback
from bot.usecases.finding.choose_accounts import Asking, choose
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Topic, Usage
from handlers.reading import reader_of, reading


async def losses(asked: Asked, house: House) -> Answer:
    """All losses, unless the words say whose."""
    async with reading(asked, house) as db:
        asking = Asking(asked.person.person_id, asked.person.name, "/journey churn", groups=False)
        chosen = await choose(db, asked.text, asking, mine=False)
        return Answer(message=await churn(db, house.library, chosen.selection, reader_of(asked), asked.now))


async def answers(asked: Asked, house: House) -> Answer:
    """All answers to surveys, by what is typed after it."""
    word = asked.text.strip().casefold().removeprefix("by ").rstrip("s")
    by: By | None = next((one for one in BY if one == word), None)
    if word and by is None:
        raise UserError(
            f"I can compare answers by segment, tier or CSM, not by *{asked.text.strip()[:40]}*.",
            ways=tuple(Way(f"By {'CSM' if one == 'csm' else one}", f"/journey feedback {one}") for one in BY),
        )
    return await answers_by(asked, house, by)


async def answers_by(asked: Asked, house: House, by: By | None) -> Answer:
    async with reading(asked, house) as db:
        return Answer(message=await feedback(db, house.library, reader_of(asked), asked.now, by))


TOPICS = (
    Topic(
        "churn",
        Usage(
            "/journey churn tier mid", "whom we lost, where on the way, and what they have in common", "Many accounts"
        ),
        losses,
    ),
    Topic(
        "feedback", Usage("/journey feedback segment", "NPS and CSAT, also by tier or CSM", "Many accounts"), answers
    ),
)
