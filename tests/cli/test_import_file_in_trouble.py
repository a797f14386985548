"""`milepost import` while the platform has trouble: the file needs nothing of it, so it goes in."""

from pathlib import Path

import pytest

from bot.sandbox.workspace import LocalWorkspace
from tests.cli.conftest import Program

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("trouble", ["ratelimited", "missing_scope", "limited", "503", "dropped"])
async def test_channels_that_cannot_be_asked_for_stop_no_import(
    program: Program, slack: LocalWorkspace, accounts: Path, trouble: str
) -> None:
    await program.well("migrate")
    faults = slack.faults
    {
        "limited": lambda: faults.rate_limit("conversations.list", times=None),
        "503": lambda: faults.server_error("conversations.list", times=None),
        "dropped": lambda: faults.drop_after("conversations.list", times=None),
    }.get(trouble, lambda: faults.refuse("conversations.list", trouble, times=None))()
    said = await program.well("import", "accounts", str(accounts))
    assert "2 accounts new" in said
    assert "Channels weren't checked: " in said
    assert "Traceback" not in said


@pytest.mark.parametrize("word", ["ratelimited", "token_revoked"])
async def test_an_import_goes_into_the_only_workspace_when_the_token_cannot_be_asked(
    program: Program, slack: LocalWorkspace, accounts: Path, word: str
) -> None:
    await program.well("migrate")
    slack.faults.refuse("auth.test", word, times=1)
    code, said = await program.run("import", "accounts", str(accounts))
    assert (code, "Traceback" in said) == (1, False)  # nobody knows yet where it belongs
    await program.well("import", "accounts", str(accounts))
    slack.faults.refuse("auth.test", word, times=None)
    said = await program.well("import", "accounts", str(accounts))
    assert "0 accounts new, 0 changed, 2 as before" in said
    assert "The file goes into Tidewell, the only workspace here." in said


TEAMS = {
    "TEAMS_CLIENT_ID": "7f1b1c1e-1111-4222-8333-944455556666",
    "TEAMS_TENANT_ID": "0c1d2e3f-1111-4222-8333-944455556666",
    "TEAMS_CLIENT_SECRET": "not a secret",
    "MILEPOST_URL": "https://milepost.example.com",
    "SLACK_BOT_TOKEN": "",
    "SLACK_APP_TOKEN": "",
    "HTTPS_PROXY": "http://127.0.0.1:9",  # nothing listens there
}


async def test_a_tenant_that_the_settings_name_needs_no_microsoft_for_what_only_we_keep(
    program: Program, accounts: Path
) -> None:
    await program.well("migrate", **TEAMS)
    said = await program.well("import", "accounts", str(accounts), **TEAMS)
    assert "2 accounts new" in said
    assert "login.microsoftonline.com can't be reached" in said
    for words in (("audit", "--format", "jsonl"), ("key", "list"), ("role",), ("playbook", "list")):
        code, said = await program.run(*words, **TEAMS)
        assert "can't be reached" not in said, (words, code, said)
        assert "Traceback" not in said
