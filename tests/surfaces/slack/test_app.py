"""How Slack reaches us: by its socket, or signed over HTTP, and never unsigned."""

import pytest
from aiohttp import ClientSession, web

from bot.clock import machine_now
from bot.errors import SettingsError
from bot.playbook.models import Library
from bot.sandbox.link import signature
from bot.sandbox.seed import SeedUser
from bot.store.session import Store
from bot.surfaces.slack.app import PATH, SlackEntrance, SlackPlatform
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.databases import inbox_of
from tests.given.small_slack import BOT_TOKEN, OLGA, slack_seed, small_slack

pytestmark = pytest.mark.one_database
COMMAND = "command=%2Fjourney&text=acme&team_id=T1&user_id=UOLGA&trigger_id=1"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def entrance(store: Store, library: Library, app_token: str | None, signing_secret: str | None) -> SlackEntrance:
    desk = FrontDesk(Services(store, library), "slack", {}.__getitem__, machine_now, Background(), inbox_of(store))
    platform = SlackPlatform(
        lambda: "xoxb-x", app_token=app_token, signing_secret=signing_secret, base_url="http://127.0.0.1:9/api/",
        monotonic=lambda: 0.0,
    )  # fmt: skip
    return platform.attend(desk)


async def status(door: SlackEntrance, secret: str) -> int:
    runner = web.AppRunner(make_http(door.paths, Readiness(lambda: True)))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        async with ClientSession() as client:
            headers = FORM | signature(secret, COMMAND)
            async with client.post(f"http://{host}:{port}{PATH}", data=COMMAND, headers=headers) as answer:
                return answer.status
    finally:
        await runner.cleanup()


@pytest.mark.both_databases
async def test_without_a_signing_secret_nobody_is_let_in_over_http(store, library):
    door = entrance(store, library, "xapp-x", None)
    assert door.heard == "Slack over Socket Mode"
    for guess in ("not-used-in-socket-mode", "", "xapp-x"):
        assert await status(door, guess) == 404


async def test_over_http_only_what_slack_signed_is_heard(store, library):
    door = entrance(store, library, None, "a-signing-secret")
    assert door.heard == f"Slack at {PATH}"
    assert await status(door, "another-secret") == 401


def platform_at(address: str) -> SlackPlatform:
    return SlackPlatform(
        lambda: BOT_TOKEN, app_token="xapp-x", signing_secret=None, base_url=address, monotonic=lambda: 0.0
    )


async def test_a_token_for_a_whole_organisation_is_refused_in_one_sentence() -> None:
    async with small_slack(slack_seed((OLGA,), (), enterprise_id="E1", is_org_wide=True)) as place:
        with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN is for a whole organisation, .*install the app in"):
            await platform_at(place.api_url).connect()


async def test_an_enterprises_other_workspaces_are_the_same_company_and_another_companys_are_not() -> None:
    others = (
        SeedUser("WSAME", "pia", "Pia Partner", "pia@milepost.example", team_id="T2"),
        SeedUser("WREST", "gus", "Gus Guest", "gus@milepost.example", team_id="T2", is_restricted=True),
        SeedUser("WELSE", "sue", "Sue Stranger", "sue@acme.example", is_stranger=True),
    )
    async with small_slack(slack_seed((OLGA, *others), (), enterprise_id="E1")) as place:
        line = (await platform_at(place.api_url).connect()).line
        users = [await line.user(one) for one in ("UOLGA", "WSAME", "WREST", "WELSE")]
        assert [user.is_member for user in users if user] == [True, True, False, False]
    async with small_slack(slack_seed((OLGA, *others), ())) as place:  # without an enterprise around it
        line = (await platform_at(place.api_url).connect()).line
        users = [await line.user(one) for one in ("UOLGA", "WSAME")]
        assert [user.is_member for user in users if user] == [True, False]
