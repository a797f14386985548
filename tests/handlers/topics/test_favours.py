"""Favours: asked, answered, left alone."""

import pytest
from sqlalchemy import select

from bot.store.tables import AdvocacyAsk
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_a_favour_is_asked_answered_and_then_left_alone(town):  # method: B5
    shown = await town.types("/journey acme ask")
    await town.presses(shown, "Ask for a reference call")
    assert (await town.submits({"text": "Would you?", "channel": "mail", "with": str(town.dana)})).ok
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    shown = await town.presses(said, "All asks")
    await town.presses(shown, "Their answer: reference call")
    assert (await town.submits({"state": "refused", "on": "2026-01-06", "note": "not now"})).ok
    assert await town.one(select(AdvocacyAsk.state)) == "refused"
    assert "Leave it until Sun 5 Jul" in text_of(await town.types("/journey acme ask reference"))
    assert "Reference call" in text_of(await town.types("/journey acme"))
