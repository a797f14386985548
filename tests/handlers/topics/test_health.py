"""Health in the chat: read, set by hand, lifted, undone."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from bot.store.tables import AccountFacts, HealthOverride
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


async def facts(town) -> AccountFacts:
    return await town.one(select(AccountFacts).where(AccountFacts.account_id == town.acme))


async def test_health_is_shown_and_set_in_one_line_and_undone(town):  # method: C2
    assert "Health of" in text_of(await town.types("/journey acme health"))
    said = await town.types("/journey acme health 40 until 3 Feb because the sponsor left")
    assert "health is 40" in text_of(said)
    assert "the sponsor left" in text_of(said)
    assert (await facts(town)).health == 40  # assessed at once
    assert "set by you until Tue 3 Feb: the sponsor left" in text_of(await town.types("/journey acme"))
    shown = text_of(await town.types("/journey acme health", user="UTIM"))
    assert "Set by Olga until Tue 3 Feb: the sponsor left" in shown
    await town.presses(said, "Undo")
    assert (await facts(town)).health_until is None


async def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(town):
    await town.types("/journey acme health 40 because the sponsor left")
    form = json.dumps(town.slack.views("UOLGA")[-1], ensure_ascii=False)
    assert "the sponsor left" in form
    assert '"40"' in form
    assert "until" in (await town.submits({"score": "40", "until": "2026-06-03", "reason": "the sponsor left"})).errors
    assert "score" in (await town.submits({"score": "400", "until": "2026-02-03", "reason": "x"})).errors
    assert (await town.submits({"score": "40", "until": "2026-02-03", "reason": "the sponsor left"})).ok
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    shown = await town.presses(said, "Health")
    lifted = await town.presses(shown, "Back to measured")
    assert "what is measured again" in text_of(lifted)
    assert (await facts(town)).health_until is None


@pytest.mark.both_databases
async def test_a_day_too_far_away_sets_nothing_and_the_last_day_is_one_click_away(town):  # method: C2
    said = await town.types("/journey acme health 40 until 3 Jul because the sponsor left")
    assert "Not set: " in text_of(said)
    assert "Mon 6 Apr is the last day" in text_of(said)
    assert await town.one(select(HealthOverride.id)) is None
    await town.presses(said, "Set 40 until Mon 6 Apr")
    row = await town.one(select(HealthOverride))
    assert (row.score, row.until, row.reason) == (40, date(2026, 4, 6), "the sponsor left")


async def test_what_is_no_score_says_how_to_write_one(town):
    said = text_of(await town.types("/journey acme health rather bad"))
    assert "no score in *rather bad*" in said.replace("\\", "")
    assert "health 40 until 3 Feb because the sponsor left" in said


@pytest.mark.both_databases
async def test_no_score_is_set_for_a_name_that_was_only_begun(town):
    said = await town.types("/journey glob health 40 until 3 Feb because the sponsor left")
    assert "need its whole name" in text_of(said)
    assert await town.one(select(HealthOverride.id)) is None
    await town.presses(said, "Globex")
    assert await town.one(select(HealthOverride.account_id)) == town.globex


async def test_a_strangers_account_is_not_found(town):
    assert "Secret Corp" not in text_of(await town.types("/journey secret health 40 until 3 Feb because x"))
    assert await town.one(select(HealthOverride.id), workspace=2) is None
