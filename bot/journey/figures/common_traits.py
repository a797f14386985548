"""What lost accounts have in common (methods B7, C5): groups that leave more often than others of the same age.

Each loss is compared with those that were with us, under our eyes, for as long (bot/statistics/matched.py): an account
that came last week has hardly had the time to leave, and most leave at some age, whatever they have in common. What
changes with time (health, a champion, a review within 90 days) divides each account's own time, and its loss counts
where it was on the day on which it left. So both sides are seen by one rule and on the same days of their lives. What
was never known of an account takes no part.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, case, func, literal, select, true, type_coerce, union_all
from sqlalchemy.sql.selectable import CTE

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.step_query import day_number, is_lost, number_of
from bot.statistics.claims import few_false
from bot.statistics.intervals import poisson
from bot.statistics.matched import AGE, AgeTally, Matched, matched
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import day_of, greatest, least, materialized, spelled, total
from bot.store.tables import Account, AccountEvent, AccountFacts, AccountFactsHistory

ENOUGH = 5  # lost accounts; from fewer nothing is claimed
FALSE = 0.1  # of the groups that are said to stand out, those that don't
NO_REVIEW_DAYS = 90
A = Account
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Trait:
    """What a group of accounts has in common. what: tier | segment | band | champion | review. counted: its losses,
    against those of all for which the same thing is known and that had been with us for as long."""

    what: str
    value: str
    counted: Matched

    @property
    def lost(self) -> int:
        return self.counted.lost

    @property
    def lift(self) -> float:
        """How many times as often as the others they left."""
        return self.lost / self.counted.usual if self.counted.usual else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95%, of `lift`: the losses are few, what would be usual is reckoned from all."""
        low, high = poisson(self.lost)
        return (low / self.counted.usual, high / self.counted.usual) if self.counted.usual else (0.0, 0.0)


async def is_past_told(db: ReadSession, selection: Selection = EVERYONE) -> bool:
    """Accounts came to us that had been lost already. Where none did, whoever lived before we saw them has stayed: that
    time tells nothing."""
    told = select(func.count()).select_from(A).where(is_lost(), A.churned_on < day_of(A.created_at))
    return bool(await db.scalar(told.where(*selection.where())))


async def traits(db: ReadSession, today: date, selection: Selection = EVERYONE) -> tuple[Trait, ...]:
    """Groups that left more often than the others, the clearest first; none with fewer than five lost."""
    told, found = await is_past_told(db, selection), list[Trait]()
    rows = (await db.one_statement(by_kind(lived(today, selection, told=told)))).all()
    found += compared("tier", ((row.tier, tally(row)) for row in rows))
    found += compared("segment", ((row.segment, tally(row)) for row in rows))
    seen = (await db.one_statement(_by_facts(lived(today, selection, told=False)))).all()
    found += compared("band", ((row.band and str(row.band), tally(row)) for row in seen))
    found += compared("champion", ((row.champion, tally(row)) for row in seen))
    reviewed = (await db.one_statement(_by_review(lived(today, selection, told=False)))).all()
    found += compared("review", _reviews([(row.held, tally(row)) for row in reviewed]))
    return standing_out(found)


def standing_out(groups: Sequence[Trait]) -> tuple[Trait, ...]:
    """Many groups are looked at, and what is claimed of them is one claim: of those named, at most a tenth are named by
    chance. So every group counts, also those of which few or none were lost."""
    claims = few_false([one.counted.chance for one in groups], FALSE) if groups else []
    found = [one for one, claim in zip(groups, claims, strict=True) if claim and one.lost >= ENOUGH]
    return tuple(sorted(found, key=lambda one: (-one.lift, one.what, one.value)))


def compared(what: str, rows: Iterable[tuple[str | None, AgeTally]]) -> list[Trait]:
    """Nothing where nobody was lost of whom that is known: then there is nothing to ask."""
    by: dict[str, list[AgeTally]] = defaultdict(list)
    for value, tally in rows:
        if value is not None:
            by[value].append(tally)
    found = [Trait(what, value, one) for value, one in matched(by).items() if one.days or one.lost]
    return found if any(one.lost for one in found) else []


def tally(row: Any) -> AgeTally:
    """Of a row of `by_kind` or its like."""
    return AgeTally(row.stratum, int(row.level or 0), int(row.inside or 0), int(row.lost or 0))


def _reviews(rows: Sequence[tuple[int, AgeTally]]) -> list[tuple[str, AgeTally]]:
    """The time without one is all that was watched but for the time with one."""
    without = [(-1 if held else 1, one) for held, one in rows]
    late = [AgeTally(one.stratum, of * one.level, of * one.inside, of * one.lost) for of, one in without]
    return [*(("held", one) for held, one in rows if held), *(("late", one) for one in late)]


