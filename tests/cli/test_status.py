"""`milepost status`: whoever hosts it sees at once whether all is well, and what isn't."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.sandbox.workspace import LocalWorkspace
from tests.cli.conftest import Database, Program

pytestmark = pytest.mark.slow


REFUSED = """
INSERT INTO outbox (workspace_id, kind, once, person_id, account_id, refs, installation_id, state, delivery_id,
                    next_try_at, created_at, reason)
SELECT 1, 'alert', 'x', csm_id, id, '{}', 1, 'rejected', 'x', datetime('now'), datetime('now'), 'restricted_action'
FROM accounts WHERE key = 'acme'
"""


@pytest.fixture
async def served(program: Program, accounts: Path) -> Program:
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    await program.well("tick")
    return program


async def test_all_is_well(served: Program) -> None:
    said = await served.well("status")
    assert "Slack: the token is accepted." in said
    assert "  Slack (Tidewell): messages get through." in said
    assert "  Outbox: nothing waits." in said
    assert said.endswith("All well.\n")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_wrong_is_said_with_what_to_do(
    served: Program, slack: LocalWorkspace, database: Database
) -> None:
    async with database.store.everywhere(writes=True) as connection:
        for statement in (
            "UPDATE workspaces SET ticked_at = '2026-01-05 08:00:00+00:00'",
            "UPDATE accounts SET csm_id = (SELECT id FROM people LIMIT 1)",
            "DELETE FROM identities",
            "UPDATE installations SET outage = 'token_revoked', outage_since = '2026-01-05 09:10:00+00:00'",
        ):
            await connection.execute(text(statement))
    slack.faults.refuse("auth.test", "token_revoked", times=None)
    code, said = await served.run("status")
    assert code == 1
    assert "Slack refuses SLACK_BOT_TOKEN (token_revoked)." in said
    assert "nothing gets through since 2026-01-05 09:10 UTC: token_revoked - install the app again" in said
    assert "Last round: 2026-01-05 08:00 UTC, and none since: is milepost serve running?" in said
    assert "Can't be reached: ana.keller" in said or "Can't be reached: Ana Keller" in said
    assert "4 of these need somebody." in said


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_refused_message_is_named_with_whom_and_why(served: Program, database: Database) -> None:
    async with database.store.everywhere(writes=True) as connection:
        await connection.execute(text(REFUSED))
    code, said = await served.run("status")
    assert (code, "One of these needs somebody." in said) == (1, True)
    assert "alert about Acme to Ana Keller: restricted_action" in said
