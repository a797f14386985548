"""Forms about what an account teaches: what it answered to a survey, and why it left."""

from bot.talk.card.survey import survey_form
from bot.talk.renewal.post_mortem import post_mortem_form
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading
from handlers.showing import there


async def surveyed(request: Request, services: Services, account_id: int) -> Answer:
    """The survey's form."""
    async with reading(request, services) as db:
        return Answer(form=there(await survey_form(db, services.library, account_id, reader_of(request), request.now)))


async def looked_back(request: Request, services: Services, account_id: int) -> Answer:
    """The post-mortem's form."""
    async with reading(request, services) as db:
        return Answer(
            form=there(await post_mortem_form(db, services.library, account_id, reader_of(request), request.now))
        )
