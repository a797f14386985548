"""Thanks, favours, reviews, material and the walk along the journey, as people meet them."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.store.tables import AccountEvent, AccountFacts, Cta, PlanGoal, Revisit
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_a_review_is_prepared_held_and_closes_its_to_do(town):  # method: D7, D8
    assert await town.one(select(AccountFacts.last_review_on)) is None
    shown = await town.types("/journey acme ebr with the COO")
    assert "Agenda" in text_of(shown)
    assert "Dana Reyes" in text_of(shown)
    await town.presses(shown, "Note decisions")
    goal = {"goal1": "data source connected", "owner1": f"them:{town.dana}", "on1": "2026-01-12"}
    assert "on1" in (await town.submits(goal | {"on1": None, "note": "Go on."})).errors
    assert (await town.submits(goal | {"note": "Go on.", "came": [str(town.dana)]})).ok
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "data source connected: Dana Reyes, by Mon 12 Jan" in text_of(said)
    assert await town.one(select(AccountEvent.key).where(AccountEvent.kind == "review")) == "ebr"
    facts = await town.one(select(AccountFacts).where(AccountFacts.account_id == town.acme))
    assert facts.last_review_on == date(2026, 1, 6)  # what asks for a review is closed by it
    assert "They take on" in text_of(await town.types("/journey acme"))
    await town.presses(said, "Undo")
    assert await town.one(select(func.count()).select_from(PlanGoal)) == 0


@pytest.mark.both_databases
async def test_the_journey_is_walked_stage_by_stage(town):  # method: B6
    shown = await town.types("/journey revisit")
    await town.presses(shown, "As an Expert type")
    assert (await town.submits({"success": "A plan with dates", "weak": "no checklist"})).ok
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    await town.presses(said, "Next: Adopt")
    assert (await town.submits({"success": "Gaps have dates"})).ok
    assert await town.one(select(func.count()).select_from(Revisit)) == 2
    assert await town.one(select(Cta.title).where(Cta.rule == "hand")) == "Land: no checklist"


async def test_nobody_elses_accounts_can_be_reached_by_made_up_targets(town):
    shown = await town.types("/journey secret ebr")
    assert "Secret Corp" not in text_of(shown)
