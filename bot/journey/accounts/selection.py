"""Which accounts a figure or a list is about: all of the workspace, one, or those of a CSM, a tier, a segment."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.store.ours import ours
from bot.store.tables import Account


@dataclass(frozen=True)
class Selection:
    """None: whoever, whichever. without: accounts that are excepted."""

    csm_id: int | None = None
    tier: str | None = None
    segment: str | None = None
    account_id: int | None = None
    without: tuple[int, ...] = ()

    def where(self) -> tuple[Any, ...]:
        """On the `Account` of the statement around it."""
        asked = (
            (Account.csm_id, self.csm_id),
            (Account.tier, self.tier),
            (Account.segment, self.segment),
            (Account.id, self.account_id),
        )
        excepted = (Account.id.not_in(self.without),) if self.without else ()
        return (*(column == value for column, value in asked if value is not None), *excepted)

    def ours(self) -> tuple[Any, ...]:
        """The same, with the workspace: for what goes through `one_statement`, which the session doesn't confine.

        SQLite is kept from going through all accounts in the order of the index by CSM, which takes four times as
        long as the table itself."""
        return (ours(Account, indexed=self.csm_id is not None), *self.where())


EVERYONE = Selection()


@dataclass(frozen=True)
class ListQuery:
    """A list of accounts that somebody asks for, typed or in plain words; bot/talk/portfolio/lists.py knows the words.

    by: csm | tier | segment | stage, "": one row an account.
    first, last: of "renewals", the days between which a contract ends, and of "new", between which an account started;
    None: what is usual. days: of "quiet", without contact for so many. never: of "quiet", those only of whom no contact
    is on record. stages: of "stage", the keys of one stage in all playbooks; stage: what it is called.
    """

    word: str
    selection: Selection = EVERYONE
    by: str = ""
    first: date | None = None
    last: date | None = None
    days: int | None = None
    never: bool = False
    stages: tuple[str, ...] = ()
    stage: str = ""

    def of_everyone(self) -> "ListQuery":
        """The same list, whosever the accounts are."""
        return replace(self, selection=EVERYONE)
