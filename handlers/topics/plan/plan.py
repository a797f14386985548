"""The success plan: shown, ticked, changed, as a calendar file."""

from bot import actions
from bot.errors import UserError
from bot.jobs.after_change import assess_touched
from bot.language.names import first_word
from bot.talk.plan.calendar_file import plan_calendar
from bot.talk.plan.plan import confirm_plan, plan
from bot.talk.plan.plan_forms import goal_form, return_form, step_form, success_form
from bot.talk.plan.read_plan import read_plan
from bot.usecases.account.tasks import task_done
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.plan.goals import GoalWish, keep_goal
from bot.usecases.plan.steps import StepWish, change_step
from bot.usecases.plan.success import ReturnWish, SuccessWish, say_return, say_success
from handlers.command import AccountCommand, Topic, Usage
from handlers.form_values import amount, day, figure, whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there
from handlers.topics.account import draw_map

# Words


async def _plan_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """The plan, and from there the map; "plan map" draws it at once."""
    if first_word(request.text) == "map":
        return await draw_map(request, services, found.account_id)
    return await show(request, services, plan, found.account_id)


PLAN = AccountCommand(
    "plan",
    Usage("journey acme plan", "its milestone's tasks, and the map"),
    _plan_word,
    also=("tasks", "task"),
    takes=frozenset({"map"}),
)


# Buttons


async def _task_done(request: Request, services: Services) -> Answer:
    account, _, task = request.target.partition("/")
    account_id = number(account)
    change_id = await task_done(write_of(request, services), account_id, task or request.value)
    # A milestone may be reached by it, and is said at once.
    workspace_id = request.person.workspace_id
    await assess_touched(services.store, services.library, workspace_id, request.now, [account_id])
    return await _changed(request, services, change_id, replace=True)


async def _changed(request: Request, services: Services, change_id: int, *, replace: bool = False) -> Answer:
    """The plan as it is now, with Undo."""
    async with reading(request, services) as db:
        message = await confirm_plan(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), replace=replace)


async def _step(request: Request, services: Services) -> Answer:
    """The form of one step; the menu's value is its task."""
    account, _, task = request.target.partition("/")
    async with reading(request, services) as db:
        form = await step_form(
            db, services.library, number(account), task or request.value, reader_of(request), request.now
        )
    if form is None:
        raise UserError("That step isn't in the plan any more. Open the plan again.")
    return Answer(form=form)


async def _goal(request: Request, services: Services) -> Answer:
    """The form of a goal; the menu's value is its id, or "new"."""
    account, _, goal = request.target.partition("/")
    async with reading(request, services) as db:
        form = await goal_form(
            db, services.library, number(account), _goal_id(goal or request.value), reader_of(request), request.now
        )
    if form is None:
        raise UserError("That goal isn't in the plan any more. Open the plan again.")
    return Answer(form=form)


def _goal_id(text: str) -> int | None:
    return None if text in ("", "new") else number(text)


async def _success(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await success_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=there(form))


async def _return(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await return_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=there(form))


async def _calendar(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        message, file = there(await plan_calendar(db, services.library, number(request.target), request.now))
    return Answer(message=message, files=(file,) if file else (), about=number(request.target))


# Forms


async def _save_step(request: Request, services: Services) -> Answer:
    account, _, task = request.target.partition("/")
    account_id = number(account)
    async with reading(request, services) as db:
        found = there(await read_plan(db, services.library, account_id, request.now))
    before = next((one.ends_on for one in found.steps if one.task == task), None)
    wish = StepWish(day(request, "starts_on"), day(request, "ends_on"), request.field("owner"), before)
    change_id = await change_step(write_of(request, services), account_id, task, wish)
    return await _changed(request, services, change_id)


async def _save_goal(request: Request, services: Services) -> Answer:
    account, _, goal = request.target.partition("/")
    wish = GoalWish(
        request.field("goal"),
        request.field("unit"),
        figure(request, "then_value"),
        day(request, "then_on"),
        figure(request, "now_value"),
        day(request, "now_on"),
        figure(request, "target"),
        day(request, "due_on"),
        whole(request, "stakeholder"),
        request.field("source"),
    )
    change_id = await keep_goal(write_of(request, services), number(account), wish, _goal_id(goal))
    return await _changed(request, services, change_id)


async def _save_success(request: Request, services: Services) -> Answer:
    wish = SuccessWish(
        request.field("problem"),
        request.field("outcome"),
        request.field("measure"),
        day(request, "confirmed_on"),
        whole(request, "confirmed_by"),
    )
    return await _changed(
        request, services, await say_success(write_of(request, services), number(request.target), wish)
    )


async def _save_return(request: Request, services: Services) -> Answer:
    wish = ReturnWish(
        amount(request, "spent"),
        amount(request, "returned"),
        request.field("currency"),
        request.field("returned_how"),
        request.field("offer_one"),
        request.field("offer_two"),
    )
    return await _changed(
        request, services, await say_return(write_of(request, services), number(request.target), wish)
    )


TOPIC = Topic(
    actions={
        actions.TASKS: shows(plan),
        actions.TASK_DONE: _task_done,
        actions.PLAN_STEP: _step,
        actions.PLAN_GOAL: _goal,
        actions.PLAN_SUCCESS: _success,
        actions.PLAN_RETURN: _return,
        actions.PLAN_CALENDAR: _calendar,
    },
    forms={
        actions.PLAN_STEP_SAVE: _save_step,
        actions.PLAN_GOAL_SAVE: _save_goal,
        actions.PLAN_SUCCESS_SAVE: _save_success,
        actions.PLAN_RETURN_SAVE: _save_return,
    },
)
