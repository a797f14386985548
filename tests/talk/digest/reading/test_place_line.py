"""Where accounts are on their way is asked in the digest, a few a morning, and not for ever."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.message import Message
from bot.store.tables import Contract
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.reading.digest_rows import nobodys
from bot.talk.digest.reading.place_line import AGAIN_AFTER, MORNINGS, place_asked, place_blocks, to_ask, todays
from bot.usecases.workspace.place import leave_open
from bot.usecases.workspace.roles import give_role
from tests.given.book import NOW, TODAY
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import todo

pytestmark = pytest.mark.one_database


async def seven(messages: QueuedMessages) -> None:
    """Old customers of whom nobody has told where they are; the higher the number, the larger."""
    for number in range(1, 8):
        old = {"started_on": TODAY - timedelta(days=900), "created_at": NOW}
        await messages.accounts.account(f"Customer {number}", id=number, **old)
        await messages.accounts.add(Contract(account_id=number, product="a", amount=Decimal(number), currency="EUR"))


async def ask(messages: QueuedMessages, day: date, places: list[int], left: int = 0) -> None:
    refs = {"local_date": day.isoformat(), "places": places, "places_left": left}
    await messages.put(f"digest:person:11:{day.isoformat()}", kind="digest", refs=refs)


async def asked_today(messages: QueuedMessages, day: date = TODAY) -> dict[str, Any]:
    async with messages.store.read(1) as db:
        return await todays(db, 11, day)


@pytest.mark.both_databases
async def test_the_most_valuable_first_then_those_not_asked_yet_and_not_for_ever(messages: QueuedMessages) -> None:
    await seven(messages)
    assert (await asked_today(messages))["places"] == [7, 6, 5, 4, 3]
    await ask(messages, TODAY - timedelta(days=1), [7, 6, 5, 4, 3])
    assert (await asked_today(messages))["places"] == [2, 1, 6, 5, 4]
    for days in range(2, MORNINGS + 1):
        await ask(messages, TODAY - timedelta(days=days), [7])
    assert (await asked_today(messages))["places"] == []


@pytest.mark.both_databases
async def test_asked_twice_in_vain_it_asks_whether_to_go_on_and_then_is_quiet_until_somebody_answers(
    messages: QueuedMessages,
) -> None:
    await seven(messages)
    said = []
    for days in (4, 3, 2, 1):
        refs = await asked_today(messages, TODAY - timedelta(days=days))
        async with messages.store.read(1) as db:
            this = await place_asked(db, messages.library, refs, 11, TODAY)
        said.append(plain_text(Message(blocks=tuple(place_blocks(this)))).partition("\n")[0])
        await ask(messages, TODAY - timedelta(days=days), refs["places"], refs.get("places_left", 0))
    assert said == [
        "7 accounts have no place on the journey yet. Five a day, one tap each:",
        "7 accounts have no place on the journey yet. Five a day, one tap each:",
        "7 accounts have no place on the journey yet, still. Tap one and I go on; else I leave it to their cards.",
        "",
    ]
    assert (await asked_today(messages)) == {"places": [], "places_quiet": 7}  # a line in small print until day 10
    for days in range(5, MORNINGS + 2):
        await ask(messages, TODAY - timedelta(days=days), [])
    assert (await asked_today(messages)) == {"places": [], "places_quiet": 0}
    await leave_open(messages.accounts.write(), 7)
    assert (await asked_today(messages))["places"] == []


@pytest.mark.both_databases
async def test_to_dos_that_nobody_owns_are_told_to_who_leads_twice_then_once_more_and_not_for_ever(
    messages: QueuedMessages,
) -> None:
    await give_role(messages.store, 1, "olga@milepost.example", "manager", NOW)
    await messages.accounts.account("Acme", id=1)
    await messages.accounts.add(todo(1, "renewal", owner_id=None), todo(2, "health-fell", owner_id=None))
    told = []
    for days in (5, 4, 3, 2, 1):
        day = TODAY - timedelta(days=days)
        if days == 1:
            await messages.accounts.add(todo(3, "champion-left", owner_id=None))
        async with messages.store.read(1) as db:
            refs = await nobodys(db, 11, 11, day)
        told.append((refs["unowned"], refs.get("unowned_still")))
        await messages.put(f"digest:person:11:{day.isoformat()}", kind="digest", refs=refs)
    assert told == [(2, False), (2, False), (2, True), (0, None), (3, False)]


async def test_who_does_not_know_is_not_asked_again_for_a_month(messages: QueuedMessages) -> None:
    await seven(messages)
    await leave_open(messages.accounts.write(), 7)
    async with messages.store.read(1) as db:
        assert 7 not in await to_ask(db, 11, TODAY)
        assert 7 in await to_ask(db, 11, TODAY + AGAIN_AFTER)
        asked = await place_asked(db, messages.library, {"places": [7, 6]}, 11, TODAY)
    assert asked is not None
    assert (asked.unplaced, asked.account_id, asked.name) == (7, 6, "Customer 6")
    assert asked.choices[0] == ("adopt", "using it daily")
