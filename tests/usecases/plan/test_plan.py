"""What people say of a plan is kept, checked, and taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.store.tables import OutcomeGoal, PlannedStep, SuccessPlan
from bot.usecases.plan.goals import GoalWish, keep_goal
from bot.usecases.plan.steps import StepWish, change_step
from bot.usecases.plan.success import ReturnWish, SuccessWish, say_return, say_success
from bot.usecases.undo import undo
from tests.given.accounts import Accounts
from tests.given.acme import GOAL, RETURN, SUCCESS, acme
from tests.given.book import TODAY, ago


@pytest.mark.both_databases
async def test_a_plan_is_written_down_and_taken_back(accounts: Accounts) -> None:
    # method: A8, A9, A13, C13
    await acme(accounts)
    changes = [
        await say_success(accounts.write(), 1, SUCCESS),
        await say_return(accounts.write(), 1, RETURN),
        await keep_goal(accounts.write(), 1, GOAL),
        await change_step(
            accounts.write(), 1, "own-admin-named", StepWish(TODAY, ago(-10), "them:1", planned_end=ago(-3))
        ),
    ]
    plan = await accounts.one(select(SuccessPlan))
    assert (plan.outcome, plan.confirmed_on, plan.confirmed_by) == ("The board reads it by the third", ago(30), 1)
    assert (plan.spent, plan.returned, plan.currency) == (Decimal(240000), Decimal(310000), "EUR")
    goal = await accounts.one(select(OutcomeGoal))
    assert (goal.then_value, goal.now_value, goal.target, goal.unit) == (8, 5.5, 4, "hours")
    step = await accounts.one(select(PlannedStep))
    assert (step.ends_on, step.moved_from, step.stakeholder_id, step.person_id) == (ago(-10), ago(-3), 1, None)

    again = StepWish(TODAY, ago(-20), f"us:{accounts.owner}", planned_end=ago(-10))
    changes.append(await change_step(accounts.write(), 1, "own-admin-named", again))
    step = await accounts.one(select(PlannedStep))
    assert (step.ends_on, step.moved_from, step.stakeholder_id, step.person_id) == (ago(-20), ago(-10), None, 11)
    for change in reversed(changes):
        await undo(accounts.write(), change)
    for table in (SuccessPlan, PlannedStep):
        assert await accounts.one(select(table)) is None
    assert await accounts.one(select(OutcomeGoal.id).where(OutcomeGoal.undone_at.is_(None))) is None


async def refused(wish: object, accounts: Accounts, person: int | None = None) -> tuple[str, str | None]:
    calls: dict[Any, Any] = {
        SuccessWish: say_success,
        ReturnWish: say_return,
        GoalWish: keep_goal,
        StepWish: lambda write, account, wish: change_step(write, account, "own-admin-named", wish),
    }
    with pytest.raises(UserError) as error:
        await calls[type(wish)](accounts.write(person), 1, wish)
    return "".join(span.text for span in error.value.said), error.value.field


@pytest.mark.one_database
async def test_what_is_missing_or_cant_be_is_said_under_its_field(accounts: Accounts) -> None:
    await acme(accounts)
    other = await accounts.account("Globex")
    elsewhere = await accounts.person(other, "Sue Elsewhere")
    for wish, field in (
        (SuccessWish("x", "", "y"), "outcome"),
        (SuccessWish("x", "y", "z", ago(1)), "confirmed_by"),
        (SuccessWish("x", "y", "z", None, 1), "confirmed_on"),
        (SuccessWish("x", "y", "z", ago(-1), 1), "confirmed_on"),
        (SuccessWish("x", "y", "z", ago(1), elsewhere), "confirmed_by"),
        (SuccessWish("x" * 301, "y", "z"), "problem"),
        (ReturnWish(Decimal(1), None, ""), "currency"),
        (ReturnWish(Decimal(1), None, "euro"), "currency"),
        (ReturnWish(Decimal(-1), None, "EUR"), "spent"),
        (ReturnWish(None, Decimal(5), "EUR"), "returned_how"),
        (GoalWish("", "", 8, ago(9), None, None, 4, TODAY), "goal"),
        (GoalWish("x", "", None, ago(9), None, None, 4, TODAY), "then_value"),
        (GoalWish("x", "", 8, ago(9), 5, None, 4, TODAY), "now_on"),
        (GoalWish("x", "", 8, ago(9), 5, ago(-1), 4, TODAY), "now_on"),
        (GoalWish("x", "", 8, ago(9), None, None, 8, TODAY), "target"),
        (GoalWish("x", "", 8, ago(9), None, None, 4, None), "due_on"),
        (GoalWish("x", "", 8, ago(9), None, None, 4, TODAY, elsewhere), "stakeholder"),
        (StepWish(TODAY, None), "ends_on"),
        (StepWish(TODAY, ago(1)), "ends_on"),
        (StepWish(None, date(2050, 1, 1)), "ends_on"),
        (StepWish(None, TODAY, f"them:{elsewhere}"), "owner"),
        (StepWish(None, TODAY, f"us:{accounts.book.stranger}"), "owner"),
    ):
        assert (await refused(wish, accounts))[1] == field, wish
    assert await accounts.one(select(SuccessPlan)) is None


@pytest.mark.one_database
@pytest.mark.parametrize("wish", [SUCCESS, GOAL, RETURN, StepWish(None, TODAY)], ids=lambda wish: type(wish).__name__)
async def test_only_who_may_write_to_the_account_changes_its_plan(accounts: Accounts, wish: object) -> None:
    await acme(accounts)
    assert "belongs to Olga Owner" in (await refused(wish, accounts, accounts.book.teammate))[0]
    assert "can't find that account" in (await refused(wish, accounts, accounts.book.stranger))[0]
    for table in (SuccessPlan, PlannedStep, OutcomeGoal):
        assert await accounts.one(select(table)) is None
