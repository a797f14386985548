"""`milepost status`: whoever hosts it sees at once whether all is well, and what isn't. It changes nothing."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.sandbox.views.payloads import event
from bot.sandbox.workspace import LocalWorkspace
from handlers.api.readiness import FRESH
from tests.cli.conftest import Database, Program, until
from tests.cli.test_main import is_well

pytestmark = pytest.mark.slow

REFUSED = """
INSERT INTO outbox (workspace_id, kind, once, person_id, account_id, refs, installation_id, state, delivery_id,
                    next_try_at, created_at, reason)
SELECT 1, 'alert', 'x', csm_id, id, '{}', 1, 'rejected', 'x', datetime('now'), datetime('now'), 'restricted_action'
FROM accounts WHERE key = 'acme'
"""
sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
async def served(program: Program, accounts: Path) -> Program:
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    await program.well("tick")
    return program


async def change(database: Database, *statements: str) -> None:
    async with database.store.everywhere(writes=True) as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def test_all_is_well(served: Program) -> None:
    said = await served.well("status")
    assert "  Slack: the token of Tidewell is accepted." in said
    assert "    Slack (Tidewell): no trouble." in said
    assert "    Outbox: nothing waits." in said
    assert said.endswith("All well.\n")
    assert "!" not in said
    assert "aiosqlite" not in said


@sqlite_only
async def test_what_is_wrong_is_marked_and_said_with_what_to_do(
    served: Program, slack: LocalWorkspace, database: Database
) -> None:
    await change(
        database,
        "UPDATE workspaces SET ticked_at = '2026-01-05 08:00:00+00:00'",
        "UPDATE accounts SET csm_id = NULL WHERE key = 'globex'",
        "DELETE FROM identities",
        "UPDATE installations SET outage = 'token_revoked', outage_since = '2026-01-05 09:10:00+00:00'",
        "INSERT INTO channels (workspace_id, name) VALUES (1, 'nosuch')",
    )
    slack.faults.refuse("auth.test", "token_revoked", times=None)
    code, said = await served.run("status")
    assert code == 1
    for line in (
        "! Slack refuses SLACK_BOT_TOKEN (token_revoked) - install the app again",
        "!   Slack (Tidewell): nothing gets through since 2026-01-05 09:10 UTC: token_revoked - install the app again",
        "!   Last round: 2026-01-05 08:00 UTC, and none since: does milepost serve run, or your cron?",
        "<ana.keller@tidewell.example>, 1 account: no member here has that e-mail.",
        "!   1 account has no CSM, so nobody hears of them.",
        "!   Channel #nosuch: isn't found, or the bot isn't in it.",
        "6 lines need somebody, marked with !",
    ):
        assert line in said, said


async def test_without_a_token_nothing_is_said_to_get_through(served: Program) -> None:
    code, said = await served.run("status", SLACK_BOT_TOKEN="")
    assert code == 1
    assert "! Slack: SLACK_BOT_TOKEN isn't set, so nothing can be delivered." in said
    assert "no trouble" not in said


async def test_slacks_own_trouble_is_no_tokens_fault(served: Program, slack: LocalWorkspace) -> None:
    slack.faults.server_error("auth.test", times=None)
    for command in ("status", "tick"):
        code, said = await served.run(command)
        assert code == 1
        assert "Slack can't answer just now" in said
        assert "SLACK_BOT_TOKEN" not in said


@sqlite_only
async def test_a_token_of_another_team_makes_no_workspace_of_it(
    served: Program, slack: LocalWorkspace, database: Database
) -> None:
    await change(database, "UPDATE installations SET team_id = 'TOTHER'")
    code, said = await served.run("status")
    assert code == 1
    assert "! Slack: the token is of Tidewell (T1), of which nothing is known here yet." in said
    assert await database.count("SELECT count(*) FROM workspaces") == 1


async def test_where_there_is_no_database_none_is_made(program: Program) -> None:
    code, said = await program.run("status", DATABASE_URL=f"sqlite:///{program.folder}/typo.db")
    assert code == 1
    assert "there is no file" in said
    assert "milepost migrate" in said
    assert not (program.folder / "typo.db").exists()


@sqlite_only
async def test_a_refused_message_is_named_with_whom_and_why(served: Program, database: Database) -> None:
    await change(database, REFUSED)
    code, said = await served.run("status")
    assert (code, "One line needs somebody, marked with !" in said) == (1, True)
    assert "alert about Acme to Ana Keller: restricted_action" in said


@sqlite_only
async def test_an_app_that_was_uninstalled_is_said_at_once_until_it_is_connected_again(
    served: Program, slack: LocalWorkspace, database: Database
) -> None:
    port = served.env["PORT"]
    async with served.running("serve"):
        await until(lambda: is_well(port))
        assert (await slack.link.send("events_api", {"type": "nothing_of_slacks"})).ok  # acknowledged, and no more
        await slack.link.send("events_api", event(slack.acting.store, {"type": "app_uninstalled"}))
        assert await database.count("SELECT count(*) FROM installations WHERE outage = 'app_uninstalled'") == 1
        await asyncio.sleep(FRESH)
        assert not await is_well(port)
        code, said = await served.run("status")
        assert code == 1
        assert "app_uninstalled - install the app again, and set the new SLACK_BOT_TOKEN" in said
    async with served.running("serve"):
        await until(lambda: is_well(port))
    await served.well("status")


async def test_a_database_that_can_only_be_read_is_said_to_be_that(served: Program, tmp_path: Path) -> None:
    code, said = await served.run("status", DATABASE_URL=f"sqlite:///file:{tmp_path}/milepost.db?mode=ro&uri=true")
    assert code == 1
    assert "! The file in DATABASE_URL can't be written to" in said
    assert "busy" not in said


@sqlite_only
async def test_tables_of_a_newer_version_are_said_to_be_that(served: Program, database: Database) -> None:
    await change(database, "UPDATE alembic_version SET version_num = '9999'")
    code, said = await served.run("status")
    assert code == 1
    assert "of a newer Milepost than this one" in said
