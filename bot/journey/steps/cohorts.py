"""What became of the accounts of a segment or tier, and of all, on each step: a life table each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from bot.journey.steps.kept_spells import behind
from bot.journey.steps.life_counts import KEY_COLUMNS, SpellCount, StepCounts, key_of, read_keys, split
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import SEEN, StepQuery
from bot.journey.steps.ways import Ways, read_ways
from bot.statistics.life_table import LifeTable
from bot.store.session import ReadSession
from bot.store.sql import materialized

COHORTS = ("segment", "tier")  # the closer one first
ALL = "all"


class OnStep(NamedTuple):
    """Which accounts were on the step of that place: of a segment or tier of that name, or `ALL`."""

    place: int
    cohort: str
    name: str


@dataclass(frozen=True)
class CohortLives:
    """Of one playbook."""

    ways: Ways
    lives: Mapping[OnStep, LifeTable]


async def cohort_lives(db: ReadSession, today: date) -> list[CohortLives]:
    """Where the past isn't told in full, of those alone whom we saw from their first day on the step."""
    stale = await behind(db)
    found = []
    for ways in await read_ways(db):
        rows = (await db.one_statement(timed(StepQuery(today, ways, behind=stale)))).all()
        found.append(CohortLives(ways, _lives(rows, ways)))
    return found


def _lives(rows: Sequence[Any], ways: Ways) -> dict[OnStep, LifeTable]:
    counts = read_keys([(row.key, row.n) for row in rows])
    whole = split(counts, ways)
    of: dict[OnStep, list[SpellCount]] = {}
    for row, count in zip(rows, counts, strict=True):
        if count.place < ways.after_all and (count.since == SEEN or not whole[count.place].is_partly_told):
            of.setdefault(OnStep(count.place, ALL, ""), []).append(count)
            for cohort in COHORTS:
                if name := getattr(row, cohort):
                    of.setdefault(OnStep(count.place, cohort, name), []).append(count)
    return {key: StepCounts(tuple(counts)).life for key, counts in of.items()}


def timed(asked: StepQuery) -> Select[*tuple[Any, ...]]:
    """How many accounts of a segment and tier were on a step for so many days, and how that came out."""
    s = several(asked, (*COHORTS, *KEY_COLUMNS))
    keyed = materialized(select(key_of(s).label("key"), s.segment, s.tier).cte("keyed")).c
    by = (keyed.key, keyed.segment, keyed.tier)
    return select(*by, func.count().label("n")).group_by(*by)


__all__ = ["ALL", "COHORTS", "CohortLives", "OnStep", "cohort_lives", "timed"]
