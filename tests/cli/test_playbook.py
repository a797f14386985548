"""`milepost playbook` as the engineer who hosts it types it."""

import asyncio
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.playbook.checks import RESERVED
from bot.sandbox.workspace import LocalWorkspace
from tests.cli.conftest import Database, Program
from tests.given.book import PLAYBOOKS

pytestmark = pytest.mark.slow

ON_SUBSCRIPTION = (
    "SELECT count(*) FROM accounts a JOIN playbook_versions v ON v.id = a.playbook_version_id"
    " WHERE v.name = 'subscription'"
)


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_the_name_of_a_playbook_writes_its_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["playbook", name])
    assert (done.exit_code, done.output) == (0, f"{name}: {name}.html\n")
    assert "<!doctype html>" in (tmp_path / f"{name}.html").read_text()
    done = CliRunner().invoke(main, ["playbook", "show", name, "--out", "page.html"])
    assert (tmp_path / "page.html").read_text() == (tmp_path / f"{name}.html").read_text()


def test_a_name_that_is_none_says_which_there_are() -> None:
    done = CliRunner().invoke(main, ["playbook", "lear"])
    assert done.exit_code == 1
    assert "No playbook is called 'lear'; did you mean 'laer'?" in done.output


def test_some_accounts_and_all_of_them_are_one_or_the_other() -> None:
    done = CliRunner().invoke(main, ["playbook", "move", "acme", "--to", "subscription", "--all"])
    assert (done.exit_code, done.output) == (
        1, "Error: Say --all, or name the accounts (acme): it is one or the other.\n",
    )  # fmt: skip


def test_no_playbook_can_be_called_like_a_command() -> None:
    group = main.commands["playbook"]
    assert set(group.commands) == set(RESERVED)  # type: ignore[attr-defined]


async def test_accounts_are_chosen_shown_and_moved(program: Program, slack: LocalWorkspace, accounts: Path) -> None:
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    code, said = await program.run("playbook", "move")
    assert (code, "Name the accounts, or say --all." in said) == (1, True)
    tried = await program.well("playbook", "move", "acme", "--to", "subscription", "--dry-run")
    assert "1 account would move to subscription as it is today:" in tried
    assert "Only tried" in tried
    assert "laer: Land, adopt, expand, renew, 2 accounts" in await program.well("playbook", "list")
    said = await program.well("playbook", "use", "subscription")
    assert "2 stay on another playbook" in said
    assert "1 account moved" in await program.well("playbook", "move", "Acme", "--to", "subscription")
    listed = await program.well("playbook", "list")
    assert "subscription: Subscription, 1 account, new accounts start with it" in listed
    assert "2 accounts" not in listed
    assert "Nobody to move" in await program.well("playbook", "move", "--all")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
async def test_killed_in_the_middle_the_same_command_goes_on(
    program: Program, slack: LocalWorkspace, database: Database, tmp_path: Path
) -> None:
    many = tmp_path / "many.csv"
    many.write_text("key,name,started_on\n" + "".join(f"a{n},Account {n},2025-01-06\n" for n in range(9000)))
    program.env["DATABASE_URL"] = database.address
    await program.well("migrate")
    await program.well("import", "accounts", str(many))
    process = await program.start("playbook", "move", "--all", "--to", "subscription")
    moved = 0
    while not moved and process.returncode is None:
        moved = await database.count(ON_SUBSCRIPTION)
        await asyncio.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    moved = await database.count(ON_SUBSCRIPTION)
    assert 0 < moved < 9000, "it was killed in the middle"
    assert await database.count("SELECT count(*) FROM accounts WHERE settling") == 0
    left = await program.well("playbook", "move", "--all", "--to", "subscription")
    assert f"{9000 - moved:,} accounts moved to subscription" in left
    assert await database.count(ON_SUBSCRIPTION) == 9000
    assert await database.count("SELECT count(*) FROM ctas WHERE tell = 'due'") == 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_only_looks_makes_no_workspace_of_a_token(program: Program, database: Database) -> None:
    await program.well("migrate")
    for asked in (("list",), ("move", "--all", "--dry-run")):
        code, said = await program.run("playbook", *asked)
        assert code == 1
        assert "Nothing is known of this workspace yet: import its accounts first." in said
    assert await database.count("SELECT count(*) FROM workspaces") == 0
