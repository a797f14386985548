"""What is asked of steps, and how their days and states are written. See bot/journey/steps/spells.py."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, case, exists, literal, literal_column

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.place import is_placed
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.ways import Ways
from bot.store.sql import days_between
from bot.store.tables import Account, AccountFacts, SpellsBehind

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
A, F = Account, AccountFacts
OF_ACCOUNT = ("account_id", "csm_id", "tier", "segment")
REACHED, PASSED, NOW, LOST = range(4)
# Where a spell lies to the day from which we saw the account ourselves: what lies before it was told by files.
SEEN, BEGUN_BEFORE, BEFORE, FOUND = range(4)  # FOUND: reached by then, nobody knows when
EPOCH = date(1900, 1, 1)  # days are counted from it: 0 stands for an unknown one, -1 for one that wasn't seen
FEW = 500  # accounts that are named one by one


@dataclass(frozen=True)
class Behind:
    """Accounts whose kept spells are behind what is on record: theirs are worked out anew. few: these; None: many."""

    few: tuple[int, ...] | None = ()

    def __bool__(self) -> bool:
        return self.few != ()

    def has(self, account_id: Sql) -> Sql:
        """That the account of that column is one of them."""
        if self.few is not None:
            return account_id.in_(self.few)
        behind = SpellsBehind
        return exists().where(behind.account_id == account_id).correlate_except(behind)


@dataclass(frozen=True)
class StepQuery:
    """Steps of which accounts, on which day. lost_only: only of those that have left. among: a condition on `Account`,
    for those of them that somebody goes through part by part. behind: of these the spells are worked out and the
    others' are read as kept; None: all are worked out."""

    today: date
    ways: Ways
    selection: Selection = EVERYONE
    lost_only: bool = False
    among: Sql | None = None
    behind: Behind | None = None


def is_counted() -> tuple[Sql, ...]:
    """Which accounts figures are about, on the `Account` and `AccountFacts` around it: those whose place is known, and
    that aren't another one."""
    known = F.placed
    return (case((known.is_not(None), known), else_=is_placed()), is_itself())


def is_lost() -> Any:
    """Lost now: one that came back isn't. Spelled out, not bound, so that SQLite sees that its partial index fits."""
    return Account.status == literal_column("'churned'")


def number_of(day: date) -> int:
    return (day - EPOCH).days


def day_number(value: Sql) -> Sql:
    """Of a date: the days from EPOCH to it."""
    return days_between(literal(EPOCH, Date), value)


__all__ = [
    "BEFORE",
    "BEGUN_BEFORE",
    "EPOCH",
    "FEW",
    "FOUND",
    "LOST",
    "NOW",
    "OF_ACCOUNT",
    "PASSED",
    "REACHED",
    "SEEN",
    "A",
    "Behind",
    "F",
    "StepQuery",
    "day_number",
    "is_counted",
    "is_lost",
    "number_of",
]
