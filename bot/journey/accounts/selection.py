"""Which accounts a figure is about: all of the workspace, one, or those of a CSM, a tier, a segment."""

from dataclasses import dataclass
from typing import Any

from bot.store.ours import ours
from bot.store.tables import Account


@dataclass(frozen=True)
class Selection:
    """None: whoever, whichever."""

    csm_id: int | None = None
    tier: str | None = None
    segment: str | None = None
    account_id: int | None = None

    def where(self) -> tuple[Any, ...]:
        """On the `Account` of the statement around it."""
        asked = (
            (Account.csm_id, self.csm_id),
            (Account.tier, self.tier),
            (Account.segment, self.segment),
            (Account.id, self.account_id),
        )
        return tuple(column == value for column, value in asked if value is not None)

    def ours(self) -> tuple[Any, ...]:
        """The same, with the workspace: for what goes through `one_statement`, which the session doesn't confine.

        SQLite is kept from going through all accounts in the order of the index by CSM, which takes four times as
        long as the table itself."""
        return (ours(Account, indexed=self.csm_id is not None), *self.where())


EVERYONE = Selection()
