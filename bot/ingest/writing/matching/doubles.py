"""New accounts that may be old ones: the same domain or name under another key. They are named, and never merged."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.reading.rows import Row
from bot.ingest.writing.account_plan import Plan
from bot.ingest.writing.matching.questions import FileQuestions
from bot.ingest.writing.names import one_form
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountName
from bot.store.tables.files.file_questions import DOUBLE
from bot.text import compared, shorten

SAID = 8
Called = tuple[str, str]  # domain or name, and how it is compared


class Doubles:
    """`_seen`: how accounts of this file are called, with the key and line of the first one."""

    def __init__(self, questions: FileQuestions) -> None:
        self._questions = questions
        self._answers: dict[str, str] = {}
        self._seen: dict[Called, tuple[str, int]] = {}

    async def look(self, session: ReadSession, plans: Iterable[Plan]) -> list[str]:
        """What is worth a look among new accounts, before they are written."""
        new = [plan for plan in plans if plan.here is None]
        wanted = {folded for plan in new for _, folded in _called(plan)}
        here = await _here(session, wanted) if wanted else {}
        self._answers = await self._questions.answers(DOUBLE) if wanted else {}
        return [said for plan in new for said in self._look(plan, here)]

    def _look(self, plan: Plan, here: dict[Called, str]) -> Iterator[str]:
        named = False
        for called in _called(plan):
            key, line = self._seen.setdefault(called, (plan.key, plan.row.line))
            other = here.get(called) or (key if key != plan.key else None)
            if other is None or named or other == plan.changed.get("parent"):
                continue
            named = True  # a customer who has both is one doubt
            both = " | ".join(sorted((other, plan.key)))
            if both in self._answers:
                continue
            refs = {"first_key": other, "second_key": plan.key, "by": called[0], "called": plan.changed[called[0]]}
            self._questions.ask(DOUBLE, both, refs)
            where = f" (line {line})" if other == key else ""
            who = f"{shorten(plan.changed.get('name') or plan.key)} (key {shorten(plan.key)})"
            yield (
                f"line {plan.row.line}: {who} has the {called[0]} of account {shorten(other)}{where}; they are two "
                "accounts. If it is one customer, leave one of them out"
            )


class SetAside:
    """Rows of accounts that are another one, as somebody said: they change nothing."""

    def __init__(self, questions: FileQuestions) -> None:
        self._questions = questions
        self._left: dict[str, str] = {}

    async def rest(self, rows: list[Row], outcome: ChunkOutcome) -> list[Row]:
        """The other rows."""
        if not (same := await self._questions.same()):
            return rows
        left = {key: same[one_form(key)] for row in rows if one_form(key := row.values["key"]) in same}
        rest = [row for row in rows if row.values["key"] not in left]
        outcome.unchanged += len(rows) - len(rest)
        self._left |= left
        return rest

    def notes(self) -> list[str]:
        said = [f"{shorten(second)} is {shorten(first)}" for second, first in self._left.items()]
        more = [f"{len(said) - SAID} more"] if len(said) > SAID else []
        return [f"Passed by, as was said in chat: {', '.join([*said[:SAID], *more])}."] if said else []


def _called(plan: Plan) -> Iterator[Called]:
    for kind in ("domain", "name"):
        if value := plan.changed.get(kind):
            yield kind, compared(value)


async def _here(session: ReadSession, folded: set[str]) -> dict[Called, str]:
    query = select(AccountName.kind, AccountName.folded, Account.key).join(
        Account, Account.id == AccountName.account_id
    )
    query = query.where(is_one_of(AccountName.folded, folded), AccountName.kind.in_(("domain", "name")))
    return {(kind, name): key for kind, name, key in (await session.execute(query)).all()}
