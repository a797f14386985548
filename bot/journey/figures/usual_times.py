"""Learned time frames: how long a milestone usually takes, from the accounts of the same segment or tier.

The full sweep refreshes them before it assesses. A figure is replaced only when it has moved by more than a tenth, so
that due dates stay where people saw them yesterday.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select

from bot.journey.steps.cohorts import ALL, CohortLives, cohort_lives
from bot.journey.steps.stuck_next import keep_stuck_chances
from bot.store.session import ReadSession, Store
from bot.store.tables import LearnedTime

ENOUGH = 20  # accounts of the cohort that reached the milestone: below, the playbook's usual days count
MOVED, LEAST = 0.1, 2  # a tenth, and never for less than three days
KEY = ("version_id", "milestone", "cohort", "name")
Row = Mapping[str, Any]


async def refresh(store: Store, workspace_id: int, today: date) -> None:
    """Bring the workspace's learned times up to date, and the chances of getting stuck that follow from them. Harmless
    when repeated."""
    async with store.read(workspace_id) as db:
        playbooks = await cohort_lives(db, today)
        kept = await db.one_statement(select(LearnedTime.__table__))
        known = {_key(row): row for row in (dict(each) for each in kept.mappings())}
    wanted = {_key(row): _kept_or_new(known.get(_key(row)), row, today) for row in _learned(playbooks)}
    if wanted != {key: _plain(row) for key, row in known.items()}:
        async with store.write(workspace_id) as db:
            await db.execute(delete(LearnedTime))
            if wanted:
                rows = [{**row, "workspace_id": workspace_id} for row in wanted.values()]
                await db.execute(insert(LearnedTime), rows)
    allowed = {key: row["most_days"] for key, row in wanted.items()}
    await keep_stuck_chances(store, workspace_id, playbooks, allowed)


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
    """Of today; see `_learned`."""
    return _learned(await cohort_lives(db, today))


def _learned(playbooks: Sequence[CohortLives]) -> list[dict[str, Any]]:
    """Median and third quartile of the days, per version, milestone and cohort of which at least 20 reached it.

    Kaplan and Meier's: who is still on the way counts for as long as that lasts, and so does who left. What was learned
    under any version of a playbook holds for each that has the milestone."""
    found: list[dict[str, Any]] = []
    for ways, lives in ((one.ways, one.lives) for one in playbooks):
        for (place, cohort, name), life in lives.items():
            if cohort == ALL or life.reached < ENOUGH:
                continue
            median, most = (life.within(share, lost_as_censored=True) for share in (0.5, 0.75))
            if median is not None and most is not None:
                row = {"milestone": ways.order[place - 1], "cohort": cohort, "name": name, "accounts": life.reached}
                row |= {"median_days": median, "most_days": most}
                found += [{"version_id": number, **row} for number, key in ways.versions if key == row["milestone"]]
    return found


__all__ = ["ENOUGH", "learned", "refresh"]
