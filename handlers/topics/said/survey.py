"""What customers answered to a survey: the form, by its word and its button."""

from bot import actions
from bot.talk.card.survey import confirm_survey, survey_form
from bot.usecases.account.survey import Answered, record
from bot.usecases.finding.find_account import FoundAccount
from handlers.command import AccountCommand, Topic
from handlers.form_values import day, whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there


async def _survey_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    return await _survey_form(request, services, found.account_id)


SURVEY = AccountCommand("survey", None, _survey_word, also=("nps", "csat"), takes=frozenset())


async def _survey(request: Request, services: Services) -> Answer:
    return await _survey_form(request, services, number(request.target))


async def _survey_form(request: Request, services: Services, account_id: int) -> Answer:
    """The survey's form."""
    async with reading(request, services) as db:
        return Answer(form=there(await survey_form(db, services.library, account_id, reader_of(request), request.now)))


async def _save_survey(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    answered = Answered(
        whole(request, "nps"),
        whole(request, "csat"),
        request.field("words"),
        whole(request, "with"),
        day(request, "on"),
    )
    change_id = await record(write_of(request, services), account_id, answered)
    async with reading(request, services) as db:
        message = await confirm_survey(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


TOPIC = Topic(actions={actions.SURVEY: _survey}, forms={actions.SURVEY_SAVE: _save_survey})
