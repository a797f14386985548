"""By what a task ticks itself (method D13): an action in the product, or a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.playbook.models.parts import Key, Part
from bot.playbook.yaml.yaml_source import Trouble, Where
from bot.text import did_you_mean, one_of

if TYPE_CHECKING:
    from bot.playbook.models import Playbook, Task


class Tick(Part):
    """Exactly one of the two. action: as the events file calls it (event task_done). kpi: of health.yaml, which has to
    be at least so much."""

    action: Key | None = None
    kpi: Key | None = None
    at_least: float = 1


def tasks_with_places(playbook: Playbook) -> Iterator[tuple[Where, Task]]:
    for number, stage in enumerate(playbook.stages):
        for at, milestone in enumerate(stage.milestones):
            for place, task in enumerate(milestone.tasks):
                yield ("stages", number, "milestones", at, "tasks", place), task


def check_ticks(playbook: Playbook) -> Iterator[Trouble]:
    """One action ticks one task, and no other task is called like it."""
    known = [kpi.key for kpi in playbook.health.kpis]
    ticked = {task.key: task.key for _, task in tasks_with_places(playbook)}
    for where, task in tasks_with_places(playbook):
        tick, here = task.ticked_by, (*where, "ticked_by")
        if tick is None:
            continue
        if (tick.action is None) == (tick.kpi is None):
            yield Trouble(here, "needs either an action of your product or a kpi; give one of them")
        elif tick.kpi is not None and tick.kpi not in known:
            near = did_you_mean(tick.kpi, known) or "."
            yield Trouble((*here, "kpi"), f"{tick.kpi!r} is not a KPI of health.yaml{near} Known: {one_of(known)}")
        elif tick.action is not None and ticked.setdefault(tick.action, task.key) != task.key:
            problem = f"{tick.action!r} ticks {ticked[tick.action]} already; an action can tick one task"
            yield Trouble((*here, "action"), problem)


__all__ = ["Tick", "check_ticks", "tasks_with_places"]
