"""A customer's question: it was answered, or was none."""

from bot import actions
from bot.talk.said.questions import confirm_question
from bot.usecases.said import settle as use
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of
from handlers.showing import there


async def _answered(request: Request, services: Services) -> Answer:
    """Target: its id; of a menu, its value is."""
    settled = await use.answered(write_of(request, services), number(request.value or request.target))
    return await _confirm(request, services, settled, was_one=True)


async def _not_a_question(request: Request, services: Services) -> Answer:
    settled = await use.not_a_question(write_of(request, services), number(request.target))
    return await _confirm(request, services, settled, was_one=False)


async def _confirm(request: Request, services: Services, settled: use.SettledSaying, *, was_one: bool) -> Answer:
    async with reading(request, services) as db:
        message = await confirm_question(db, settled.saying.id, settled.change_id, was_one=was_one)
    return Answer(message=there(message), touched=(settled.account_id,), replace=True)


TOPIC = Topic(actions={actions.ANSWERED: _answered, actions.NOT_A_QUESTION: _not_a_question})
