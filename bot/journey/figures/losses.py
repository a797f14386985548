"""Lost accounts (methods B7, C5): where they were on their way, what they have in common, what we made of each loss.

An account that is lost now counts; one that came back doesn't. Lost accounts are seen as they were last assessed, the
others as of today. What was never known of an account takes no part in a comparison.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from typing import Any

from sqlalchemy import BigInteger, Select, Text, and_, case, cast, func, literal, null, or_, select, union_all
from sqlalchemy.sql.selectable import CTE

from bot.journey.accounts.not_renewed import NOBODY, Leaving, leaving
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.post_mortems import Lessons, is_lost, lessons
from bot.store.session import ReadSession
from bot.store.sql import add_days, day_of, materialized
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    Contract,
    MilestoneReached,
    PlaybookVersion,
    VersionMilestone,
)
from bot.store.tables.base import Money

ENOUGH = 5  # lost accounts; from fewer nothing is claimed
BEYOND_CHANCE = 2.0  # standard errors above what its size would lead one to expect
NO_REVIEW_DAYS = 90
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class LostAt:
    """A stage or a last milestone, by key, of a playbook ("" where nobody knows it) with what was lost there.

    position: its place on the way, 0 before the first. value: a year, by currency (None: none is noted)."""

    playbook: str
    key: str
    position: int
    lost: int
    value: dict[str | None, Decimal]


@dataclass(frozen=True)
class Trait:
    """What a group of accounts has in common: `lost` of its `accounts`, against `all_lost` of `all_accounts` for which
    the same thing is known. what: tier | segment | playbook | milestone | band | champion | review."""

    what: str
    value: str
    accounts: int
    lost: int
    all_accounts: int
    all_lost: int

    @property
    def lift(self) -> float:
        """How many times as often as the average they left."""
        return (self.lost / self.accounts) / (self.all_lost / self.all_accounts)

    @property
    def stands_out(self) -> bool:
        """More were lost than chance would explain."""
        share = self.all_lost / self.all_accounts
        expected = self.accounts * share
        spread = sqrt(expected * (1 - share))
        return self.lost >= ENOUGH and self.lost - expected > BEYOND_CHANCE * spread


@dataclass(frozen=True)
class Churn:
    """since, until: the first and the last day on which one was lost, as far as known; `undated` of them have none.
    leaving: lost as well, but still with us; not among the `lost`."""

    accounts: int
    lost: int
    since: date | None
    until: date | None
    undated: int
    value: dict[str | None, Decimal]
    stages: tuple[LostAt, ...]
    milestones: tuple[LostAt, ...]
    traits: tuple[Trait, ...]
    lessons: Lessons
    leaving: Leaving = NOBODY


async def churn(db: ReadSession, today: date, selection: Selection = EVERYONE) -> Churn:
    """All that those of the workspace's accounts which are lost tell."""
    a, chosen = Account, selection.where()
    everyone = await db.scalar(select(func.count()).select_from(a).where(*chosen)) or 0
    gone = select(func.count(), func.min(a.churned_on), func.max(a.churned_on), func.count(a.churned_on))
    lost, since, until, dated = (await db.execute(gone.select_from(a).where(is_lost(), *chosen))).one()
    nothing, soon = Lessons((), 0, 0, (), 0, ()), await leaving(db, today, selection, whole=True)
    if not lost:
        return Churn(everyone, 0, None, None, 0, {}, (), (), (), nothing, soon)
    return Churn(
        everyone,
        lost,
        since,
        until,
        lost - dated,
        await _value(db, selection),
        await _places(db, selection, _stage(), literal(0)),
        await _places(db, selection, *_last_milestone()),
        await traits(db, today, selection),
        await lessons(db, selection),
        soon,
    )


# Where they were, and what they paid


def _was_paid() -> Sql:
    """Contracts that ran to the end: not those that others took the place of."""
    return and_(
        Contract.account_id == Account.id,
        Contract.amount.is_not(None),
        or_(Contract.retired.is_(False), Contract.outcome == "lost"),
    )


async def _value(db: ReadSession, selection: Selection) -> dict[str | None, Decimal]:
    total = func.sum(Contract.amount, type_=Money)
    paid = select(Contract.currency, total).join(Account, _was_paid()).where(is_lost(), *selection.where())
    rows = await db.execute(paid.group_by(Contract.currency))
    return {currency: amount for currency, amount in rows.all() if amount is not None}


def _stage() -> Sql:
    """The stage it was last seen in: as assessed, as an import says, or the one it came in."""
    e = AccountEvent
    told = (
        select(e.key)
        .where(e.account_id == Account.id, e.kind == "stage_entered", e.undone_at.is_(None))
        .order_by(e.at.desc(), e.id.desc())
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )
    return func.coalesce(func.nullif(AccountFacts.stage, ""), told, Account.entry_stage, "")


