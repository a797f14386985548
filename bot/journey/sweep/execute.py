"""How a sweep's statements are executed: at once for a few accounts, range after range for many."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Executable, Insert
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journey.accounts.scope import BOUNDS, Bounds
from bot.journey.reactions.reactions import ReactionStep
from bot.journey.sweep.account_inputs import SweepRange
from bot.journey.sweep.read_ahead import Found, ReadAhead, reader
from bot.journey.sweep.repeated import Repeated, repeated
from bot.store.session import HeldWriter, Store
from bot.store.tables import AccountFacts, MilestoneReached
from bot.store.upkeep.statistics import refresh_statistics

BREATH = 0.005  # seconds between two ranges, for the writers of other processes


@dataclass
class Assessed:
    """What a sweep did: accounts whose facts changed, milestones newly reached."""

    changed: int = 0
    reached: int = 0

    def count(self, statement: Executable, rows: int) -> None:
        if not isinstance(statement, Insert):
            return
        if statement.table.name == AccountFacts.__tablename__:
            self.changed += rows
        elif statement.table.name == MilestoneReached.__tablename__:
            self.reached += rows


@dataclass(frozen=True)
class SweepPlan:
    """What to execute for the accounts in `over`: milestones reached go on record, changed facts are staged, and what
    follows from them."""

    over: SweepRange
    reach: Sequence[Executable]
    stage: Sequence[Executable]
    follow: Sequence[ReactionStep]

    @property
    def steps(self) -> Sequence[ReactionStep]:
        return *map(ReactionStep, (*self.reach, *self.stage)), *self.follow


@dataclass(frozen=True)
class Again:
    """A step of a plan, made to be executed for one range after the other."""

    step: ReactionStep
    first: Repeated
    then: tuple[Repeated, ...]


@dataclass(frozen=True)
class Passes:
    """A plan made for that."""

    reach: Sequence[Again]
    stage: Sequence[Again]
    follow: Sequence[Again]


async def at_once(store: Store, plan: SweepPlan, done: Assessed) -> None:
    """All accounts that the plan names in one transaction."""
    async with store.everywhere(writes=True) as connection:
        for step in plan.steps:
            result = await connection.execute(step.first)
            done.count(step.first, max(result.rowcount, 0))
            for following in step.then if result.rowcount else ():
                await connection.execute(following)


async def range_after_range(store: Store, plan: SweepPlan, ranges: AsyncIterator[Bounds], done: Assessed) -> None:
    """Each range in a transaction of its own; on SQLite its milestones in one before."""
    passes = await asyncio.to_thread(_made, plan, store.engine.dialect)
    if store.engine.dialect.name == "sqlite":
        ahead = await asyncio.to_thread(ReadAhead, plan.over, store.engine.dialect)
        async with store.writer() as writer, reader(store) as reading:
            await _SideBySide(writer, reading, passes, ahead, done).over(ranges)
        return
    async for bounds in ranges:
        await refresh_statistics(store)  # the first sweep fills tables that the next range reads
        async with store.everywhere(writes=True) as connection:
            await _execute(connection, (*passes.reach, *passes.stage, *passes.follow), bounds, done)
        await asyncio.sleep(BREATH)


@dataclass
class _SideBySide:
    """A range's facts are read while the one before it is written, with milestones of the one after it."""

    writer: HeldWriter
    reader: AsyncConnection
    passes: Passes
    ahead: ReadAhead
    done: Assessed

    async def over(self, ranges: AsyncIterator[Bounds]) -> None:
        found: Found | None = None
        reading: asyncio.Task[Found] | None = None
        try:
            async for bounds in ranges:
                await self._write(found, bounds)
                found = await reading if reading else None
                reading = asyncio.create_task(self.ahead.find(self.reader, bounds, await self.writer.state()))
            if reading:
                await self._write(found)
                await self._write(await reading)
        finally:
            if reading:  # a connection can't be given back while something is still executed on it
                reading.cancel()
                await asyncio.wait([reading])

    async def _write(self, found: Found | None, reach: Bounds | None = None) -> None:
        async with self.writer.turn() as connection:
            if found:
                await self._take_over(connection, found)
            if reach:
                await _execute(connection, self.passes.reach, reach, self.done)
        await asyncio.sleep(BREATH)

    async def _take_over(self, connection: AsyncConnection, found: Found) -> None:
        if await self.writer.state() == found.state:
            await self.ahead.stage(connection, found)
        else:  # somebody has written since
            await _execute(connection, (*self.passes.reach, *self.passes.stage), found.bounds, self.done)
        await _execute(connection, self.passes.follow, found.bounds, self.done)


def _made(plan: SweepPlan, dialect: Dialect) -> Passes:
    """Takes a tenth of a second."""

    def again(step: ReactionStep) -> Again:
        return Again(step, made(step.first), tuple(map(made, step.then)))

    def made(statement: Executable) -> Repeated:
        return repeated(statement, dialect, BOUNDS)

    reach, stage = [[again(ReactionStep(one)) for one in some] for some in (plan.reach, plan.stage)]
    return Passes(reach, stage, [again(one) for one in plan.follow])


async def _execute(connection: AsyncConnection, steps: Sequence[Again], bounds: Bounds, done: Assessed) -> None:
    for again in steps:
        rows = await again.first.execute(connection, bounds)
        done.count(again.step.first, rows)
        for following in again.then if rows else ():
            await following.execute(connection, bounds)


__all__ = ["BREATH", "Assessed", "SweepPlan", "at_once", "range_after_range"]
