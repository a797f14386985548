"""The settings, as people say them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from bot.store.tables import Person
from bot.talk.home.settings_form import read_settings, say_days, settings_facts
from tests.given.accounts import Accounts
from tests.given.book import OLGA
from tests.given.rows import channel_row

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("days", "said"),
    [("12345", "Mon–Fri"), ("1234567", "every day"), ("124", "Mon, Tue and Thu"), ("67", "Sat and Sun"), ("3", "Wed")],
)
def test_days_are_said_as_people_do(days: str, said: str) -> None:
    assert say_days(days) == said


@pytest.mark.both_databases
async def test_the_channel_that_messages_go_to_is_named(accounts: Accounts) -> None:
    for typed, where in ((None, "to you alone"), ("#cs-olga", "#cs-olga"), ("C0123456789", "a channel")):
        number = await channel_row(accounts.store, typed)
        async with accounts.store.everywhere(writes=True) as connection:
            await connection.execute(update(Person).where(Person.id == OLGA.person_id).values(channel_id=number))
        async with accounts.store.read(1) as db:
            said = dict(settings_facts(await read_settings(db, replace(OLGA)), date(2026, 1, 6)))
        assert said["Where"] == where
