"""A person's settings."""

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import UserError
from bot.store.tables import Person
from bot.usecases.workspace import settings

GOOD = settings.Wishes("08:00", "12345", "09:00", "18:00", "3", "", None, None)


async def fine(_channel: str) -> str | None:
    return None


async def test_settings_are_checked_all_at_once(accounts):
    async def guests(_channel: str) -> str | None:
        return "Guests read that."

    wrong = settings.Wishes("8", "", "18:00", "09:00", "21", "C1", date(2026, 1, 6), accounts.owner)
    found = await settings.problems(accounts.write(), wrong, guests)
    assert set(found) == {"digest_at", "digest_days", "alert_budget", "channel", "away_until", "cover"}
    night = replace(GOOD, work_from="18:00", work_to="09:00")
    assert set(await settings.problems(accounts.write(), night, fine)) == {"work_to"}
    assert await settings.problems(accounts.write(), GOOD, fine) == {}


async def test_settings_are_kept(accounts):
    wishes = replace(
        GOOD, digest_days="5421", cover_id=accounts.book.teammate, away_until=date(2026, 1, 12), alert_budget="5"
    )
    await settings.save(accounts.write(), wishes, 1)
    async with accounts.store.read(1) as db:
        olga = await db.get_one(Person, accounts.owner)
    assert (olga.digest_days, olga.cover_id, olga.alert_budget) == ("1245", accounts.book.teammate, 5)
    with pytest.raises(UserError):
        await settings.save(accounts.write(), replace(GOOD, cover_id=accounts.book.stranger), 1)


async def test_the_weeks_overview_is_turned_off_and_on_and_stays_where_nobody_asks(accounts):
    kept = []
    for week in ("off", "", "on"):
        await settings.save(accounts.write(), replace(GOOD, week=week), 1)
        async with accounts.store.read(1) as db:
            kept.append((await db.get_one(Person, accounts.owner)).wants_week)
    assert kept == [False, False, True]
