"""Forms about what customers answered and why some left."""

from bot import actions
from bot.talk.card.survey import confirm_survey
from bot.talk.renewal.post_mortem import confirm_post_mortem
from bot.usecases.account.post_mortem import Learned, learn
from bot.usecases.account.survey import Answered, record
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.commands.showing import there
from handlers.forms.answers import day, whole
from handlers.reading import number, reader_of, reading, write_of


async def _survey(asked: Asked, house: House) -> Answer:
    account_id = number(asked.target)
    answered = Answered(
        whole(asked, "nps"), whole(asked, "csat"), asked.field("words"), whole(asked, "with"), day(asked, "on")
    )
    change_id = await record(write_of(asked, house), account_id, answered)
    async with reading(asked, house) as db:
        message = await confirm_survey(db, house.library, change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(account_id,))


async def _post_mortem(asked: Asked, house: House) -> Answer:
    account_id = number(asked.target)
    knowable = {"yes": True, "no": False}.get(asked.field("knowable"))
    learned = Learned(asked.field("reason"), asked.field("words"), asked.field("differently"), knowable)
    change_id = await learn(write_of(asked, house), account_id, learned)
    async with reading(asked, house) as db:
        message = await confirm_post_mortem(db, house.library, change_id, reader_of(asked), asked.now)
    return Answer(message=there(message))


FORMS: tuple[tuple[str, Run], ...] = ((actions.SURVEY_SAVE, _survey), (actions.POST_MORTEM_SAVE, _post_mortem))
