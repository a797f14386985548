"""The events file: what happened at an account. Each event is taken once; milestones and tasks are also ticked off."""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Table, select

from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.reading.rows import Batch
from bot.ingest.writing.bulk import Insert
from bot.ingest.writing.job import Job, RowAccount
from bot.playbook.reactions.reaction_checks import SCALES
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import AccountEvent, Base, OtherEmail, Person, Stakeholder

TABLES = Base.metadata.tables
_COLUMNS = ("workspace_id", "account_id", "period", "kind", "at", "key", "note", "by_id", "by_text", "stakeholder_id",
            "source", "fingerprint")  # fmt: skip
_ADD = Insert(TABLES["account_events"], _COLUMNS, conflict=("account_id", "kind", "at", "key", "fingerprint"))


def _dated(table: Table, thing: str, day: str, *more: str) -> Insert:
    """Ticks off; where we knew it without a date, the date is filled in."""
    return Insert(
        table,
        ("workspace_id", "account_id", "period", thing, day, *more),
        conflict=("account_id", "period", thing),
        update=(day, *more),
        where=lambda here, given: here[day].is_(None) & given[day].is_not(None),
    )


_MILESTONE = _dated(TABLES["milestones_reached"], "milestone", "reached_on", "via")
_TASK = _dated(TABLES["tasks_done"], "task", "done_on", "by_id")
_SURVEY = re.compile(
    r"(?P<survey>[a-z][a-z0-9-]*)[ :=]+(?P<score>-?\d{1,3}(?:[.,]\d+)?)"
    r"(?: ?(?:/|out of|of|von|sur|de|van) ?(?P<most>\d+))?(?P<percent> ?%)?"
)
_WHOLE = ("nps",)  # whose answers are whole numbers; half a point is an average


