"""Who hears while somebody is away."""

from datetime import UTC, date, datetime

import pytest

from bot.delivery.recipient import recipient
from bot.store.tables import Person
from tests.given.book import NOW

LATER = date(2026, 1, 9)


async def who(store, person_id, now=NOW):
    async with store.read(1) as session:
        found = await recipient(session, person_id, now)
    return found.id if found else None


async def test_who_is_there_hears(messages, store):
    assert await who(store, 11) == 11


async def test_the_cover_hears_until_the_day_they_are_back_in_their_own_zone(messages, store):
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 7), cover_id=12, timezone="Pacific/Auckland")
    assert await who(store, 11, datetime(2026, 1, 6, 10, 0, tzinfo=UTC)) == 12
    assert await who(store, 11, datetime(2026, 1, 6, 11, 0, tzinfo=UTC)) == 11  # Wednesday in Auckland


async def test_without_a_cover_the_message_waits_for_them(messages, store):
    await messages.accounts.change(Person, 11, away_until=LATER)
    assert await who(store, 11) == 11


async def test_two_away_who_cover_each_other_keep_their_own(messages, store):
    await messages.accounts.change(Person, 11, away_until=LATER, cover_id=12)
    await messages.accounts.change(Person, 12, away_until=LATER, cover_id=11)
    assert (await who(store, 11), await who(store, 12)) == (11, 12)


@pytest.mark.parametrize("person_id", [21, 99])
async def test_people_of_other_workspaces_are_nobody(messages, store, person_id):
    assert await who(store, person_id) is None
