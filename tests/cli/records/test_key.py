"""API keys as the engineer who hosts it makes them, and the running program's answer to them."""

from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.workspace import LocalWorkspace
from tests.cli.conftest import Program, until
from tests.cli.test_main import is_well

pytestmark = pytest.mark.slow


async def ask(port: str, path: str, key: str) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {key}"}
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession(headers=headers) as client, client.get(url) as answer:
        return answer.status, await answer.text()


async def test_a_key_is_printed_once_opens_the_accounts_and_ends_when_revoked(
    program: Program, slack: LocalWorkspace, accounts: Path
) -> None:
    # method: D11
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    key = (await program.well("key", "add", "web-app")).splitlines()[0]
    assert key.startswith("mp_")
    assert len(key) == 46
    assert "There is a key called web-app already" in (await program.run("key", "add", "web-app"))[1]
    async with program.running("serve"):
        port = program.env["PORT"]
        await until(lambda: is_well(port))
        status, text = await ask(port, "/api/v1/accounts/acme", key)
        assert (status, '"name":"Acme"' in text) == (200, True)
        assert (await ask(port, "/api/v1/accounts", key + "x"))[0] == 401
        listed = await program.well("key", "list")
        assert "web-app: all, made" in listed
        assert "last used" in listed
        assert key not in listed
        assert "Revoked web-app" in await program.well("key", "revoke", "web-app")
        assert (await ask(port, "/api/v1/accounts/acme", key))[0] == 401
    assert "revoked" in await program.well("key", "list")
    code, said = await program.run("key", "revoke", "web-app")
    assert (code, "No key in use is called web-app" in said) == (1, True)


async def test_a_key_needs_a_workspace_that_is_known(program: Program) -> None:
    await program.well("migrate")
    code, said = await program.run("key", "add", "web-app", "--workspace", "T0TYPO", SLACK_BOT_TOKEN="")
    assert (code, "No workspace T0TYPO is known yet" in said) == (1, True)
    assert "Which workspace?" in (await program.run("key", "list", SLACK_BOT_TOKEN=""))[1]
    assert "Which workspace?" in (await program.run("key", "add", "web-app", SLACK_BOT_TOKEN=""))[1]


async def test_a_key_is_made_with_what_it_opens_and_when_it_ends(program: Program, accounts: Path) -> None:
    # method: D11
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    await program.well("key", "add", "web-app", "--scope", "accounts:read", "--expires", "90d")
    await program.well("key", "add", "old-app")
    listed = await program.well("key", "list")
    assert "web-app: accounts:read, made" in listed
    assert "never used, ends" in listed
    assert "old-app: all, made" in listed
    assert "never used, no end" in listed
    code, said = await program.run("key", "add", "x", "--scope", "accounts:write")
    assert (code, "There is no scope accounts:write" in said) == (1, True)
    code, said = await program.run("key", "add", "x", "--expires", "yesterday")
    assert (code, "such as 90d" in said) == (1, True)
