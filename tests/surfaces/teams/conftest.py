"""The small Teams that what stands here is tried in."""

from collections.abc import AsyncIterator

import pytest

from tests.given.accounts import Accounts
from tests.given.teams.teams_town import TeamsTown, teams_town


@pytest.fixture
async def town(accounts: Accounts) -> AsyncIterator[TeamsTown]:
    async with teams_town(accounts) as made:
        yield made
