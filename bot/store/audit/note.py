"""What leaves the house is noted as rows that change are: a list as a file, a card shared, a draft, a backup."""

from typing import Any, Literal

from bot.store.session import WriteSession
from bot.store.tables.audit.acting import who_acts
from bot.store.tables.audit.entries import AuditEntry

Left = Literal["exported", "shared", "drafted", "imported", "forgotten", "backed up", "resent"]


def note(
    db: WriteSession, deed: Left, what: str, account_id: int | None = None, about: dict[str, Any] | None = None
) -> None:
    """what: the file, message or command. Raises LookupError where nobody acts: nothing leaves by itself."""
    if (actor := who_acts()) is None:
        raise LookupError(f"nobody is said to act, and {what} was {deed}: see bot/store/tables/audit/acting.py")
    told = {"at": actor.at, "via": actor.via, "person_id": actor.person_id, "who": actor.who}
    db.add(
        AuditEntry(
            workspace_id=db.workspace_id,
            **told,
            deed=deed,
            what=what,
            row=None,
            account_id=account_id,
            before=None,
            after=about,
        )
    )


__all__ = ["Left", "note"]
