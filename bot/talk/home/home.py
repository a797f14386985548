"""The Home tab: the portfolio, and how Milepost reaches me."""

from __future__ import annotations

from datetime import date, datetime

from bot import actions
from bot.message import Actions, Block, Button, Divider, Facts, Heading, Message, Text, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.digest.first_day import Unassigned, no_accounts
from bot.talk.home.figures_consent import Openness, home_blocks, read_openness
from bot.talk.home.settings_form import EXAMPLE as SETTINGS
from bot.talk.home.settings_form import PersonSettings, read_settings, settings_facts
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.portfolio import EXAMPLE as PORTFOLIO
from bot.talk.portfolio.portfolio import portfolio, render_portfolio


async def home(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    shown = await portfolio(db, library, reader, now)
    openness = await read_openness(db, reader)
    return render_home(shown, await read_settings(db, reader), reader.today(now), openness)


def render_home(portfolio: Message, settings: PersonSettings, today: date, openness: Openness = Openness()) -> Message:  # noqa: B008
    blocks: list[Block] = [*portfolio.blocks, Divider(), Heading(text="How I reach you")]
    blocks.append(Facts(pairs=settings_facts(settings, today)))
    if settings.channel:
        blocks.append(Text(lines=(line("Channel: ", settings.channel),)))
    change = Button(label="Change", action=actions.SETTINGS, target="")
    blocks += [Actions(elements=(change,)), *home_blocks(openness, today)]
    return Message(title=portfolio.title, blocks=tuple(blocks))


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Home tab", render_home(render_portfolio(PORTFOLIO), SETTINGS, date(2026, 1, 6))),
    (
        "Home tab, without accounts",
        render_home(no_accounts(Unassigned("Sam Newman")), PersonSettings(), date(2026, 1, 6)),
    ),
    (
        "Home tab, success figures open",
        render_home(render_portfolio(PORTFOLIO), SETTINGS, date(2026, 1, 6), Openness(date(2026, 1, 5))),
    ),
    (
        "Home tab, a manager",
        render_home(render_portfolio(PORTFOLIO), SETTINGS, date(2026, 1, 6), Openness(None, manages=True)),
    ),
    (
        "Home tab, a manager, success figures open",
        render_home(render_portfolio(PORTFOLIO), SETTINGS, date(2026, 1, 6), Openness(date(2026, 1, 5), manages=True)),
    ),
)
