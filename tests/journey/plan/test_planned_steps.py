"""When the steps of a milestone are planned."""

from datetime import date

from bot.journey.plan.planned_steps import planned_steps
from bot.playbook.models import Library
from bot.store.tables import PlannedStep

SINCE = date(2026, 1, 5)  # a Monday


def test_the_usual_days_are_spread_over_the_steps_and_end_on_working_days(library: Library) -> None:
    # method: A8, D4
    habit = library.playbooks["laer"].milestones()[1]
    steps = planned_steps(habit.tasks, SINCE, 60, {})
    assert [(one.task, one.side, one.starts_on, one.ends_on) for one in steps] == [
        ("weekly-job-chosen", "theirs", SINCE, date(2026, 1, 20)),
        ("team-trained", "ours", date(2026, 1, 20), date(2026, 2, 4)),
        ("own-admin-named", "theirs", date(2026, 2, 4), date(2026, 2, 19)),
        ("old-way-stopped", "theirs", date(2026, 2, 19), date(2026, 3, 6)),
    ]


def test_what_somebody_said_comes_before_the_usual(library: Library) -> None:
    # method: A8
    habit = library.playbooks["laer"].milestones()[1]
    moved = PlannedStep(task="team-trained", ends_on=date(2026, 1, 30), moved_from=date(2026, 2, 4), stakeholder_id=4)
    owned = PlannedStep(task="own-admin-named", person_id=11)
    steps = {one.task: one for one in planned_steps(habit.tasks, SINCE, 60, {one.task: one for one in (moved, owned)})}
    assert (steps["team-trained"].side, steps["team-trained"].ends_on) == ("theirs", date(2026, 1, 30))
    assert steps["team-trained"].said
    assert (steps["own-admin-named"].side, steps["own-admin-named"].ends_on) == ("ours", date(2026, 2, 19))
    assert not steps["own-admin-named"].said


def test_without_a_beginning_nothing_has_days_but_what_somebody_gave_some(library: Library) -> None:
    habit = library.playbooks["laer"].milestones()[1]
    moved = PlannedStep(task="team-trained", ends_on=date(2026, 1, 30))
    ends = [one.ends_on for one in planned_steps(habit.tasks, None, 60, {"team-trained": moved})]
    assert ends == [None, date(2026, 1, 30), None, None]
