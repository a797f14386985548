"""`milepost webhooks` as whoever hosts it types it."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.delivery.webhooks.signature import keys_of
from tests.cli.conftest import Database, Program

pytestmark = pytest.mark.slow
CALL = """
INSERT INTO webhook_calls (workspace_id, account_id, period, reaction, occurrence, target, delivery_id, event, about,
                           account_key, account_name, stage, milestone, happened_on, state, attempts, next_try_at,
                           created_at, reason)
SELECT 1, id, 1, 'tell-crm', 'x', 'crm', 'abcd', 'survey_received', 'nps', key, name, 'adopt', 'habit', '2026-01-06',
       'given up', 10, '2026-01-06 08:00:00', '2026-01-06 08:00:00', 'it answered 500'
FROM accounts WHERE key = 'acme'
"""
OFF = """
INSERT INTO webhook_targets (workspace_id, name, address, off_at) VALUES (1, 'crm', 'x', '2026-01-06 08:00:00')
"""


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_calls_are_listed_made_again_and_a_target_is_switched_on(
    program: Program, database: Database, accounts: Path
) -> None:
    # method: C3
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    assert "No such calls." in await program.well("webhooks", "list")
    async with database.store.everywhere(writes=True) as connection:
        for statement in (CALL, OFF):
            await connection.execute(text(statement))
    listed = await program.well("webhooks", "list", "--since", "2026-01-01")
    assert "abcd  2026-01-06 08:00 UTC  crm  survey_received  acme  given up  10 tries, not tried" in listed
    assert "crm is switched off since 2026-01-06 08:00 UTC: it said that it is gone (410)." in listed
    assert "crm is called again." in await program.well("webhooks", "on", "crm")
    assert "crm isn't switched off." in (await program.run("webhooks", "on", "crm"))[1]
    assert "--since" in (await program.run("webhooks", "resend"))[1]
    assert "No such call" in (await program.run("webhooks", "resend", "nothing"))[1]
    assert "To be called again: 1." in await program.well("webhooks", "resend", "--since", "2026-01-06")
    assert "pending" in await program.well("webhooks", "list", "--target", "crm", "--state", "pending")
    assert "resent" in await program.well("audit", "--since", "2026-01-01")
    assert len(keys_of((await program.well("webhooks", "secret")).strip())[0]) == 32
