"""`/journey changes since Monday`: what got better, what got worse, which answers came and who left."""

from bot import actions
from bot.errors import UserError, Way
from bot.language.periods import since_in
from bot.message import bold, code
from bot.talk.card.card import card
from bot.talk.changes.changes import Direction, changes
from bot.text import shorten
from bot.usecases.finding.choose_accounts import choose
from handlers.command import OverviewCommand, Topic, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import asking_of, number, reader_of, reading
from handlers.showing import show

DIRECTIONS: dict[str, Direction] = {"up": "up", "better": "up", "down": "down", "worse": "down"}


async def _changes(request: Request, services: Services) -> Answer:
    """A CSM's own accounts, everybody's for whoever has none of their own, unless the words say whose."""
    reader = reader_of(request)
    today = reader.today(request.now)
    direction, words = _direction(request.text)
    since = since_in(words, today)
    if since is None:
        raise UserError(
            "I don't read ",
            bold(shorten(words, 60)),
            " as a time gone by. Say it like ",
            code("since Monday"),
            " or ",
            code("this week"),
            ".",
            ways=tuple(Way(one.capitalize(), f"journey changes {one}") for one in ("since yesterday", "this week")),
        )
    async with reading(request, services) as db:
        asking = asking_of(request, "journey changes", groups=False)
        chosen = await choose(db, since.rest, asking, mine=request.person.role == "csm")
        message = await changes(
            db,
            services.library,
            reader,
            request.now,
            since.day,
            chosen.selection,
            direction=direction,
            whose="" if chosen.whose == request.person.name else chosen.whose,
        )
    return Answer(message=message)


def _direction(text: str) -> tuple[Direction, str]:
    """Which way, and the words without it."""
    words = text.split()
    named = next((word for word in words if word.casefold() in DIRECTIONS), None)
    if named is None:
        return "all", text
    return DIRECTIONS[named.casefold()], " ".join(word for word in words if word != named)


async def _button(request: Request, services: Services) -> Answer:
    return await _changes(request.typed(request.target), services)


async def _open(request: Request, services: Services) -> Answer:
    return await show(request, services, card, number(request.value))


OVERVIEWS = (
    OverviewCommand(
        "changes",
        Usage("journey changes since Monday", "what got better or worse, answers, who left"),
        _changes,
    ),
)
TOPIC = Topic(actions={actions.CHANGES: _button, actions.CHANGED_CARD: _open})
