"""`/journey list …`: which accounts are at risk, stuck, quiet, new, ready for more, and so on; also as a file."""

from functools import partial

from bot import actions
from bot.talk.portfolio.account_tables import roster
from bot.talk.portfolio.list_file import list_file, sent_message
from bot.talk.portfolio.list_of_lists import list_of_lists
from bot.usecases.finding.choose_list import OF_SAYINGS, choose_list
from handlers.command import OverviewCommand, Topic, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import asking_of, reader_of, reading
from handlers.topics.said.wishes import is_for_everybody, said_list

AS_FILE = ("as file", "as a file", "as csv", "file", "csv")


def whole_words(text: str) -> tuple[str, bool]:
    """(what is asked without "as file", whether that was said)."""
    words = text.strip()
    for ending in AS_FILE:
        if words.casefold().endswith(f" {ending}"):
            return words[: -len(ending)].strip(), True
    return words, False


async def _list(request: Request, services: Services) -> Answer:
    """A CSM's own accounts, everybody's for whoever has none of their own, unless the words say whose."""
    words, as_file = whole_words(request.text)
    reader = reader_of(request)
    mine = request.person.role == "csm" and not is_for_everybody(words)
    async with reading(request, services) as db:
        if not words:
            return Answer(message=await list_of_lists(db, reader, request.now, mine=mine))
        asking = asking_of(request, "journey list", groups=True)
        query = await choose_list(db, services.library, words, asking, reader.today(request.now), mine=mine)
        if query.word in OF_SAYINGS:
            return await said_list(db, query, reader, request.now, as_file=as_file)
        if not as_file:
            return Answer(message=await roster(db, services.library, query, reader, request.now))
        file = await list_file(db, services.library, query, reader, request.now)
    return Answer(message=sent_message(file), files=(file.file,))


async def _one(word: str, request: Request, services: Services) -> Answer:
    return await _list(request.typed(f"{word} {request.text}".strip()), services)


async def _button(request: Request, services: Services) -> Answer:
    """The target is what is typed after "list"; the value of the menu with all lists, its word."""
    return await _list(request.typed(request.value or request.target), services)


LIST = OverviewCommand(
    "list",
    Usage("journey list at-risk", "also stuck, quiet, renewals, ready, new …; `by csm`, `as file`"),
    _list,
)
# As they were typed before there was one word for all of them.
OVERVIEWS = (LIST, *(OverviewCommand(word, None, partial(_one, word)) for word in ("renewals", "at-risk", "stuck")))
TOPIC = Topic(actions={actions.LIST: _button})
