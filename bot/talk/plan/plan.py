"""The success plan of an account: the steps of the milestone that it works towards, with days and owners, its goals,
and what success is to the customer (method A8, A13, C13, D3, D4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.calendar import plural, say_date, say_near
from bot.journey.accounts.progress import MinimumState
from bot.journey.plan.planned_steps import StepPlan
from bot.message import Message
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import ChangeRecord, OutcomeGoal, SuccessPlan
from bot.talk.account.place import buttons_of
from bot.talk.account.view import kpi_of
from bot.talk.letters.written import piece_for
from bot.talk.phrases.account_words import AccountView, hands_on, renewal_words
from bot.talk.phrases.plan_words import step
from bot.talk.phrases.progress_words import milestone_words, task_name, usual_basis, usual_days
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, given_name, money
from bot.talk.plan.plan_message import KpiLine, ReturnShown, ShownPlan, SuccessShown, TaskLine, plan_message
from bot.talk.plan.read_plan import AccountPlan, own_milestone, read_plan
from bot.text import measured, measured_pair, shorten

SENDS_SHOWN = 1
GOALS_SHOWN = 6
CHANGED = {
    "task-done": "Done",
    "plan-step": "Changed",
    "plan-goal": "Saved",
    "plan-success": "Saved",
    "plan-return": "Saved",
}


async def plan(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The plan as it stands; None where this workspace has no such account."""
    found = await read_plan(db, library, account_id, now)
    return None if found is None else plan_message(plan_shown(found, reader, now))


