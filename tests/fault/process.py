"""`milepost WORDS` as a process that dies where it is told to: `process.py WORDS`, forked from one that imported all.

Nothing of this is in the program: what is wrapped is SQLAlchemy's and aiohttp's. The settings of it, all optional:
FAULT_AT=7: killed at its seventh boundary (before or after a commit, before a request leaves or after its answer).
FAULT_COUNT=FILE: how many boundaries it came to, written there at its end.
FAULT_AHEAD=180: seconds that the machine's clock is ahead, so that leases of the killed have run out.
FAULT_CLOCK=ISO: what the machine's clock said when the process began.
FAULT_EVERY=0.5: seconds between two rounds of serve. FAULT_FULL=FILE: while it is there, SQLite's disk is full.
FAULT_SLOW=0.4: seconds that each command, click and form takes, as on a busy machine; FAULT_BUDGET=0.2: the seconds in
which it is to be acknowledged."""

import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from bot import app, clock
from bot.cli.main import main
from bot.surfaces.slack.app import SlackPlatform


class Boundaries:
    """Counted as the process comes to them; at the one that is named, it is killed as kill -9 kills."""

    def __init__(self, deadly: int) -> None:
        self.count, self.deadly = 0, deadly

    def reached(self) -> None:
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)


def watch_commits(boundaries: Boundaries) -> None:
    commit = DefaultDialect.do_commit

    def watched(dialect: Any, connection: Any) -> None:
        boundaries.reached()
        commit(dialect, connection)
        boundaries.reached()

    DefaultDialect.do_commit = watched  # type: ignore[method-assign]


def watch_sends(boundaries: Boundaries) -> None:
    request = aiohttp.ClientSession._request

    async def watched(*words: Any, **named: Any) -> Any:
        boundaries.reached()
        answer = await request(*words, **named)
        boundaries.reached()
        return answer

    aiohttp.ClientSession._request = watched  # type: ignore[method-assign]


def set_clocks(env: Mapping[str, str]) -> None:
    ahead, begun = timedelta(seconds=float(env.get("FAULT_AHEAD", 0))), clock.machine_now()
    there = datetime.fromisoformat(env["FAULT_CLOCK"]) if "FAULT_CLOCK" in env else begun
    read = clock.machine_now

    def machine_now() -> datetime:
        return there + (read() - begun)

    clock.machine_now = machine_now  # type: ignore[assignment]
    app.machine_now = lambda: read() + ahead if ahead else machine_now()  # type: ignore[assignment]
    app.ticking = partial(_ticking, clock.ticking, read, float(env.get("FAULT_EVERY", clock.EVERY)))  # type: ignore[assignment]
    app.opened.__wrapped__.__defaults__ = (machine_now, None)  # type: ignore[attr-defined]


@asynccontextmanager
async def _ticking(ticking: Any, read: Any, seconds: float, tick: Any, now: Any) -> AsyncIterator[None]:
    """The scheduler itself lives by the real clock: it would catch up on the months in between."""
    moved, clock.machine_now = clock.machine_now, read
    async with ticking(tick, now, seconds):
        clock.machine_now = moved
        yield


def fill_the_disk(file: Path) -> None:
    """As far as SQLite can tell: its file may not grow any more."""

    def begin(connection: Any) -> None:
        if connection.dialect.name == "sqlite":
            pages = 1 if file.exists() else 2**31 - 2
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "begin", begin)


async def _as_before(*_: Any) -> None:
    """All copies have the same tables; to compare them each time would take a third of it."""


def slow_down(seconds: float, budget: float) -> None:
    """The program on a machine that is busy with something else."""
    import asyncio

    from handlers import dispatch
    from handlers.reception import budget as budgets

    run = dispatch.run

    async def slowly(*words: Any, **named: Any) -> Any:
        await asyncio.sleep(seconds)
        return await run(*words, **named)

    dispatch.run = slowly  # type: ignore[assignment]
    budgets.in_time.__defaults__ = (budget,)  # type: ignore[attr-defined]


def die_as_told(env: Mapping[str, str]) -> Callable[[], None]:
    """Set everything up; what is to be done at the end."""
    boundaries = Boundaries(int(env.get("FAULT_AT", 0)))
    watch_commits(boundaries)
    watch_sends(boundaries)
    set_clocks(env)
    SlackPlatform.pace = (0.0, 0.0)  # nobody limits us here
    app.need_schema = _as_before  # type: ignore[assignment]
    if "FAULT_FULL" in env:
        fill_the_disk(Path(env["FAULT_FULL"]))
    if "FAULT_SLOW" in env:
        slow_down(float(env["FAULT_SLOW"]), float(env["FAULT_BUDGET"]))

    def note() -> None:
        if (file := env.get("FAULT_COUNT")) is not None:
            Path(file).write_text(str(boundaries.count), encoding="utf-8")

    return note


if __name__ == "__main__":
    at_the_end = die_as_told(os.environ)
    try:
        main(sys.argv[1:], prog_name="milepost")
    finally:
        at_the_end()
