"""Figures of many accounts: the funnel, releases, losses, survey answers and the success figure."""

from bot import actions
from bot.errors import UserError, Way
from bot.journey.figures.survey_results import BY, By
from bot.language.names import after_words, first_word
from bot.message import ask, bold
from bot.talk.card.card_message import label
from bot.talk.figures.figures_message import figures_message
from bot.talk.figures.funnel import funnel
from bot.talk.figures.how_counted import how_counted
from bot.talk.figures.losses import churn
from bot.talk.figures.multiplier import account_multiplier, multiplier
from bot.talk.figures.releases import (
    ExpectedEffect,
    ReleaseLine,
    compare,
    confirm_release,
    milestone_names,
    milestones_in_use,
)
from bot.talk.figures.releases import releases as releases_message
from bot.talk.figures.survey_results import feedback
from bot.talk.home.figures_consent import confirm
from bot.talk.pictures.funnel_picture import funnel_picture
from bot.text import shorten
from bot.usecases.finding.choose_accounts import choose
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.workspace import releases as use
from bot.usecases.workspace.figures_consent import open_to_managers
from handlers.command import AccountCommand, OverviewCommand, Topic, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import asking_of, number, reader_of, reading, write_of
from handlers.showing import show, shows, there, with_pictures
from handlers.topics.portfolio.load import LOAD

# Words


async def _figures(request: Request, services: Services) -> Answer:
    """All there are, as buttons; "figures funnel tier mid" is one of them."""
    word = first_word(request.text)
    one = {"lost": "churn", "losses": "churn", "answers": "feedback", "success": "multiplier"}.get(word, word)
    run = next((other.run for other in (*OVERVIEWS, LOAD) if other.word == one and one != "figures"), None)
    if run is not None:
        return await run(request.typed(after_words(request.text, 1)), services)
    return Answer(message=figures_message())


async def _funnel(request: Request, services: Services) -> Answer:
    """Of all accounts, unless the words say whose; "picture" draws it."""
    drawn = first_word(request.text) in ("picture", "image")
    text = after_words(request.text, 1) if drawn else request.text
    async with reading(request, services) as db:
        asking = asking_of(request, "journey funnel picture" if drawn else "journey funnel", groups=False)
        chosen = await choose(db, text, asking, mine=False)
        tell = funnel_picture if drawn else funnel
        return with_pictures(await tell(db, services.library, chosen.selection, reader_of(request), request.now))


