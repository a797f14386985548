"""What a few of the companies asked support for: as many as their figures say are open."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from bot.playbook.models import Playbook
from bot.sandbox.sample.cast import COMPANIES, Company
from bot.sandbox.sample.files import Line
from bot.sandbox.sample.history import timeline
from bot.sandbox.sample.measures import measured

KPI = "open-tickets"
LATELY = 15  # days: older tickets are closed, and nobody's story
TICKETED = ("brightwater", "corvane", "pellworth", "saltmarsh", "ravensholt")
SUBJECTS = (
    ("Import broken since the update", "high"),
    ("Report takes minutes to load", "normal"),
    ("Import stops at the second page", "high"),
    ("Colleagues can't sign in with single sign-on", "high"),
    ("Export leaves out a column", "normal"),
    ("Numbers differ from last month's report", "normal"),
    ("A new colleague can't be invited", "low"),
)
DESK = "https://desk.milepost.example/tickets"


def counted_lately(company: Company, playbook: Playbook, today: date, at: time) -> list[tuple[datetime, float]]:
    """How many were open when, by its figures; none for a company whose tickets nobody tells."""
    if company.key not in TICKETED:
        return []
    figures = measured(company, playbook, timeline(company, playbook).started)
    moments = ((datetime.combine(today - timedelta(days=ago), at), kpi, value) for ago, kpi, value in figures)
    since = today - timedelta(days=LATELY)
    return [(moment, value) for moment, kpi, value in moments if kpi == KPI and moment.date() >= since]


def ticket_lines(company: Company, counts: Iterable[tuple[datetime, float]]) -> Iterator[Line]:
    """All its tickets so far. counts: how many were open when, from the first on."""
    place = COMPANIES.index(company)
    lines: list[Line] = []
    still_open: list[Line] = []
    for at, count in counts:
        while len(still_open) > count:
            still_open.pop()["closed_at"] = at.isoformat()
        while len(still_open) < count:
            number = 4000 + place * 100 + len(lines)
            subject, priority = SUBJECTS[(place + len(lines)) % len(SUBJECTS)]
            opened = at - timedelta(hours=5 + 17 * (len(lines) % 3))
            line: Line = {"account": company.key, "key": f"T-{number}", "subject": subject, "priority": priority}
            line |= {"opened_at": opened.isoformat(), "link": f"{DESK}/{number}"}
            lines.append(line)
            still_open.append(line)
    yield from lines
