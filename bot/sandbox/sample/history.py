"""What happened at each customer: milestones, tasks, reviews, talks, surveys and notes, with their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.playbook.models import Milestone, Playbook
from bot.sandbox.sample.cast import Company
from bot.sandbox.sample.people import Human

NOTES = (
    "Met the team on site. The second shift wants a training of its own.",
    "Asked for an export of the last quarter; sent the same day.",
    "New budget round starts next month. They'll want figures by then.",
    "The old spreadsheet is still used for the weekly meeting.",
    "Liked the new overview. Two more people asked for access.",
    "Their data owner is back from leave; the mapping goes on.",
    "Wants to see how others of their size do it.",
)
TALKS = (
    "Call about the next step of the plan.",
    "Short call: questions about roles and access.",
    "Walked through last month's figures together.",
    "Lunch at their office; met two new users.",
    "Chat about the training dates.",
)
BEGINNING = 21  # days in which nobody holds a review
AFTER_ALL_REACHED = 40  # days since the last milestone where the story doesn't say


@dataclass(frozen=True)
class PastEvent:
    """An event of the file, on its day."""

    at: datetime
    event: str
    key: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Timeline:
    """started: days since the start. reached: (milestone, days since it was reached), the first one first."""

    started: int
    reached: tuple[tuple[Milestone, int], ...]
    current: Milestone | None
    since: int


def timeline(company: Company, playbook: Playbook) -> Timeline:
    """When the company reached what: each milestone took about its usual time, up to the current one."""
    milestones = playbook.milestones()
    count = min(company.reached, len(milestones))
    current = milestones[count] if count < len(milestones) else None
    usual = current.usual_days + company.over if current else AFTER_ALL_REACHED
    since = company.since if company.since is not None else max(0, usual)
    since += company.churned or 0
    random = Random(f"timeline of {company.key}")
    ago, reached = since, []
    for milestone in reversed(milestones[:count]):
        reached.append((milestone, ago))
        ago += round(milestone.usual_days * random.uniform(0.7, 1.1))
    return Timeline(ago, tuple(reversed(reached)), current, since)


def happened(company: Company, people: tuple[Human, ...], playbook: Playbook, today: date) -> list[PastEvent]:
    """Everything that happened there, the earliest first."""
    if company.unknown:
        return []
    diary = _Diary(company, people, playbook, today)
    return sorted(diary.all(), key=lambda each: (each.at, each.event, each.key))


class _Diary:
    def __init__(self, company: Company, people: tuple[Human, ...], playbook: Playbook, today: date) -> None:
        self.company, self.people, self.playbook, self.today = company, people, playbook, today
        self.line = timeline(company, playbook)
        self.random = Random(f"history of {company.key}")
        self.last = (company.churned or 0) + 1  # nothing happens after a customer has left, nor today

    def all(self) -> Iterator[PastEvent]:
        yield from self._stages()
        yield from self._milestones()
        yield from self._reviews()
        yield from self._talks()
        yield from self._surveys()

    def _on(self, ago: float, hour: int) -> datetime:
        day = self.today - timedelta(days=max(self.last, round(ago)))
        return datetime.combine(day, time(hour, self.random.randrange(0, 60, 5)), UTC)

    def _on_working_day(self, ago: float, hour: int) -> datetime:
        moment = self._on(ago, hour)
        return moment - timedelta(days=max(0, moment.isoweekday() - 5))

    def _stages(self) -> Iterator[PastEvent]:
        """A stage is entered when the milestones before it are behind."""
        ago = {milestone.key: days for milestone, days in self.line.reached}
        entered: int | None = self.line.started
        for stage in self.playbook.stages:
            if entered is None or stage.enters_when:
                return
            yield PastEvent(self._on(entered, 19), "stage_entered", stage.key)
            entered = ago.get(stage.milestones[-1].key) if stage.milestones else None

    def _milestones(self) -> Iterator[PastEvent]:
        before = self.line.started
        for milestone, ago in self.line.reached:
            yield from self._tasks(milestone, before, ago, len(milestone.tasks))
            yield PastEvent(self._on(ago, 18), "milestone_reached", milestone.key)
            before = ago
        if self.line.current:
            needed = sum(task.required for task in self.line.current.tasks)
            done = min(self.company.tasks, needed - 1)  # its test must not hold yet
            yield from self._tasks(self.line.current, before, self.last, done)

    def _tasks(self, milestone: Milestone, start: int, end: int, count: int) -> Iterator[PastEvent]:
        """The first `count` tasks, evenly from start to end. The test asks for the required ones: the last of them
        is done on the milestone's own day, else it would have been reached before."""
        needed = sum(task.required for task in milestone.tasks)
        number = 0
        for task in milestone.tasks[:count]:
            number += task.required
            by = self.company.csm.email if task.side == "ours" else ""
            yield PastEvent(self._on(start + (end - start) * number / needed, 15), "task_done", task.key, by)

    def _reviews(self) -> Iterator[PastEvent]:
        """Every 85 days or so, back from the last one; none before there is something to look back on."""
        ago = self.company.review
        kind = "ebr" if self.company.tier == "enterprise" else "qbr"
        while ago is not None and self.last <= ago < min(self.line.started - BEGINNING, 400):
            note = "Looked back on the plan together and agreed on the next steps."
            yield PastEvent(self._on_working_day(ago, 14), "review", kind, self.company.csm.email, note)
            ago += self.random.randint(78, 88)

    def _talks(self) -> Iterator[PastEvent]:
        """A talk every two weeks or three, now and then with a note."""
        ago = self.last + self.random.randint(2, 9)
        by = self.company.csm.email
        while ago < min(self.line.started, 183):
            person = self.random.choice(self.people)
            yield PastEvent(self._on_working_day(ago, 11), "contact", person.email, by, self.random.choice(TALKS))
            if self.random.random() < 0.3:
                yield PastEvent(self._on_working_day(ago, 12), "note", "", by, self.random.choice(NOTES))
            ago += self.random.randint(12, 24)

    def _surveys(self) -> Iterator[PastEvent]:
        """A score that goes with their health."""
        for ago in (20, 110):
            if self.last <= ago < self.line.started and not self.company.silent:
                score = min(10, max(0, round(self.company.health[0] / 9 + self.random.uniform(-1, 1))))
                yield PastEvent(self._on_working_day(ago, 10), "survey", f"nps {score}")
