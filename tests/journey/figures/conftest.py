"""Figures read spells as they are kept."""

import pytest

from tests.given.accounts import Accounts


@pytest.fixture
def accounts(accounts: Accounts) -> Accounts:
    accounts.keeps_spells = True
    return accounts
