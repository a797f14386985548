from collections.abc import AsyncIterator

import pytest

from tests.given.accounts import Accounts
from tests.given.slack_town import SlackTown, slack_town


@pytest.fixture
async def town(accounts: Accounts) -> AsyncIterator[SlackTown]:
    async with slack_town(accounts) as town:
        yield town
