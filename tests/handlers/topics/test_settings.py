"""Home and the settings."""

import json

import pytest
from sqlalchemy import select

from bot.store.tables import Person
from tests.given.rows import typed_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_home_shows_the_portfolio_and_settings_are_checked(town):
    await town.slack.acting.open_home("UOLGA")
    await town.settled()
    home = town.slack.home("UOLGA")
    block, element = next(
        (block, element) for block in home["blocks"] for element in block.get("elements") or []
        if element.get("action_id", "").startswith("settings")
    )  # fmt: skip
    outcome = await town.slack.acting.click_view("UOLGA", home["id"], block["block_id"], element["action_id"])
    assert outcome.ok, outcome
    await town.settled()
    good = {"digest_at": "07:15", "digest_days": ["1", "2"], "work_from": "09:00", "work_to": "17:00"}
    for channel, word in (("CSHARED", "other companies"), ("CGUESTS", "Guests"), ("CAWAY", "Add me")):
        outcome = await town.submits(good | {"alert_budget": "3", "channel": channel})
        assert word in outcome.errors["channel"]
    outcome = await town.submits(good | {"alert_budget": "99"})
    assert "alert_budget" in outcome.errors
    outcome = await town.submits(good | {"alert_budget": "4", "channel": "CTEAM"})
    assert outcome.ok, outcome
    olga = await town.one(select(Person).where(Person.id == 11))
    assert (olga.digest_at, olga.digest_days) == ("07:15", "12")
    assert await typed_of(town.store, olga.channel_id) == "CTEAM"
    assert "07:15" in json.dumps(town.slack.home("UOLGA"))
