"""Spells counted in the database, and the life table of each step made from these counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, Select, and_, case, cast, func, literal, select, union_all

from bot.journey.steps.kept_spells import K, are_meant, behind, of_today
from bot.journey.steps.speed import SPEED_COLUMNS, Speed, kept_speeds, read_speeds, speed_keys
from bot.journey.steps.spells import several, walk
from bot.journey.steps.step_query import BEFORE, BEGUN_BEFORE, FOUND, LOST, NOW, PASSED, REACHED, SEEN, StepQuery
from bot.journey.steps.ways import Ways
from bot.statistics.life_table import Cause, LifeTable, life_table
from bot.store.session import ReadSession
from bot.store.sql import Packed, counted, greatest, least, total

LONGEST = 10_000  # days on a step; what is longer counts as so many
LIMIT = 1_000  # days that a step may take; what is longer counts as unknown
PACKED = Packed((4, 4, 2, LONGEST, LIMIT))  # of a place: state, since, late, days, limit
FEW = 10  # one in so many reached before we came, on a day that nobody knows: what is told of that time isn't whole
KEY_COLUMNS = ("place", "state", "since", "late", "days", "limit")
CAUSES: dict[int, Cause | None] = {REACHED: "reached", LOST: "lost", NOW: None}


@dataclass(frozen=True, slots=True)
class SpellCount:
    """So many accounts of one place, state and number of days (None: nobody knows); see `spells`. limit: of those that
    are in time on a step, how long it may take; 0: nobody knows."""

    place: int
    state: int
    since: int
    late: int
    days: int | None
    limit: int
    accounts: int


@dataclass(frozen=True)
class StepCounts:
    """All that is counted of one step. unseen: (days on the step before we saw it, accounts)."""

    rows: tuple[SpellCount, ...]
    unseen: tuple[tuple[int, int], ...] = ()

    def count(self, *states: int, late: bool = False, timed: bool | None = None) -> int:
        """timed: whether its days are known; None: either."""
        return sum(
            row.accounts
            for row in self.rows
            if row.state in states and (not late or row.late) and (timed is None or timed == (row.days is not None))
        )

    @cached_property
    def is_partly_told(self) -> bool:
        """What came before we saw the accounts isn't told in full: many had reached it by then on an unknown day. Then
        only what we saw ourselves counts, or those who were still on the step would make it look slow."""
        found = sum(row.accounts for row in self.rows if row.since == FOUND and row.state == PASSED)
        told = sum(row.accounts for row in self.rows if row.since == BEFORE and row.state == REACHED)
        return found * FEW > found + told

    @cached_property
    def life(self) -> LifeTable:
        since = {SEEN, BEGUN_BEFORE} if self.is_partly_told else {SEEN, BEGUN_BEFORE, BEFORE}
        ended: dict[Cause | None, list[tuple[int, int]]] = {cause: [] for cause in CAUSES.values()}
        for row in self.rows:
            if row.days is not None and row.state in CAUSES and row.since in since:
                ended[CAUSES[row.state]].append((row.days, row.accounts))
        return life_table(ended, self.unseen if self.is_partly_told else ())

    @cached_property
    def ages(self) -> dict[int, int]:
        """How many accounts have been on it until today for so many days."""
        found: dict[int, int] = {}
        for row in self.rows:
            if row.state == NOW and row.days is not None:
                found[row.days] = found.get(row.days, 0) + row.accounts
        return found

    @cached_property
    def in_time(self) -> Counter[tuple[int, int]]:
        """How many accounts are on it and not late, by the days so far and those that it may take."""
        found = Counter[tuple[int, int]]()
        for row in self.rows:
            if row.limit and row.days is not None:
                found[row.days, row.limit] += row.accounts
        return found


@dataclass(frozen=True)
class Counts:
    """steps: by place, from 1 to the time after the last milestone. speed: by milestone, who left afterwards."""

    steps: Mapping[int, StepCounts]
    speed: tuple[Speed, ...]


async def count(db: ReadSession, asked: StepQuery, *, speed: bool = True) -> Counts:
    """All spells: as they are kept, and those that are not up to date in one pass over their accounts. speed: whether
    who left afterwards is asked for, too."""
    asked = replace(asked, behind=await behind(db))
    rows: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for part, statement in ((0, _kept_keys(asked)), *(((1, kept_speeds(asked)),) if speed else ())):
        for key, accounts in (await db.one_statement(statement)).all():
            rows[part][key] += accounts
    if asked.behind:
        for part, key, accounts in (await db.one_statement(_worked_out(asked, speed=speed))).all():
            rows[part][key] += accounts
    steps = split(read_keys(rows[0].items()), asked.ways)
    return Counts(await _with_late_entry(db, asked, steps), read_speeds(asked, rows[1].items()) if speed else ())


def _kept_keys(asked: StepQuery) -> CompoundSelect[*tuple[Any, ...]]:
    """How many there are of each key. Counted in the order of an index first, and put into keys then: that way nothing
    is sorted but the few keys."""
    settled = (K.version_id, K.number, K.state, K.since, K.days)
    now = (K.version_id, K.state, K.number, K.turned, K.due, K.seen)
    return union_all(*(_tallied(asked, columns, is_on) for columns, is_on in ((settled, False), (now, True))))


def _tallied(asked: StepQuery, columns: Sequence[Any], is_on: bool) -> Select[*tuple[Any, ...]]:
    of_state = (K.state == NOW) if is_on else K.state.in_((REACHED, PASSED, LOST))
    same = select(*columns, func.count().label("n")).where(*are_meant(asked), of_state).group_by(*columns)
    alike = same.subquery("alike_now" if is_on else "alike").c
    values = SimpleNamespace(**of_today(alike, asked))
    key = key_of(values).label("key")
    return select(key, total(alike.n).label("n")).group_by(key)


def _worked_out(asked: StepQuery, *, speed: bool) -> CompoundSelect[*tuple[Any, ...]] | Select[*tuple[Any, ...]]:
    """The same of those that aren't up to date: (0, key, how many), and of who left afterwards (1, …)."""
    walked = walk(asked)
    tally = counted(select(key_of(several(asked, KEY_COLUMNS, walked, kept=False)).label("key"))).c
    followed = counted(speed_keys(asked, several(asked, SPEED_COLUMNS, walked, kept=False))).c
    parts = [select(literal(0).label("part"), tally.key, tally.n), select(literal(1), followed.key, followed.n)]
    return union_all(*parts) if speed else parts[0]