class ImportedEvent(NamedTuple):
    """An event of the file. by: as it is written there."""

    account: RowAccount
    kind: str
    at: datetime
    key: str
    note: str
    by: str

    @property
    def identity(self) -> tuple[int, str, datetime, str, str]:
        return (self.account.id, self.kind, self.at, self.key, self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """Tells two of the same kind and moment apart by what was noted."""
        return blake2b(self.note.encode(), digest_size=8).hexdigest() if self.note else ""

    @property
    def day(self) -> date:
        return self.at.date()


class Events:
    """Writes events."""

    chunk = 3000

    def __init__(self, job: Job) -> None:
        self.job = job

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> list[ImportedEvent]:
        """The events that can be written; the others are rejected."""
        good: list[ImportedEvent] = []
        for row, account in await self.job.rows(batch, outcome):
            values = row.values
            event = ImportedEvent(
                account,
                values["event"],
                values["at"],
                values.get("key", ""),
                values.get("note", ""),
                values.get("by", ""),
            )
            if event.kind not in ("contact", "note"):
                event = event._replace(key=event.key.lower())
            if event.kind == "survey" and not event.key:
                self.job.parser.skipped += 1
                continue
            event = self._in_our_words(event)
            outcome.warnings += self._doubts(event, row.line)
            if problem := self._problem(event):
                name, value, reason = problem
                outcome.rejected.append(self.job.reject(row, name, value, reason))
            else:
                good.append(event)
        return good

    async def write(self, session: WriteSession, events: list[ImportedEvent], outcome: ChunkOutcome) -> None:
        """One transaction's worth. An event that we have changes nothing, not even after it was undone here."""
        known = await self._known(session, events)
        new = {event.identity: event for event in events if event.identity not in known}
        people = await self._people(session, {event.by.lower() for event in new.values() if event.by})
        met = await self._met(session, list(new.values()))
        await _ADD.run(session, [self._row(event, people, met) for event in new.values()])
        reached = [event for event in new.values() if event.kind == "milestone_reached"]
        done = [event for event in new.values() if event.kind == "task_done"]
        await _MILESTONE.run(session, _once((*self._ticked(event), "import") for event in reached))
        await _TASK.run(session, _once((*self._ticked(event), people.get(event.by.lower())) for event in done))
        outcome.added, outcome.unchanged = len(new), len(events) - len(new)
        outcome.touched = {event.account.id for event in new.values()}

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Nothing is left over."""

    def _in_our_words(self, event: ImportedEvent) -> ImportedEvent:
        """A survey's answer on its scale; of an action of the product, the task that it ticks."""
        if event.kind == "survey":
            return event._replace(key=_answer(event.key))
        if event.kind == "task_done":
            return event._replace(key=self.job.words.actions.get(event.key, event.key))
        return event

    def _doubts(self, event: ImportedEvent, line: int) -> Iterable[str]:
        """A survey that nothing looks at: kept all the same, but it may be a slip."""
        answer = _SURVEY.fullmatch(event.key) if event.kind == "survey" else None
        if answer and answer["survey"] not in SCALES and self.job.first_time(f"survey {answer['survey']}"):
            known = " and ".join(name.upper() for name in SCALES)
            yield f'line {line}: the survey "{answer["survey"]}" is kept, but only {known} count'

    def _problem(self, event: ImportedEvent) -> tuple[str, str, str] | None:
        """(column, value, reason)"""
        words = self.job.words
        if event.at > self.job.latest:
            return "at", event.at.isoformat(), "is in the future"
        known = {"stage_entered": words.stages, "milestone_reached": words.milestones, "task_done": words.tasks}
        if (allowed := known.get(event.kind)) is not None and event.key not in allowed:
            return "key", event.key, _unknown(event, allowed, words.called)
        if event.kind == "survey" and not (answer := _SURVEY.fullmatch(event.key)):
            return "key", event.key, 'must be the survey and its score, such as "nps 9"'
        if event.kind == "survey" and answer and (scale := _off_its_scale(answer)):
            return "key", event.key, scale
        if event.kind == "note" and not event.note:
            return "note", "", "is empty"
        return None

    async def _known(self, session: ReadSession, events: list[ImportedEvent]) -> set[tuple[Any, ...]]:
        if not events:
            return set()
        at = [event.at for event in events]
        query = select(
            AccountEvent.account_id, AccountEvent.kind, AccountEvent.at, AccountEvent.key, AccountEvent.fingerprint
        ).where(is_one_of(AccountEvent.account_id, {event.account.id for event in events}))
        query = query.where(AccountEvent.at.between(min(at), max(at)))
        return {
            (account, kind, at, _answer(key) if kind == "survey" else key, fingerprint)
            for account, kind, at, key, fingerprint in await session.execute(query)
        }

    async def _people(self, session: ReadSession, names: set[str]) -> dict[str, int]:
        """Our people by e-mail, or by name where only one is called so."""
        if not names:
            return {}
        rows = (await session.execute(select(Person.id, Person.email, Person.name))).all()
        called = [name.lower() for _, _, name in rows]
        by_name = {name.lower(): number for number, _, name in rows if called.count(name.lower()) == 1}
        before = await session.execute(select(OtherEmail.email, OtherEmail.person_id))
        return by_name | dict(before.all()) | {email: number for number, email, _ in rows if email}

    async def _met(self, session: ReadSession, events: list[ImportedEvent]) -> dict[tuple[int, str], int]:
        """Whom a contact was with: (account, e-mail or exact name) → stakeholder."""
        accounts = {event.account.id for event in events if event.kind == "contact" and event.key}
        if not accounts:
            return {}
        query = select(Stakeholder.account_id, Stakeholder.id, Stakeholder.name, Stakeholder.email)
        found: dict[tuple[int, str], int] = {}
        for account, number, name, email in (
            await session.execute(query.where(is_one_of(Stakeholder.account_id, accounts)))
        ).all():
            found[account, name] = number
            if email:
                found[account, email] = number
        return found

    def _row(self, event: ImportedEvent, people: dict[str, int], met: dict[tuple[int, str], int]) -> tuple[Any, ...]:
        by = people.get(event.by.lower())
        with_ = met.get((event.account.id, event.key)) or met.get((event.account.id, event.key.lower()))
        return (
            self.job.workspace_id,
            event.account.id,
            event.account.period,
            event.kind,
            event.at,
            event.key,
            event.note,
            by,
            event.by if event.by and by is None else None,
            with_ if event.kind == "contact" else None,
            "import",
            event.fingerprint,
        )

    def _ticked(self, event: ImportedEvent) -> tuple[Any, ...]:
        return (self.job.workspace_id, event.account.id, event.account.period, event.key, event.day)


def _answer(key: str) -> str:
    """ "nps 9/10" is "nps 9", where 10 is the most that the survey has, and so is "nps 9.0"."""
    answer = _SURVEY.fullmatch(key)
    if not answer or answer["percent"] or (answer["most"] and int(answer["most"]) != _scale(answer)[1]):
        return key
    return f"{answer['survey']} {_score(answer):.10g}"


def _score(answer: re.Match[str]) -> float:
    return float(answer["score"].replace(",", "."))


def _scale(answer: re.Match[str]) -> tuple[float, float]:
    return SCALES.get(answer["survey"], (0, math.inf))


def _off_its_scale(answer: re.Match[str]) -> str:
    """What is allowed, where the score is none of that survey's; other surveys may score as they like, from 0."""
    survey, (low, high) = answer["survey"], _scale(answer)
    most = f" to {high}" if high < math.inf else ""
    scale = f"{survey.upper()} goes from {low}{most}"
    if answer["percent"]:
        return f"is a share of all answers, not one of them: {scale}; shares go in as a kpi"
    if answer["most"] and int(answer["most"]) != high:
        return f"is out of {answer['most']}, but {scale}"
    if not low <= _score(answer) <= high:
        return f"is off the scale: {scale}"
    if survey in _WHOLE and not _score(answer).is_integer():
        return f"is between two answers: {scale} in whole numbers; an average goes in as a kpi"
    return ""


def _once(rows: Any) -> list[tuple[Any, ...]]:
    """The earliest of each account's milestone or task: one statement can't write a row twice."""
    first: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        if row[:4] not in first or row[4] < first[row[:4]][4]:
            first[row[:4]] = row
    return list(first.values())


def _unknown(event: ImportedEvent, allowed: tuple[str, ...], playbooks: str) -> str:
    what = {"stage_entered": "stage", "milestone_reached": "milestone", "task_done": "task"}[event.kind]
    near = get_close_matches(event.key, allowed, n=1)
    if near or len(allowed) > 8:
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"isn't a {what} of {playbooks}{hint}"
    return f"isn't a {what} of {playbooks}: {', '.join(allowed)}"
