"""The people there: their types, and the talk with one of them."""

import pytest
from sqlalchemy import select

from bot.store.tables import PersonaTag, Stakeholder
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


async def test_a_type_is_chosen_from_the_list(town):
    shown = await town.types("/persona acme")
    await town.presses(shown, f"persona-tag:{town.dana}", value="friend")
    assert await town.one(select(Stakeholder.persona)) == "friend"


async def test_prep_shows_one_person(town):  # method: A4
    assert "Dana" in text_of(await town.types("/journey acme prep the COO"))
    assert "Dana" in text_of(await town.types("/journey prep with Dana", channel="CACME"))


async def test_tagging_a_persona_is_one_command_and_one_undo(town):  # method: A3
    shown = await town.types("/persona acme the COO ceo because she asked who decides")
    assert await town.one(select(Stakeholder.persona)) == "ceo"
    assert "Tagged" in text_of(shown)
    await town.presses(shown, "Undo")
    assert await town.one(select(Stakeholder.persona)) is None
    assert await town.one(select(PersonaTag.evidence)) == "she asked who decides"


@pytest.mark.both_databases
async def test_what_was_seen_proposes_a_persona_and_a_button_takes_it(town):  # method: A3
    await town.types("/persona acme Dana")
    assert town.slack.views("UOLGA")
    signs = [sign.key for sign in town.library.personas["ceo"].signs[:3]]
    outcome = await town.submits({"seen": signs})
    assert outcome.ok, outcome
    proposal = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    block = next(block for block in proposal["blocks"] if block["type"] == "actions")
    label = block["elements"][0]["text"]["text"]
    await town.presses(proposal, label)
    assert await town.one(select(Stakeholder.persona)) == "ceo"
    assert await town.one(select(PersonaTag.evidence)) != ""


@pytest.mark.both_databases
async def test_a_champion_who_left_is_followed_by_a_new_one_in_one_form(town):
    await town.accounts.person(town.acme, "Ivo Brandt", role="champion", status="left", left_on=town.clock[0].date())
    card = await town.types("/journey acme")
    await town.presses(card, "Name new champion")
    assert not (await town.submits({"who": ""})).ok
    assert (await town.submits({"who": "new", "name": "Mia <Okafor>", "title": "Team lead"})).ok
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "Noted: Mia &lt;Okafor&gt;, Team lead, is the champion at Acme" in text_of(said)
    assert "Name new champion" not in str(await town.types("/journey acme"))
    await town.presses(said, "Undo")
    assert "Name new champion" in str(await town.types("/journey acme"))
