"""Whose digest was refused is told to whoever leads them, once, wherever they have accounts of their own or not."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from bot.delivery.schedule.concerns import CONCERNS, tell_concerns
from bot.store.tables import Concern, Installation, Outgoing
from bot.surfaces.plain.text import plain_text
from bot.usecases.upkeep.refused_digests import note_refused_digests
from bot.usecases.workspace.roles import give_role
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.both_databases
TIM = 12


async def _noted(messages: QueuedMessages) -> list[str]:
    async with messages.store.write(1) as db:
        news = await note_refused_digests(db, NOW)
        await tell_concerns(db, news, NOW)
    return [one.subject for one in news]


async def _told(messages: QueuedMessages) -> Sequence[Outgoing]:
    return await messages.rows(CONCERNS)


async def _refused_digest(messages: QueuedMessages) -> int:
    refused = await messages.queue()
    await messages.accounts.change(Outgoing, refused, state="rejected", reason="channel_not_found", next_try_at=NOW)
    async with messages.store.write(1) as db:
        await db.execute(update(Installation).values(matched_at=NOW))
    return refused


@pytest.mark.parametrize("role", ["manager", "admin"])
async def test_whoever_leads_them_is_told_once_though_they_get_no_digest(messages: QueuedMessages, role: str) -> None:
    await _refused_digest(messages)
    await give_role(messages.store, 1, "tim@milepost.example", role, NOW)
    assert await _noted(messages) == ["person:11"]
    assert await _noted(messages) == []
    [row] = await _told(messages)
    assert row.person_id == TIM
    said = (await messages.compose(row.id)).message
    assert said is not None
    assert "Olga Owner's last digest couldn't be delivered (channel_not_found)." in plain_text(said)


async def test_it_is_over_when_a_later_digest_arrives(messages: QueuedMessages) -> None:
    await _refused_digest(messages)
    await give_role(messages.store, 1, "tim@milepost.example", "manager", NOW)
    await _noted(messages)
    later = await messages.queue(day="2026-01-07")
    assert await _noted(messages) == []
    async with messages.store.read(1) as db:
        assert (await db.scalars(select(Concern.over_at))).all() == [None]  # it only waits
    await messages.accounts.change(Outgoing, later, state="sent")
    await _noted(messages)
    async with messages.store.read(1) as db:
        assert (await db.scalars(select(Concern.over_at))).all() == [NOW]


async def test_a_digest_that_arrived_is_nobodys_concern(messages: QueuedMessages) -> None:
    sent = await messages.queue()
    await messages.accounts.change(Outgoing, sent, state="sent")
    assert await _noted(messages) == []
    assert await _told(messages) == []