async def confirm_plan(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """The plan after a change to it, with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    found = await read_plan(db, library, change.account_id, now) if change and change.account_id else None
    if change is None or found is None:
        return None
    done = f"{CHANGED.get(change.kind, 'Saved')}: {await _what(db, found.view, change)}"
    return plan_message(plan_shown(found, reader, now), done=done, change_id=change_id)


async def _what(db: ReadSession, view: AccountView, change: ChangeRecord) -> str:
    kind, _, rest = change.subject.partition(":")
    if kind in ("task", "step"):
        return task_name(view, rest.split(":")[-1])
    if kind == "outcome-goal":
        goal = await db.get(OutcomeGoal, int(rest))
        return goal.goal if goal else "a goal"
    return "cost, return and offers" if change.kind == "plan-return" else "what success is to them"


def plan_shown(this: AccountPlan, reader: Reader, now: datetime) -> ShownPlan:
    view, today = this.view, reader.today(now)
    goal, progress = milestone_words(view, reader, now), view.progress
    name = called(view.account.name, 48)
    if view.churned or view.facts is None or not view.placed:
        where = "" if view.facts else "not assessed yet"
        return ShownPlan(view.account.id, name, churned=view.churned, where=where, ask=buttons_of(view))
    shared = ShownPlan(
        account_id=view.account.id,
        name=name,
        success=_success(this, today),
        goals=tuple(goal_row(this, one, today) for one in this.goals[:GOALS_SHOWN]),
        goal_menu=tuple((one.id, one.goal) for one in this.goals),
        agreed=tuple(step(one, today) for one in view.goals if one.state == "open"),
        returns=_returns(view, this.success, today),
    )
    if goal is None or progress is None:
        return shared
    days = f" · day {goal.days}, usually {goal.usual}" if goal.days is not None else ""
    return replace(
        shared,
        milestone=goal.name,
        meaning=goal.meaning,
        where=f"{goal.done} of {goal.total} done{days}",
        tasks=tuple(_task(this, one, today) for one in this.steps),
        kpis=tuple(_kpi(view, minimum, reader, now) for minimum in progress.minimums),
        sends=_sends(view),
        ahead=_ahead(view),
        basis=_basis(this),
    )


def _basis(this: AccountPlan) -> str:
    """What the days stand on."""
    milestone = own_milestone(this.view)
    if milestone is None or all(one.ends_on is None for one in this.steps):
        return "No days yet: nobody knows since when it works on this. Change a step to give it some."
    if all(one.said for one in this.steps):
        return ""
    but = ", but for those that were changed" if any(one.said for one in this.steps) else ""
    basis = usual_basis(this.view, milestone)
    return f"Days from the usual {usual_days(this.view, milestone)} ({basis}){but}."


def _success(this: AccountPlan, today: date) -> SuccessShown | None:
    row = this.success
    if row is None or not (row.problem or row.outcome or row.measure):
        return None
    confirmed = "Not confirmed by them yet: ask whether it is so."
    if row.confirmed_on:
        person = this.stakeholder(row.confirmed_by)
        by = f" by {person_words(this, row.confirmed_by)}" if person else ""
        confirmed = f"Confirmed {say_date(row.confirmed_on, today)}{by}."
    return SuccessShown(shorten(row.problem, 200), shorten(row.outcome, 200), shorten(row.measure, 200), confirmed)


def person_words(this: AccountPlan, number: int | None) -> str:
    """ "Dana Reyes, COO"."""
    row = this.stakeholder(number)
    if row is None:
        return ""
    return f"{called(row.name)}, {called(row.title, 30)}" if row.title else called(row.name)


def goal_row(this: AccountPlan, one: OutcomeGoal, today: date) -> tuple[str, ...]:
    """Goal, then, now, target, by when, measured by whom."""
    now_words = measured(one.now_value, one.unit) if one.now_value is not None else "not measured"
    by = person_words(this, one.stakeholder_id) or "us"
    return (
        shorten(one.goal, 60),
        measured(one.then_value, one.unit),
        now_words,
        measured(one.target, one.unit),
        say_date(one.due_on, today),
        f"{by}; {shorten(one.source, 40)}" if one.source else by,
    )


def _returns(view: AccountView, row: SuccessPlan | None, today: date) -> ReturnShown:
    said = return_words(row)
    offers = tuple(shorten(text, 150) for text in (row.offer_one, row.offer_two) if text) if row else ()
    near = view.stage is not None and view.stage.laer == "renew"
    return ReturnShown(said, offers, missing=near and not said and bool(renewal_words(view, today).deadline))


def return_words(row: SuccessPlan | None) -> tuple[str, ...]:
    """Cost and return so far, as they were entered."""
    if row is None:
        return ()
    how = f", counted as {shorten(row.returned_how, 120)}" if row.returned_how else ""
    found = (("Cost so far", row.spent, ""), ("Return so far", row.returned, how))
    return tuple(f"{name}: {money(amount, row.currency)}{rest}." for name, amount, rest in found if amount is not None)


def _ahead(view: AccountView) -> tuple[str, tuple[str, ...]]:
    """The next stage that milestones lead to, where its playbook says what it takes to start there."""
    stages = view.current.stages
    at = next((place for place, stage in enumerate(stages) if view.milestone in stage.milestones), len(stages))
    following = next((stage for stage in stages[at + 1 :] if stage.milestones), None)
    if following is None or not following.requirements:
        return "", ()
    days = following.usual_days or sum(milestone.usual_days for milestone in following.milestones)
    return f"{following.name}, usually {plural(days, 'day')}", following.requirements


def _sends(view: AccountView) -> tuple[tuple[str, str], ...]:
    """The right piece for the next open task, for the person who does the tasks."""
    known = hands_on(view)
    left = [task for task in view.progress.tasks if not task.done] if view.progress else []
    pieces = ((task.key, piece_for(view, task.key, known)) for task in sorted(left, key=lambda one: not one.required))
    return tuple((key, piece.title) for key, piece in pieces if piece)[:SENDS_SHOWN]


def _task(this: AccountPlan, one: StepPlan, today: date) -> TaskLine:
    done, done_on = this.done_on(one.task)
    states = this.view.progress.tasks if this.view.progress else ()
    required = next((state.required for state in states if state.key == one.task), True)
    return TaskLine(
        one.task,
        capital(task_name(this.view, one.task)),
        done,
        required,
        say_date(done_on, today) if done_on else "",
        owner_words(this, one),
        planned_words(one, today),
        _against(one, done_on),
        _by_hand(this, one.task),
        _by_itself(this, one.task),
    )


def _by_hand(this: AccountPlan, key: str) -> str:
    """ "by hand, Olga"."""
    number = this.ticked.get(key)
    return f"by hand, {given_name(this.colleagues.get(number, 'a colleague'))}" if number is not None else ""


def _by_itself(this: AccountPlan, key: str) -> str:
    """ "when your product says so", "ticks itself at 5 weekly users"."""
    task = this.task(key)
    if task is None or task.ticked_by is None:
        return ""
    if task.ticked_by.kpi is None:
        return "when your product says so"
    kpi = kpi_of(this.view, task.ticked_by.kpi)
    return f"ticks itself at {kpi.name} {measured(task.ticked_by.at_least, kpi.unit)}"


def owner_words(this: AccountPlan, one: StepPlan) -> str:
    """ "Tim Brandt, ours", "Dana Reyes, COO", "ours", "theirs"."""
    if one.person_id is not None and one.person_id in this.colleagues:
        return f"{called(this.colleagues[one.person_id])}, ours"
    return person_words(this, one.stakeholder_id) or one.side


def owner_name(this: AccountPlan, one: StepPlan) -> str:
    """As the customer reads it: "Tim Brandt", "Dana Reyes, COO"; "" where nobody is named."""
    return called(this.colleagues.get(one.person_id or 0, "")) or person_words(this, one.stakeholder_id)


def planned_words(one: StepPlan, today: date) -> str:
    """ "Mon 5 to Fri 16 Jan, moved from Fri 9 Jan"."""
    if one.ends_on is None:
        return "no day yet"
    first = f"{say_date(one.starts_on, today)} to " if one.starts_on and one.starts_on != one.ends_on else ""
    moved = f", moved from {say_date(one.moved_from, today)}" if one.moved_from else ""
    return f"{first}{say_date(one.ends_on, today)}{moved}"


def _against(one: StepPlan, done_on: date | None) -> str:
    """What was planned against what was."""
    if done_on is None or one.ends_on is None:
        return ""
    days = (done_on - one.ends_on).days
    if days == 0:
        return "as planned"
    return f"{plural(abs(days), 'day')} {'early' if days < 0 else 'late'}"


def _kpi(view: AccountView, minimum: MinimumState, reader: Reader, now: datetime) -> KpiLine:
    kpi = kpi_of(view, minimum.kpi)
    if minimum.value is None or minimum.observed_at is None:
        _, bound = measured_pair(minimum.minimum, minimum.minimum, kpi.unit)
        return KpiLine(capital(kpi.name), f"at least {bound}", "no data yet", None)
    value, bound = measured_pair(minimum.value, minimum.minimum, kpi.unit)
    age = say_near(reader.day(minimum.observed_at), reader.today(now))
    old = "" if minimum.fresh else ", too old to count"
    return KpiLine(capital(kpi.name), f"{value}, at least {bound}", f"{age}{old}", minimum.met)
