"""Owners that a file knows by name only: the person of that name here or in chat, if there is one and no other."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select

from bot.calendar import plural
from bot.ingest.reading.cells import BadCell, parse_email
from bot.ingest.reading.records.titles import quoted
from bot.ingest.reading.rows import Row
from bot.ingest.writing.matching.questions import FileQuestions
from bot.store.session import Store
from bot.store.tables import Person
from bot.store.tables.files.file_questions import NOBODY, OWNER
from bot.text import compared, folded_word, one_of

NAMED = 5
_GONE = re.compile(r"\s*(?:deactivated|inactive|former) user\b[\s:(\-–]*([^)]*)", re.IGNORECASE)  # as HubSpot writes
# As CRMs write that nobody has an account; without case, accents and signs.
_NOBODYS = frozenset(
    ("unassigned", "notassigned", "noowner", "nobody", "nichtzugewiesen", "keinbesitzer", "niemand", "nonassigne",
     "nonaffecte", "aucun", "sinasignar", "sinpropietario", "ninguno", "niettoegewezen", "nonassegnato", "nessuno",
     "naoatribuido", "semproprietario")
)  # fmt: skip
_ADDRESS = re.compile(r"[^\s<>()\[\],;\"]+@[^\s<>()\[\],;\"]+")


class ChatPerson(NamedTuple):
    """Somebody in chat, by whom an owner may be meant."""

    name: str
    email: str


class Owners:
    """Gives rows that name their CSM the person's address. An account whose owner can't be told goes in without."""

    def __init__(
        self, store: Store, workspace_id: int, in_chat: Collection[ChatPerson], questions: FileQuestions
    ) -> None:
        self._store, self._workspace_id, self._in_chat, self._questions = store, workspace_id, in_chat, questions
        self._answers: dict[str, str] = {}
        self._called: dict[str, set[str]] | None = None  # a name as it is compared → addresses
        self._matched: dict[str, str] = {}
        self._unknown: Counter[str] = Counter()
        self._ties: dict[str, set[str]] = {}
        self._counts: Counter[str] = Counter()
        self._gone: Counter[str] = Counter()

    async def resolve(self, rows: Iterable[Row]) -> None:
        """csm_name becomes csm_email, unless the row has one."""
        for row in rows:
            name = row.values.pop("csm_name", None)
            if name is None or "csm_email" in row.values:
                continue
            if self._called is None:
                self._called = await self._everybody()
                self._answers = await self._questions.answers(OWNER)
            if folded_word(name) in _NOBODYS:
                continue
            if gone := _GONE.match(name):
                self._gone[gone[1].strip() or name] += 1
            elif email := self._email_of(name):
                row.values["csm_email"] = email
            elif emails := self._ties.get(name):
                refs = {"name": name, "emails": sorted(emails), "keys": [row.values["key"]]}
                self._questions.ask(OWNER, _in_order(name), refs)

    def _email_of(self, name: str) -> str | None:
        if (address := _ADDRESS.search(name)) and (email := _email(address[0])):
            return email
        self._counts[name] += 1
        if (answer := self._answers.get(_in_order(name))) == NOBODY:
            return None
        if answer is not None:
            self._matched[name] = answer
            return answer
        found = (self._called or {}).get(_in_order(name), set())
        if len(found) == 1:
            self._matched[name] = next(iter(found))
            return self._matched[name]
        if found:
            self._ties[name] = found
        else:
            self._unknown[name] += 1
        return None

    async def _everybody(self) -> dict[str, set[str]]:
        async with self._store.read(self._workspace_id) as session:
            ours = (await session.execute(select(Person.name, Person.email))).all()
        called: defaultdict[str, set[str]] = defaultdict(set)
        for name, email in (*ours, *self._in_chat):
            if email:
                called[_in_order(name)].add(email.lower())
        return dict(called)

    def notes(self) -> list[str]:
        """Who was taken for whom."""
        said = [f"{name} is {email} ({plural(self._counts[name], 'account')})" for name, email in self._matched.items()]
        gone = [f"{name} ({plural(count, 'account')})" for name, count in self._gone.items()]
        by_name = [f"Owners by name: {'; '.join(said)}."] if said else []
        left = [f"Deactivated in your CRM, so without an owner here: {', '.join(gone)}."] if gone else []
        return by_name + left

    def doubts(self) -> list[str]:
        """Who couldn't be told, with the line of the map that tells."""
        said = []
        for name, emails in self._ties.items():
            which = sorted(emails)
            said.append(
                f"{name} could be {one_of(which)} ({self._has(name)}): say which in the map, {_as(name, which[0])}"
            )
        return [*said, *([self._strangers()] if self._unknown else [])]

    @property
    def strangers(self) -> list[str]:
        """Names that nobody here or in chat has."""
        return list(self._unknown)

    def _strangers(self) -> str:
        names = self.strangers
        if len(names) == 1:
            return (
                f"{names[0]} is nobody that I know by that name ({self._has(names[0])}, without an owner so far): "
                f"say who it is in the map, {_as(names[0], 'ana@example.com')}"
            )
        some = [f"{name} ({self._counts[name]:,})" for name in names[:NAMED]]
        more = [f"{len(names) - NAMED:,} more"] if len(names) > NAMED else []
        who = ", ".join(f"{quoted(name)}: person{number}@example.com" for number, name in enumerate(names, 1))
        *before, last = [*some, *more]
        return (
            f"{', '.join(before)} and {last} are nobody that I know by that name (accounts in brackets, without an "
            f"owner so far): say who they are in the map, values: {{csm_name: {{{who}}}}}"
        )

    def _has(self, name: str) -> str:
        return plural(self._counts[name], "account")


def is_nobody(owner: str) -> bool:
    """Whether the CRM says so that nobody has the account, or somebody who has left."""
    return _GONE.match(owner) is not None or folded_word(owner) in _NOBODYS


def _email(text: str) -> str | None:
    try:
        return parse_email(text)
    except BadCell:
        return None


def _in_order(name: str) -> str:
    """ "Silva, Ana" is Ana Silva."""
    last, comma, first = name.partition(",")
    return compared(f"{first} {last}" if comma and "," not in first else name)


def _as(name: str, email: str) -> str:
    return f"values: {{csm_name: {{{quoted(name)}: {email}}}}}"
