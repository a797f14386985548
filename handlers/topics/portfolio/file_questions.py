"""What imported files left open, settled with a click."""

from bot import actions
from bot.talk.portfolio.file_questions import settled_message, with_names
from bot.usecases.owners.file_answers import settle
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of


async def _answer(request: Request, services: Services) -> Answer:
    """target: "12/one", or "12" with the answer as value."""
    question, _, answer = request.target.partition("/")
    done = await settle(write_of(request, services), number(question), answer or request.value)
    async with reading(request, services) as db:
        said = await with_names(db, done.question)
    return Answer(message=settled_message(said, done.change_id), touched=done.account_ids)


TOPIC = Topic(actions={actions.FILE_ANSWER: _answer})
