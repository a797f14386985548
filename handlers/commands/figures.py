"""`/journey funnel`, `release`, `releases`, `renewals`, `at-risk`, `stuck`: about many accounts at once."""

from functools import partial

from bot.errors import UserError, Way
from bot.language.names import after_words, first_word
from bot.talk.figures.funnel import funnel
from bot.talk.figures.releases import compare, confirm_release
from bot.talk.figures.releases import releases as releases_message
from bot.talk.pictures.funnel_picture import funnel_picture
from bot.talk.portfolio.account_tables import roster
from bot.usecases.finding.choose_accounts import Asking, choose
from bot.usecases.workspace import releases as use
from handlers.command import OverviewCommand, Section, Usage
from handlers.commands import multiplier, overviews, revisit
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, reader_of, reading
from handlers.showing import show, with_pictures

MANY: Section = "Many accounts"


def _asking(request: Request, command: str, *, groups: bool) -> Asking:
    return Asking(request.person.person_id, request.person.name, command, groups)


async def _funnel(request: Request, services: Services) -> Answer:
    """Of all accounts, unless the words say whose; "picture" draws it."""
    drawn = first_word(request.text) in ("picture", "image")
    text = after_words(request.text, 1) if drawn else request.text
    async with reading(request, services) as db:
        asking = _asking(request, "/journey funnel picture" if drawn else "/journey funnel", groups=False)
        chosen = await choose(db, text, asking, mine=False)
        tell = funnel_picture if drawn else funnel
        return with_pictures(await tell(db, services.library, chosen.among, reader_of(request), request.now))


async def _roster(word: str, request: Request, services: Services) -> Answer:
    """A manager sees the workspace, a CSM the own accounts, unless the words say whose."""
    async with reading(request, services) as db:
        asking = _asking(request, f"/journey {word}", groups=True)
        chosen = await choose(db, request.text, asking, mine=request.person.role != "manager")
        reader = reader_of(request)
        return Answer(message=await roster(db, services.library, word, chosen.among, chosen.by, reader, request.now))


async def _releases(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        return Answer(message=await releases_message(db, reader_of(request), request.now))


async def _release(request: Request, services: Services) -> Answer:
    """Marks it; one that is marked already is compared."""
    deed = deed_of(request, services)
    name, day = use.name_and_day(request.text, deed.today)
    if not name:
        text = 'Which release? Mark one like this: `/journey release "Reports 2.0" on 3 Mar`.'
        raise UserError(text, ways=(Way("Releases so far", "/journey releases"),))
    if day is None:
        async with reading(request, services) as db:
            known = await use.named(db, name)
        if known is not None:
            return await before_and_after(request, services, known.id)
    marked = await use.mark(deed, name, day or deed.today)
    said = confirm_release(marked.name, marked.released_on, deed.today, marked.change_id, marked.release_id)
    return Answer(message=said)


async def before_and_after(request: Request, services: Services, release_id: int) -> Answer:
    """The funnel before and after that release."""
    return await show(request, services, compare, release_id)


TOPICS = (
    OverviewCommand(
        "renewals",
        Usage("/journey renewals by csm", "what renews within 120 days, with totals", MANY),
        partial(_roster, "renewals"),
    ),
    OverviewCommand(
        "at-risk",
        Usage("/journey at-risk tier mid", "low health or a worried CSM, with totals", MANY),
        partial(_roster, "at-risk"),
    ),
    OverviewCommand(
        "stuck", Usage("/journey stuck all", "longer at a milestone than is usual", MANY), partial(_roster, "stuck")
    ),
    OverviewCommand(
        "funnel", Usage("/journey funnel tier mid", "how far accounts get, where they stop, who leaves", MANY), _funnel
    ),
    OverviewCommand("releases", Usage("/journey releases", "what was released when", MANY), _releases),
    OverviewCommand(
        "release",
        Usage('/journey release "Reports 2.0" on 3 Mar', "mark one, then compare the funnel before and after", MANY),
        _release,
        writes=True,
    ),
    *overviews.TOPICS,
    multiplier.TOPIC,
    OverviewCommand(revisit.WORD, revisit.USAGE, revisit.start),
)
