"""The program's commands, as the engineer who hosts it meets them."""

import asyncio
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import aiohttp
import pytest
import yaml

from bot.cli.alone import alone_on
from bot.sandbox.workspace import LocalWorkspace
from tests.cli.conftest import ANA, GUEST, PATIENCE, ROOT, SECRET, Program, free_port, seed_of, until
from tests.given.small_slack import BOT_TOKEN

pytestmark = pytest.mark.slow

COMMANDS = (
    "demo", "serve", "migrate", "import", "role", "manager", "status", "tick", "check", "playbook", "key", "preview",
    "manifest", "backup", "restore",
)  # fmt: skip


async def is_well(port: str) -> bool:
    try:
        async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def said_to(place: LocalWorkspace, channel: str, user: str) -> str:
    return " ".join(str(message) for message in place.ephemerals(channel, user))


async def test_every_command_has_a_help_text(program: Program) -> None:
    whole = await program.well("--help")
    for command in COMMANDS:
        assert command in whole
    for command in ("serve", "import"):
        assert "Usage" in await program.well(command, "--help")


LOADED = """
import sys
from bot.cli.main import main
try:
    main([{word!r}])
finally:
    print("loaded:", *sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
ONLY_WHEN_THEY_WORK = {
    "sqlalchemy",
    "alembic",
    "pydantic",
    "jinja2",
    "aiohttp",
    "slack_sdk",
    "asyncio",
    "dateutil",
    "tqdm",
}


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_answers_at_once_loads_nothing_that_it_does_not_need(word: str) -> None:
    words = [sys.executable, "-c", LOADED.format(word=word)]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    loaded = set(said.partition("loaded:")[2].split())
    assert "click" in loaded
    assert not loaded & ONLY_WHEN_THEY_WORK


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xapp-wrong-way-round"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL"),
        ({"PORT": "eighty"}, "PORT"),
        ({"MILEPOST_TIMEZONE": "Berlin"}, "MILEPOST_TIMEZONE"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL"),
        ({"MILEPOST_PLAYBOOKS": "/nowhere/at/all"}, "MILEPOST_PLAYBOOKS"),
    ],
)
async def test_a_wrong_setting_stops_the_start_with_one_sentence_that_names_it(
    program: Program, settings: dict[str, str], named: str
) -> None:
    code, said = await program.run("serve", **settings)
    assert code == 1
    assert named in said
    assert len(said.strip().splitlines()) == 1, said


async def test_a_token_that_slack_refuses_is_said_in_one_sentence(program: Program) -> None:
    await program.well("migrate")
    code, said = await program.run("serve", SLACK_BOT_TOKEN="xoxb-of-somebody-else")
    assert code == 1
    assert "Slack refuses SLACK_BOT_TOKEN" in said
    assert "Traceback" not in said


async def test_without_migration_it_says_what_to_run(program: Program) -> None:
    code, said = await program.run("serve")
    assert (code, "milepost migrate" in said) == (1, True)


async def test_a_backup_comes_back(program: Program, tmp_path: Path) -> None:
    await program.well("migrate")
    assert "Backed up to" in await program.well("backup", "kept.db")
    said = await program.well("restore", "kept.db")
    assert re.search(
        r"Kept the database as it was: .*before-restore\nRestored kept.db.*\nThe database is up to date", said
    )
    with alone_on(f"sqlite:///{tmp_path}/milepost.db"):
        code, said = await program.run("restore", "kept.db")
    assert (code, "Another milepost serve" in said) == (1, True)


async def test_import_before_the_first_serve_then_socket_mode_answers(
    program: Program, slack: LocalWorkspace, accounts: Path
) -> None:
    # method: D5
    await program.well("migrate")
    assert "2 accounts new" in await program.well("import", "accounts", str(accounts))
    assert "2 as before" in await program.well("import", "accounts", str(accounts))
    async with program.running("serve"):
        await until(lambda: is_well(program.env["PORT"]))
        outcome = await slack.acting.command(ANA, "CANA", "/journey acme")
        assert outcome.ok, outcome
        assert "Acme" in said_to(slack, "CANA", ANA)
        outcome = await slack.acting.command(ANA, "CANA", "/journey globex")
        assert outcome.ok, outcome
        assert "<!channel>" not in said_to(slack, "CANA", ANA)


async def test_a_guest_is_told_politely_and_sees_nothing(
    program: Program, slack: LocalWorkspace, accounts: Path
) -> None:
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    async with program.running("serve"):
        await until(lambda: is_well(program.env["PORT"]))
        for typed in ("/journey acme", "/journey", "/persona acme", "/cta", "/journey acme log x"):
            await slack.acting.command(GUEST, "CALL", typed)
        said = said_to(slack, "CALL", GUEST)
        assert "not guests" in said
        assert "Acme" not in said
        assert "120k" not in said


async def test_signed_requests_over_http_are_answered_and_unsigned_ones_are_not(tmp_path: Path, accounts: Path) -> None:
    from bot.clock import machine_now

    port = free_port()
    place = LocalWorkspace(
        seed_of(),
        now=machine_now,
        request_url=f"http://127.0.0.1:{port}/slack/events",
        signing_secret=SECRET,
        patience=PATIENCE,
    )
    await place.start()
    program = Program(
        tmp_path, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET=SECRET, SLACK_API_URL=place.api_url, PORT=str(port)
    )
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    async with program.running("serve"):
        await until(lambda: is_well(str(port)))
        outcome = await place.acting.command(ANA, "CANA", "/journey acme")
        assert outcome.ok, outcome
        assert "Acme" in said_to(place, "CANA", ANA)
        async with aiohttp.ClientSession() as client:
            for headers in ({}, {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=no"}):
                url = f"http://127.0.0.1:{port}/slack/events"
                async with client.post(url, data="command=/journey&text=acme", headers=headers) as answer:
                    assert answer.status == 401
                    assert "Acme" not in await answer.text()
    await place.stop()


async def test_a_tick_delivers_the_digest_once_however_often_it_runs(
    program: Program, slack: LocalWorkspace, accounts: Path
) -> None:
    # method: D5, D7
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    morning = next_weekday(datetime.now(UTC)).replace(hour=7, minute=30, second=0)
    for _ in range(3):
        await program.well("tick", "--now", morning.isoformat())
    direct = slack.direct_channel(ANA)
    assert direct is not None
    digests = slack.messages(direct)
    assert len(digests) == 1, digests
    assert "2 accounts found" in digests[0]["text"] or "2 accounts found" in str(digests[0]["blocks"])


def next_weekday(now: datetime) -> datetime:
    day = now + timedelta(days=1)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day


async def test_the_manifest_asks_for_no_more_than_is_used(program: Program) -> None:
    manifest = yaml.safe_load(await program.well("manifest"))
    commands = {one["command"] for one in manifest["features"]["slash_commands"]}
    assert commands == {"/journey", "/persona", "/cta"}
    assert manifest["settings"]["socket_mode_enabled"] is True
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert not scopes & {"admin", "channels:join", "chat:write.public", "files:read", "channels:manage"}
    over_http = yaml.safe_load(await program.well("manifest", "--url", "https://bot.example"))
    assert over_http["settings"]["interactivity"]["request_url"] == "https://bot.example/slack/events"


async def test_the_package_for_teams_is_made_from_the_settings(program: Program) -> None:
    ours = {"TEAMS_CLIENT_ID": "01234567-89ab-cdef-0123-456789abcdef", "TEAMS_CLIENT_SECRET": "a~secret"}
    ours["TEAMS_TENANT_ID"] = "11234567-89ab-cdef-0123-456789abcdef"
    ours["MILEPOST_URL"] = "https://milepost.example.com"
    write = ("manifest", "--teams", "milepost.zip")
    assert "TEAMS_CLIENT_SECRET and MILEPOST_URL are missing" in (await program.run(*write))[1]
    assert "milepost.zip: upload it" in await program.well(*write, **ours)
    with ZipFile(program.folder / "milepost.zip") as package:
        made = json.loads(package.read("manifest.json"))
    assert (made["id"], made["validDomains"]) == (ours["TEAMS_CLIENT_ID"], ["milepost.example.com"])


async def test_check_is_content_with_what_ships_and_names_what_is_wrong(program: Program, tmp_path: Path) -> None:
    import shutil

    assert "All well" in await program.well("check")
    broken = tmp_path / "playbooks"
    shutil.copytree(ROOT / "playbooks", broken)
    reactions = broken / "laer" / "reactions.yaml"
    hook = "\n- {key: tell-crm, on: survey_received, do: [{webhook: crm}]}\n"
    reactions.write_text(reactions.read_text() + hook)
    said = await program.well("check", str(broken))
    assert "Before serve: set crm=https://… in MILEPOST_WEBHOOKS; the reaction tell-crm calls it." in said
    said = await program.well(
        "check", str(broken), MILEPOST_WEBHOOKS="crm=https://crm.example", MILEPOST_WEBHOOK_SECRET="s" * 16
    )
    assert "Before serve" not in said
    missing = "MILEPOST_WEBHOOKS lacks crm, which the reaction tell-crm calls"
    await program.well("migrate")
    await program.well("key", "list", MILEPOST_PLAYBOOKS=str(broken))  # this calls nobody
    for command in ("tick", "serve"):
        code, said = await program.run(command, MILEPOST_PLAYBOOKS=str(broken))
        assert (code, missing in said) == (1, True), said
    file = broken / "laer" / "health.yaml"
    file.write_text(file.read_text().replace("weight: 25", "wieght: 25"))
    code, said = await program.run("check", str(broken))
    assert code == 1
    assert "laer/health.yaml" in said
    assert "weight" in said


async def test_preview_draws_every_message(program: Program, tmp_path: Path) -> None:
    from bot.talk.examples import EXAMPLES

    said = await program.well("preview", "--out", str(tmp_path / "all.html"))
    assert str(len(EXAMPLES)) in said
    page = (tmp_path / "all.html").read_text()
    assert [name for name, _ in EXAMPLES if name not in unescape(page)] == []
    assert page.count("<section") + page.count("<article") >= len(EXAMPLES)


async def test_the_procfile_works_with_honcho(program: Program, slack: LocalWorkspace) -> None:
    milepost = Path(sys.executable).with_name("milepost")
    if not milepost.exists():
        pytest.skip("milepost isn't installed here; `make test` installs it")
    env = program.env | {"PATH": f"{milepost.parent}:{program.env['PATH']}"}
    honcho = [sys.executable, "-m", "honcho", "-f", str(ROOT / "Procfile"), "start"]
    release = await asyncio.create_subprocess_exec(*honcho, "release", env=env, cwd=program.folder)
    assert await asyncio.wait_for(release.wait(), 60) == 0
    web = await asyncio.create_subprocess_exec(*honcho, "web", env=env, cwd=program.folder)
    try:
        await until(lambda: is_well(env["PORT"]))
    finally:
        web.terminate()
        await asyncio.wait_for(web.wait(), 30)
