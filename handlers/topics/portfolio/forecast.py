"""`/journey forecast`: a quarter's renewals as they are called and as the data sees them, and what is retained."""

import re
from datetime import date

from bot import actions
from bot.journey.figures.forecast import quarter_forecast
from bot.journey.figures.quarter import Quarter, quarter_of
from bot.journey.figures.retention import retention
from bot.language.names import after_words, first_word
from bot.talk.figures.forecast_message import ForecastOf, forecast_message
from bot.talk.figures.how_counted import how_counted
from bot.talk.figures.retention_message import retention_message
from bot.text import possessive
from bot.usecases.finding.choose_accounts import Chosen, choose
from handlers.command import OverviewCommand, Topic, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import asking_of, reader_of, reading
from handlers.showing import there

NAMED = re.compile(r"q([1-4])(?:\s+(\d{4}))?(?=\s|$)", re.IGNORECASE)
NEAR = {"this": 0, "next": 1, "last": -1}


def quarter_in(text: str, today: date) -> tuple[Quarter, str]:
    """(the quarter that is asked for, the rest): "next quarter by csm", "q1 2027"; else this one. Of one that is named
    without a year, the next that isn't over."""
    named = NAMED.match(text)
    if named is not None:
        quarter = Quarter(int(named[2] or today.year), int(named[1]))
        over = named[2] is None and quarter.last < today
        return quarter.moved(4) if over else quarter, text[named.end() :].strip()
    word = first_word(text)
    if word not in NEAR:
        return quarter_of(today), text
    rest = after_words(text, 1)
    return quarter_of(today).moved(NEAR[word]), after_words(rest, 1) if first_word(rest) == "quarter" else rest


async def _forecast(request: Request, services: Services) -> Answer:
    """A CSM's own accounts, everybody's for whoever has none of their own, unless the words say whose."""
    reader = reader_of(request)
    today = reader.today(request.now)
    if first_word(request.text) == "formula":
        async with reading(request, services) as db:
            told = await how_counted(db, services.library, "retention", reader_of(request), request.now)
            return Answer(message=there(told))
    quarter, words = quarter_in(request.text.strip(), today)
    retained = first_word(words) in ("retention", "retained")
    words = after_words(words, 1) if retained else words
    async with reading(request, services) as db:
        asking = asking_of(request, "journey forecast", groups=True)
        chosen = await choose(db, words, asking, mine=request.person.role == "csm")
        asked = _asked(chosen, request, in_team=db.sight.limited)
        if retained:
            found = await retention(db, quarter, chosen.selection, today, reader.midnight)
            return Answer(message=retention_message(found, asked, today))
        forecast = await quarter_forecast(db, quarter, chosen.selection, today, request.now)
        return Answer(message=forecast_message(forecast, asked, today))


def _asked(chosen: Chosen, request: Request, *, in_team: bool) -> ForecastOf:
    selection = chosen.selection
    mine = selection.csm_id == request.person.person_id
    whose = "your accounts" if mine else f"{possessive(chosen.whose)} accounts" if chosen.whose else ""
    whose = whose or ("your team's accounts" if in_team else "all accounts")
    words = f"csm #{selection.csm_id}" if selection.csm_id is not None else "all"
    only = [f'{name} "{value}"' for name, value in (("tier", selection.tier), ("segment", selection.segment)) if value]
    said = ", ".join([whose, *(one.replace('"', "") for one in only)])
    return ForecastOf(said, " ".join([words, *only]), by_csm=chosen.by == "csm")


async def _button(request: Request, services: Services) -> Answer:
    return await _forecast(request.typed(request.target), services)


async def _retention(request: Request, services: Services) -> Answer:
    return await _forecast(request.typed(f"this retention {request.text}"), services)


FORECAST = OverviewCommand(
    "forecast",
    Usage("journey forecast next quarter", "renewals as called and by the data; `by csm`, `retention`"),
    _forecast,
)
OVERVIEWS = (FORECAST, OverviewCommand("retention", None, _retention))
TOPIC = Topic(actions={actions.FORECAST: _button})
