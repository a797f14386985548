"""The bot's Home."""

from datetime import date

import pytest

from bot.store.tables import Person
from bot.surfaces.plain.text import plain_text
from bot.talk.home.home import home
from bot.talk.home.settings_form import settings_form
from tests.given.acme import acme
from tests.given.book import NOW, OLGA
from tests.given.channels import channel_row
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import every_button

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_home_shows_the_portfolio_and_how_i_am_reached(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    own = await channel_row(messages.store, "COLGA")
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 12), cover_id=12, channel_id=own)
    async with messages.store.read(1) as db:
        message = await home(db, messages.library, OLGA, NOW)
        form = await settings_form(db, OLGA, NOW)
    text = plain_text(message)
    assert text.startswith("Your 1 account: 1 to-do needs you today")
    assert "Digest: 08:00, Mon–Fri" in text
    assert "Away: back Mon 12 Jan; Tim Teammate covers" in text
    assert every_button(message)[-1] == ("Change", "settings", "")
    values = {each.name: each.value for each in form.inputs}
    assert values["cover"] == "UTIM"
    assert values["channel"] == "COLGA"
    assert values["digest_days"] == ("1", "2", "3", "4", "5")
