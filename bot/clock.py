"""Time: what the clock says, and the one trigger that makes the bot look at it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.store.trouble import log_failure

EVERY = 30  # seconds between two looks
ENDING = 1.0  # seconds that a look gets to end when the program does
log = logging.getLogger(__name__)


def machine_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


@asynccontextmanager
async def ticking(
    tick: Callable[[datetime], Awaitable[object]], now: Callable[[], datetime], seconds: float = EVERY
) -> AsyncIterator[None]:
    """Calls `tick(now)` at once and then every so many seconds, never twice at a time.

    No user's schedule lives here: what is due is in the database. A tick that fails is logged; the next tries again.
    """

    running: set[asyncio.Task[object]] = set()

    async def look() -> None:
        task = asyncio.create_task(_done(tick(now())))
        running.add(task)
        await asyncio.wait({task})
        running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log_failure(log, "a tick failed; the next one tries again", error)

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        look,
        IntervalTrigger(seconds=seconds, timezone=UTC),
        next_run_time=machine_now(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        await ended(running)
        scheduler.shutdown(wait=False)


async def _done(work: Awaitable[object]) -> object:
    return await work


async def ended(running: Collection[asyncio.Task[object]]) -> None:
    """What is nearly done ends in order. All else is cancelled: a sweep is made again, a delivery is looked for."""
    if not running:
        return
    _, late = await asyncio.wait(set(running), timeout=ENDING)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
