"""Rows of an account's log, as the use cases write them."""

from uuid import uuid4

from bot.store.tables.accounts import Account, AccountEvent
from bot.usecases.writing.write import Write


def entry(write: Write, account: Account, kind: str, note: str = "", *, key: str = "") -> AccountEvent:
    """A row of the log; receipts keep doubles away, so its fingerprint is its own."""
    return AccountEvent(
        workspace_id=write.workspace_id,
        account_id=account.id,
        period=account.period,
        kind=kind,
        at=write.now,
        key=key,
        note=note,
        by_id=write.person_id,
        source="person",
        fingerprint=uuid4().hex,
    )
