"""A plan as a calendar file, as a calendar reads it."""

from base64 import b64decode
from datetime import date

import pytest

from bot.store.tables import PlannedStep
from bot.talk.plan.calendar_file import plan_calendar
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, ago
from tests.given.reading import text_of


@pytest.mark.both_databases
async def test_a_calendar_reads_the_open_steps_in_the_customers_words(accounts: Accounts) -> None:
    # method: A4, A8
    from icalendar import Calendar

    await acme(accounts)
    await accounts.add(
        PlannedStep(account_id=1, period=1, task="own-admin-named", starts_on=ago(0), ends_on=ago(-3), stakeholder_id=2)
    )
    async with accounts.store.read(1) as db:
        found = await plan_calendar(db, accounts.library, 1, NOW)
    assert found is not None
    message, file = found
    assert file is not None
    assert "2 open steps with days" in text_of(message)
    assert file.name == "plan.ics"
    raw = b64decode(file.base64)
    assert b"Acme" not in raw
    events = {str(one["summary"]): one for one in Calendar.from_ical(raw).walk("VEVENT")}
    assert set(events) == {"An admin of your own, named and trained", "The old way, switched off"}
    admin = events["An admin of your own, named and trained"]
    assert (admin["dtstart"].dt, admin["dtend"].dt) == (date(2026, 1, 6), date(2026, 1, 10))
    assert str(admin["description"]) == "Ivo Brandt, Analyst"
    async with accounts.store.read(1) as db:
        again = await plan_calendar(db, accounts.library, 1, NOW)
    assert again is not None
    assert again[1] == file  # the same events, which a calendar moves and doesn't double


@pytest.mark.one_database
async def test_without_any_day_there_is_no_file_but_a_way_to_one(accounts: Accounts) -> None:
    number = await accounts.account()
    async with accounts.store.read(1) as db:
        found = await plan_calendar(db, accounts.library, number, NOW)
    assert found is not None
    assert found[1] is None
    assert "Change a step's dates in the plan" in text_of(found[0])
