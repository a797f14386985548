"""The second wall around reading playbooks: what the limits of files and texts don't foresee ends here all the same.

It is made of what the operating system offers to a process; where that is nothing (Windows, another thread than the
first), the limits stand alone.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

SECONDS = 8.0  # of the machine's work
MEGABYTES = 220  # more than the process has when it begins


class TooLong(Exception):
    """It takes more time than reading playbooks may."""


@contextmanager
def walled() -> Iterator[None]:
    """Raises TooLong or MemoryError inside."""
    with _memory(), _time():
        yield


@contextmanager
def _time() -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLong(f"it takes more than {SECONDS:.0f} s")


@contextmanager
def _memory() -> Iterator[None]:
    try:
        import resource

        has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = has + MEGABYTES * 1_000_000
    if any(limit != resource.RLIM_INFINITY and limit < most for limit in (soft, hard)):
        yield  # whoever runs it has drawn a tighter one
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
