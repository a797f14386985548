"""How Slack reaches us: by its socket, or signed over HTTP, and never unsigned."""

import pytest
from aiohttp import ClientSession, web

from bot.clock import machine_now
from bot.playbook.models import Library
from bot.sandbox.link import signature
from bot.store.session import Store
from bot.surfaces.slack.app import PATH, SlackEntrance, SlackPlatform
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services

pytestmark = pytest.mark.one_database
COMMAND = "command=%2Fjourney&text=acme&team_id=T1&user_id=UOLGA&trigger_id=1"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def entrance(store: Store, library: Library, app_token: str | None, signing_secret: str | None) -> SlackEntrance:
    desk = FrontDesk(Services(store, library), "slack", {}.__getitem__, machine_now, Background())
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
