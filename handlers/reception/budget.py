"""Acknowledge in time, whatever the work takes: it gets a budget first, and goes on behind the acknowledgement."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")
BEFORE_ACK = 2.3  # seconds; platforms want their acknowledgement within three
CLOSING = 10.0  # seconds that running work gets when the program ends


class Background:
    """Work that outlives the request it came with. Keeps it from being forgotten, and ends it in order."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing = asyncio.Event()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin at once, wait for nothing."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("work in the background failed", exc_info=error)

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def rest(self, seconds: float) -> bool:
        """Wait before another try. False: the program ends, so there is none."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)
        return not self._closing.is_set()

    async def close(self) -> None:
        """Let running work end, and cancel what doesn't."""
        self._closing.set()
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=CLOSING)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


async def in_time(task: asyncio.Task[T], seconds: float = BEFORE_ACK) -> bool:
    """Whether the work ended within its budget; it goes on in any case."""
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)
