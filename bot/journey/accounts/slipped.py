"""Who has slipped back (method D16): a milestone was reached by its test, and a KPI that the test asks for is below its
minimum now. What was never measured, or is too old, says nothing."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select, union

from bot.journey.accounts.progress import BY_TEST
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.sql import moments_ago
from bot.store.tables import Account, KpiLatest, MilestoneReached, VersionMilestone, VersionSegmentTest, VersionTest


async def slipped_back(db: ReadSession, csm_id: int, now: datetime) -> list[tuple[int, str]]:
    """(account, milestone) of that CSM's customers: what is worth most first, of each account the milestones in their
    order. `Progress.slipped` says the same of one account."""
    days: set[int] = set()
    for limits in (VersionTest.fresh_days, VersionSegmentTest.fresh_days):
        days |= set(await db.scalars(select(limits).distinct()))
    everyone = _short(VersionTest, now, days, csm_id)
    own_kind = _short(VersionSegmentTest, now, days, csm_id).where(VersionSegmentTest.segment == Account.segment)
    found = union(everyone, own_kind).subquery()
    rows = await db.execute(
        select(found.c.account, found.c.milestone).order_by(
            func.coalesce(worth_of(found.c.account), 0).desc(), found.c.account, found.c.position
        )
    )
    return [(number, milestone) for number, milestone in rows]


def _short(test: Any, now: datetime, days: Collection[int], csm_id: int) -> Select[*tuple[Any, ...]]:
    r, k, m = MilestoneReached, KpiLatest, VersionMilestone
    return (
        select(Account.id.label("account"), r.milestone.label("milestone"), m.position.label("position"))
        .join(r, and_(r.account_id == Account.id, r.period == Account.period, r.via.in_(BY_TEST)))
        .join(m, and_(m.version_id == Account.playbook_version_id, m.milestone == r.milestone))
        .join(test, and_(test.version_id == m.version_id, test.milestone == m.milestone))
        .join(k, and_(k.account_id == Account.id, k.kpi == test.kpi))
        .where(Account.csm_id == csm_id, Account.status == "active")
        .where(k.value < test.minimum, k.observed_at >= moments_ago(test.fresh_days, now, days))
    )


__all__ = ["slipped_back"]
