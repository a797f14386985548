"""Two processes that serve from one SQLite file: the second says so and ends. Short commands go on beside the first."""

import os
import signal
from pathlib import Path

import pytest

from bot.cli.alone import alone_on
from bot.errors import SettingsError
from tests.cli.conftest import Database, Program, free_port, until
from tests.cli.test_main import is_well


def test_a_file_is_served_from_once_by_whatever_name(tmp_path: Path) -> None:
    file, link = tmp_path / "milepost.db", tmp_path / "other.db"
    link.symlink_to(file)
    with alone_on(f"sqlite:///{file}"):
        for name in (file, link):
            with (
                pytest.raises(SettingsError, match=f"process {os.getpid()}\\) is at work .*PostgreSQL"),
                alone_on(f"sqlite:///{name}"),
            ):
                pass
        with (
            alone_on(f"sqlite:///{tmp_path}/another.db"),
            alone_on("postgresql://u@h/db"),
            alone_on("postgresql://u@h/db"),
        ):
            pass
    with alone_on(f"sqlite:///{link}"):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_second_serve_says_so_and_short_commands_go_on(
    program: Program, accounts: Path, database: Database
) -> None:
    await program.well("migrate")
    async with program.running("serve") as first:
        await until(lambda: is_well(program.env["PORT"]))
        code, said = await program.run("serve", PORT=str(free_port()))
        assert code == 1
        assert f"Another milepost serve (process {first.pid}) is at work on" in said
        assert "PostgreSQL" in said
        assert len(said.strip().splitlines()) == 1
        await program.well("import", "accounts", str(accounts))
        first.send_signal(signal.SIGKILL)
        await first.wait()
        async with program.running("serve"):  # the dead hold nothing
            await until(lambda: is_well(program.env["PORT"]))
