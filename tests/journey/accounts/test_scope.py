"""Ranges are as long as people can wait for."""

import asyncio

import pytest

from bot.journey.accounts import scope
from bot.journey.accounts.scope import ranges


async def lengths(accounts, seconds: float) -> list[int]:
    found = []
    async for bounds in ranges(accounts.store, accounts.workspace, None, size=8):
        found.append(bounds["last_id"] - bounds["first_id"] + 1)
        await asyncio.sleep(seconds)
    return found


async def test_where_writing_takes_long_ranges_become_short(accounts, monkeypatch):
    monkeypatch.setattr(scope, "FIRST", 4)
    monkeypatch.setattr(scope, "SHORTEST", 1)
    monkeypatch.setattr(scope, "LONG", 0.2)
    monkeypatch.setattr(scope, "SHORT", 0.1)
    for number in range(20):
        await accounts.account(f"Account {number}")
    assert await lengths(accounts, 0) == [4, 8, 8]
    slow = await lengths(accounts, 0.15)
    assert sum(slow) == 20
    assert slow[0] == 4
    assert max(slow[1:]) <= 3, slow


@pytest.mark.parametrize(
    ("last", "seconds", "then"), [(1000, 0.1, 8000), (1000, 0.2, 2500), (8000, 2.0, 2000), (8000, 60.0, 250)]
)
def test_the_next_range_is_as_long_as_time_allows(last, seconds, then):
    assert scope._next_size(last, seconds, 8000) == then
