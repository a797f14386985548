"""After a clock that was ahead nothing waits for the day that it showed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.delivery.claims import installations_with_work
from bot.delivery.schedule.set_back import set_back
from bot.store.tables import Outgoing
from tests.given.book import NOW, moment
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.both_databases
YEAR = timedelta(days=365)


async def change(messages: QueuedMessages, once: str, **values: object) -> None:
    async with messages.store.everywhere(writes=True) as connection:
        await connection.execute(update(Outgoing).where(Outgoing.once == once).values(**values))


async def test_a_digest_whose_moment_came_meanwhile_still_comes_today(messages: QueuedMessages) -> None:
    await messages.accounts.account("Account 1")
    await messages.tick(moment("2026-01-05 07:30"))
    await messages.tick(moment("2026-01-06 06:00"))
    await messages.tick(moment("2027-01-06 06:30"))
    now = moment("2026-01-06 09:00")  # Olga's was at seven
    assert await set_back(messages.store, 1, now)
    assert await messages.tick(now) == 1
    assert date(2026, 1, 6) in {day for _, day, state in await messages.slots() if state == "done"}
    assert await messages.tick(now + timedelta(hours=1)) == 0


async def test_what_was_put_off_then_is_tried_now_and_what_was_queued_then_is_dropped(messages: QueuedMessages) -> None:
    await messages.put("of today")
    await messages.put("of the other year", now=NOW + YEAR)
    await messages.tick(NOW + YEAR)
    await change(messages, "of today", next_try_at=NOW + YEAR)
    await change(messages, "of the other year", state="sending", lease_until=NOW + YEAR)
    assert await set_back(messages.store, 1, NOW)
    assert (await messages.row("of today")).next_try_at == NOW
    rows = [row for row in await messages.rows("alert") if row.once.startswith("of the other year")]
    assert [(row.state, row.lease_until) for row in rows] == [("dropped", None)]


async def test_a_lease_of_a_machine_whose_clock_was_ahead_is_nobodys(messages: QueuedMessages) -> None:
    await messages.put("hello")
    await change(messages, "hello", lease_until=NOW + timedelta(minutes=1))
    assert await installations_with_work(messages.store, NOW, NOW) == []
    await change(messages, "hello", lease_until=NOW + YEAR)
    assert await installations_with_work(messages.store, NOW, NOW) == [(1, 1)]
