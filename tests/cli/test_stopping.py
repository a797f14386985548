"""Ctrl-C and the host's word to end are heard at any moment: during set-up, in the midst of a round, while serving."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Database, Program, until
from tests.cli.test_main import is_well
from tests.given.forks import Process

pytestmark = pytest.mark.slow
PROMISED = 2.0  # seconds
BUSY = 2.0  # what a machine with other tests on it takes longer
SLOW_TO_TAKE_APART = """
import asyncio, os, signal, time
from bot.cli.stopping import stopping

class Much:
    def __del__(self, sleep=time.sleep):
        sleep(60)

async def main():
    async with stopping(1.5) as stop:
        os.kill(os.getpid(), signal.SIGINT)
        await stop.asked.wait()

much = Much()
asyncio.run(main())
print("over")
"""

INTERRUPTED_IN_A_MIGRATION = """
import os, signal, sys
from sqlalchemy import Engine, event
from bot.cli.main import main

sent = []

@event.listens_for(Engine, "before_cursor_execute")
def interrupt(connection, cursor, statement, *more):
    if not sent and statement.startswith("INSERT INTO _alembic_tmp"):  # Alembic tidies up after it, in vain
        sent.append(os.kill(os.getpid(), signal.SIGINT))

signal.signal(signal.SIGINT, signal.default_int_handler)  # it may have been switched off for us
main(sys.argv[1:], prog_name="milepost")
"""


def left_in(folder: Path) -> list[Path]:
    return list(folder.glob("milepost-demo-*"))


async def ends(process: Process, number: int) -> str:
    """What it said, once it has ended as soon as it should."""
    begun = time.monotonic()
    process.send_signal(number)
    out, err = await asyncio.wait_for(process.communicate(), PROMISED + BUSY)
    assert time.monotonic() - begun < PROMISED + BUSY
    assert process.returncode == 0, err.decode()
    assert "Traceback" not in err.decode(), err.decode()
    return out.decode()


def test_a_process_that_has_ended_in_order_is_not_taken_apart_piece_by_piece() -> None:
    done = subprocess.run([sys.executable, "-c", SLOW_TO_TAKE_APART], capture_output=True, timeout=30, check=True)
    assert done.stdout == b"over\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(["demo", "--no-browser"], 0, ""), (["migrate"], 1, "Aborted!\n")],
    ids=lambda it: str(it),
)
def test_what_fails_because_it_was_interrupted_is_no_fault(program: Program, words, code, said, tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_IN_A_MIGRATION, *words],
        capture_output=True,
        timeout=60,
        env=program.env | {"TMPDIR": str(tmp_path)},
        text=True,
    )
    assert (done.returncode, done.stderr.lstrip()) == (code, said), done.stderr


@pytest.mark.parametrize("after", [0.4, 1.5, 4.0])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_demo_ends_at_once_whatever_it_is_doing(program: Program, after: float, number: int, tmp_path: Path):
    process = await program.start("demo", "--no-browser", TMPDIR=str(tmp_path))
    await asyncio.sleep(after)
    await ends(process, number)
    assert left_in(tmp_path) == []


async def test_a_demo_that_is_at_work_ends_and_leaves_nothing(program: Program, tmp_path: Path):
    process = await program.start("demo", "--no-browser", TMPDIR=str(tmp_path))
    await until(lambda: any((one / "milepost.db").exists() for one in left_in(tmp_path)))
    await ends(process, signal.SIGINT)
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
async def test_a_serve_ends_in_the_midst_of_its_first_round_and_the_next_one_goes_on(
    program: Program, accounts: Path, database: Database, slack
):
    address = {"DATABASE_URL": database.address}
    await program.well("migrate", **address)
    await program.well("import", "accounts", str(accounts), **address)
    for after in (0.3, 1.0):
        process = await program.start("serve", **address)
        await asyncio.sleep(after)
        await ends(process, signal.SIGTERM)
    slack.faults.delay("users.list", 30.0, times=None)
    process = await program.start("serve", **address)
    await until(lambda: is_well(program.env["PORT"]))
    assert (await ends(process, signal.SIGINT)).endswith("Ending…\n")
    slack.faults.clear()
    async with program.running("serve", **address):
        await until(lambda: database.count("SELECT count(*) FROM workspaces WHERE ticked_at IS NOT NULL"))
