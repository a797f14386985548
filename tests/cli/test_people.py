"""`milepost role` and `milepost manager`: whoever hosts it says who is let in, as what, and in whose team."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.cli.conftest import Database, Program

pytestmark = pytest.mark.slow
ANA, BEN, MAYA = "ana.keller@tidewell.example", "ben.okafor@tidewell.example", "maya@tidewell.example"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_people_are_let_in_before_the_first_import_and_listed(
    program: Program, accounts: Path, database: Database
) -> None:
    await program.well("migrate")
    assert "admin: ada@tidewell.example <ada@tidewell.example>" in await program.well("role")
    assert await database.count("SELECT count(*) FROM people") == 0  # a list changes nothing
    assert await database.count("SELECT count(*) FROM workspaces") == 0
    said = await program.well("role", BEN, "viewer")
    assert f"{BEN} is a viewer now. Whoever has that e-mail in your chat is let in at their next word" in said
    await program.well("import", "accounts", str(accounts))
    said = await program.well("manager", MAYA, "--of", ANA, "--of", BEN)
    assert f"In {MAYA}'s team now: Ana Keller, {BEN}." in said
    listed = await program.well("role")
    assert [line.split(":")[0] for line in listed.splitlines()] == ["admin", "manager", "csm", "viewer"]
    assert f"csm: Ana Keller <{ANA}>, 2 accounts, in {MAYA}'s team" in listed
    assert f"No longer in {MAYA}'s team: {BEN}." in await program.well("manager", MAYA, "--of", BEN, "--not")
    assert f"{BEN} is no longer let in." in await program.well("role", BEN, "--not")
    assert "viewer" not in await program.well("role")
    # Without a token they all mean the only workspace there is.
    assert "csm: Ana Keller" in await program.well("role", SLACK_BOT_TOKEN="")
    assert f"{BEN} is a viewer now" in await program.well("role", BEN, "viewer", SLACK_BOT_TOKEN="")
    assert f"{MAYA}'s team now" in await program.well("manager", MAYA, "--of", BEN, SLACK_BOT_TOKEN="")
    assert (await program.well("key", "add", "web-app", SLACK_BOT_TOKEN="")).startswith("mp_")
    assert "web-app: all, made" in await program.well("key", "list", SLACK_BOT_TOKEN="")
    assert await program.well("playbook", "list", SLACK_BOT_TOKEN="")


WRONG = (
    (("role", ANA, "boss"), "boss isn't a role. There are admin, manager, csm and viewer."),
    (("role", ANA), f"Say what {ANA} may be: admin, manager, csm or viewer; or --not"),
    (("role", ANA, "csm", "--not"), f"Say what {ANA} may be"),
    (("role", "ana", "csm"), "ana isn't an e-mail address, such as maya@example.com."),
    (("role", MAYA, "--not"), f"Nobody here has the address {MAYA}. milepost role shows who is known."),
    (("manager", MAYA, "--of", BEN), f"Nobody here has the address {BEN}."),
)


async def test_what_is_wrong_is_one_sentence_and_changes_nothing(program: Program) -> None:
    await program.well("migrate")
    for words, problem in WRONG:
        code, said = await program.run(*words)
        assert (code, problem in said) == (1, True), said
    assert (await program.well("role")).count("\n") == 1  # the admin


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_import_and_status_ask_for_a_last_resort_and_status_names_who_reads_since_an_upgrade(
    program: Program, accounts: Path, database: Database
) -> None:
    await program.well("migrate")
    asks = "Nobody is named as the last resort yet: set MILEPOST_ADMIN=you@example.com"
    assert asks in await program.well("import", "accounts", str(accounts), MILEPOST_ADMIN="")
    await program.well("tick", MILEPOST_ADMIN="")
    async with database.store.everywhere(writes=True) as connection:
        await connection.execute(
            text(
                "INSERT INTO people (workspace_id, name, email, role, role_from, created_at)"
                " VALUES (1, 'Curious Carl', 'carl@tidewell.example', 'viewer', 'upgrade', '2026-01-01 08:00:00')"
            )
        )
    code, said = await program.run("status", MILEPOST_ADMIN="")
    assert code == 1
    assert f"!   {asks}" in said
    assert asks not in (await program.run("status"))[1]  # MILEPOST_ADMIN is set, and no command has followed it yet
    assert "Reads since an upgrade: Curious Carl <carl@tidewell.example>. milepost role carl@tidewell.example" in said
    assert asks not in await program.well("import", "accounts", str(accounts))
    await program.well("role", "carl@tidewell.example", "viewer")
    assert "upgrade" not in await program.well("status")