async def _releases(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        return Answer(message=await releases_message(db, services.library, reader_of(request), request.now))


async def _release(request: Request, services: Services) -> Answer:
    """Marks it; one that is marked already is compared."""
    write = write_of(request, services)
    text, words = use.split_expected(request.text)
    expected = None
    if words:
        async with reading(request, services) as db:
            expected = use.read_expected(words, await milestones_in_use(db, services.library))
    name, day = use.name_and_day(text, write.today, write.day_order, ahead=expected is not None)
    if not name:
        raise UserError(
            "Which release? Mark one like this: ",
            ask('release "Reports 2.0" on 3 Mar'),
            ".",
            ways=(Way("Releases so far", "journey releases"),),
        )
    if day is None:
        async with reading(request, services) as db:
            known = await use.named(db, name)
        if known is not None and expected is None:
            return await _before_and_after(request, services, known.id)
        if known is not None and expected is not None:
            return _marked(await use.expect(write, known.id, expected), expected, request, services)
    return _marked(await use.mark(write, name, day or write.today, expected), expected, request, services)


def _marked(
    marked: use.ReleaseMarked, expected: use.EffectExpected | None, request: Request, services: Services
) -> Answer:
    told = (
        ExpectedEffect(label(milestone_names(services.library)[expected.milestone]), expected.points)
        if expected
        else None
    )
    today = reader_of(request).today(request.now)
    release = ReleaseLine(marked.release_id, marked.name, marked.released_on, "you", told)
    return Answer(message=confirm_release(release, today, marked.change_id))


async def _before_and_after(request: Request, services: Services, release_id: int) -> Answer:
    """The funnel before and after that release."""
    return await show(request, services, compare, release_id, of_account=False)


async def _losses(request: Request, services: Services) -> Answer:
    """All losses, unless the words say whose."""
    async with reading(request, services) as db:
        asking = asking_of(request, "journey churn", groups=False)
        chosen = await choose(db, request.text, asking, mine=False)
        return Answer(message=await churn(db, services.library, chosen.selection, reader_of(request), request.now))


async def _answers(request: Request, services: Services) -> Answer:
    """All answers to surveys, by what is typed after it."""
    word = request.text.strip().casefold().removeprefix("by ").rstrip("s")
    by: By | None = next((one for one in BY if one == word), None)
    if word and by is None:
        raise UserError(
            "I can compare answers by segment, tier, CSM, stage or milestone, not by ",
            bold(shorten(request.text)),
            ".",
            ways=tuple(Way(f"By {'CSM' if one == 'csm' else one}", f"journey feedback {one}") for one in BY),
        )
    return await _answers_by(request, services, by)


async def _answers_by(request: Request, services: Services, by: By | None) -> Answer:
    async with reading(request, services) as db:
        return Answer(message=await feedback(db, services.library, reader_of(request), request.now, by))


async def _multiplier(request: Request, services: Services) -> Answer:
    """Mine and the workspace's; "multiplier acme" is that account's."""
    async with reading(request, services) as db:
        if request.text:
            found = await find_account(db, Looking(request.text, "journey multiplier"))
            return await _of_account(request, services, found)
        return Answer(message=await multiplier(db, services.library, reader_of(request), request.now))


async def _of_account(request: Request, services: Services, found: FoundAccount) -> Answer:
    return await show(request, services, account_multiplier, found.account_id)


FIGURES = OverviewCommand(
    "figures",
    Usage("journey figures", "funnel, lost accounts, answers, success, releases, load", ("manager", "admin", "viewer")),
    _figures,
)
# As each was typed before there was one word for all of them.
OVERVIEWS = (
    FIGURES,
    OverviewCommand("funnel", None, _funnel),
    OverviewCommand("releases", None, _releases),
    OverviewCommand("release", None, _release, writes=True),
    OverviewCommand("churn", None, _losses),
    OverviewCommand("feedback", None, _answers),
    OverviewCommand("multiplier", None, _multiplier),
)
MULTIPLIER = AccountCommand("multiplier", None, _of_account, takes=frozenset())


# Buttons


async def _figure(request: Request, services: Services) -> Answer:
    """The target is the figure's word."""
    return await _figures(request.typed(request.target), services)


async def _counted(request: Request, services: Services) -> Answer:
    """The target is the figure's word."""
    async with reading(request, services) as db:
        told = await how_counted(db, services.library, request.target, reader_of(request), request.now)
        return Answer(message=there(told))


async def _release_button(request: Request, services: Services) -> Answer:
    return await _before_and_after(request, services, number(request.target))


async def _feedback(request: Request, services: Services) -> Answer:
    """The menu's value is what to compare by."""
    by: By | None = next((one for one in BY if one == request.value), None)
    answer = await _answers_by(request, services, by)
    return Answer(message=answer.message, replace=by is not None)


async def _open_or_close(request: Request, services: Services) -> Answer:
    opens = request.action == actions.FIGURES_OPEN
    change_id = await open_to_managers(write_of(request, services), open_=opens)
    return Answer(message=confirm(change_id, open_=opens), home=True)


TOPIC = Topic(
    actions={
        actions.MULTIPLIER: shows(account_multiplier),
        actions.FIGURE: _figure,
        actions.COUNTED: _counted,
        actions.RELEASE: _release_button,
        actions.FEEDBACK: _feedback,
        actions.CHURN: _losses,
        actions.FIGURES_OPEN: _open_or_close,
        actions.FIGURES_CLOSE: _open_or_close,
    }
)