def _last_milestone() -> tuple[Sql, Sql]:
    """The furthest milestone that it reached, as key and position; "" and 0 where it reached none."""
    r, m = MilestoneReached, VersionMilestone
    reached = (
        select(func.max(m.position))
        .join(r, and_(r.milestone == m.milestone, r.account_id == Account.id, r.period == Account.period))
        .where(m.version_id == Account.playbook_version_id)
        .correlate(Account)
        .scalar_subquery()
    )
    key = (
        select(m.milestone)
        .where(m.version_id == Account.playbook_version_id, m.position == reached)
        .correlate(Account)
        .scalar_subquery()
    )
    # Nobody ever assessed it and no import told, or nobody said where it is: then it isn't "before the first", it is
    # unknown.
    untold = or_(AccountFacts.account_id.is_(None), AccountFacts.placed.is_(False))
    unknown = case((untold, -1), else_=0)
    return func.coalesce(key, ""), func.coalesce(reached, unknown)


async def _places(db: ReadSession, selection: Selection, key: Sql, position: Sql) -> tuple[LostAt, ...]:
    where = (
        select(Account.id, PlaybookVersion.name.label("playbook"), key.label("key"), position.label("position"))
        .join(PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id)
        .outerjoin(AccountFacts, AccountFacts.account_id == Account.id)
        .where(is_lost(), Account.workspace_id == db.workspace_id, *selection.where())
    )
    lost = materialized(where.cte("lost"))
    place = (lost.c.playbook, lost.c.key, lost.c.position)
    counts = (await db.execute(select(*place, func.count()).group_by(*place).order_by(*place))).all()
    total = func.sum(Contract.amount, type_=Money)
    paid = await db.execute(
        select(*place, Contract.currency, total)
        .select_from(lost)
        .join(Account, Account.id == lost.c.id)
        .join(Contract, _was_paid())
        .group_by(*place, Contract.currency)
    )
    values: dict[tuple[Any, ...], dict[str | None, Decimal]] = {}
    for *at, currency, amount in paid.all():
        values.setdefault(tuple(at), {})[currency] = amount
    return tuple(
        LostAt(playbook, key, at, count, values.get((playbook, key, at), {})) for playbook, key, at, count in counts
    )


# What they have in common


async def traits(db: ReadSession, today: date, selection: Selection = EVERYONE) -> tuple[Trait, ...]:
    """Groups of which more were lost than of the others, the clearest first; none with fewer than five lost."""
    seen = materialized(_seen(today, selection).cte("seen"))
    names = [column for column in seen.c if column.key != "lost"]
    counted = union_all(*[_counted(seen, column) for column in names]).subquery("counted")
    rows = await db.one_statement(select(counted).where(counted.c.lost >= ENOUGH))
    found = [Trait(*row) for row in rows.all()]
    return tuple(sorted((one for one in found if one.stands_out), key=lambda one: (-one.lift, one.what, one.value)))


def _counted(seen: CTE, column: Sql) -> Select[*tuple[Any, ...]]:
    number, lost = func.count(), func.sum(seen.c.lost)
    return (
        select(
            literal(column.key, Text).label("what"),
            column.label("value"),
            number.label("accounts"),
            lost.label("lost"),
            cast(func.sum(number).over(), BigInteger).label("all_accounts"),
            cast(func.sum(lost).over(), BigInteger).label("all_lost"),
        )
        .where(column.is_not(None))
        .group_by(column)
    )


def _seen(today: date, selection: Selection) -> Select[*tuple[Any, ...]]:
    """Each account with what may set it apart; NULL where nobody knows."""
    a, f, e = Account, AccountFacts, AccountEvent
    as_of = case((is_lost(), a.churned_on), else_=literal(today))
    imported_review = (
        select(day_of(func.max(e.at)))
        .where(is_lost(), e.account_id == a.id, e.kind == "review", e.undone_at.is_(None))
        .correlate(a)
        .scalar_subquery()
    )
    review = func.coalesce(f.last_review_on, f.started_on, imported_review)
    late = review < add_days(as_of, literal(-NO_REVIEW_DAYS))
    milestone = case((f.placed.is_(False), null()), (f.milestone == "", "all"), else_=f.milestone)
    left = and_(f.champion_left_on.is_not(None), f.champions == 0)
    return (
        select(
            case((is_lost(), 1), else_=0).label("lost"),
            a.tier.label("tier"),
            a.segment.label("segment"),
            milestone.label("milestone"),
            cast(f.band, Text).label("band"),
            case((f.account_id.is_(None), null()), (left, "left"), (f.champions > 0, "there")).label("champion"),
            case((review.is_(None), null()), (as_of.is_(None), null()), (late, "late"), else_="held").label("review"),
        )
        .outerjoin(f, f.account_id == a.id)
        .where(*selection.ours())
    )


def by_position(places: Iterable[LostAt]) -> list[LostAt]:
    """In the order of the way; what nobody knows last."""
    return sorted(places, key=lambda one: (one.position < 0, one.playbook, one.position, one.key))


__all__ = ["ENOUGH", "Churn", "Leaving", "LostAt", "Trait", "by_position", "churn", "traits"]
