"""What the nights bring after the first morning: figures of every customer, and now and then something that happens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.calendar import is_working_day
from bot.playbook.models import Milestone, Playbook, Task
from bot.sandbox.sample.cast import COMPANIES, Company
from bot.sandbox.sample.files import COLUMNS, Kind, Line, account_lines, stakeholder_line, write_lines
from bot.sandbox.sample.history import timeline
from bot.sandbox.sample.measures import figures
from bot.sandbox.sample.people import people_of
from bot.sandbox.sample.tickets import KPI, counted_lately, ticket_lines

EXPORTED = time(23, tzinfo=UTC)  # before Singapore's eight o'clock digest, which is midnight in UTC
MEASURED = time(20, tzinfo=UTC)
TICKETS = ("open-tickets", "response-hours", "logins")
USE = ("weekly-use", "logins", "active-seats")


@dataclass(frozen=True)
class Night:
    """What a customer's night before the nth working morning brings.

    level: its health from then on, carried by those KPIs (all, where none is named). reaches: its current milestone.
    champion_leaves. survey: its score, with their words in `note`."""

    morning: int
    company: str
    level: int | None = None
    by: tuple[str, ...] = ()
    reaches: bool = False
    champion_leaves: bool = False
    survey: str = ""
    note: str = ""


NIGHTS = (
    Night(1, "juniperdale", reaches=True),
    Night(1, "pellworth", level=53, by=TICKETS, note="Four tickets about the same import since noon."),
    Night(2, "elmsworth", reaches=True),
    Night(2, "bellhollow", champion_leaves=True),
    Night(3, "kittiwake", level=51, by=USE),
    Night(3, "larkrise", survey="nps 4", note="Good when it works. We waited four days for an answer in the holidays."),
    Night(4, "ashgrove", reaches=True),
    Night(4, "brightwater", level=66),
    Night(5, "quillon", reaches=True),
    Night(5, "garrowby", survey="nps 9", note="Our depot managers plan with it every morning."),
    Night(6, "lowmere", champion_leaves=True),
    Night(6, "pellworth", level=69),
    Night(7, "fennick-vale", level=58, by=TICKETS, note="Exports have been failing since the update."),
    Night(7, "brightwater", level=77),
    Night(8, "tamarack", reaches=True),
    Night(8, "zephyrine", survey="nps 10", note="Ask me for a reference any time."),
    Night(9, "ohara", reaches=True),
    Night(9, "kittiwake", level=68),
    Night(10, "driftwell", level=54, by=USE),
)


@dataclass(frozen=True)
class Future:
    """Writes the exports of the nights into `folder`. today: the day of the first morning."""

    folder: Path
    playbook: Playbook
    today: date

    def before(self, day: date) -> tuple[datetime, tuple[tuple[Kind, Path], ...]]:
        """What is exported on the evening before that working day: when, and the files in the order to import."""
        number = working_days(self.today, day)
        eve = day - timedelta(days=1)
        tonight = [night for night in NIGHTS if night.morning == number]
        lines: dict[Kind, list[Line]] = {
            "accounts": list(account_lines(COMPANIES, self.playbook, self.today)),
            "stakeholders": [line for night in tonight for line in self._people(night)],
            "kpis": list(self._figures(number, datetime.combine(eve, MEASURED))),
            "events": [line for night in tonight for line in self._events(night, last_working_day(eve))],
            "tickets": [line for company in COMPANIES for line in self._tickets(company, number, eve)],
        }
        files = []
        for kind, found in lines.items():
            if found:
                file = self.folder / f"night-{day.isoformat()}-{kind}.csv"
                write_lines(file, COLUMNS[kind], found)
                files.append((kind, file))
        return datetime.combine(eve, EXPORTED), tuple(files)

    def _figures(self, number: int, at: datetime) -> Iterator[Line]:
        for company in COMPANIES:
            if company.unknown or company.churned or company.silent:
                continue
            for kpi, value in self._figures_of(company, number):
                yield {"account": company.key, "kpi": kpi, "value": f"{value:g}", "observed_at": at.isoformat()}

    def _figures_of(self, company: Company, number: int) -> Iterator[tuple[str, float]]:
        told = [one for one in NIGHTS if one.company == company.key and one.morning <= number]
        moved = [one for one in told if one.level is not None]
        level, by = (moved[-1].level or 0, moved[-1].by or moved[0].by) if moved else (company.health[-1], ())
        grown = replace(company, reached=company.reached + sum(one.reaches for one in told))
        return figures(grown, self.playbook, level, by)

    def _tickets(self, company: Company, number: int, eve: date) -> Iterator[Line]:
        """Those of before, and of each night so far on which their number changed."""
        counts = counted_lately(company, self.playbook, self.today, MEASURED)
        for night in range(1, number + 1 if counts else 1):
            at = datetime.combine(eve - timedelta(days=number - night), MEASURED)
            counts.append((at, dict(self._figures_of(company, night))[KPI]))
        return ticket_lines(company, counts)

    def _people(self, night: Night) -> Iterator[Line]:
        company = _named(night.company)
        for human in people_of(company, COMPANIES.index(company)):
            if night.champion_leaves and human.role == "champion":
                yield stakeholder_line(company, human, left=True)

    def _events(self, night: Night, on: date) -> Iterator[Line]:
        company = _named(night.company)

        def line(event: str, hour: int, key: str = "", by: str = "", note: str = "") -> Line:
            at = datetime.combine(on, time(hour, tzinfo=UTC)).isoformat()
            return {"account": company.key, "event": event, "at": at, "key": key, "by": by, "note": note}

        milestone = timeline(company, self.playbook).current
        if night.reaches and milestone:
            for task in _left(milestone, company):
                yield line("task_done", 15, task.key, company.csm.email if task.side == "ours" else "")
            yield line("milestone_reached", 18, milestone.key)
        if night.survey:
            yield line("survey", 10, night.survey, note=night.note)
        elif night.note:
            yield line("note", 12, note=night.note)


def _left(milestone: Milestone, company: Company) -> Iterator[Task]:
    """The tasks that the history left open (bot/sandbox/sample/history.py)."""
    needed = sum(task.required for task in milestone.tasks)
    yield from milestone.tasks[min(company.tasks, needed - 1) :]


def _named(key: str) -> Company:
    return next(company for company in COMPANIES if company.key == key)


def working_days(first: date, day: date) -> int:
    """How many working days lie after the first, up to that day."""
    between = (first + timedelta(days=number) for number in range(1, (day - first).days + 1))
    return sum(is_working_day(one) for one in between)


def last_working_day(day: date) -> date:
    """That day, or the working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
