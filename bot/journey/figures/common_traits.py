"""What lost accounts have in common (methods B7, C5): groups that leave more often than the others, by time lived.

A group's losses are compared with the months that it was with us, under our eyes: an account that came last week has
hardly had the time to leave, and isn't counted as one that stays. What changes with time (health, a champion, a review
within 90 days) divides each account's own time, and its loss counts where it was on the day on which it left. So both
sides are seen by one rule and on the same days. What was never known of an account takes no part.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, case, func, literal, select, true, union_all
from sqlalchemy.sql.selectable import CTE

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.step_query import day_number, is_lost, number_of
from bot.statistics.claims import few_false, more_often
from bot.statistics.life_table import MONTH
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import day_of, greatest, least, materialized, spelled, total
from bot.store.tables import Account, AccountEvent, AccountFacts, AccountFactsHistory

ENOUGH = 5  # lost accounts; from fewer nothing is claimed
FALSE = 0.1  # of the groups that are said to stand out, those that don't
NO_REVIEW_DAYS = 90
A = Account
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
Time = tuple[int, int]  # losses, and days with us


@dataclass(frozen=True)
class Trait:
    """What a group of accounts has in common: `lost` of them in `days` with us, against `all_lost` in `all_days` of all
    for which the same thing is known. what: tier | segment | band | champion | review."""

    what: str
    value: str
    lost: int
    days: int
    all_lost: int
    all_days: int

    @property
    def lift(self) -> float:
        """How many times as often as the average they left."""
        return (self.lost / self.days) / (self.all_lost / self.all_days)

    @property
    def months(self) -> float:
        return self.days / MONTH

    @property
    def all_months(self) -> float:
        return self.all_days / MONTH

    @property
    def chance(self) -> float:
        """How likely as many losses, or more, are within its share of the time if it is like the others."""
        return more_often(self.lost, self.all_lost, self.days / self.all_days if self.all_days else 1.0)


async def is_past_told(db: ReadSession, selection: Selection = EVERYONE) -> bool:
    """Accounts came to us that had been lost already. Where none did, whoever lived before we saw them has stayed: that
    time tells nothing."""
    told = select(func.count()).select_from(A).where(is_lost(), A.churned_on < day_of(A.created_at))
    return bool(await db.scalar(told.where(*selection.where())))


async def traits(db: ReadSession, today: date, selection: Selection = EVERYONE) -> tuple[Trait, ...]:
    """Groups that left more often than the others, the clearest first; none with fewer than five lost."""
    told, found = await is_past_told(db, selection), list[Trait]()
    rows = (await db.one_statement(by_kind(lived(today, selection, told=told)))).all()
    found += _compared("tier", ((row.tier, (row.lost, row.days)) for row in rows))
    found += _compared("segment", ((row.segment, (row.lost, row.days)) for row in rows))
    seen = (await db.one_statement(_by_facts(lived(today, selection, told=False)))).all()
    found += _compared("band", ((row.band and str(row.band), (row.lost, row.days)) for row in seen))
    found += _compared("champion", ((row.champion, (row.lost, row.days)) for row in seen))
    reviewed = (await db.one_statement(_by_review(lived(today, selection, told=False)))).all()
    found += _compared("review", ((row.review, (row.lost, row.days)) for row in reviewed))
    return standing_out(found)


def standing_out(groups: Sequence[Trait]) -> tuple[Trait, ...]:
    """Many groups are looked at, and what is claimed of them is one claim: of those named, at most a tenth are named by
    chance. So every group counts, also those of which few or none were lost."""
    claims = few_false([one.chance for one in groups], FALSE) if groups else []
    found = [one for one, claim in zip(groups, claims, strict=True) if claim and one.lost >= ENOUGH]
    return tuple(sorted(found, key=lambda one: (-one.lift, one.what, one.value)))


def _compared(what: str, rows: Iterable[tuple[str | None, Time]]) -> list[Trait]:
    lost, days = Counter[str](), Counter[str]()
    for value, (gone, lived) in rows:
        if value is not None:
            lost[value] += gone or 0
            days[value] += lived or 0
    all_lost, all_days = lost.total(), days.total()
    return [Trait(what, value, lost[value], days[value], all_lost, all_days) for value in days if days[value]]


# Days are numbers, as in `spells`


def lived(today: date, selection: Selection, *, told: bool) -> CTE:
    """Accounts of which it is known since when they are with us and until when. told: the time before we came to know
    them counts, too."""
    until = case((is_lost(), day_number(A.churned_on)), else_=number_of(today))
    started, known = day_number(A.started_on), day_number(day_of(A.created_at))
    since = started if told else greatest(started, known)
    found = select(
        A.id.label("id"),
        A.period,
        A.tier,
        A.segment,
        case((is_lost(), 1), else_=0).label("lost"),
        since.label("since"),
        until.label("until"),
    )
    return materialized(
        found.where(*selection.ours(), is_itself(), A.started_on.is_not(None), until >= since).cte("lived")
    )


def by_kind(lived: CTE) -> Select[*tuple[Any, ...]]:
    c = lived.c
    return select(c.tier, c.segment, total(c.lost).label("lost"), total(c.until - c.since).label("days")).group_by(
        c.tier, c.segment
    )


def _by_facts(lived: CTE) -> Select[*tuple[Any, ...]]:
    """The time for which each band of health, and a champion or their absence, stood on record."""
    stood = union_all(_stood(lived, AccountFactsHistory), _stood(lived, AccountFacts)).subquery("stood").c
    by = (stood.band, stood.champion)
    return select(*by, total(stood.lost).label("lost"), total(stood.days).label("days")).group_by(*by)


def _stood(lived: CTE, table: Any) -> Select[*tuple[Any, ...]]:
    c, began = lived.c, day_number(day_of(table.valid_from))
    is_last = table is AccountFacts
    over = c.until if is_last else least(c.until, day_number(day_of(table.valid_to)))
    first = greatest(c.since, began)
    left_then = and_(c.lost == 1, true() if is_last else day_number(day_of(table.valid_to)) > c.until)
    champion = case(
        (and_(table.champion_left_on.is_not(None), table.champions == 0), "left"), (table.champions > 0, "there")
    )
    return (
        select(
            table.band.label("band"),
            champion.label("champion"),
            case((left_then, 1), else_=0).label("lost"),
            (over - first).label("days"),
        )
        .join_from(lived, table, table.account_id == c.id)
        .where(ours(table, indexed=False), over >= first)
    )


def _by_review(lived: CTE) -> CompoundSelect[*tuple[Any, ...]]:
    """With a review in the last 90 days, or without. Each account counts from its first review on, or once it could
    have had none for so long."""
    c, e = lived.c, AccountEvent
    day = day_number(day_of(e.at))
    told = (
        select(e.account_id, day.label("day"))
        .join_from(lived, e, and_(e.account_id == c.id, e.period == c.period))
        .where(ours(e, indexed=False), e.kind == spelled("review"), e.undone_at.is_(None), day <= c.until)
        .group_by(e.account_id, day)
        .cte("told")
    )
    told = materialized(told)
    following = func.lead(told.c.day).over(partition_by=told.c.account_id, order_by=told.c.day)
    held = select(told.c.account_id, told.c.day, following.label("following")).cte("held")
    first = select(told.c.account_id, func.min(told.c.day).label("day")).group_by(told.c.account_id).subquery("first")
    without = c.since + NO_REVIEW_DAYS
    since = case(
        (and_(first.c.day < without, first.c.day >= c.since), first.c.day),
        (first.c.day < c.since, c.since),
        else_=without,
    )
    watched = materialized(
        select(c.id, c.lost, since.label("since"), c.until)
        .outerjoin_from(lived, first, first.c.account_id == c.id)
        .where(c.until >= since)
        .cte("watched")
    )
    w, h = watched.c, held.c
    covers = least(w.until, h.day + NO_REVIEW_DAYS, func.coalesce(h.following, w.until))
    from_ = greatest(w.since, h.day)
    is_last = and_(h.following.is_(None), h.day + NO_REVIEW_DAYS >= w.until)
    in_time = (
        select(
            func.coalesce(total(case((and_(is_last, w.lost == 1), 1), else_=0)), 0).label("lost"),
            func.coalesce(total(case((covers > from_, covers - from_), else_=0)), 0).label("days"),
        )
        .join_from(watched, held, h.account_id == w.id)
        .cte("in_time")
    )
    whole = select(
        func.coalesce(total(w.lost), 0).label("lost"), func.coalesce(total(w.until - w.since), 0).label("days")
    ).cte("whole")
    i, all_ = in_time.c, whole.c
    return union_all(
        select(literal("held").label("review"), i.lost, i.days),
        select(literal("late"), all_.lost - i.lost, all_.days - i.days).select_from(whole).join(in_time, literal(True)),
    )


__all__ = ["ENOUGH", "NO_REVIEW_DAYS", "Trait", "by_kind", "is_past_told", "lived", "standing_out", "traits"]
