"""Progress and health's parts of one account: their shapes, and how they are worked out from rows already read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.playbook.models import Kpi, KpiMinimum, Milestone, Playbook

Reached = Mapping[str, tuple[date | None, str]]  # milestone → when, how
BY_TEST = ("test", "move")  # how a milestone was reached whose test held


@dataclass(frozen=True)
class MilestoneState:
    key: str
    position: int
    stage_position: int
    usual_days: int
    reached: bool
    reached_on: date | None
    reached_via: str | None


@dataclass(frozen=True)
class TaskState:
    key: str
    required: bool
    done: bool
    done_on: date | None


@dataclass(frozen=True)
class MinimumState:
    """A KPI bound of the milestone's test. `met` None: unknown, because there is no value or it is too old."""

    kpi: str
    minimum: float
    value: float | None
    observed_at: datetime | None
    fresh: bool
    met: bool | None


@dataclass(frozen=True)
class Slip:
    """A milestone that was reached by its test, which no longer holds: `short` is below its minimum now. What is only
    too old says nothing."""

    milestone: str
    short: tuple[MinimumState, ...]


@dataclass(frozen=True)
class Progress:
    """working_towards: the key of the first milestone not reached; tasks and minimums are that one's. slipped: in
    their order."""

    milestones: tuple[MilestoneState, ...]
    working_towards: str | None
    tasks: tuple[TaskState, ...] = ()
    minimums: tuple[MinimumState, ...] = ()
    slipped: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class HealthPart:
    """A KPI's part in health: `score` 0-100; `before`: its value seven days earlier."""

    kpi: str
    weight: float
    score: float | None
    value: float | None
    observed_at: datetime | None
    fresh: bool
    before: float | None


@dataclass(frozen=True)
class Measure:
    """A KPI's newest value; `before`: its value seven days earlier."""

    value: float
    observed_at: datetime
    before: float | None = None


def progress_of(
    playbook: Playbook,
    reached: Reached,
    done: Mapping[str, date | None],
    measures: Mapping[str, Measure],
    now: datetime,
    *,
    assessed: str | None = None,
    segment: str | None = None,
) -> Progress:
    """Where the account stands. `playbook`: as it was frozen for it. assessed: the milestone that the last assessment
    found it working towards ("": all reached), so that one message never speaks of two; None: not assessed yet.
    segment: the account's, whose own minimums count too (method B3)."""
    states = _milestones(playbook, reached)
    current = next((one for one in playbook.milestones() if _is_next(one, reached, assessed)), None)
    slipped = tuple(_slips(playbook, reached, measures, now, segment))
    if current is None:
        return Progress(states, None, slipped=slipped)
    minimums = _minimums(current.minimums(segment), measures, now)
    return Progress(states, current.key, _tasks(current, done), minimums, slipped)


def _slips(
    playbook: Playbook, reached: Reached, measures: Mapping[str, Measure], now: datetime, segment: str | None
) -> Iterator[Slip]:
    """slipped.py finds the same accounts in SQL."""
    for milestone in playbook.milestones():
        if reached.get(milestone.key, (None, ""))[1] in BY_TEST:
            minimums = _minimums(milestone.minimums(segment), measures, now)
            short = tuple(one for one in minimums if one.met is False)
            if short:
                yield Slip(milestone.key, short)


def _is_next(milestone: Milestone, reached: Reached, assessed: str | None) -> bool:
    return milestone.key not in reached if assessed is None else milestone.key == assessed


def _milestones(playbook: Playbook, reached: Reached) -> tuple[MilestoneState, ...]:
    placed = ((at, milestone) for at, stage in enumerate(playbook.stages, start=1) for milestone in stage.milestones)
    return tuple(
        MilestoneState(
            milestone.key,
            position,
            stage_position,
            milestone.usual_days,
            milestone.key in reached,
            *reached.get(milestone.key, (None, None)),
        )
        for position, (stage_position, milestone) in enumerate(placed, start=1)
    )


def _tasks(milestone: Milestone, done: Mapping[str, date | None]) -> tuple[TaskState, ...]:
    return tuple(TaskState(task.key, task.required, task.key in done, done.get(task.key)) for task in milestone.tasks)


def _minimums(asked: Sequence[KpiMinimum], measures: Mapping[str, Measure], now: datetime) -> tuple[MinimumState, ...]:
    return tuple(_minimum(one, measures.get(one.kpi), now) for one in asked)


def _minimum(asked: KpiMinimum, measure: Measure | None, now: datetime) -> MinimumState:
    if measure is None:
        return MinimumState(asked.kpi, asked.at_least, None, None, False, None)
    fresh = _is_fresh(measure, asked.fresh_days, now)
    met = measure.value >= asked.at_least if fresh else None
    return MinimumState(asked.kpi, asked.at_least, measure.value, measure.observed_at, fresh, met)


def health_of(playbook: Playbook, measures: Mapping[str, Measure], now: datetime) -> tuple[HealthPart, ...]:
    """The weighted KPIs behind health, the heaviest first."""
    weighted = sorted((kpi for kpi in playbook.health.kpis if kpi.weight > 0), key=lambda kpi: -kpi.weight)
    return tuple(_part(kpi, measures.get(kpi.key), now) for kpi in weighted)


def _part(kpi: Kpi, measure: Measure | None, now: datetime) -> HealthPart:
    if measure is None:
        return HealthPart(kpi.key, kpi.weight, None, None, None, False, None)
    fresh = _is_fresh(measure, kpi.fresh_days, now)
    score = min(100.0, max(0.0, (measure.value - kpi.worst) / (kpi.best - kpi.worst) * 100)) if fresh else None
    return HealthPart(kpi.key, kpi.weight, score, measure.value, measure.observed_at, fresh, measure.before)


def _is_fresh(measure: Measure, fresh_days: int, now: datetime) -> bool:
    return measure.observed_at >= now - timedelta(days=fresh_days)
