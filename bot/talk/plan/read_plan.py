"""The success plan of an account, read: what success is to them, goals with figures, steps with dates and owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Select, select

from bot.journey.plan.planned_steps import StepPlan, planned_steps
from bot.playbook.models import Library, Milestone, Task
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    OutcomeGoal,
    Person,
    PlannedStep,
    PublishedPage,
    Stakeholder,
    SuccessPlan,
    TaskDone,
)
from bot.talk.account.read_account import load_account
from bot.talk.account.view import AccountView
from bot.talk.phrases.progress_words import usual_days

Row = TypeVar("Row", SuccessPlan, OutcomeGoal, PlannedStep, PublishedPage, TaskDone)


@dataclass(frozen=True)
class AccountPlan:
    """success: None where nobody wrote anything down. goals: by date. steps: of the milestone that it works towards.
    colleagues: names of ours by id, of those who have a step or ticked one. pages: live ones, the newest first.
    ticked: who of ours said that a step is done, by the step's key; what the product told isn't there."""

    view: AccountView
    success: SuccessPlan | None = None
    goals: tuple[OutcomeGoal, ...] = ()
    steps: tuple[StepPlan, ...] = ()
    colleagues: Mapping[int, str] = field(default_factory=dict)
    pages: tuple[PublishedPage, ...] = ()
    ticked: Mapping[str, int] = field(default_factory=dict)

    def stakeholder(self, number: int | None) -> Stakeholder | None:
        return next((one.row for one in self.view.people if one.row.id == number), None)

    def task(self, key: str) -> Task | None:
        """In today's words."""
        milestone = self.view.milestone
        return next((task for task in milestone.tasks if task.key == key), None) if milestone else None

    def done_on(self, key: str) -> tuple[bool, date | None]:
        """Whether that step is done, and when, where that is known."""
        states = self.view.progress.tasks if self.view.progress else ()
        return next(((one.done, one.done_on) for one in states if one.key == key), (False, None))


async def read_plan(db: ReadSession, library: Library, account_id: int, now: datetime) -> AccountPlan | None:
    """None where this session sees no such account."""
    view = await load_account(db, library, account_id, now)
    return None if view is None else await plan_of(db, view, now)


async def plan_of(db: ReadSession, view: AccountView, now: datetime) -> AccountPlan:
    """The plan of an account that was read already."""
    account = view.account
    changed = {row.task: row for row in await db.scalars(_of(PlannedStep, account))}
    success = (await db.scalars(_of(SuccessPlan, account))).first()
    goals = _of(OutcomeGoal, account).where(OutcomeGoal.undone_at.is_(None))
    pages = _of(PublishedPage, account).where(PublishedPage.withdrawn_at.is_(None), PublishedPage.ends_at > now)
    steps = _steps(view, changed)
    by_hand = _of(TaskDone, account).where(TaskDone.by_id.is_not(None))
    ticked = {row.task: row.by_id for row in await db.scalars(by_hand) if row.by_id is not None}
    wanted = {step.person_id for step in steps if step.person_id} | set(ticked.values())
    names = await db.execute(select(Person.id, Person.name).where(Person.id.in_(wanted))) if wanted else ()
    return AccountPlan(
        view,
        success,
        tuple(await db.scalars(goals.order_by(OutcomeGoal.due_on, OutcomeGoal.id))),
        steps,
        {row.id: row.name for row in names},
        tuple(await db.scalars(pages.order_by(PublishedPage.id.desc()))),
        ticked,
    )


def _of(table: type[Row], account: Account) -> Select[Row]:
    """What that account has of it in its present life."""
    return select(table).where(table.account_id == account.id, table.period == account.period)


def _steps(view: AccountView, changed: Mapping[str, PlannedStep]) -> tuple[StepPlan, ...]:
    milestone = own_milestone(view)
    if milestone is None or view.churned:
        return ()
    since = view.facts.milestone_since if view.facts else None
    return planned_steps(milestone.tasks, since, usual_days(view, milestone), changed)


def own_milestone(view: AccountView) -> Milestone | None:
    """The milestone that it works towards, as the account's own version has it: its steps are those that count."""
    if view.progress is None or view.progress.working_towards is None:
        return None
    key = view.progress.working_towards
    return next((one for one in view.playbook.milestones() if one.key == key), None)
