"""What leaves by contract value (method B7): of each 100 that accounts pay, how much leaves in a month, at each place
on the way and in each currency for itself.

An account's value is what it pays a year, or paid at last. Each month that it was on a step counts with its value, and
its loss does, too. A few large accounts make such a rate unsure, and its interval says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BigInteger, Float, Select, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import CTE

from bot.journey.steps.life_counts import StepCounts
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import BEFORE, BEGUN_BEFORE, LOST, PASSED, SEEN, StepQuery
from bot.statistics.intervals import weighted_poisson
from bot.statistics.life_table import MONTH
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import materialized, total
from bot.store.tables import Account, Contract

TELLS, TELLS_MONTHS = 5, 120  # losses, and months of accounts: below, nothing is said
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class ValueLost:
    """Of one currency, at one place. lost: how many with a value left on a known day; value: what they paid a year.
    months: that accounts with a value were there; lived: each with its value, and lived_squares: with its square."""

    currency: str | None
    lost: int = 0
    value: float = 0.0
    months: float = 0.0
    lived: float = 0.0
    lived_squares: float = 0.0

    def __add__(self, other: "ValueLost") -> "ValueLost":
        return replace(
            self,
            lost=self.lost + other.lost,
            value=self.value + other.value,
            months=self.months + other.months,
            lived=self.lived + other.lived,
            lived_squares=self.lived_squares + other.lived_squares,
        )

    @property
    def tells(self) -> bool:
        return self.lost >= TELLS and self.months >= TELLS_MONTHS and self.lived > 0

    @property
    def per_hundred(self) -> float:
        return 100 * self.value / self.lived if self.lived else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95%, of `per_hundred`."""
        if not self.lived:
            return 0.0, 0.0
        low, high = weighted_poisson(self.value, self.lived_squares / self.lived)
        return 100 * low / self.lived, 100 * high / self.lived


def was_paid() -> Sql:
    """Contracts of a lost account that ran to the end: not those that others took the place of, nor earlier terms of
    the same product."""
    c, later = Contract, aliased(Contract)
    same = (later.account_id == c.account_id, later.product == c.product, later.id != c.id)
    return and_(
        c.account_id == Account.id,
        c.amount.is_not(None),
        or_(c.retired.is_(False), c.outcome == "lost"),
        ~exists().where(*same, later.starts_on > c.starts_on).correlate(c),
    )


async def value_lost(
    db: ReadSession, asked: StepQuery, steps: Mapping[int, StepCounts]
) -> Mapping[int, tuple[ValueLost, ...]]:
    """By place, the currency with most of it first."""
    found: dict[tuple[int, str | None], ValueLost] = {}
    for place, currency, since, *sums in (await db.one_statement(_by_place(asked))).all():
        partly = steps[place].is_partly_told
        if since not in ((SEEN, BEGUN_BEFORE) if partly else (SEEN, BEGUN_BEFORE, BEFORE)):
            continue
        lost, value, *days = sums
        lived = [(whole - unseen * partly) / MONTH for whole, unseen in zip(days[::2], days[1::2], strict=True)]
        at = place, currency
        found[at] = found.get(at, ValueLost(currency)) + ValueLost(currency, lost, value, *lived)
    by_value = sorted(found.items(), key=lambda item: (-item[1].lived, item[0][1] or ""))
    return {place: tuple(one for (at, _), one in by_value if at == place) for place in steps}


def _by_place(asked: StepQuery) -> Select[*tuple[Any, ...]]:
    p = _paid().c
    s = several(asked, ("account_id", "place", "state", "since", "days", "unseen"))
    unseen = case((s.since == BEGUN_BEFORE, s.unseen), else_=0)
    lost = s.state == LOST
    square = p.paid * p.paid
    gone: list[Sql] = [case((lost, p.paid), else_=0.0)]
    lived: list[Sql] = [weight * days for weight in (1, p.paid, square) for days in (s.days, unseen)]
    summed = (total(case((lost, 1), else_=0)), *(cast(func.sum(one), Float) for one in (*gone, *lived)))
    return (
        select(s.place, p.currency, s.since, *summed)
        .join_from(p.paid.table, s.place.table, p.account_id == s.account_id)
        .where(s.days.is_not(None), s.state != PASSED)
        .group_by(s.place, p.currency, s.since)
    )


def _paid() -> CTE:
    """What accounts pay a year, or paid at last, by currency."""
    c, a = Contract, Account
    pays = and_(a.status == "active", c.retired.is_(False), c.amount.is_not(None))
    paid = cast(func.sum(c.amount, type_=BigInteger), Float) / 100.0
    found = (
        select(c.account_id, c.currency, paid.label("paid"))
        .join_from(c, a, and_(c.account_id == a.id, or_(pays, and_(a.status == "churned", was_paid()))))
        .where(ours(c), ours(a))
        .group_by(c.account_id, c.currency)
        .having(paid > 0)
    )
    return materialized(found.cte("paid"))


__all__ = ["ValueLost", "value_lost", "was_paid"]
