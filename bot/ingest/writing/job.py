"""What one import knows while it runs: where it writes, what the playbook calls things, who is who."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, NamedTuple

from sqlalchemy import func, insert, or_, select, text

from bot.calendar import plural
from bot.errors import UserError
from bot.ingest.reading.records.row_parser import RowParser
from bot.ingest.reading.report import ChunkOutcome, Rejected, Rejection
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.writing.matching.owners import ChatPerson
from bot.ingest.writing.matching.questions import FileQuestions
from bot.ingest.writing.names import References, find_references, one_form
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, Store, WriteSession
from bot.store.tables import (
    Account,
    AccountName,
    OtherEmail,
    Person,
    PlaybookVersion,
    VersionKpi,
    VersionMilestone,
    VersionSegmentTest,
    VersionStage,
    VersionTask,
    VersionTest,
    Workspace,
)
from bot.text import compared, name_from_email

REMEMBERED = 50_000  # accounts whose key is kept at hand
SUGGESTED = 100  # unknown accounts that get suggestions; more are one mistake, not many
LIKE = 200
NAMED = 3


class RowAccount(NamedTuple):
    """An account that a row belongs to."""

    id: int
    period: int


@dataclass(frozen=True)
class Begin:
    """Where new accounts of a playbook start: its version of today, and the stages that this one has."""

    version: int
    stages: tuple[str, ...]


@dataclass(frozen=True)
class ImportWords:
    """What the playbooks call things. playbook: the workspace's own, for new accounts. begins: of every playbook.

    used: the playbooks that accounts here are on, and the workspace's own; stages, milestones, tasks and kpis are those
    of any of their versions. actions: the task that each action of the product ticks.
    """

    playbook: str
    begins: Mapping[str, Begin]
    used: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    actions: Mapping[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """The playbooks in use, in an error."""
        return " or ".join(self.used)


@dataclass
class CountedRows:
    """Rows with the same doubt, and the first of them in words."""

    rows: int = 0
    first: list[str] = field(default_factory=list)


@dataclass
class Job:
    """One import of one file."""

    store: Store
    workspace_id: int
    parser: RowParser
    now: datetime
    file_time: datetime
    words: ImportWords
    dry_run: bool = False
    known_channels: Collection[str] | None = None
    in_chat: Collection[ChatPerson] = ()
    _doubts: set[str] = field(default_factory=set)
    _counted: dict[str, CountedRows] = field(default_factory=dict)
    _seen: dict[int, int] = field(default_factory=dict)
    _accounts: dict[str, RowAccount] = field(default_factory=dict)
    _ties: dict[str, str] = field(default_factory=dict)
    _suggested: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.questions = FileQuestions(self.store, self.workspace_id, self.now)

    @property
    def lacks_accounts(self) -> bool:
        """Whether the file named accounts that aren't here."""
        return bool(self._suggested)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def latest(self) -> datetime:
        """Nothing happened later than this: now, and a day for clocks and zones."""
        return self.now + timedelta(days=1)

    def reject(self, row: Row, name: str, value: str, reason: str) -> Rejected:
        """A good row that turned out bad. name: our column that is to blame."""
        return Rejected(row.raw, (Rejection(row.line, self.parser.title(name), value, reason),))

    def first_line(self, identity: str, line: int) -> int | None:
        """The line where that row stood before in this file; None for its first time."""
        first = self._seen.setdefault(hash(identity), line)
        return None if first == line else first

    def first_time(self, doubt: str) -> bool:
        """Whether that doubt is new: what is wrong with a whole column is said once."""
        is_new = doubt not in self._doubts
        self._doubts.add(doubt)
        return is_new

    def count(self, doubt: str, row: Row, whose: str) -> None:
        """One more row with that doubt, which is told once, of all of them."""
        counted = self._counted.setdefault(doubt, CountedRows())
        counted.rows += 1
        if len(counted.first) < NAMED:
            counted.first.append(f"{whose} in line {row.line}")

    def without_currency(self, name: str, what: str) -> list[str]:
        """What those of ours with an amount and no currency are told; a map can give them one."""
        if not (counted := self._counted.get("currency")):
            return []
        rest = counted.rows - len(counted.first)
        who = f"{', '.join(counted.first)}{f' and {rest:,} more' if rest else ''}"
        have, one = ("has", "it") if counted.rows == 1 else ("have", "them")
        return [
            f"{plural(counted.rows, what)} {have} {self.parser.title(name)} without a currency ({who}): "
            f"a map can set one for {one}, {self.parser.currency_advice()}"
        ]

    def has_seen(self, identity: str) -> bool:
        return hash(identity) in self._seen

    async def accounts(self, batch: Batch, outcome: ChunkOutcome) -> list[RowAccount | None]:
        """Each row's account. Where there is none the row is rejected, with the nearest keys."""
        keys = batch.columns["account"]
        await self._find(set(keys) - self._accounts.keys())
        found = list(map(self._accounts.get, keys))
        if None in found:
            for place, account in enumerate(found):
                if account is None:
                    reason = await self._nearest(keys[place])
                    outcome.rejected.append(self.reject(batch.row(place), "account", keys[place], reason))
        return found

    async def rows(self, batch: Batch, outcome: ChunkOutcome) -> list[tuple[Row, RowAccount]]:
        """The rows whose account is known, with it; the others are rejected."""
        if not len(batch):
            return []
        accounts = await self.accounts(batch, outcome)
        return [(row, account) for row, account in zip(batch.rows(), accounts, strict=True) if account]

    async def _find(self, keys: set[str]) -> None:
        if not keys:
            return
        if len(self._accounts) + len(keys) > REMEMBERED:
            self._accounts = {}
        async with self.store.read(self.workspace_id) as session:
            found, ties = await self.references(session, keys, "account")
        self._accounts |= {cell: RowAccount(one.id, one.period) for cell, one in found.items()}
        self._ties |= ties

    async def references(self, session: ReadSession, cells: Collection[str], column: str) -> References:
        """The accounts that these cells of that column mean; of one that is another one, that one."""
        kinds = self.parser.found_by(column)
        answer = await find_references(session, cells, kinds)
        same = await self.questions.same()
        doubles = {cell: same[one_form(one.key)] for cell, one in answer.found.items() if one_form(one.key) in same}
        if doubles:
            first = (await find_references(session, set(doubles.values()), ["key"])).found
            answer.found.update({cell: first[key] for cell, key in doubles.items() if key in first})
        return answer

    async def _nearest(self, cell: str) -> str:
        """Why that cell is refused, with keys that look like it or whose account is called so."""
        if cell in self._ties:
            return self._ties[cell]
        if cell not in self._suggested:
            kinds = self.parser.found_by("account")
            if len(self._suggested) >= SUGGESTED:
                return _refused(kinds)
            async with self.store.read(self.workspace_id) as session:
                self._suggested[cell] = await _suggest(session, cell, kinds)
        return self._suggested[cell]


