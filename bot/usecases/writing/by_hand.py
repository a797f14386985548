"""To-dos that a person's deed opens, and not a rule."""

from datetime import date
from typing import Final
from uuid import uuid4

from bot.store.tables.todos_and_outbox import HAND, Cta
from bot.usecases.writing.write import Write

LIVE: Final = frozenset({"open", "asleep", "snoozed"})


def by_hand(
    write: Write, account_id: int | None, period: int, title: str, due_on: date, owner_id: int | None = None
) -> Cta:
    """A to-do that nobody's rule made."""
    owner = owner_id or write.person_id
    return Cta(
        workspace_id=write.workspace_id,
        account_id=account_id,
        rule=HAND,
        occurrence=uuid4().hex,
        subject=f"account:{account_id}:{period}" if account_id else f"person:{owner}",
        type="objective",
        priority=3,
        title=title.strip(),
        owner_id=owner,
        opened_on=write.today,
        due_on=due_on,
        state="open",
        changed_at=write.now,
    )
