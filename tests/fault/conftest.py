"""A small Slack over HTTP for processes that die."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sandbox.workspace import LocalWorkspace, SeedChannel
from tests.given.small_slack import OLGA, TIM, slack_seed, small_slack


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    channels = (SeedChannel(f"C{n}", f"c{n}", ("UOLGA", "UBOT")) for n in range(10))
    async with small_slack(slack_seed((OLGA, TIM), channels), now=lambda: datetime.now(UTC)) as place:
        yield place
