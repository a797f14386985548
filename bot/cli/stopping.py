"""Ctrl-C, or the host's word to end: heard at any moment, also while the program is busy with something else.

Signals wake a thread of their own. It sets an event for whoever ends in order, and ends the process itself when that
takes too long or when it is told a second time."""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass
class Stop:
    """asked: set when it is time to end. at_last: what to do before the process is ended by force."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    at_last: Callable[[], object] = lambda: None

    @contextmanager
    def cancels(self) -> Iterator[None]:
        """What is done within, setting up say, isn't waited for: it is cancelled."""
        here = asyncio.current_task()
        assert here is not None
        watching = asyncio.get_running_loop().create_task(self._cancel(here))
        try:
            yield
        finally:
            watching.cancel()

    async def _cancel(self, task: asyncio.Task[object]) -> None:
        await self.asked.wait()
        task.cancel()


@asynccontextmanager
async def stopping(seconds: float) -> AsyncIterator[Stop]:
    """Hears signals from here on. seconds: how long the process may take to end once it is asked to.

    Whatever was cancelled because of it ends here, quietly; also where its tidying up failed because of that."""
    stop, loop = Stop(), asyncio.get_running_loop()

    def asked() -> None:
        with suppress(RuntimeError):  # the loop is closed: it is ending already
            loop.call_soon_threadsafe(stop.asked.set)

    with _heard(asked, lambda: stop.at_last(), seconds):
        try:
            yield stop
        except (asyncio.CancelledError, Exception) as error:
            here = asyncio.current_task()
            if not stop.asked.is_set() or here is None or not of_a_cancel(error):
                raise
            here.uncancel()
    if stop.asked.is_set():
        atexit.register(_leave)


def of_a_cancel(error: BaseException | None) -> bool:
    """Whether it came of a cancellation: it is one, or what failed in tidying up after one."""
    while error is not None and not isinstance(error, asyncio.CancelledError):
        error = error.__cause__ or error.__context__
    return error is not None


def _leave() -> None:
    """All has ended in order. What Python would do yet, taking everything apart, takes a second or more, and no thread
    can cut that short."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


@contextmanager
def _heard(asked: Callable[[], None], at_last: Callable[[], object], seconds: float) -> Iterator[None]:
    hears, told = socket.socketpair()
    told.setblocking(False)
    before = {one: signal.signal(one, lambda *_: None) for one in SIGNALS}
    wakeup = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_hear, args=(hears, asked, at_last, seconds), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        for one, handler in before.items():
            signal.signal(one, handler)
        told.close()


def _hear(hears: socket.socket, asked: Callable[[], None], at_last: Callable[[], object], seconds: float) -> None:
    """The thread. A second signal, or the time that is over, ends the process; that the first is over doesn't."""
    if not _signalled(hears):
        hears.close()
        return
    over = time.monotonic() + seconds
    asked()
    hears.settimeout(seconds)
    with suppress(TimeoutError):
        if not _signalled(hears):  # it has ended in order, and only what is left of Python may hang now
            time.sleep(max(over - time.monotonic(), 0))
    at_last()
    sys.stdout.flush()
    os._exit(0)


def _signalled(hears: socket.socket) -> bool:
    """Whether one came; False where nobody listens for any more."""
    while byte := hears.recv(1):
        if byte[0] in SIGNALS:
            return True
    return False


__all__ = ["Stop", "of_a_cancel", "stopping"]
