"""Learned time frames: how long a milestone usually takes, from the accounts of the same segment or tier.

The full sweep refreshes them before it assesses. A figure is replaced only when it has moved by more than a tenth, so
that due dates stay where people saw them yesterday.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import CTE, BigInteger, Select, and_, case, cast, delete, func, insert, literal, select, union_all

from bot.journey.figures.funnel import reaches
from bot.journey.figures.milestone_steps import REACHED, StepQuery, steps
from bot.store.session import Store
from bot.store.sql import materialized, total
from bot.store.tables import LearnedTime, PlaybookVersion, VersionMilestone

ENOUGH = 20  # accounts of the cohort that reached the milestone: below, the playbook's usual days count
MOVED, LEAST = 0.1, 2  # a tenth, and never for less than three days
COHORTS = ("segment", "tier")  # the closer one first
KEY = ("version_id", "milestone", "cohort", "name")
Row = Mapping[str, Any]


async def refresh(store: Store, workspace_id: int, today: date) -> None:
    """Bring the workspace's learned times up to date. Harmless when repeated."""
    async with store.read(workspace_id) as db:
        found = [dict(row) for row in (await db.one_statement(learned(today))).mappings()]
        kept = await db.one_statement(select(LearnedTime.__table__))
        known = {_key(row): row for row in (dict(each) for each in kept.mappings())}
    wanted = {_key(row): _kept_or_new(known.get(_key(row)), row, today) for row in found}
    if wanted == {key: _plain(row) for key, row in known.items()}:
        return
    async with store.write(workspace_id) as db:
        await db.execute(delete(LearnedTime))
        if wanted:
            rows = [{**row, "workspace_id": workspace_id} for row in wanted.values()]
            await db.execute(insert(LearnedTime), rows)


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEY)


def _plain(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "workspace_id"}


def _kept_or_new(old: Row | None, new: Row, today: date) -> dict[str, Any]:
    """The figures on record while the new ones are about the same; all of them together, with their count."""
    if old is not None and all(_is_near(old[name], new[name]) for name in ("median_days", "most_days")):
        return _plain(old)
    return {**new, "learned_on": today}


def _is_near(old: int, new: int) -> bool:
    return abs(new - old) <= max(LEAST, old * MOVED)


def learned(today: date) -> Select[*tuple[Any, ...]]:
    """Median and 75th percentile of the days, per version, milestone and cohort with at least 20 accounts."""
    s = materialized(_timed(today)).c
    parts = [
        select(
            s.playbook,
            s.milestone,
            literal(cohort).label("cohort"),
            s[cohort].label("name"),
            s.days,
            total(s.accounts).label("n"),
        )
        .where(s[cohort].is_not(None))
        .group_by(s.playbook, s.milestone, s[cohort], s.days)
        for cohort in COHORTS
    ]
    t = union_all(*parts).subquery("tallied").c
    one = (t.playbook, t.milestone, t.cohort, t.name)
    summed = select(
        *one,
        t.days,
        t.n,
        func.sum(t.n).over(partition_by=one, order_by=t.days).label("upto"),
        cast(func.sum(t.n).over(partition_by=one), BigInteger).label("accounts"),
    ).subquery("summed")
    return _per_version(summed.c)


def _timed(today: date) -> CTE:
    """How many accounts reached a milestone after so many days, per playbook, milestone, segment and tier."""
    asked, m, v = StepQuery(today), VersionMilestone, PlaybookVersion
    s = steps(asked, (*COHORTS, "version_id", "place", "state", "came", "days"), ("reached",)).subquery("steps").c
    by_place = (s.version_id, s.place, s.segment, s.tier, s.days)
    placed = (
        select(*by_place, func.count().label("accounts"))
        .where(s.state == REACHED, s.came == 1, s.days.is_not(None))
        .group_by(*by_place)
    )
    p = materialized(placed.cte("placed")).c
    return (
        select(v.name.label("playbook"), m.milestone, p.segment, p.tier, p.days, p.accounts)
        .join_from(m, p.days.table, and_(m.version_id == p.version_id, m.position == p.place))
        .join(v, v.id == m.version_id)
        .cte("timed")
    )


def _per_version(c: Any) -> Select[*tuple[Any, ...]]:
    """What was learned under any version of a playbook holds for each that has the milestone."""
    m, v = VersionMilestone, PlaybookVersion
    median = func.max(case((reaches(c.upto, c.n, c.accounts, 2, 4), c.days)))
    most = func.max(case((reaches(c.upto, c.n, c.accounts, 3, 4), c.days)))
    return (
        select(
            m.version_id,
            c.milestone,
            c.cohort,
            c.name,
            c.accounts,
            median.label("median_days"),
            most.label("most_days"),
        )
        .join_from(v, m, m.version_id == v.id)
        .join(c.playbook.table, and_(c.playbook == v.name, c.milestone == m.milestone))
        .where(c.accounts >= ENOUGH)
        .group_by(m.version_id, c.milestone, c.cohort, c.name, c.accounts)
    )


__all__ = ["COHORTS", "ENOUGH", "learned", "refresh"]
