"""A small Slack of our own over HTTP, with the people and channels that a test names."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.sandbox.workspace import LocalWorkspace, Seed, SeedChannel, SeedUser
from tests.given.book import NOW

BOT_TOKEN, APP_TOKEN = "xoxb-local", "xapp-local"
OLGA = SeedUser("UOLGA", "olga", "Olga Owner", "olga@milepost.example", "Europe/Berlin")
TIM = SeedUser("UTIM", "tim", "Tim Teammate", "tim@milepost.example", "Europe/Berlin")


def slack_seed(users: Iterable[SeedUser], channels: Iterable[SeedChannel], **more: Any) -> Seed:
    """One workspace with our bot in it. More: what else a seed has, such as its commands."""
    usual = {"team_id": "T1", "team_name": "Milepost GmbH", "bot_user_id": "UBOT", "app_id": "A1"}
    tokens = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN}
    return Seed(**(usual | tokens | {"users": tuple(users), "channels": tuple(channels)} | more))


@asynccontextmanager
async def small_slack(
    seed: Seed, now: Callable[[], datetime] = lambda: NOW, **more: Any
) -> AsyncIterator[LocalWorkspace]:
    workspace = LocalWorkspace(seed, now=now, **more)
    await workspace.start()
    yield workspace
    await workspace.stop()
