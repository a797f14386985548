"""A small Slack over HTTP for processes that die."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sandbox.workspace import LocalWorkspace, Seed, SeedChannel, SeedUser


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    users = (
        SeedUser("UOLGA", "olga", "Olga Owner", "olga@milepost.example"),
        SeedUser("UTIM", "tim", "Tim Teammate", "tim@milepost.example"),
    )
    channels = tuple(SeedChannel(f"C{n}", f"c{n}", ("UOLGA", "UBOT")) for n in range(10))
    seed = Seed(
        team_id="T1", team_name="Milepost GmbH", bot_user_id="UBOT", app_id="A1", bot_token="xoxb-1",
        app_token="xapp-1", users=users, channels=channels,
    )  # fmt: skip
    workspace = LocalWorkspace(seed, now=lambda: datetime.now(UTC))
    await workspace.start()
    yield workspace
    await workspace.stop()
