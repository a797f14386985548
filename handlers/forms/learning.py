"""Forms about what customers answered and why some left."""

from bot import actions
from bot.talk.card.survey import confirm_survey
from bot.talk.renewal.post_mortem import confirm_post_mortem
from bot.usecases.account.post_mortem import Learned, learn
from bot.usecases.account.survey import Answered, record
from handlers.command import Run
from handlers.form_values import day, whole
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import there


async def _survey(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    answered = Answered(
        whole(request, "nps"),
        whole(request, "csat"),
        request.field("words"),
        whole(request, "with"),
        day(request, "on"),
    )
    change_id = await record(deed_of(request, services), account_id, answered)
    async with reading(request, services) as db:
        message = await confirm_survey(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


async def _post_mortem(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    knowable = {"yes": True, "no": False}.get(request.field("knowable"))
    learned = Learned(request.field("reason"), request.field("words"), request.field("differently"), knowable)
    change_id = await learn(deed_of(request, services), account_id, learned)
    async with reading(request, services) as db:
        message = await confirm_post_mortem(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message))


FORMS: tuple[tuple[str, Run], ...] = ((actions.SURVEY_SAVE, _survey), (actions.POST_MORTEM_SAVE, _post_mortem))
