"""The early warning's own record (method C12): which lost accounts it had warned of, how long before, and how soon
somebody acted; and how many of those that it warned of left. Counted in SQL from the warnings that were kept.

A warning begins on the first day on which an account is warned of, and again only after half a year without one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.step_query import is_lost
from bot.statistics.intervals import Share
from bot.statistics.life_table import LifeTable, life_table
from bot.statistics.warning.person_periods import HORIZON
from bot.store.session import ReadSession
from bot.store.sql import add_days, day_of, days_between, least
from bot.store.tables import Account, AccountEvent, ChangeRecord, Cta, Warned

ACTS = ("contact", "review", "note", "next_step", "promise")  # of the log: somebody of ours did something
FORECASTS = ("renewal-call", "renewal")  # changes by which somebody said how a renewal will come out, or did
ACTED, LEFT, OPEN = range(3)
FAR = date(9999, 12, 31)
NOBODY = life_table({})
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class WarningRecord:
    """since: the first day on which anybody was warned of; None before that. lost: accounts that have left since then.
    ahead: of those among them that were warned of, how many days before, the fewest first. over: warnings whose
    half-year is over, and how many of these accounts left within it; expected: how many should have, as was said.
    acted: how long it took until somebody did something; who left before that is lost there."""

    since: date | None = None
    lost: int = 0
    ahead: tuple[int, ...] = ()
    over: Share = field(default_factory=lambda: Share(0, 0))
    expected: float = 0.0
    acted: LifeTable = NOBODY

    @property
    def foreseen(self) -> Share:
        """Of those that left, those that were warned of in the half-year before."""
        return Share(len(self.ahead), self.lost)

    @property
    def half_ahead(self) -> int | None:
        """Half of them were warned of so many days before, or more."""
        return self.ahead[(len(self.ahead) - 1) // 2] if self.ahead else None


async def warning_record(db: ReadSession, today: date, selection: Selection = EVERYONE) -> WarningRecord:
    """Of those accounts; one that came back, or is another one, is in none of it."""
    first = await db.scalar(select(func.min(Warned.warned_on)))
    if first is None:
        return WarningRecord()
    since: date = first
    over, left, expected = (await db.execute(_over(today, selection))).one()
    losses = (await db.execute(_losses(since, today, selection))).all()
    return WarningRecord(
        since,
        sum(accounts for _, accounts in losses),
        tuple(sorted(_spread((days, accounts) for days, accounts in losses if days is not None))),
        Share(left or 0, over),
        expected or 0.0,
        _acted((await db.execute(_first_acts(today, selection))).all()),
    )


def _spread(counts: Iterable[tuple[int, int]]) -> Iterable[int]:
    for days, accounts in counts:
        yield from [days] * accounts


def _acted(counts: Sequence[Any]) -> LifeTable:
    ended: dict[Any, list[tuple[int, int]]] = {"reached": [], "lost": [], None: []}
    for how, days, accounts in counts:
        ended[{ACTED: "reached", LEFT: "lost", OPEN: None}[how]].append((max(0, days), accounts))
    return life_table(ended)


def _begun(selection: Selection) -> Sql:
    """account_id, gone (the day it left, as far as known), lost, warned_on and share of each warning that began."""
    w, a = Warned, Account
    life = (w.account_id, w.period)
    before = func.lag(w.ended_on).over(partition_by=life, order_by=w.warned_on)
    number = func.row_number().over(partition_by=life, order_by=w.warned_on)
    own = (a.id, a.churned_on, case((is_lost(), 1), else_=0).label("lost"))
    days = (
        select(*own, w.warned_on, w.share, before.label("before"), number.label("number"))
        .join(a, and_(a.id == w.account_id, a.period == w.period))
        .where(is_itself(), *selection.where())
        .subquery()
        .c
    )
    gone = case((days.lost == 1, days.churned_on)).label("gone")
    again = days_between(days.before, days.warned_on) >= HORIZON
    return (
        select(days.id.label("account_id"), gone, days.lost, days.warned_on, days.share)
        .where(or_(days.number == 1, again))
        .subquery()
        .c
    )


def _over(today: date, selection: Selection) -> Any:
    """How many warnings are half a year old, how many of these accounts had left by then, and how many were expected
    to. A loss of which nobody knows the day, or that came before the warning, tells nothing of it."""
    one = _begun(selection)
    until = add_days(one.warned_on, HORIZON)
    left = case((one.gone <= until, 1), else_=0)
    told = or_(one.lost == 0, one.gone > one.warned_on)
    return select(func.count(), func.sum(left), func.sum(one.share)).where(until <= today, told)


def _losses(since: date, today: date, selection: Selection) -> Any:
    """How many days before accounts that left were warned of (None: not in the half-year before), and how many. What
    had left before we came to know it could not be warned of."""
    a, w, one = Account, aliased(Warned), _begun(EVERYONE)
    warned = exists().where(
        w.account_id == a.id,
        w.period == a.period,
        w.warned_on < a.churned_on,
        or_(w.ended_on.is_(None), w.ended_on > add_days(a.churned_on, -HORIZON)),
    )
    began = select(func.max(one.warned_on)).where(one.account_id == a.id, one.warned_on < a.churned_on)
    days = case((warned.correlate(a), days_between(began.correlate(a).scalar_subquery(), a.churned_on)))
    lost = (
        select(days.label("days"))
        .select_from(a)
        .where(
            is_lost(),
            a.churned_on > since,
            a.churned_on <= today,
            day_of(a.created_at) < a.churned_on,
            *selection.where(),
        )
        .subquery()
        .c
    )
    return select(lost.days, func.count()).group_by(lost.days)


def _first_acts(today: date, selection: Selection) -> Any:
    """Whether somebody acted after a warning had begun, after how many days, and how many warnings; of those without,
    the days that they have had so far, or until the account left."""
    one = _begun(selection)
    until = func.coalesce(one.gone, literal(today, Date))
    far = literal(FAR, Date)
    act = least(*(func.coalesce(first, far) for first in _acts_since(one)))
    done = case((act <= until, ACTED), (one.lost == 1, LEFT), else_=OPEN)
    days = days_between(one.warned_on, least(act, until))
    told = or_(one.lost == 0, one.gone > one.warned_on)
    acts = select(done.label("done"), days.label("days")).where(told).subquery().c
    return select(acts.done, acts.days, func.count()).group_by(acts.done, acts.days)


def _acts_since(one: Sql) -> Iterable[Sql]:
    e, c, r = AccountEvent, Cta, ChangeRecord
    logged = select(func.min(day_of(e.at))).where(
        e.account_id == one.account_id, e.kind.in_(ACTS), e.undone_at.is_(None), day_of(e.at) >= one.warned_on
    )
    done = select(func.min(day_of(c.closed_at))).where(
        c.account_id == one.account_id, c.closed_why == "done", day_of(c.closed_at) >= one.warned_on
    )
    tried = select(func.min(c.tried_on)).where(c.account_id == one.account_id, c.tried_on >= one.warned_on)
    said = select(func.min(day_of(r.at))).where(
        r.account_id == one.account_id, r.kind.in_(FORECASTS), r.undone_at.is_(None), day_of(r.at) >= one.warned_on
    )
    return (part.scalar_subquery() for part in (logged, done, tried, said))


__all__ = ["WarningRecord", "warning_record"]
