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
from handlers.asked import Answer, Asked, House
from handlers.commands import multiplier, overviews, revisit
from handlers.commands.command import Part, Topic, Usage
from handlers.commands.showing import show, with_pictures
from handlers.reading import reader_of, reading, write_of

MANY: Part = "Many accounts"


def _asking(asked: Asked, command: str, *, groups: bool) -> Asking:
    return Asking(asked.person.person_id, asked.person.name, command, groups)


async def _funnel(asked: Asked, house: House) -> Answer:
    """Of all accounts, unless the words say whose; "picture" draws it."""
    drawn = first_word(asked.text) in ("picture", "image")
    text = after_words(asked.text, 1) if drawn else asked.text
    async with reading(asked, house) as db:
        asking = _asking(asked, "/journey funnel picture" if drawn else "/journey funnel", groups=False)
        chosen = await choose(db, text, asking, mine=False)
        tell = funnel_picture if drawn else funnel
        return with_pictures(await tell(db, house.library, chosen.selection, reader_of(asked), asked.now))


async def _roster(word: str, asked: Asked, house: House) -> Answer:
    """A manager sees the workspace, a CSM the own accounts, unless the words say whose."""
    async with reading(asked, house) as db:
        asking = _asking(asked, f"/journey {word}", groups=True)
        chosen = await choose(db, asked.text, asking, mine=asked.person.role != "manager")
        reader = reader_of(asked)
        return Answer(message=await roster(db, house.library, word, chosen.selection, chosen.by, reader, asked.now))


async def _releases(asked: Asked, house: House) -> Answer:
    async with reading(asked, house) as db:
        return Answer(message=await releases_message(db, reader_of(asked), asked.now))


async def _release(asked: Asked, house: House) -> Answer:
    """Marks it; one that is marked already is compared."""
    write = write_of(asked, house)
    name, day = use.name_and_day(asked.text, write.today)
    if not name:
        text = 'Which release? Mark one like this: `/journey release "Reports 2.0" on 3 Mar`.'
        raise UserError(text, ways=(Way("Releases so far", "/journey releases"),))
    if day is None:
        async with reading(asked, house) as db:
            known = await use.named(db, name)
        if known is not None:
            return await before_and_after(asked, house, known.id)
    marked = await use.mark(write, name, day or write.today)
    said = confirm_release(marked.name, marked.released_on, write.today, marked.change_id, marked.release_id)
    return Answer(message=said)


async def before_and_after(asked: Asked, house: House, release_id: int) -> Answer:
    """The funnel before and after that release."""
    return await show(asked, house, compare, release_id)


TOPICS = (
    Topic(
        "renewals",
        Usage("/journey renewals by csm", "what renews within 120 days, with totals", MANY),
        partial(_roster, "renewals"),
    ),
    Topic(
        "at-risk",
        Usage("/journey at-risk tier mid", "low health or a worried CSM, with totals", MANY),
        partial(_roster, "at-risk"),
    ),
    Topic("stuck", Usage("/journey stuck all", "longer at a milestone than is usual", MANY), partial(_roster, "stuck")),
    Topic(
        "funnel", Usage("/journey funnel tier mid", "how far accounts get, where they stop, who leaves", MANY), _funnel
    ),
    Topic("releases", Usage("/journey releases", "what was released when", MANY), _releases),
    Topic(
        "release",
        Usage('/journey release "Reports 2.0" on 3 Mar', "mark one, then compare the funnel before and after", MANY),
        _release,
        writes=True,
    ),
    *overviews.TOPICS,
    multiplier.TOPIC,
    Topic(revisit.WORD, revisit.USAGE, revisit.start),
)
