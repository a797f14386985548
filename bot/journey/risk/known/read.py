"""Reads what was known of accounts, some hundred at a time, so that neither memory nor the event loop notices how many
there are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import func, or_, select

from bot.journey.accounts.doubles import is_itself, of_no_double
from bot.journey.risk.known import columns, statements
from bot.journey.risk.known.columns import BEFORE, Gathered, KnownNames, Spell
from bot.journey.risk.known.newest import newest_day
from bot.journey.steps.kept_spells import behind
from bot.journey.steps.spells import spells
from bot.journey.steps.step_query import Behind, StepQuery, number_of
from bot.journey.steps.ways import Ways, read_ways
from bot.statistics.warning.person_periods import AHEAD, LONGEST, PERIOD, PersonPeriods
from bot.store.kpi_keys import BETWEEN
from bot.store.session import ReadSession, Store
from bot.store.tables import Account, KpiLatest

SEED = 20260106
MOST = 4_000  # accounts to learn from; of more, so many at random
MOST_NAMES, LEAST_NAMED = 8, 20  # tiers, segments, KPIs: the commonest, of so many accounts at least
PART = 800  # accounts in one go
SPELL = ("account_id", "place", "turned", "ended")


@dataclass(frozen=True)
class _Asked:
    """What is asked of every part. oldest: the last period that is told of. steps: of each playbook."""

    names: KnownNames
    newest: date
    backs: tuple[int, ...]
    steps: tuple[tuple[Ways, Any], ...]

    @property
    def oldest(self) -> int:
        return max(self.backs) + BEFORE


@dataclass(frozen=True)
class Known:
    """past: person-periods whose half-year is over. now: a row for each account with us. undated: accounts that left
    nobody knows when: they can't take part. newest: the day from which the past is counted back."""

    past: PersonPeriods
    now: PersonPeriods
    undated: int
    newest: date


async def read_known(store: Store, workspace_id: int, today: date, most: int = MOST) -> Known:
    """All that is known today. most: accounts whose past is read, at random where there are more."""
    newest = newest_day(today)
    async with store.read(workspace_id) as db:
        names, ways, stale = await _names(db), await read_ways(db), await behind(db)
        oldest, undated = await _told_since(db, newest)
        dated = select(Account.id).where(or_(Account.status == "active", statements.left_on(today).is_not(None)))
        everyone = list(await db.scalars(dated.order_by(Account.id)))
        active = list(await db.scalars(select(Account.id).where(Account.status == "active").order_by(Account.id)))
    sample = sorted(Random(SEED).sample(everyone, most)) if len(everyone) > most else everyone
    backs = tuple(range(AHEAD, oldest + 1))
    asked = _asked(names, ways, newest, backs or (AHEAD,), stale)
    past = await _read(store, workspace_id, sample if backs else [], asked)
    now = await _read(store, workspace_id, active, _asked(names, ways, today, (0,), stale))
    return Known(past, now, undated, newest)


async def _told_since(db: ReadSession, newest: date) -> tuple[int, int]:
    """How many periods back the first loss on record lies, and how many losses have no day. Before that first one
    nobody wrote losses down, and that none is on record says nothing."""
    first = await db.scalar(select(func.min(statements.left_on(newest))))
    lost = select(func.count()).select_from(Account).where(Account.status == "churned")
    undated = await db.scalar(lost.where(statements.left_on(newest).is_(None))) or 0
    if first is None:
        return 0, undated
    return min(LONGEST, -(-(newest - first).days // PERIOD)), undated


async def _names(db: ReadSession) -> KnownNames:
    whole = ~KpiLatest.kpi.contains(BETWEEN)  # products' own figures are too few to learn from
    accounts = select(KpiLatest.kpi, func.count()).where(of_no_double(KpiLatest), whole).group_by(KpiLatest.kpi)
    accounts = accounts.having(func.count() >= LEAST_NAMED)
    kpis = [row[0] for row in (await db.execute(accounts.order_by(func.count().desc(), KpiLatest.kpi))).all()]
    milestones: dict[str, int] = {}
    for ways in await read_ways(db):
        milestones |= {key: days for key, days in ways.usual_days.items() if key not in milestones}
    tiers, segments = await _levels(db, Account.tier), await _levels(db, Account.segment)
    return KnownNames(tuple(kpis[:MOST_NAMES]), tiers, segments, milestones)


async def _levels(db: ReadSession, column: Any) -> tuple[str, ...]:
    several = select(column, func.count()).where(column.is_not(None), is_itself()).group_by(column)
    common = several.having(func.count() >= LEAST_NAMED).order_by(func.count().desc(), column).limit(MOST_NAMES)
    return tuple(row[0] for row in (await db.execute(common)).all())


def _asked(
    names: KnownNames, ways: Sequence[Ways], newest: date, backs: tuple[int, ...], stale: Behind | None = None
) -> _Asked:
    """stale: whose spells have to be worked out; those of the others are read as they are kept."""
    among = statements.are_asked(Account.id)
    steps = tuple((way, spells(StepQuery(newest, way, among=among, behind=stale), SPELL)) for way in ways)
    return _Asked(names, newest, backs, steps)


async def _read(store: Store, workspace_id: int, ids: Sequence[int], asked: _Asked) -> PersonPeriods:
    empty = Gathered([], [], [], [], [], [], [], [])
    found = [columns.person_periods(empty, asked.names, asked.backs, asked.oldest)]
    async for part in _parts(store, workspace_id, ids, asked):
        found.append(await asyncio.to_thread(columns.person_periods, part, asked.names, asked.backs, asked.oldest))
    return await asyncio.to_thread(columns.joined, found)


async def _parts(store: Store, workspace_id: int, ids: Sequence[int], asked: _Asked) -> AsyncIterator[Gathered]:
    for first in range(0, len(ids), PART):
        some = statements.values(ids[first : first + PART], asked.newest, asked.oldest)
        async with store.read(workspace_id) as db:

            async def rows(statement: Any, db: ReadSession = db, some: dict[str, Any] = some) -> Sequence[Any]:
                return (await db.one_statement(statement, some)).all()

            yield Gathered(
                accounts=await rows(statements.accounts()),
                terms=await rows(statements.terms()),
                measured=await rows(statements.measured(asked.names.kpis)),
                happened=await rows(statements.happened()),
                went=await rows(statements.went()),
                opened=await rows(statements.asked_support(closed=False)),
                closed=await rows(statements.asked_support(closed=True)),
                spells=await _spells(db, some, asked),
            )


async def _spells(db: ReadSession, some: dict[str, Any], asked: _Asked) -> list[Spell]:
    newest, found = number_of(asked.newest), []
    for ways, statement in asked.steps:
        keys = (*ways.order, "")
        for account, place, turned, ended in (await db.one_statement(statement, some)).all():
            since, until = (None if day is None else newest - day for day in (turned, ended))
            found.append((account, keys[place - 1], since, until))
    return found


__all__ = ["Known", "read_known"]
