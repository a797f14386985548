"""When the steps of a milestone are planned (method A8, D4): from the usual days, or as somebody said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.calendar import next_working_day
from bot.playbook.models import Task
from bot.store.tables import PlannedStep


@dataclass(frozen=True)
class StepPlan:
    """A step with its days. moved_from: the day on which it was to end before that was last changed. said: the days are
    somebody's word and not the usual ones. person_id of ours, or stakeholder_id of theirs; None: nobody is named."""

    task: str
    side: Literal["ours", "theirs"]
    starts_on: date | None = None
    ends_on: date | None = None
    moved_from: date | None = None
    said: bool = False
    person_id: int | None = None
    stakeholder_id: int | None = None


def planned_steps(
    tasks: Sequence[Task], since: date | None, usual_days: int, changed: Mapping[str, PlannedStep]
) -> tuple[StepPlan, ...]:
    """Those tasks one after the other, spread evenly over the usual days since their milestone's turn. since: None
    where nobody knows; then only what somebody said has days."""
    return tuple(
        _step(task, _usual(since, usual_days, at, len(tasks)), changed.get(task.key)) for at, task in enumerate(tasks)
    )


def _usual(since: date | None, usual_days: int, at: int, count: int) -> tuple[date | None, date | None]:
    if since is None:
        return None, None
    first, last = (since + timedelta(days=round(usual_days * share / count)) for share in (at, at + 1))
    return next_working_day(first), next_working_day(last)


def _step(task: Task, usual: tuple[date | None, date | None], row: PlannedStep | None) -> StepPlan:
    if row is None:
        return StepPlan(task.key, task.side, *usual)
    said = row.ends_on is not None
    starts_on, ends_on = (row.starts_on, row.ends_on) if said else usual
    return StepPlan(
        task.key, _side(task, row), starts_on, ends_on, row.moved_from, said, row.person_id, row.stakeholder_id
    )


def _side(task: Task, row: PlannedStep) -> Literal["ours", "theirs"]:
    """Whoever was named decides whose it is."""
    if row.person_id is not None:
        return "ours"
    return "theirs" if row.stakeholder_id is not None else task.side
