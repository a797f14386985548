"""`serve` from its start to its end: a platform that can't be reached just now is waited for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot import serving
from bot.app import Milepost, Offered
from bot.cli.stopping import Stop
from bot.errors import SettingsError
from bot.serving import reach, serve
from bot.settings.read import Settings
from bot.settings.teams import TeamsSettings
from bot.store.session import Store
from tests.cli.conftest import free_port
from tests.given.databases import at_head
from tests.given.small_slack import APP_TOKEN, BOT_TOKEN, OLGA, slack_seed, small_slack
from tests.given.teams.small_teams import CLIENT, SECRET, TENANT, SmallTeams, TeamsFault
from tests.given.teams.teams_town import offered, served


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def database(store: Store) -> AsyncIterator[str]:
    """The address of one that is up to date."""
    async with at_head(store):
        yield store.engine.url.set(drivername=store.engine.dialect.name).render_as_string(hide_password=False)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SOONEST", 0.05)
    monkeypatch.setattr(serving, "LATEST", 0.1)


def settings_of(database: str, port: int, **more: Any) -> Settings:
    return Settings(database_url=database, host="127.0.0.1", port=port, **more)


async def looked_at(port: int, path: str) -> int:
    """The status there; 0: nobody answers."""
    try:
        async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}{path}") as answer:
            return answer.status
    except aiohttp.ClientError:
        return 0


async def until(port: int, path: str, status: int) -> None:
    for _ in range(400):
        if await looked_at(port, path) == status:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{path} isn't {status}")


@asynccontextmanager
async def begun(settings: Settings) -> AsyncIterator[tuple[list[str], Stop, asyncio.Task[None]]]:
    said: list[str] = []
    stop = Stop()
    task = asyncio.create_task(serve(settings, stop, said.append))
    try:
        yield said, stop, task
    finally:
        stop.asked.set()
        await asyncio.wait([task])


@pytest.mark.both_databases
async def test_slack_that_gives_no_answer_is_waited_for(database, port) -> None:
    async with small_slack(slack_seed([OLGA], [])) as slack:
        slack.faults.server_error("auth.test", times=None)
        tokens = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "api_url": slack.api_url}
        async with begun(settings_of(database, port, **tokens)) as (said, stop, task):
            await until(port, "/healthz", 200)
            assert await looked_at(port, "/readyz") == 503
            assert await looked_at(port, "/slack/events") == 503
            assert said == ["Slack can't answer just now (status 503 internal_error). I go on trying."]
            slack.faults.clear()
            await until(port, "/readyz", 200)
            assert said[1].startswith("Milepost is at work")
            stop.asked.set()
            await task


async def test_who_is_told_to_end_while_waiting_ends(database, port) -> None:
    async with small_slack(slack_seed([OLGA], [])) as slack:
        slack.faults.drop_before("auth.test", times=None)
        tokens = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "api_url": slack.api_url}
        async with begun(settings_of(database, port, **tokens)) as (said, stop, task):
            await until(port, "/healthz", 200)
            assert said[0].startswith(f"Slack can't be reached at {slack.api_url}")
            stop.asked.set()
            await asyncio.wait([task], timeout=5)
            assert task.cancelled()
        assert await looked_at(port, "/healthz") == 0


async def test_a_token_that_slack_refuses_ends_the_wait(database, port) -> None:
    async with small_slack(slack_seed([OLGA], [])) as slack:
        slack.faults.server_error("auth.test", times=1)
        tokens = {"bot_token": "xoxb-of-somebody-else", "app_token": APP_TOKEN, "api_url": slack.api_url}
        async with begun(settings_of(database, port, **tokens)) as (_, _, task):
            with pytest.raises(SettingsError, match="Slack refuses SLACK_BOT_TOKEN"):
                await task


async def test_a_socket_that_slack_opens_late_keeps_nobody_from_starting(database, port) -> None:
    async with small_slack(slack_seed([OLGA], [])) as slack:
        slack.faults.server_error("apps.connections.open", times=1)
        tokens = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "api_url": slack.api_url}
        async with begun(settings_of(database, port, **tokens)):
            await until(port, "/readyz", 200)


@pytest.mark.both_databases
async def test_microsoft_that_gives_no_answer_is_waited_for(store, library, database, port) -> None:
    teams = SmallTeams()
    async with served(teams.application()) as teams.address:
        fault = TeamsFault()
        teams.fails = lambda request: fault if "/login/" in request.path else None
        ours = TeamsSettings(CLIENT, TENANT, teams.address, SECRET)
        platforms = (Offered(offered(teams, teams.address), lambda settings: None, lambda settings: True),)
        milepost = Milepost(settings_of(database, port, teams=ours), store, library, platforms=platforms)
        said: list[str] = []
        reaching = asyncio.create_task(reach(milepost, said.append))
        await until(port, "/healthz", 200)
        assert "127.0.0.1 can't be reached, where Teams' tokens are given: is this machine online?" in said[0]
        fault = TeamsFault(status=503)
        await asyncio.sleep(0.3)
        teams.fails = lambda request: None
        async with asyncio.timeout(20):
            await reaching
        assert len(said) == 1
        assert [name for name, _ in milepost.lines] == ["teams"]
        for platform in milepost.platforms:
            await platform.close()
