"""The year behind a health score (method C2): how it stood, how it was set by hand, and what was measured of it.

Facts are kept for `KEPT` and then dropped, a few thousand rows at a time.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import aliased

from bot.store.session import ReadSession, Store
from bot.store.tables import AccountFacts, AccountFactsHistory, HealthOverride, KpiObservation, Person

YEAR = timedelta(days=365)
KEPT = timedelta(days=400)  # a year, and room to look back from any day of the last month
BATCH = 5_000  # rows in one transaction
BREATH = 0.005  # seconds between two, for other writers


@dataclass(frozen=True)
class HealthSpan:
    """The score in force from `since` until `until` (None: still). by_hand: set by a person; `measured` is what the
    figures said meanwhile. None: too little was known. told: the last assessment in it that wrote anything down."""

    since: datetime
    until: datetime | None
    score: int | None
    measured: int | None
    by_hand: bool = False
    told: datetime | None = None


@dataclass(frozen=True)
class ByHand:
    """A score that stands in place of the measured one, and who set it."""

    row: HealthOverride
    by: str


Measured = dict[str, list[tuple[datetime, float]]]  # KPI → (when, value), the oldest first


async def spans(db: ReadSession, account_id: int, now: datetime) -> tuple[HealthSpan, ...]:
    """The last year, the oldest first; neighbours with the same score are one. The last one is today's."""
    h, f = AccountFactsHistory, AccountFacts
    old = (
        select(h.valid_from, h.valid_to, h.health, h.health_measured, h.health_until)
        .where(h.account_id == account_id, h.valid_to > now - YEAR)
        .order_by(h.valid_to, h.id)
    )
    o = HealthOverride
    standing = set(await db.scalars(select(o.score).where(o.account_id == account_id, o.undone_at.is_(None))))
    current = select(f.valid_from, f.health, f.health_measured, f.health_until).where(f.account_id == account_id)
    found = [_span(*row) for row in (await db.execute(old)).all()]
    found += [_span(row[0], None, *row[1:]) for row in (await db.execute(current)).all()]
    return _joined([_as_if_never(one) if one.by_hand and one.score not in standing else one for one in found])


def _span(since: datetime, until: datetime | None, health: int | None, measured: int | None, day: object) -> HealthSpan:
    return HealthSpan(since, until, health, measured if day else health, by_hand=day is not None, told=since)


def _as_if_never(one: HealthSpan) -> HealthSpan:
    """Set by hand and taken back: what was measured stood all the while."""
    return replace(one, score=one.measured, by_hand=False)


def _joined(found: Sequence[HealthSpan]) -> tuple[HealthSpan, ...]:
    joined: list[HealthSpan] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and (last.score, last.measured, last.by_hand) == (one.score, one.measured, one.by_hand):
            joined[-1] = replace(last, until=one.until, told=one.told)
        else:
            joined.append(one)
    return tuple(joined)


async def observations(db: ReadSession, account_id: int, now: datetime) -> Measured:
    """What was measured in the last year, and the newest before it of each KPI."""
    o, later = KpiObservation, aliased(KpiObservation)
    last_before = (
        select(func.max(later.observed_at))
        .where(later.account_id == o.account_id, later.kpi == o.kpi, later.observed_at <= now - YEAR)
        .correlate(o)
        .scalar_subquery()
    )
    since = func.coalesce(last_before, now - YEAR)
    rows = await db.execute(
        select(o.kpi, o.observed_at, o.value)
        .where(o.account_id == account_id, o.observed_at >= since, o.observed_at <= now)
        .order_by(o.kpi, o.observed_at)
    )
    found: Measured = {}
    for kpi, at, value in rows.all():
        found.setdefault(kpi, []).append((at, value))
    return found


async def by_hand(db: ReadSession, account_id: int) -> ByHand | None:
    """The score that somebody set and nobody has ended; its day may be over since the last assessment."""
    o = HealthOverride
    where = (o.account_id == account_id, o.ended_at.is_(None), o.undone_at.is_(None))
    row = (await db.execute(select(o, Person.name).join(Person, Person.id == o.by_id).where(*where))).first()
    return ByHand(row[0], row[1]) if row else None


async def forget_old(store: Store, workspace_id: int, now: datetime) -> int:
    """Drop the workspace's facts that ended longer ago than is kept, in short transactions. Returns how many.

    Rows come in the order in which they ended, so that the oldest are those with the lowest ids."""
    h, gone = AccountFactsHistory, 0
    while True:
        async with store.read(workspace_id) as db:
            oldest = (await db.execute(select(h.id, h.valid_to).order_by(h.id).limit(BATCH))).all()
        old = [row.id for row in oldest if row.valid_to < now - KEPT]
        if old:
            async with store.write(workspace_id) as db:
                over = delete(h).where(h.id <= old[-1], h.valid_to < now - KEPT)
                await db.execute(over.execution_options(synchronize_session=False))
        gone += len(old)
        if len(old) < BATCH:
            return gone
        await asyncio.sleep(BREATH)


__all__ = ["ByHand", "HealthSpan", "Measured", "by_hand", "forget_old", "observations", "spans"]
