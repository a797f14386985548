"""Time: what the clock says, and the one trigger that makes the bot look at it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.store.trouble import log_failure

EVERY = 30  # seconds between two looks
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

    looking = asyncio.Lock()

    async def look() -> None:
        async with looking:
            try:
                await tick(now())
            except Exception as error:  # the worker's edge: the clock must go on
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
        async with looking:  # a tick that has begun ends in order
            scheduler.shutdown(wait=False)
