"""`make fault`: what may happen to a host and to Slack, on SQLite and PostgreSQL, and what came of it, as a table.

    python -m tests.fault [ROW …] [--kills 1000] [--database sqlite|postgresql]

ROW: kills | slack | teams | identities | fuzz | zones | host; all of them without any. It ends with 1 where one isn't
met."""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.calendar import plural
from tests.fault import bad_slack, zones
from tests.fault.kills import MOST_UNCONFIRMED, SHARES, Tally, kill
from tests.fault.troubles import troubles
from tests.fault.world import databases, world

ROOT = Path(__file__).parents[2]
DATABASES = ("sqlite", "postgresql")
ABREAST = 2  # rows at a time
FUZZED = "10000"


@dataclass(frozen=True)
class Row:
    """shown: the figures. notes: what went wrong, in words."""

    what: str
    database: str
    shown: str
    must: str
    met: bool
    notes: tuple[str, ...] = ()


Measured = Callable[[], Row]


# -- kill -9


def kills(database: str, count: int, what: str) -> Row:
    return asyncio.run(_kills(database, count, what))


async def _kills(database: str, count: int, what: str) -> Row:
    tally = Tally()
    async with world(database) as one:
        await kill(one, what, round(count * SHARES[what]), tally)
        died = one.kills
    where = f"{died['boundary']} at boundaries, {died['call']} at calls, {died['moment']} at random"
    seen = f"{tally.acknowledged:,} acknowledged" if what == "serve" else f"{tally.messages:,} messages"
    share = tally.unconfirmed / max(1, tally.messages)
    shown = f"{died.total():,} kills ({where}); {seen}: {tally.lost} lost, {tally.twice} twice"
    if what != "serve":
        shown += f", {share:.1%} unconfirmed, {tally.named} named next morning where nothing can be read back"
    met = not tally.lost and not tally.twice and share <= MOST_UNCONFIRMED
    must = "0 lost, 0 twice" + (", ≤ 1% unconfirmed" if what != "serve" else "")
    return Row(f"kill -9 in {what}", database, shown, must, met, tuple(tally.notes[:5]))


# -- Slack


def slack(database: str, what: str, run: Callable[..., object], *more: object) -> Row:
    return asyncio.run(_slack(database, what, run, *more))


async def _slack(database: str, what: str, run: Callable[..., object], *more: object) -> Row:
    came = bad_slack.Came()
    async with world(database) as one:
        await run(one, came, *more)  # type: ignore[misc]
    shown = f"{came.failed:,} of {came.calls:,} calls failed; {came.messages:,} messages: {came.once:,} once, "
    shown += f"{came.twice} twice, {came.named} named, {came.lost} neither"
    return Row(what, database, shown, "each once or named", came.met, tuple(came.notes[:5]))


# -- what pytest runs


def by_pytest(what: str, must: str, files: tuple[str, ...], env: dict[str, str]) -> Row:
    there = [file for pattern in files for file in sorted(map(str, ROOT.glob(pattern)))]
    if not there:
        return Row(what, "both", f"no file {' or '.join(files)}", must, False)
    words = [sys.executable, "-m", "pytest", "-n0", *there]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1:] or ["nothing said"]
    shown = re.sub(r"=+|\x1b\[[0-9;]*m", "", last[0]).strip()
    return Row(what, "both", shown, must, done.returncode == 0, tuple(done.stdout.splitlines()[-15:]))


# -- zones


def every_zone() -> Row:
    names = zones.all_zones()
    wrong = zones.wrong_everywhere(names)
    first, last = (day.year for day in zones.YEARS)
    shown = f"{len(names)} zones × {last - first + 1} years ({first}–{last}) at {' and '.join(zones.TIMES)}: "
    return Row(
        "all zones, the slot function", "none", shown + plural(len(wrong), "fault"), ONCE, not wrong, _few(wrong)
    )


def twelve_zones(database: str) -> Row:
    made, wrong = asyncio.run(_twelve(database))
    shown = f"{len(zones.TWELVE)} zones, {made:,} slots: {plural(len(wrong), 'fault')}"
    return Row("twelve zones, through ticks", database, shown, ONCE, not wrong and made > 0, _few(wrong))


