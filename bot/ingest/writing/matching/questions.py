"""What a file leaves open is asked in chat, once; what was answered there holds for every later file."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from bot.ingest.reading.columns import folded_title
from bot.ingest.reading.only import Only
from bot.ingest.writing.names import one_form
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, Store, WriteSession
from bot.store.tables import Account
from bot.store.tables.files.file_questions import DOUBLE, EVERYBODY, ONE, OWNER, PROSPECTS, FileQuestion

MOST_ACCOUNTS = 2000  # of one owner; the next file tells of the others
_COUNTED = 20  # words of a column that are kept for the question


class FileQuestions:
    """Those of one import. Answers are read when they are first asked for."""

    def __init__(self, store: Store, workspace_id: int, now: datetime) -> None:
        self._store, self._workspace_id, self._now = store, workspace_id, now
        self._answers: dict[tuple[str, str], tuple[str, dict[str, Any]]] | None = None
        self._asked: dict[tuple[str, str], dict[str, Any]] = {}

    async def answers(self, kind: str) -> dict[str, str]:
        """What was answered, by subject."""
        return {subject: answer for (its, subject), (answer, _) in (await self._known()).items() if its == kind}

    async def same(self) -> dict[str, str]:
        """Keys of accounts that are another one, with that one's key."""
        known = await self._known()
        told = [refs for (kind, _), (answer, refs) in known.items() if (kind, answer) == (DOUBLE, ONE)]
        first_of = {one_form(refs["second_key"]): refs["first_key"] for refs in told}
        return {second: _last(first_of, first) for second, first in first_of.items()}

    def ask(self, kind: str, subject: str, refs: dict[str, Any]) -> None:
        """keys: of the accounts that it is about, whose ids take their place; first_key, second_key: of doubles."""
        before = self._asked.setdefault((kind, subject), refs)
        if before is not refs and "keys" in refs:
            before["keys"] += refs["keys"]

    async def keep(self, session: WriteSession) -> None:
        """In the transaction that ends the import."""
        q = FileQuestion
        rows = {(one.kind, one.subject): one for one in await session.scalars(select(q).where(q.answered_at.is_(None)))}
        answered = await self._known()
        for asked, refs in self._asked.items():
            if asked in answered or (told := await _with_ids(session, asked[0], refs)) is None:
                continue
            if asked in rows:
                rows[asked].refs = told
            else:
                kind, subject = asked
                session.add(
                    q(workspace_id=session.workspace_id, kind=kind, subject=subject, refs=told, asked_at=self._now)
                )
        for asked, row in rows.items():
            if row.kind == OWNER and asked not in self._asked and not await _unowned(session, row.refs["accounts"]):
                row.answered_at = self._now  # the file says it by now
        await session.flush()

    async def _known(self) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
        if self._answers is None:
            q = FileQuestion
            async with self._store.read(self._workspace_id) as session:
                rows = await session.execute(select(q.kind, q.subject, q.answer, q.refs).where(q.answer.is_not(None)))
                self._answers = {(row.kind, row.subject): (row.answer, row.refs) for row in rows}
        return self._answers


def _last(first_of: Mapping[str, str], key: str) -> str:
    """Whom it is in the end, where that one is another one, too."""
    seen = {key}
    while (further := first_of.get(one_form(key))) is not None and further not in seen:
        key = further
        seen.add(key)
    return key


async def _with_ids(session: ReadSession, kind: str, refs: dict[str, Any]) -> dict[str, Any] | None:
    """None where the accounts aren't here: in a file that is only tried."""
    if kind == OWNER:
        ids = await _ids(session, refs["keys"][:MOST_ACCOUNTS])
        return {**refs, "keys": None, "accounts": sorted(ids.values())} if ids else None
    if kind == DOUBLE:
        ids = await _ids(session, [refs["first_key"], refs["second_key"]])
        return {**refs, "accounts": list(ids.values())} if len(ids) == 2 else None
    return refs


async def _ids(session: ReadSession, keys: Iterable[str]) -> dict[str, int]:
    query = select(Account.key, Account.id).where(is_one_of(Account.key, list(keys)))
    return dict((await session.execute(query)).all())


async def _unowned(session: ReadSession, ids: Iterable[int]) -> int:
    loose = (is_one_of(Account.id, list(ids)), Account.csm_id.is_(None), Account.status == "active")
    return await session.scalar(select(func.count()).select_from(Account).where(*loose)) or 0


def ask_of_prospects(questions: FileQuestions, file: str, only: Only) -> None:
    """Of a column that a guess sorted the rows by."""
    for title in only.titles:
        kept, left = ({word or "empty": n for (its, word), n in counted.most_common(_COUNTED) if its == title}
                      for counted in (only.kept, only.left))  # fmt: skip
        if left:
            refs = {"file": file, "title": title, "kept": kept, "left": left}
            questions.ask(PROSPECTS, folded_title(title), refs)


async def left_out_by(session: ReadSession) -> list[str]:
    """Titles of columns by which rows of an accounts file were left out, as it stands."""
    q = FileQuestion
    rows = await session.scalars(
        select(q.refs).where(q.kind == PROSPECTS, or_(q.answer.is_(None), q.answer != EVERYBODY)).order_by(q.id)
    )
    return [str(refs["title"]) for refs in rows]


async def sorted_by_nobody(session: ReadSession) -> frozenset[str]:
    """Titles of columns by which nobody is to be left out, as was said."""
    q = FileQuestion
    said = await session.scalars(select(q.subject).where(q.kind == PROSPECTS, q.answer == EVERYBODY))
    return frozenset(said)


__all__ = ["FileQuestions", "ask_of_prospects", "left_out_by", "sorted_by_nobody"]
