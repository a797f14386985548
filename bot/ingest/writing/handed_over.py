"""Accounts that somebody was given in chat, while the file still names whoever had them before.

The hand-over stands until the file agrees or names a third person: a file that merely wasn't told takes nothing back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from bot.ingest.reading.rows import Row
from bot.ingest.writing.account_plan import Plan
from bot.ingest.writing.job import Job
from bot.store.tables import Account, HandOver, Person
from bot.text import compared


@dataclass(frozen=True)
class GivenAway:
    """before: the e-mail of whoever had it; to: the name of whoever has it now."""

    account: str
    before: str
    to: str


class GivenInChat:
    """Of the accounts here, read once an import."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._given: dict[str, GivenAway] | None = None

    async def doubts(self, rows: Sequence[Row]) -> list[str]:
        """A warning for each row that still names the old owner."""
        given = await self._known()
        named = ((row, given.get(row.values["key"])) for row in rows) if given else ()
        return [
            f"line {row.line}: {one.account} was handed over to {one.to}, who keeps it; the file says {one.before}"
            for row, one in named
            if one is not None and _says(row.values.get("csm_email"), one)
        ]

    def keeps(self, plan: Plan) -> bool:
        """Whether what the row says of the owner is only what was so before."""
        one = (self._given or {}).get(plan.key)
        return one is not None and _says(plan.changed.get("csm_email"), one)

    async def _known(self) -> dict[str, GivenAway]:
        if self._given is None:
            had, has = aliased(Person), aliased(Person)
            found = (
                select(Account.key, Account.name, had.email, has.name)
                .join(HandOver, HandOver.account_id == Account.id)
                .join(had, had.id == HandOver.from_id)
                .join(has, has.id == HandOver.to_id)
                .where(HandOver.undone_at.is_(None), Account.csm_id == HandOver.to_id, had.email.is_not(None))
                .order_by(HandOver.id)
            )
            async with self._job.store.read(self._job.workspace_id) as session:
                rows = (await session.execute(found)).all()
            self._given = {key: GivenAway(name, email or "", to) for key, name, email, to in rows}
        return self._given


def _says(email: str | None, one: GivenAway) -> bool:
    return bool(email) and compared(email or "") == compared(one.before)