def _refused(kinds: tuple[str, ...]) -> str:
    return f"isn't the {' or '.join(kinds)} of an account here"


async def _suggest(session: ReadSession, key: str, kinds: tuple[str, ...]) -> str:
    """With the line of the map by which the cell is found, where it is another account's domain, name or alias."""
    others = [kind for kind in ("domain", "name", "alias") if kind not in kinds]
    for kind in others:
        if one := (await find_references(session, [key], [kind])).found.get(key):
            listed = ", ".join([*kinds, kind])
            return f"{_refused(kinds)}, but the {kind} of {one.key}: the map can say so, match: {{account: [{listed}]}}"
    alike = "key" in kinds and await _keys_alike(session, key)
    if alike:  # never taken for it: two keys may differ in just that
        return f"{_refused(kinds)}; did you mean {' or '.join(alike)}?"
    folded = compared(key)
    start = folded[:3].replace("%", "").replace("_", "")
    called = or_(AccountName.folded == folded, AccountName.folded.startswith(start))
    query = (
        select(AccountName.folded, Account.key, Account.name)
        .join(Account, Account.id == AccountName.account_id)
        .where(called)
    )
    keys: dict[str, str] = {}
    for name, its_key, called_ in (await session.execute(query.limit(LIKE))).all():
        known = its_key if compared(called_) == compared(its_key) else f"{called_} ({its_key})"
        keys.setdefault(name, known)
    near = dict.fromkeys(keys[name] for name in get_close_matches(folded, keys, n=3, cutoff=0.6))
    refused = _refused(kinds)
    return f"{refused}; did you mean {' or '.join(near)}?" if near else refused


async def _keys_alike(session: ReadSession, key: str) -> list[str]:
    """Keys that differ from it by nothing but case and blanks."""
    written = func.lower(func.replace(Account.key, " ", ""))
    same = select(Account.key).where(written == "".join(key.split()).lower()).order_by(Account.key)
    return list(await session.scalars(same.limit(3)))


