"""Where accounts are on their way is asked in the digest, a few a morning, and not for ever."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.store.tables import Contract
from bot.talk.digest.reading.place_line import AGAIN_AFTER, MORNINGS, place_asked, to_ask, todays
from bot.usecases.workspace.place import leave_open
from tests.given.book import NOW, TODAY
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.one_database


async def seven(messages: QueuedMessages) -> None:
    """Old customers of whom nobody has told where they are; the higher the number, the larger."""
    for number in range(1, 8):
        old = {"started_on": TODAY - timedelta(days=900), "created_at": NOW}
        await messages.accounts.account(f"Customer {number}", id=number, **old)
        await messages.accounts.add(Contract(account_id=number, product="a", amount=Decimal(number), currency="EUR"))


async def ask(messages: QueuedMessages, day: date, places: list[int]) -> None:
    refs = {"local_date": day.isoformat(), "places": places}
    await messages.put(f"digest:person:11:{day.isoformat()}", kind="digest", refs=refs)


@pytest.mark.both_databases
async def test_the_most_valuable_first_then_those_not_asked_yet_and_not_for_ever(messages: QueuedMessages) -> None:
    await seven(messages)
    async with messages.store.read(1) as db:
        assert await todays(db, 11, TODAY) == [7, 6, 5, 4, 3]
    await ask(messages, TODAY - timedelta(days=1), [7, 6, 5, 4, 3])
    async with messages.store.read(1) as db:
        assert await todays(db, 11, TODAY) == [2, 1, 6, 5, 4]
    for days in range(2, MORNINGS + 1):
        await ask(messages, TODAY - timedelta(days=days), [7])
    async with messages.store.read(1) as db:
        assert await todays(db, 11, TODAY) == []


async def test_who_does_not_know_is_not_asked_again_for_a_month(messages: QueuedMessages) -> None:
    await seven(messages)
    await leave_open(messages.accounts.write(), 7)
    async with messages.store.read(1) as db:
        assert 7 not in await to_ask(db, 11, TODAY)
        assert 7 in await to_ask(db, 11, TODAY + AGAIN_AFTER)
        asked = await place_asked(db, messages.library, [7, 6], 11, TODAY)
    assert asked is not None
    assert (asked.unplaced, asked.account_id, asked.name) == (7, 6, "Customer 6")
    assert asked.choices[0] == ("adopt", "using it daily")
