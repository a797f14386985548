"""Requests in plain words from a file, each asked of the real handlers on a copy of the sample portfolio, and judged by
the file's own rules (see its first lines).

    MILEPOST_QUESTIONS=file python -m pytest tests/handlers/plain/test_answer.py
"""

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot import actions
from bot.cli.demo import living
from bot.conversation import Caller, Inbound, Place
from bot.errors import SendError
from bot.message import Actions, Button, Form, Message
from bot.platform import Audience, PlatformUser
from bot.playbook.models import Library
from bot.sandbox.sample.cast import CSMS
from bot.store.session import Store, open_engine
from bot.surfaces.plain.text import one_line, plain_text
from handlers.reception.answering import Answering
from handlers.reception.door import Door
from handlers.request import Answer, Services

NOW = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
# What is kept of anybody's asking, and isn't about an account.
NOT_STORED = ("audit", "intents", "receipts", "identities", "conversations", "sqlite_sequence")
# Buttons that only open a form.
OPENS = frozenset(
    {
        actions.DRAFT,
        actions.CELEBRATE,
        actions.SEND_THIS,
        actions.LOG_ADD,
        actions.TODO_ADD,
        actions.RENEWAL,
        actions.POST_MORTEM,
        actions.SURVEY,
        actions.VIEW,
        actions.HEALTH_SET,
        actions.NOT_A_PROBLEM,
        actions.REASSIGN,
        actions.REVIEW_DECIDED,
        actions.PERSONA_FORM,
        actions.SETTINGS,
    }
)
WAY_BACK = re.compile(
    r"\b(undo|save|yes|open|add|form|log|say|settings|draft|done|until|ask|tag|only|reached|without)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Question:
    """One entry of the file."""

    say: str
    as_: str
    kind: str = ""
    place: str = ""
    before: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    writes: bool = False
    account: str = ""


@dataclass
class Heard:
    """What came back, as one sees it; what was stored: table → accounts (None: about none)."""

    text: str = ""
    buttons: list[str] = field(default_factory=list)
    stored: dict[str, set[int | None]] = field(default_factory=dict)


def questions_of(file: Path) -> list[Question]:
    return [
        Question(
            one["say"],
            one["as"],
            one.get("kind", ""),
            one.get("in", ""),
            tuple(one.get("before", ())),
            tuple(one.get("expect", ())),
            tuple(one.get("never", ())),
            tuple(one.get("instead", ())),
            bool(one.get("writes", False)),
            one.get("account", ""),
        )
        for one in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


async def make_sample(folder: Path) -> Path:
    """The sample portfolio as it stands on its day; the file that is copied for each question."""
    async with living(folder, 0, NOW) as (demo, _):
        await demo.milepost.store.engine.dispose()
    with closing(sqlite3.connect(folder / "milepost.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "milepost.db"


class Paper:
    """A platform with nothing to it."""

    name = "slack"

    async def audience(self, channel: str) -> Audience:
        return Audience(is_member=True, has_outsiders=False, checked=True, name=channel, members=3)

    async def user(self, user_id: str) -> PlatformUser | None:
        one = next((csm for csm in CSMS if f"U{csm.handle.upper()}" == user_id), None)
        return PlatformUser(user_id, one.email, one.name, one.tz) if one else None

    async def say(self, place: Place, user_id: str, message: Message, *, replace: bool, share: bool) -> None: ...

    async def open_form(self, trigger: str, form: Form) -> None:
        raise SendError("nobody looks", permanent=True)

    async def show_home(self, user_id: str, message: Message) -> None: ...

    async def home_is_seen(self, user_id: str) -> bool:
        return False


@dataclass
class Desk:
    """The real handlers on a database of their own."""

    answering: Answering
    store: Store
    channels: Mapping[str, str]
    asked: int = 0

    async def says(self, user: str, words: str, place: str = "") -> Answer:
        return await self._does(user, place, kind="mention", text=words)

    async def types(self, user: str, command: str) -> Answer:
        """`/journey …`."""
        return await self._does(user, "", kind="command", name="journey", text=command)

    async def presses(self, user: str, button: Button, place: str = "") -> Answer:
        return await self._does(user, place, kind="click", action=button.action, target=button.target)

    async def _does(self, user: str, place: str, **what: Any) -> Answer:
        self.asked += 1
        channel = self.channels.get(place.removeprefix("#"), f"D{user.upper()}")
        inbound = Inbound(
            caller=Caller("TLOCAL", f"U{user.upper()}"),
            delivery_key=f"asked {self.asked}",
            place=Place(channel, direct=not place),
            **what,
        )
        answer, person = await self.answering.answer(inbound, NOW)
        if person is not None and answer.touched:
            await self.answering.look_again(answer, person)
        return answer


@asynccontextmanager
async def desk_on(store: Store, library: Library) -> AsyncIterator[Desk]:
    paper = Paper()
    line_of = lambda _team: paper  # noqa: E731
    services = Services(store, library)
    answering = Answering(services, Door(store, "slack", line_of, lambda: NOW), line_of, lambda: NOW)
    async with store.everywhere() as connection:
        rows = await connection.exec_driver_sql("SELECT name, platform_id FROM channels WHERE platform_id IS NOT NULL")
        channels = {row.name: row.platform_id for row in rows}
    yield Desk(answering, store, {"general": "C008", **channels})


class Asking:
    """Asks one question after the other on one copy of the sample, which is made anew once something was stored."""

    def __init__(self, sample: Path, folder: Path, library: Library) -> None:
        self._sample, self._file, self._library = sample, folder / "asked.db", library
        self._before = _rows(sample)
        self._store: Store | None = None

    async def _fresh(self) -> Store:
        await self.close()
        for ending in ("-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self._sample, self._file)
        self._store = Store(open_engine(f"sqlite:///{self._file}"))
        return self._store

    async def close(self) -> None:
        if self._store is not None:
            await self._store.close()
            self._store = None

    async def ask(self, question: Question) -> Heard:
        """The question, and what it left there."""
        store = self._store or await self._fresh()
        async with store.everywhere(writes=True) as connection:
            await connection.exec_driver_sql("DELETE FROM conversations")
        async with desk_on(store, self._library) as desk:
            for words in question.before:
                await desk.says(question.as_, words, question.place)
            answer = await desk.says(question.as_, question.say, question.place)
            heard = Heard(_visible(answer), _labels(answer), _stored(self._before, _rows(self._file)))
            if question.kind == "draft" or question.writes or (question.kind == "followup" and "draft" in question.say):
                for button in buttons_of(answer):
                    if button.action in OPENS:
                        opened = await desk.presses(question.as_, button, question.place)
                        heard.text += "\n" + _visible(opened)
        if heard.stored:
            await self.close()
        return heard


def _visible(answer: Answer) -> str:
    message = plain_text(answer.message) if answer.message else ""
    return f"{message}\n{_form_words(answer.form)}" if answer.form else message


def _form_words(form: Form) -> str:
    said = [form.title, *("".join(span.text for span in line) for line in form.intro), form.submit]
    for one in form.inputs:
        said += [one.label, str(getattr(one, "value", "") or ""), getattr(one, "hint", "")]
        options = getattr(one, "options", ())
        chosen = getattr(one, "value", ())
        said += [option.label for option in options if option.value in chosen]
    return "\n".join(one_line(part) for part in said if part)


def buttons_of(answer: Answer) -> list[Button]:
    """All buttons of an answer's message."""
    blocks = answer.message.blocks if answer.message else ()
    found = [one for block in blocks if isinstance(block, Actions) for one in block.elements]
    return [one for one in found if isinstance(one, Button)]


def _labels(answer: Answer) -> list[str]:
    labels = [button.label for button in buttons_of(answer)]
    return labels + ([answer.form.submit] if answer.form else [])


def _rows(file: Path) -> dict[str, set[tuple[Any, ...]]]:
    with closing(sqlite3.connect(file)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in names:
            if name in NOT_STORED or name.startswith("kpi_observations"):
                continue
            cursor = database.execute(f'SELECT * FROM "{name}"')
            columns = [one[0] for one in cursor.description]
            at = columns.index("account_id") if "account_id" in columns else None
            found[name] = {(row[at] if at is not None else None, row) for row in cursor}
        return found


def _stored(before: dict[str, set[Any]], after: dict[str, set[Any]]) -> dict[str, set[int | None]]:
    """Facts are worked out from what was stored; they are no deed of the answer."""
    worked_out = ("account_facts", "account_facts_history", "outbox", "slots", "rule_states")
    changed = {name: after[name] ^ before.get(name, set()) for name in after if name not in worked_out}
    return {name: {account for account, _ in rows} for name, rows in changed.items() if rows}


def judged(question: Question, heard: Heard, accounts: Mapping[str, int]) -> list[str]:
    """What is wrong with the answer; nothing where it is right."""
    visible = heard.text
    if not question.writes:  # words that only repeat the question don't count
        visible = re.sub(re.escape(question.say.rstrip("?!. ")), " ", visible, flags=re.IGNORECASE)
    wrong = []
    met = all(_found(pattern, visible) for pattern in question.expect)
    instead = bool(question.instead) and all(_found(pattern, visible) for pattern in question.instead)
    if not met and not (instead and not heard.stored):
        wrong += [f"lacks {pattern}" for pattern in question.expect if not _found(pattern, visible)]
    wrong += [f"holds {pattern}" for pattern in question.never if _found(pattern, visible)]
    if heard.stored and not question.writes:
        wrong.append(f"stored {heard.stored}")
    if question.writes:
        wrong += _wrongly_written(question, heard, accounts, instead)
    if not heard.text.strip():
        wrong.append("says nothing")
    return wrong


def _wrongly_written(question: Question, heard: Heard, accounts: Mapping[str, int], instead: bool) -> list[str]:
    where = {account for found in heard.stored.values() for account in found if account is not None}
    wrong = []
    if heard.stored and question.account and where - {accounts[question.account]}:
        wrong.append(f"stored at {where}, not only at {question.account}")
    if heard.stored and question.account and not where:
        wrong.append(f"stored at no account: {heard.stored}")
    if not instead and not any(WAY_BACK.search(label) for label in heard.buttons):
        wrong.append("has no way back, and asks nothing")
    return wrong


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def account_ids(sample: Path) -> dict[str, int]:
    with closing(sqlite3.connect(sample)) as database:
        return dict(database.execute("SELECT key, id FROM accounts"))


def told(failures: Sequence[tuple[Question, list[str], Heard]]) -> str:
    """Each failure with the answer's words."""
    lines = []
    for question, wrong, heard in failures:
        words = "\n      ".join(heard.text.splitlines())
        lines.append(f"  {question.kind}: {question.say}\n    {'; '.join(wrong)}\n    answered:\n      {words}")
    return "\n".join(lines)
