"""What is kept how long: as the settings say, a kind at a time, and nothing else with it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import SettingsError
from bot.store.audit.note import note
from bot.store.tables import AuditEntry, Concern, Outgoing
from bot.store.tables.audit.acting import Actor, acting
from bot.store.upkeep.retention import KINDS, USUAL, forget_what_is_old, read_kept
from tests.given.book import NOW


async def test_what_is_older_than_is_kept_goes_and_what_is_younger_stays(messages):
    store = messages.accounts.store
    sent, young = await messages.queue(), await messages.queue(once="young")
    await messages.accounts.change(
        Outgoing, sent, state="sent", message={"title": []}, created_at=NOW - timedelta(days=40)
    )
    await messages.accounts.change(Outgoing, young, state="sent", message={"title": []}, created_at=NOW)
    for days in (40, 1):
        with acting(Actor("cli", NOW - timedelta(days=days))):
            async with store.write(1) as db:
                note(db, "exported", "file")
    for over in (NOW - timedelta(days=40), NOW, None):
        await messages.accounts.add(Concern(kind="joined", subject=str(over), refs={}, since=NOW, over_at=over))
    kept = read_kept("audit=30d messages=1m concerns=30d")
    assert kept["calls"] == USUAL["calls"]
    assert await forget_what_is_old(store, 1, NOW, kept) == {"audit": 1, "messages": 1, "calls": 0, "concerns": 1}
    async with store.read(1) as db:
        assert (await db.scalars(select(AuditEntry.at))).all() == [NOW - timedelta(days=1)]
        assert (await db.get_one(Outgoing, sent)).message is None
        assert (await db.get_one(Outgoing, young)).message is not None
        assert await db.scalar(select(func.count()).select_from(Concern)) == 2
    assert sum((await forget_what_is_old(store, 1, NOW, kept)).values()) == 0


@pytest.mark.one_database
@pytest.mark.parametrize("wrong", ["audits=2y", "audit", "audit=2", "audit=0d", "audit=3d", "audit=-1y"])
async def test_a_wrong_time_is_named(wrong):
    with pytest.raises(SettingsError, match="MILEPOST_KEEP"):
        read_kept(wrong)
    assert set(USUAL) == set(KINDS)