async def _twelve(database: str) -> tuple[int, list[str]]:
    with tempfile.TemporaryDirectory(prefix="milepost-zones-") as folder:
        async with databases(database, Path(folder)) as copies:
            return await zones.wrong_through_ticks(await copies.empty(), zones.YEARS)


ONCE = "each working day once, none that never was"


def _few(wrong: list[str]) -> tuple[str, ...]:
    return tuple(wrong[:8])


# -- the host


def host(database: str) -> Row:
    return asyncio.run(_host(database))


async def _host(database: str) -> Row:
    wrong = {}
    async with world(database) as one:
        for name, befalls in troubles(database).items():
            try:
                wrong[name] = await befalls(one)
            except AssertionError as error:
                wrong[name] = str(error)[:500]
    shown = ", ".join(f"{name} {'–' if said else '✓'}" for name, said in wrong.items())
    notes = tuple(f"{name}: {said}" for name, said in wrong.items() if said)
    return Row("the host", database, shown, "recovers by itself, says what it was", not notes, notes)


# -- the table


def rows(wanted: list[str], count: int, on: tuple[str, ...]) -> Iterator[Measured]:
    """The longest first."""
    if "kills" in wanted:
        for what in SHARES:
            yield from (partial(kills, database, count, what) for database in on)
    if "zones" in wanted:
        yield from (partial(twelve_zones, database) for database in on)
        yield every_zone
    if "slack" in wanted:
        for database in on:
            fourteen = f"Slack fails {bad_slack.SHARE:.0%} of calls in {len(bad_slack.WAYS)} ways"
            yield partial(slack, database, fourteen, bad_slack.fourteen_ways, 12)
            yield partial(slack, database, "a day without a token", bad_slack.without_a_token)
            yield partial(slack, database, "a day of invalid_blocks", bad_slack.invalid_blocks)
    if "teams" in wanted:
        yield partial(by_pytest, "Teams fails in fourteen ways", "each once or named", TEAMS, {TEAMS_MESSAGES: "2000"})
    if "host" in wanted:
        yield from (partial(host, database) for database in on)
    if "identities" in wanted:
        yield partial(by_pytest, "identities, three weeks of mornings", "nobody silent, nobody wrong", IDENTITIES, {})
    if "fuzz" in wanted:
        must = "no traceback, no partial write, bounded"
        yield partial(by_pytest, "10,000 fuzzed cases", must, ("tests/fault/test_fuzz*.py",), {"MILEPOST_FUZZ": FUZZED})


IDENTITIES = ("tests/jobs/test_match_over_weeks.py",)
TEAMS, TEAMS_MESSAGES = ("tests/surfaces/teams/test_app_that_fails.py",), "MILEPOST_FAULT_MESSAGES"
NAMES = ("kills", "slack", "teams", "identities", "fuzz", "zones", "host")


def timed(measured: Measured) -> tuple[Row, float]:
    began = time.monotonic()
    try:
        row = measured()
    except Exception as error:  # the edge of a row: the others are measured all the same
        what = " ".join(map(str, getattr(measured, "args", ()))) or "a row"
        row = Row(what[:60], "", "it broke", "", False, (repr(error)[:1500],))
    return row, time.monotonic() - began


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fault", description="What may happen, and what came of it.")
    asked.add_argument("rows", nargs="*", metavar="ROW", help=" | ".join(NAMES))
    asked.add_argument("--kills", type=int, default=1000, help="for each database (default: 1000)")
    asked.add_argument("--database", choices=DATABASES)
    told = asked.parse_args()
    if unknown := set(told.rows) - set(NAMES):
        asked.error(f"there is no row {', '.join(sorted(unknown))}: {', '.join(NAMES)}")
    on = (told.database,) if told.database else DATABASES
    all_met = True
    with ProcessPoolExecutor(ABREAST) as pool:
        print("| test | database | shown | must show | met | s |\n| --- | --- | --- | --- | --- | --- |", flush=True)
        for row, seconds in pool.map(timed, rows(told.rows or [*NAMES], told.kills, on)):
            met = "yes" if row.met else "NO"
            print(f"| {row.what} | {row.database} | {row.shown} | {row.must} | {met} | {seconds:.0f} |", flush=True)
            all_met = all_met and row.met
            for note in () if row.met else row.notes:
                print(f"    {note}", file=sys.stderr, flush=True)
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
