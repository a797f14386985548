"""Writes the sample portfolio: six kinds of file, split by the evening on which they would have been exported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bot.playbook.models import Library, Playbook
from bot.sandbox.sample.cast import CHANNELS, COMPANIES, CSMS, LEAD, Company, Csm, SampleChannel
from bot.sandbox.sample.files import (
    COLUMNS,
    Kind,
    Line,
    account_lines,
    contract_lines,
    here_by,
    stakeholder_lines,
    write_lines,
)
from bot.sandbox.sample.future import EXPORTED, MEASURED, Future
from bot.sandbox.sample.history import happened, timeline
from bot.sandbox.sample.measures import measured, of_products
from bot.sandbox.sample.people import people_of
from bot.sandbox.sample.tags import Tag, tags_of
from bot.sandbox.sample.tickets import counted_lately, ticket_lines

PLAYBOOK = "laer"
FRIDAY = 5


class Phase(NamedTuple):
    """What was exported at one moment: import these, in this order, as of `moment`; then let the mornings up to the
    next phase come."""

    moment: datetime
    files: tuple[tuple[Kind, Path], ...]


@dataclass(frozen=True)
class Sample:
    """tags: what the CSMs say about people before this morning, to be set after the first phase. future: what comes."""

    csms: tuple[Csm, ...]
    lead: Csm
    channels: tuple[SampleChannel, ...]
    phases: tuple[Phase, ...]
    tags: tuple[Tag, ...]
    future: Future


def write_sample(folder: Path, library: Library, today: date) -> Sample:
    """Writes the files into the folder; the same for the same day and playbook. today: the morning to arrive at."""
    playbook = library.playbooks[PLAYBOOK]
    moments = _moments(today)
    stories = _Stories(playbook, today)
    phases = []
    written: dict[Kind, list[Line]] = {}
    for number, moment in enumerate(moments, start=1):
        files: list[tuple[Kind, Path]] = []
        since = moments[number - 2] if number > 1 else datetime.min.replace(tzinfo=UTC)
        for kind, lines in stories.exported(since, moment):
            if lines and (kind == "tickets" or lines != written.get(kind)):  # their count is as old as their file
                file = folder / f"{number}-{kind}.csv"
                write_lines(file, COLUMNS[kind], lines)
                files.append((kind, file))
                written[kind] = lines
        phases.append(Phase(moment, tuple(files)))
    return Sample(CSMS, LEAD, CHANNELS, tuple(phases), tags_of(COMPANIES, moments[0]), Future(folder, playbook, today))


def _moments(today: date) -> tuple[datetime, ...]:
    """Half a year up to two weeks ago; a week ago; Friday evening; the evening before yesterday; last evening."""
    evenings = {today - timedelta(days=days) for days in (15, 8, 2, 1)} | {_last_friday(today)}
    return tuple(datetime.combine(day, EXPORTED) for day in sorted(evenings))


def _last_friday(today: date) -> date:
    """The last Friday before today."""
    return today - timedelta(days=(today.isoweekday() - FRIDAY - 1) % 7 + 1)


class _Stories:
    """All that ever happens in the sample, to be cut at the moments of export."""

    def __init__(self, playbook: Playbook, today: date) -> None:
        self.playbook, self.today = playbook, today
        self.events = sorted(self._events(), key=lambda each: each[0])
        self.measures = sorted(self._measures(), key=lambda each: each[0])

    def exported(self, since: datetime, moment: datetime) -> Iterator[tuple[Kind, list[Line]]]:
        """Accounts, contracts and people as they stand; measurements and events since the last export."""
        companies = here_by(self.playbook, self.today, moment.date())
        friday_is_over = moment.date() >= _last_friday(self.today)
        yield "accounts", list(account_lines(companies, self.playbook, self.today))
        yield "contracts", list(contract_lines(companies, self.today))
        yield "stakeholders", list(stakeholder_lines(companies, friday_is_over=friday_is_over))
        yield "kpis", [line for at, line in self.measures if since < at <= moment]
        yield "events", [line for at, line in self.events if since < at <= moment]
        yield "tickets", [line for company in companies for line in self._tickets(company, moment)]

    def _tickets(self, company: Company, moment: datetime) -> Iterator[Line]:
        counts = counted_lately(company, self.playbook, self.today, MEASURED)
        return ticket_lines(company, [(at, many) for at, many in counts if at <= moment])

    def _events(self) -> Iterator[tuple[datetime, Line]]:
        for place, company in enumerate(COMPANIES):
            for each in happened(company, people_of(company, place), self.playbook, self.today):
                line = {"event": each.event, "at": each.at.isoformat(), "key": each.key, "by": each.by}
                yield each.at, {"account": company.key, **line, "note": each.note}

    def _measures(self) -> Iterator[tuple[datetime, Line]]:
        for company in COMPANIES:
            for ago, kpi, value in measured(company, self.playbook, self._started(company)):
                at = datetime.combine(self.today - timedelta(days=ago), MEASURED)
                yield at, {"account": company.key, "kpi": kpi, "value": f"{value:g}", "observed_at": at.isoformat()}
            for ago, product, use in of_products(company, self._started(company)):
                at = datetime.combine(self.today - timedelta(days=ago), MEASURED)
                own = {"kpi": "weekly-use", "product": product, "value": f"{use:g}", "observed_at": at.isoformat()}
                yield at, {"account": company.key, **own}

    def _started(self, company: Company) -> int:
        return timeline(company, self.playbook).started
