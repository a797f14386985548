"""A small share of `make fault`; all of it is in tests/fault/__main__.py."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.fault import bad_slack, kills, zones
from tests.fault.world import World, world

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
async def sqlite_world() -> AsyncIterator[World]:
    async with world("sqlite") as one:
        yield one


@pytest.fixture(scope="module")
async def postgresql_world() -> AsyncIterator[World]:
    async with world("postgresql") as one:
        yield one


async def killed(one: World, what: str, times: int) -> kills.Tally:
    tally, before = kills.Tally(), one.kills.total()
    await kills.KILLERS[what](one, tally, times, Random("a share"))
    assert one.kills.total() - before >= times
    assert (tally.lost, tally.twice, tally.notes) == (0, 0, [])
    return tally


async def test_a_tick_that_is_killed_again_and_again_says_what_one_says_that_is_not(sqlite_world: World) -> None:
    assert (await killed(sqlite_world, "tick", 2)).messages


async def test_the_same_on_postgresql(postgresql_world: World) -> None:
    assert (await killed(postgresql_world, "tick", 1)).messages


async def test_an_import_that_was_killed_and_is_repeated_leaves_what_one_leaves_that_was_not(
    sqlite_world: World,
) -> None:
    assert (await killed(sqlite_world, "import", 3)).messages


async def test_a_slack_that_fails_in_fourteen_ways_gets_each_message_once(sqlite_world: World) -> None:
    came = bad_slack.Came()
    await bad_slack.fourteen_ways(sqlite_world, came, 1)
    assert came.met, came
    assert came.failed > 3
    assert len(bad_slack.WAYS) == 14


async def test_a_slack_that_takes_no_blocks_gets_text_and_what_it_refuses_is_named(sqlite_world: World) -> None:
    came = bad_slack.Came()
    await bad_slack.invalid_blocks(sqlite_world, came)
    assert came.met, came
    assert came.named == 1


def test_each_working_day_has_one_digest_in_zones_of_all_kinds() -> None:
    some = ("Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Kiritimati", "UTC")
    assert zones.wrong_everywhere(some, (date(2015, 1, 1), date(2016, 12, 31))) == []


async def test_so_it_is_through_ticks_over_a_day_that_never_was(tmp_path: Path) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path}/zones.db"
    slots, wrong = await zones.wrong_through_ticks(address, (date(2011, 12, 15), date(2012, 1, 15)))
    assert (slots > 250, wrong) == (True, [])


def test_a_missing_day_and_one_that_never_was_are_seen() -> None:
    days = zones.working_days("Pacific/Apia", date(2011, 12, 1), date(2012, 1, 31))
    assert date(2011, 12, 30) not in days
    found = [*sorted(days - {date(2011, 12, 15)}), date(2011, 12, 30), date(2012, 1, 9)]
    assert [*zones._compared("there", found, days)] == [
        "there: twice on 2012-01-09",
        "there: 2011-12-30 never was",
        "there: none on 2011-12-15",
    ]
