"""The stakeholders file: who works at the account. A person is account and e-mail, else account and exact name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from sqlalchemy import Table, select

from bot.ingest.reading.report import ChunkOutcome, Rejected
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.writing.bulk import Insert, new_ids, update_rows
from bot.ingest.writing.changed_cells import Cells, as_cells, changes, last_cells, save_cells
from bot.ingest.writing.job import Job, RowAccount
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Base, PersonaTag, Stakeholder
from bot.text import shorten

STAKEHOLDERS: Table = Base.metadata.tables["stakeholders"]
LOOKED_AT = ("champion", "decision maker")
ROLES = (*LOOKED_AT, "user")
WEIGHED = ("decision maker", "champion", "blocker", "user")
SAID_OTHERWISE = {
    "budget holder": "decision maker",
    "economic buyer": "decision maker",
    "executive sponsor": "decision maker",
    "decision-maker": "decision maker",
    "end user": "user",
}
_SETS = ("name", "email", "title", "role", "status", "vision")
_ADD = Insert(STAKEHOLDERS, ("id", "workspace_id", "account_id", *_SETS, "left_on", "persona", "created_at"))
_TAG = Insert(
    Base.metadata.tables["persona_tags"],
    ("workspace_id", "stakeholder_id", "persona", "evidence", "confidence", "at", "undone_at"),
)


class StakeholderHere(NamedTuple):
    """A stakeholder as it stands."""

    id: int
    name: str
    email: str | None
    status: str


class ImportMatch(NamedTuple):
    """A row with its account and the stakeholder it speaks of, if there is one yet."""

    row: Row
    account: RowAccount
    here: StakeholderHere | None


def role_meant(text: str) -> str:
    """Of a CRM's several roles of one person the one that weighs most here: "champion;end user" is champion."""
    parts = [part.strip().replace("_", " ") for part in re.split(r"[;,|/]", text) if part.strip()]
    said = [SAID_OTHERWISE.get(part, part) for part in parts]
    if not any(part in WEIGHED for part in said):
        return text
    return min(said, key=lambda part: WEIGHED.index(part) if part in WEIGHED else len(WEIGHED))


