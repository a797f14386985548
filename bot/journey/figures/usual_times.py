"""Learned time frames: how long a milestone usually takes, from the accounts of the same segment or tier.

The full sweep refreshes them before it assesses. A figure is replaced only when it has moved by more than a tenth, so
that due dates stay where people saw them yesterday.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, select

from bot.journey.steps.kept_spells import behind
from bot.journey.steps.life_counts import KEY_COLUMNS, SpellCount, StepCounts, key_of, read_keys, split
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import SEEN, StepQuery
from bot.journey.steps.ways import Ways, read_ways
from bot.statistics.life_table import LifeTable
from bot.store.session import ReadSession, Store
from bot.store.sql import materialized
from bot.store.tables import LearnedTime

ENOUGH = 20  # accounts of the cohort that reached the milestone: below, the playbook's usual days count
MOVED, LEAST = 0.1, 2  # a tenth, and never for less than three days
COHORTS = ("segment", "tier")  # the closer one first
KEY = ("version_id", "milestone", "cohort", "name")
Row = Mapping[str, Any]


async def refresh(store: Store, workspace_id: int, today: date) -> None:
    """Bring the workspace's learned times up to date. Harmless when repeated."""
    async with store.read(workspace_id) as db:
        found = await learned(db, today)
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


async def learned(db: ReadSession, today: date) -> list[dict[str, Any]]:
    """Median and third quartile of the days, per version, milestone and cohort of which at least 20 reached it.

    Kaplan and Meier's: who is still on the way counts for as long as that lasts, and so does who left. What was learned
    under any version of a playbook holds for each that has the milestone."""
    found: list[dict[str, Any]] = []
    stale = await behind(db)
    for ways in await read_ways(db):
        rows = (await db.one_statement(timed(StepQuery(today, ways, behind=stale)))).all()
        for (place, cohort, name), life in _lives(rows, ways).items():
            median, most = (life.within(share, lost_as_censored=True) for share in (0.5, 0.75))
            if life.reached >= ENOUGH and median is not None and most is not None:
                row = {"milestone": ways.order[place - 1], "cohort": cohort, "name": name, "accounts": life.reached}
                row |= {"median_days": median, "most_days": most}
                found += [{"version_id": number, **row} for number, key in ways.versions if key == row["milestone"]]
    return found


def _lives(rows: Sequence[Any], ways: Ways) -> dict[tuple[int, str, str], LifeTable]:
    """By place, cohort and its name. Where the past isn't told in full, of those alone whom we saw from their first
    day on the step."""
    whole = split(read_keys([(row.key, row.n) for row in rows]), ways)
    of: dict[tuple[int, str, str], list[SpellCount]] = {}
    for row, count in zip(rows, read_keys([(row.key, row.n) for row in rows]), strict=True):
        if count.place < ways.after_all and (count.since == SEEN or not whole[count.place].is_partly_told):
            for cohort in COHORTS:
                if name := getattr(row, cohort):
                    of.setdefault((count.place, cohort, name), []).append(count)
    return {key: StepCounts(tuple(counts)).life for key, counts in of.items()}


def timed(asked: StepQuery) -> Select[*tuple[Any, ...]]:
    """How many accounts of a segment and tier were on a step for so many days, and how that came out."""
    s = several(asked, (*COHORTS, *KEY_COLUMNS))
    keyed = materialized(select(key_of(s).label("key"), s.segment, s.tier).cte("keyed")).c
    by = (keyed.key, keyed.segment, keyed.tier)
    return select(*by, func.count().label("n")).group_by(*by)


__all__ = ["COHORTS", "ENOUGH", "learned", "refresh", "timed"]
