"""A plan in chat: shown, its dates changed, taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.store.tables import OutcomeGoal, PlannedStep, SuccessPlan
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_a_steps_dates_are_changed_from_the_plan(town):  # method: A8, D4
    shown = await town.types("/journey acme plan")
    menu = next(
        element
        for block in shown["blocks"]
        for element in block.get("elements") or []
        if element.get("action_id", "").startswith("plan-step")
    )
    task = menu["options"][0]["value"]
    await town.presses(shown, menu["action_id"], value=task)
    wrong = await town.submits({"starts_on": "2026-01-20", "ends_on": "2026-01-09", "owner": f"them:{town.dana}"})
    assert "before it starts" in str(wrong)
    assert (await town.submits({"starts_on": "2026-01-08", "ends_on": "2026-01-20", "owner": f"them:{town.dana}"})).ok
    step = await town.one(select(PlannedStep))
    assert (step.task, step.ends_on, step.stakeholder_id) == (task, date(2026, 1, 20), town.dana)
    changed = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "Thu 8 Jan to Tue 20 Jan" in str(changed)
    await town.presses(changed, "Undo")
    assert await town.one(select(PlannedStep)) is None


async def test_success_goals_and_return_are_written_down_from_the_plan(town):  # method: A9, A13, C13
    shown = await town.types("/journey acme plan")
    assert "isn't written down yet" in text_of(shown)
    for action, value, fields in (
        (f"more:{town.acme}", "plan-success", {"outcome": "Reports in an hour", "confirmed_on": "2026-01-05"}),
        (f"more:{town.acme}", "plan-return", {"spent": "240k", "currency": "EUR"}),
        (
            f"plan-goal:{town.acme}",
            "new",
            {"goal": "Report", "then_value": "8.5", "then_on": "2025-09-01", "target": "4", "due_on": "2026-03-03"},
        ),
    ):
        await town.presses(shown, action, value=value)
        if value == "plan-success":
            assert "Say who confirmed it" in str(await town.submits(fields))
            fields["confirmed_by"] = str(town.dana)
        assert (await town.submits(fields)).ok
    assert await town.one(select(SuccessPlan.confirmed_by)) == town.dana
    assert await town.one(select(OutcomeGoal.then_value)) == 8.5
    shown = await town.types("/journey acme plan")
    assert "Reports in an hour" in str(shown)
    assert "Cost so far: 240k EUR" in str(shown)


async def test_the_calendar_file_goes_to_the_direct_message(town):  # method: A8
    shown = await town.types("/journey acme plan")
    said = await town.presses(shown, f"more:{town.acme}", value="plan-calendar")
    posted = [one for one in town.slack.messages(town.slack.direct_channel("UOLGA")) if one.get("files")]
    assert "plan.ics" in str(posted) or "No open step has a day yet" in text_of(said)