# Days are numbers, as in `spells`; ages are days since an account's start


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
        started.label("started"),
        since.label("since"),
        until.label("until"),
    )
    return materialized(
        found.where(*selection.ours(), is_itself(), A.started_on.is_not(None), until >= since).cte("lived")
    )


def _by_age(spans: CTE, by: Sequence[str]) -> Any:
    """Of spans of lives (`began` and `over`: ages; `lost`: whether it ended so) what begins, ends and is lost in each
    stratum of age, for each group."""
    c = spans.c

    def at(age: Sql, level: int) -> Select[*tuple[Any, ...]]:
        stratum = type_coerce(age, Integer) // AGE
        inside = AGE - (type_coerce(age, Integer) - stratum * AGE)
        own = [c[name] for name in by]
        each = select(*own, stratum.label("stratum"), inside.label("inside"), c.lost).subquery().c
        groups = [*(each[name] for name in by), each.stratum]
        sums = ((func.count() * level).label("level"), (total(each.inside) * level).label("inside"))
        lost = total(each.lost) if level < 0 else literal(0)
        return select(*groups, *sums, lost.label("lost")).group_by(*groups)

    return union_all(at(c.began, 1), at(c.over, -1))


def by_kind(lived: CTE) -> Any:
    c = lived.c
    spans = select(c.tier, c.segment, c.lost, (c.since - c.started).label("began"), (c.until - c.started).label("over"))
    return _by_age(materialized(spans.cte("spans")), ("tier", "segment"))


def _by_facts(lived: CTE) -> Any:
    """The time for which each band of health, and a champion or their absence, stood on record."""
    stood = union_all(_stood(lived, AccountFactsHistory), _stood(lived, AccountFacts))
    return _by_age(materialized(stood.cte("stood")), ("band", "champion"))


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
            (first - c.started).label("began"),
            (over - c.started).label("over"),
        )
        .join_from(lived, table, table.account_id == c.id)
        .where(ours(table, indexed=False), over >= first)
    )


def _by_review(lived: CTE) -> Any:
    """All the time that is watched (held 0), and the part of it with a review in the last 90 days (held 1)."""
    told = _reviews_of(lived)
    watched = _watched(lived, told)
    spans = union_all(_whole(watched), _held(watched, told)).cte("review_spans")
    return _by_age(materialized(spans), ("held",))


def _reviews_of(lived: CTE) -> CTE:
    c, e = lived.c, AccountEvent
    day = day_number(day_of(e.at))
    return materialized(
        select(e.account_id, day.label("day"))
        .join_from(lived, e, and_(e.account_id == c.id, e.period == c.period))
        .where(ours(e, indexed=False), e.kind == spelled("review"), e.undone_at.is_(None), day <= c.until)
        .group_by(e.account_id, day)
        .cte("told")
    )


def _watched(lived: CTE, told: CTE) -> CTE:
    """Each account from its first review on, or once it could have had none for so long."""
    c = lived.c
    first = select(told.c.account_id, func.min(told.c.day).label("day")).group_by(told.c.account_id).subquery("first")
    without = c.since + NO_REVIEW_DAYS
    since = case(
        (and_(first.c.day < without, first.c.day >= c.since), first.c.day),
        (first.c.day < c.since, c.since),
        else_=without,
    )
    return materialized(
        select(c.id, c.lost, c.started, since.label("since"), c.until)
        .outerjoin_from(lived, first, first.c.account_id == c.id)
        .where(c.until >= since)
        .cte("watched")
    )


def _whole(watched: CTE) -> Select[*tuple[Any, ...]]:
    w = watched.c
    return select(
        literal(0).label("held"), w.lost, (w.since - w.started).label("began"), (w.until - w.started).label("over")
    )


def _held(watched: CTE, told: CTE) -> Select[*tuple[Any, ...]]:
    following = func.lead(told.c.day).over(partition_by=told.c.account_id, order_by=told.c.day)
    held = select(told.c.account_id, told.c.day, following.label("following")).cte("held")
    w, h = watched.c, held.c
    covers = least(w.until, h.day + NO_REVIEW_DAYS, func.coalesce(h.following, w.until))
    from_ = greatest(w.since, h.day)
    is_last = and_(h.following.is_(None), h.day + NO_REVIEW_DAYS >= w.until)
    lost = case((and_(is_last, w.lost == 1), 1), else_=0)
    return (
        select(literal(1), lost, from_ - w.started, covers - w.started)
        .join_from(watched, held, h.account_id == w.id)
        .where(covers >= from_)
    )


__all__ = [
    "ENOUGH",
    "NO_REVIEW_DAYS",
    "Trait",
    "by_kind",
    "compared",
    "is_past_told",
    "lived",
    "standing_out",
    "traits",
]