async def _with_late_entry(
    db: ReadSession, asked: StepQuery, steps: Mapping[int, StepCounts]
) -> Mapping[int, StepCounts]:
    """Where what came before isn't told in full, with the days on which accounts came into our sight."""
    partly = {place: step for place, step in steps.items() if step.is_partly_told}
    unseen: dict[int, list[tuple[int, int]]] = {}
    if partly:
        for place, days, accounts in (await db.one_statement(_unseen(asked))).all():
            unseen.setdefault(place, []).append((days, accounts))
    return {**steps, **{place: replace(step, unseen=tuple(unseen.get(place, ()))) for place, step in partly.items()}}


def split(rows: Iterable[SpellCount], ways: Ways) -> dict[int, StepCounts]:
    by_place: dict[int, list[SpellCount]] = {place: [] for place in range(1, ways.after_all + 1)}
    for row in rows:
        by_place[row.place].append(row)
    return {place: StepCounts(tuple(counts)) for place, counts in by_place.items()}


def key_of(s: Any) -> Any:
    """A spell's place, state, since, late and days in one number."""
    known = least(greatest(func.coalesce(s.days, -1), -1), LONGEST - 2) + 1  # 0: unknown
    limit = case((and_(s.state == NOW, s.late == 0, s.limit > 0, s.limit < LIMIT), s.limit), else_=0)
    return PACKED.pack(cast(s.place, BigInteger), s.state, s.since, s.late, known, limit)


def _read(key: int, accounts: int) -> SpellCount:
    place, state, since, late, known, limit = PACKED.unpack(key)
    return SpellCount(place, state, since, late, known - 1 if known else None, limit, accounts)


def read_keys(rows: Iterable[Sequence[int]]) -> list[SpellCount]:
    """Of (key, accounts)."""
    return [_read(key, accounts) for key, accounts in rows]


def _unseen(asked: StepQuery) -> Select[*tuple[Any, ...]]:
    s = several(asked, ("place", "state", "since", "days", "unseen"))
    return (
        select(s.place, s.unseen, func.count())
        .where(s.since == BEGUN_BEFORE, s.days.is_not(None), s.state != PASSED)
        .group_by(s.place, s.unseen)
    )


__all__ = ["KEY_COLUMNS", "LONGEST", "Counts", "SpellCount", "StepCounts", "count", "key_of", "read_keys", "split"]
