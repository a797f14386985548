"""The customer's goals with figures: then, now, target, by when, measured by whom (method A9)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.errors import UserError
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, Stakeholder
from bot.store.tables.plans.success_plans import OutcomeGoal
from bot.text import clean
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

LONGEST: Final = 100
LONGEST_UNIT: Final = 20
Values = dict[str, Any]


@dataclass(frozen=True)
class GoalWish:
    """The figures, each with the day on which it was so. stakeholder_id: who of theirs measures it; None: we do."""

    goal: str
    unit: str
    then_value: float | None
    then_on: date | None
    now_value: float | None
    now_on: date | None
    target: float | None
    due_on: date | None
    stakeholder_id: int | None = None
    source: str = ""


async def keep_goal(write: Write, account_id: int, wish: GoalWish, goal_id: int | None = None) -> int:
    """A new one, or new figures for one that is there. The change's id. Raises UserError naming the field to fix."""
    values = _checked(write, wish)
    async with write.transaction() as session:
        account = await load(session, account_id)
        await _must_be_there(session, account, wish.stakeholder_id)
        recording = Recording(session)
        row = await _row(session, write, account, goal_id, values, recording)
        recording.set(row, **values)
        return await recording.save(write, "plan-goal", f"outcome-goal:{row.id}", account_id)


async def _row(
    session: WriteSession, write: Write, account: Account, goal_id: int | None, values: Values, recording: Recording
) -> OutcomeGoal:
    if goal_id is None:
        row = OutcomeGoal(workspace_id=write.workspace_id, account_id=account.id, period=account.period, **values)
        await recording.add(row)
        return row
    found = await session.get(OutcomeGoal, goal_id, with_for_update=True)
    if found is None or found.account_id != account.id or found.undone_at is not None:
        raise UserError("That goal isn't there any more. Open the plan again.")
    return found


async def _must_be_there(session: WriteSession, account: Account, stakeholder_id: int | None) -> None:
    person = await session.get(Stakeholder, stakeholder_id) if stakeholder_id else None
    if stakeholder_id and (person is None or person.account_id != account.id):
        raise UserError(f"That person isn't at {account.name}. Choose again.", field="stakeholder")


def _checked(write: Write, wish: GoalWish) -> Values:
    goal, unit, source = clean(wish.goal), clean(wish.unit), clean(wish.source)
    if not goal:
        raise UserError("Say what is measured, such as hours per monthly report.", field="goal")
    for name, text, most in (("goal", goal, LONGEST), ("unit", unit, LONGEST_UNIT), ("source", source, LONGEST)):
        if len(text) > most:
            raise UserError(f"That is {len(text)} characters; there is room for {most}.", field=name)
    if wish.then_value is None:
        raise UserError("What was the figure before the start? A goal without one proves nothing.", field="then_value")
    if wish.target is None:
        raise UserError("What is the figure to be?", field="target")
    if wish.target == wish.then_value:
        raise UserError("That is the figure that it was already.", field="target")
    for name, day in (("then_on", wish.then_on), ("due_on", wish.due_on)):
        if day is None:
            raise UserError("Choose a day.", field=name)
    if (wish.now_value is None) != (wish.now_on is None):
        missing = "now_on" if wish.now_on is None else "now_value"
        raise UserError("Today's figure needs its day, or leave both empty.", field=missing)
    if wish.now_on is not None and wish.now_on > write.today:
        raise UserError("That day is still to come.", field="now_on")
    return {
        "goal": goal,
        "unit": unit,
        "source": source,
        "stakeholder_id": wish.stakeholder_id,
        "then_value": wish.then_value,
        "then_on": wish.then_on,
        "now_value": wish.now_value,
        "now_on": wish.now_on,
        "target": wish.target,
        "due_on": wish.due_on,
    }
