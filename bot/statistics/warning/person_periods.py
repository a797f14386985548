"""Person-periods: what was known of an account on a day, and whether it left within the half-year after it. Pure.

Days lie PERIOD apart, counted back from the newest. There are three periods in time: to fit, to choose, and to judge. A
row belongs to one of these only where its half-year is over by the first day of the next, as somebody would have known
it who stood there; so no loss is told of twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PERIOD, HORIZON = 30, 180
AHEAD = HORIZON // PERIOD
SHORTEST = 3 * AHEAD  # periods of history: one day to fit on, one to choose on, one to judge on
PART = 5  # of the periods beyond that, one in so many goes to choosing, and one to judging
LONGEST = 48  # periods: what is older tells little of today
Array = Any  # numpy arrays: imported only where the extra is there


@dataclass(frozen=True)
class PersonPeriods:
    """A row per account and day. account: whose; back: so many periods before the newest day; left: whether it left
    within the half-year after that day; table: what was known before it, NaN where nothing was."""

    account: Array
    back: Array
    left: Array
    table: Array
    columns: Sequence[str]

    def part(self, rows: Array) -> "PersonPeriods":
        return PersonPeriods(self.account[rows], self.back[rows], self.left[rows], self.table[rows], self.columns)

    def without(self, columns: Sequence[bool]) -> "PersonPeriods":
        """Only the columns that are marked."""
        import numpy as np

        kept = np.asarray(columns, dtype=bool)
        names = [name for name, keep in zip(self.columns, columns, strict=True) if keep]
        return PersonPeriods(self.account, self.back, self.left, self.table[:, kept], names)

    @property
    def oldest(self) -> int:
        return int(self.back.max()) if len(self.back) else 0

    @property
    def lost(self) -> int:
        """How many accounts left."""
        return len(set(self.account[self.left].tolist()))

    @property
    def accounts(self) -> int:
        return len(set(self.account.tolist()))


@dataclass(frozen=True)
class InTime:
    """The rows of each of the three periods in time, the oldest first."""

    fit: PersonPeriods
    choose: PersonPeriods
    judge: PersonPeriods

    def __iter__(self) -> Any:
        return iter((self.fit, self.choose, self.judge))


def in_time(rows: PersonPeriods) -> InTime | None:
    """None where the history is too short for three."""
    spare = rows.oldest - SHORTEST
    if spare < 0:
        return None
    several = 1 + spare // PART
    chosen_on = AHEAD + several - 1 + AHEAD
    fitted_on = chosen_on + several - 1 + AHEAD
    back = rows.back
    return InTime(
        rows.part(back >= fitted_on),
        rows.part((back >= chosen_on) & (back < chosen_on + several)),
        rows.part((back >= AHEAD) & (back < AHEAD + several)),
    )


__all__ = ["AHEAD", "HORIZON", "LONGEST", "PERIOD", "SHORTEST", "InTime", "PersonPeriods", "in_time"]