class Stakeholders:
    """Writes stakeholders and what the file takes for their personas."""

    chunk = 2000

    def __init__(self, job: Job) -> None:
        self.job = job

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> list[tuple[Row, RowAccount]]:
        """The rows that can be written, with their accounts; the others are rejected."""
        good: list[tuple[Row, RowAccount]] = []
        for row, account in await self.job.rows(batch, outcome):
            identity = f"{account.id}:{row.values.get('email') or row.values['name']}"
            if first := self.job.first_line(identity, row.line):
                reason = f"stands in line {first} already, for this account"
                outcome.rejected.append(self.job.reject(row, "name", row.values["name"], reason))
            else:
                if role := row.values.get("role"):
                    row.values["role"] = role_meant(role)
                outcome.warnings += self._doubts(row)
                good.append((row, account))
        return good

    def _doubts(self, row: Row) -> Iterable[str]:
        """A role that nothing looks at: kept and shown, but it may be a slip."""
        role = row.values.get("role")
        if role and role not in ROLES and self.job.first_time(f"role {role}"):
            near = get_close_matches(role, ROLES, n=1, cutoff=0.7)
            hint = f"; did you mean {near[0]}?" if near else f"; only {' and '.join(LOOKED_AT)} change what we do"
            yield f'line {row.line}: the role "{shorten(role)}" is kept and shown{hint}'

    async def write(self, session: WriteSession, rows: list[tuple[Row, RowAccount]], outcome: ChunkOutcome) -> None:
        """One transaction's worth."""
        found = await self._find(session, rows, outcome)
        last = await last_cells(session, "stakeholders", (str(each.here.id) for each in found if each.here))
        await self._add(session, [each for each in found if not each.here], outcome)
        await self._change(session, [each for each in found if each.here], last, outcome)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Nothing is left over."""

    async def _find(
        self, session: ReadSession, rows: list[tuple[Row, RowAccount]], outcome: ChunkOutcome
    ) -> list[ImportMatch]:
        here = await _people_at(session, {account.id for _, account in rows})
        found: list[ImportMatch] = []
        taken: dict[int, int] = {}
        for row, account in rows:
            matches = _matching(row, here[account.id])
            if len(matches) > 1:
                outcome.rejected.append(self._ambiguous(row, len(matches)))
            elif matches and taken.setdefault(matches[0].id, row.line) != row.line:
                outcome.rejected.append(
                    self.job.reject(row, "name", row.values["name"], f"is the person of line {taken[matches[0].id]}")
                )
            else:
                found.append(ImportMatch(row, account, matches[0] if matches else None))
        return found

    def _ambiguous(self, row: Row, count: int) -> Rejected:
        reason = f"is the name of {count} people at this account: give the e-mail"
        return self.job.reject(row, "name", row.values["name"], reason)

    async def _add(self, session: WriteSession, found: list[ImportMatch], outcome: ChunkOutcome) -> None:
        numbers = await new_ids(session, STAKEHOLDERS, len(found))
        await _ADD.run(session, [self._new_row(each, number) for each, number in zip(found, numbers, strict=True)])
        saved: dict[str, Cells] = {}
        tags: list[tuple[Any, ...]] = []
        for each, number in zip(found, numbers, strict=True):
            values = each.row.values
            saved[str(number)] = as_cells(values)
            if "persona" in values:
                tags.append(self._tag(number, values["persona"], stands=True))
        await _TAG.run(session, tags)
        await save_cells(session, "stakeholders", saved)
        outcome.added += len(found)
        outcome.touched |= {each.account.id for each in found}

    def _new_row(self, each: ImportMatch, number: int) -> tuple[Any, ...]:
        values = {"status": "active", **each.row.values}
        left_on = self.job.today if values["status"] == "left" else None
        sets = (values.get(name) for name in _SETS)
        return (number, self.job.workspace_id, each.account.id, *sets, left_on, values.get("persona"), self.job.now)

    async def _change(
        self, session: WriteSession, found: list[ImportMatch], last: dict[str, Cells], outcome: ChunkOutcome
    ) -> None:
        saved: dict[str, Cells] = {}
        updates: dict[int, dict[str, Any]] = {}
        personas: dict[int, str] = {}
        for row, account, here in found:
            if here is None:
                continue
            cells, before = as_cells(row.values), last.get(str(here.id), {})
            changed = changes(row.values, cells, before)
            if not changed:
                outcome.unchanged += 1
                continue
            saved[str(here.id)] = before | cells
            updates[here.id] = self._sets(changed, here)
            if "persona" in changed:
                personas[here.id] = changed["persona"]
            outcome.touched.add(account.id)
        await self._retag(session, personas, updates)
        await update_rows(session, STAKEHOLDERS, updates.items())
        await save_cells(session, "stakeholders", saved)
        outcome.changed += len(updates)

    def _sets(self, changed: dict[str, Any], here: StakeholderHere) -> dict[str, Any]:
        sets = {name: changed[name] for name in _SETS if name in changed}
        if sets.get("status", here.status) != here.status:
            sets["left_on"] = self.job.today if sets["status"] == "left" else None
        return sets

    async def _retag(self, session: WriteSession, personas: dict[int, str], updates: dict[int, dict[str, Any]]) -> None:
        """A guess from a file joins the history, but never stands above what one of ours has said."""
        if not personas:
            return
        ours = select(PersonaTag.stakeholder_id).where(
            is_one_of(PersonaTag.stakeholder_id, personas),
            PersonaTag.by_id.is_not(None),
            PersonaTag.undone_at.is_(None),
        )
        said = set(await session.scalars(ours))
        for number in personas.keys() - said:
            updates[number]["persona"] = personas[number]
        tags = [self._tag(number, persona, stands=number not in said) for number, persona in personas.items()]
        await _TAG.run(session, tags)

    def _tag(self, number: int, persona: str, *, stands: bool) -> tuple[Any, ...]:
        """The latest tag that isn't undone is the one that stands, so one that doesn't is undone at once."""
        undone_at = None if stands else self.job.now
        return (self.job.workspace_id, number, persona, "imported", "guess", self.job.now, undone_at)


def _matching(row: Row, people: list[StakeholderHere]) -> list[StakeholderHere]:
    """Whom the row speaks of: by e-mail; else by exact name, where not both have an e-mail, and then another one."""
    email, name = row.values.get("email"), row.values["name"]
    if email and (same := [each for each in people if each.email == email]):
        return same[:1]
    return [each for each in people if each.name == name and not (email and each.email)]


async def _people_at(session: ReadSession, accounts: set[int]) -> defaultdict[int, list[StakeholderHere]]:
    found: defaultdict[int, list[StakeholderHere]] = defaultdict(list)
    if accounts:
        query = select(
            Stakeholder.account_id, Stakeholder.id, Stakeholder.name, Stakeholder.email, Stakeholder.status
        ).where(is_one_of(Stakeholder.account_id, accounts))
        for account, number, name, email, status in (await session.execute(query.order_by(Stakeholder.id))).all():
            found[account].append(StakeholderHere(number, name, email, status))
    return found
