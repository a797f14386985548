"""`/journey forecast`, `retention` and `load`: whose, for which quarter, and who may see what of others."""

from datetime import date

import pytest

from bot.journey.figures.quarter import Quarter
from bot.usecases.workspace.roles import give_role
from handlers.topics.portfolio.forecast import quarter_in
from tests.given.slack_town import SlackTown, text_of

pytestmark = pytest.mark.one_database
DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "quarter", "rest"),
    [
        ("", Quarter(2026, 4), ""),
        ("next quarter by csm", Quarter(2027, 1), "by csm"),
        ("last", Quarter(2026, 3), ""),
        ("q1 csm Ben", Quarter(2027, 1), "csm Ben"),  # this year's is over
        ("Q4 2025 retention", Quarter(2025, 4), "retention"),
        ("by csm", Quarter(2026, 4), "by csm"),
    ],
)
def test_a_quarter_is_read_as_people_say_it(text: str, quarter: Quarter, rest: str) -> None:
    assert quarter_in(text, DAY) == (quarter, rest)


async def test_the_forecast_is_asked_typed_and_by_buttons(town: SlackTown) -> None:
    shown = await town.types("/journey forecast all")
    assert "Forecast Q1 2026 · all accounts" in text_of(shown)
    assert "Acme" in text_of(shown)
    assert "Retention Q1 2026 · all accounts" in text_of(await town.presses(shown, "Retention"))
    assert "by csm" not in text_of(await town.presses(shown, "By CSM"))
    assert "Forecast Q2 2026 · all accounts" in text_of(await town.presses(shown, "Next quarter"))
    assert "of each account the smaller of both" in text_of(await town.types("/journey forecast formula"))
    assert "Forecast Q1 2026 · your accounts" in text_of(await town.types("/journey forecast mine"))


@pytest.mark.both_databases
async def test_load_is_told_to_who_leads_and_a_csm_reads_the_own(town: SlackTown) -> None:
    own = text_of(await town.types("/journey load"))
    assert "Your load" in own
    assert "Tim" not in own
    await give_role(town.store, 1, "tim@milepost.example", "manager", town.clock[0])
    assert "Olga Owner" in text_of(await town.types("/journey figures load", user="UTIM"))
    await give_role(town.store, 1, "tim@milepost.example", "viewer", town.clock[0])
    refused = text_of(await town.types("/journey load", user="UTIM"))
    assert "for the managers of those CSMs" in refused
    assert "Olga" not in refused
