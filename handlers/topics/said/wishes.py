"""What customers wish for: the list, and what became of one; and the list of questions beside it."""

from datetime import datetime

from bot import actions
from bot.journey.accounts.selection import ListQuery
from bot.language.names import first_word
from bot.store.session import ReadSession
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.list_file import sent_message
from bot.talk.said.lacked import lacked, lacked_file
from bot.talk.said.questions import questions
from bot.talk.said.wishes import confirm_wish, wish_form, wishes, wishes_file
from bot.usecases.said.settle import wish_became
from handlers.command import Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there


def is_for_everybody(words: str) -> bool:
    """Wishes are for those who build the product: they are everybody's where nobody says whose."""
    return first_word(words) in ("wishes", "wish")


async def said_list(db: ReadSession, query: ListQuery, reader: Reader, now: datetime, *, as_file: bool) -> Answer:
    if query.word == "questions":
        return Answer(message=await questions(db, query.selection, reader, now))
    if not as_file:
        return Answer(message=await wishes(db, query.selection, reader, now))
    file = await wishes_file(db, query.selection, reader, now)
    left = lacked_file(await lacked(db, query.selection), reader.today(now))
    return Answer(message=sent_message(file), files=(file.file, *((left,) if left is not None else ())))


async def _wish(request: Request, services: Services) -> Answer:
    """The form; target: its id, or a menu's value is."""
    async with reading(request, services) as db:
        return Answer(form=there(await wish_form(db, number(request.value or request.target))))


async def _save_wish(request: Request, services: Services) -> Answer:
    write = write_of(request, services)
    done = await wish_became(write, number(request.target), request.field("outcome"), request.field("note"))
    async with reading(request, services) as db:
        message = await confirm_wish(db, done.saying.id, done.cta_id, done.change_id, reader_of(request))
    return Answer(message=there(message), touched=(done.account_id,))


TOPIC = Topic(actions={actions.WISH: _wish}, forms={actions.WISH_SAVE: _save_wish})