async def find_words(session: ReadSession) -> ImportWords:
    """What the workspace's playbooks call things. Raises UserError where there is no such workspace."""
    playbook = await session.scalar(select(Workspace.playbook).where(Workspace.id == session.workspace_id))
    if playbook is None:
        raise UserError(f"There is no workspace {session.workspace_id}.")
    v = PlaybookVersion
    rows = (await session.execute(select(v.name, v.id, v.source).order_by(v.current, v.id))).all()
    newest = {name: (number, source) for name, number, source in rows}  # the current one comes last
    begins = {name: Begin(number, await _stages(session, number)) for name, (number, _) in newest.items()}
    sources = {name: source for name, (_, source) in newest.items()}
    on = select(v.name).join(Account, Account.playbook_version_id == v.id).distinct()
    used = tuple(dict.fromkeys((playbook, *sorted(await session.scalars(on)))))
    return ImportWords(
        playbook,
        begins,
        used,
        stages=tuple(await _of(session, VersionStage.stage, used)),
        milestones=tuple(await _of(session, VersionMilestone.milestone, used)),
        tasks=_each(await _of(session, VersionTask.task, used), *(_source_tasks(sources.get(one, {})) for one in used)),
        kpis=_each(
            await _of(session, VersionKpi.kpi, used),
            await _of(session, VersionTest.kpi, used),
            await _of(session, VersionSegmentTest.kpi, used),
            *(_source_kpis(sources.get(one, {})) for one in used),
        ),
        actions={action: task for one in used for action, task in _source_actions(sources.get(one, {}))},
    )


async def _stages(session: ReadSession, version: int) -> tuple[str, ...]:
    s = VersionStage
    return tuple(await session.scalars(select(s.stage).where(s.version_id == version).order_by(s.position)))


async def _of(session: ReadSession, column: Any, playbooks: Collection[str]) -> list[str]:
    """The different values of a version's column, in their order within the playbook where they have one."""
    table = column.class_
    place = func.min(table.position) if hasattr(table, "position") else column
    rows = await session.scalars(
        select(column)
        .join(PlaybookVersion, PlaybookVersion.id == table.version_id)
        .where(PlaybookVersion.name.in_(playbooks))
        .group_by(column)
        .order_by(place, column)
    )
    return list(rows)


def _each(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for each in lists for one in each))


def _tasks(source: dict[str, Any]) -> list[dict[str, Any]]:
    milestones = [each for stage in source.get("stages", ()) for each in stage.get("milestones", ())]
    return [task for milestone in milestones for task in milestone.get("tasks", ())]


def _source_tasks(source: dict[str, Any]) -> list[str]:
    """All tasks: the version's rows hold only those that its tests ask for."""
    return [task["key"] for task in _tasks(source)]


def _source_actions(source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The actions of the product, each with the task that it ticks."""
    for task in _tasks(source):
        action = (task.get("ticked_by") or {}).get("action")
        if action:
            yield action, task["key"]


def _source_kpis(source: dict[str, Any]) -> list[str]:
    return [kpi["key"] for kpi in source.get("health", {}).get("kpis", ())]


async def lock(session: WriteSession) -> None:
    """One import at a time writes to a workspace. SQLite has one writer anyway."""
    if session.dialect == "postgresql":
        await session.execute(
            text("SELECT pg_advisory_xact_lock(hashtext('milepost import'), :workspace)"),
            {"workspace": session.workspace_id},
        )


async def people(session: WriteSession, emails: Iterable[str], now: datetime) -> dict[str, int]:
    """E-mail (lower case) → person. Who isn't known yet is created as a CSM, named by the address until matched."""
    wanted = sorted(set(emails))
    if not wanted:
        return {}
    query = select(Person.email, Person.id).where(is_one_of(Person.email, wanted))
    before = select(OtherEmail.email, OtherEmail.person_id).where(is_one_of(OtherEmail.email, wanted))
    found = dict((await session.execute(before)).all())
    found |= {email: number for email, number in (await session.execute(query)).all() if email}
    if missing := [email for email in wanted if email not in found]:
        row = {"workspace_id": session.workspace_id, "role": "csm", "role_from": "file", "created_at": now}
        rows = [{**row, "email": email, "name": name_from_email(email)} for email in missing]
        await session.execute(insert(Person).returning(Person.id), rows)
        found |= {email: number for email, number in (await session.execute(query)).all() if email}
    return found
