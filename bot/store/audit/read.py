"""The trace as it stands, for whoever looks into it: oldest first, in pages, so that a long one needs little memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.store.session import Store
from bot.store.tables import Account, AuditEntry, Person

PAGE = 500


@dataclass(frozen=True)
class Traced:
    """An entry with the names of who and what it speaks of. account: its key."""

    entry: AuditEntry
    person: str
    email: str
    account: str

    def as_row(self) -> dict[str, Any]:
        """For a file; its keys are the columns."""
        one = self.entry
        return {
            "at": one.at.isoformat(),
            "via": one.via,
            "who": self.person or one.who,
            "email": self.email,
            "deed": one.deed,
            "what": one.what,
            "row": one.row,
            "account": self.account,
            "before": one.before,
            "after": one.after,
        }


async def traced(store: Store, workspace_id: int, since: datetime, account: str | None = None) -> AsyncIterator[Traced]:
    """What was noted since then. account: a key; only of that one."""
    last = 0
    while True:
        async with store.read(workspace_id) as db:
            query = (
                select(AuditEntry, Person.name, Person.email, Account.key)
                .outerjoin(Person, Person.id == AuditEntry.person_id)
                .outerjoin(Account, Account.id == AuditEntry.account_id)
                .where(AuditEntry.id > last, AuditEntry.at >= since)
                .order_by(AuditEntry.id)
                .limit(PAGE)
            )
            rows = (await db.execute(query if account is None else query.where(Account.key == account))).all()
        for entry, name, email, key in rows:
            yield Traced(entry, name or "", email or "", key or "")
        if len(rows) < PAGE:
            return
        last = rows[-1][0].id


__all__ = ["Traced", "traced"]
