"""The first day: what is missing, and a welcome."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.store.tables import Contract, Stakeholder
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.first_day import FirstDayFindings, NearEnd, first_day, render_first_day, welcome
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TODAY
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_the_first_day_counts_what_is_missing(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.account("Hooli", id=2, entry_stage=None)
    await messages.accounts.add(Stakeholder(id=50, account_id=2, name="Kim", created_at=NOW))
    async with messages.store.read(1) as db:
        text = plain_text(await welcome(db, messages.library, OLGA, NOW))
    assert text.startswith(
        "Hello Olga. 2 accounts of yours found\n1 account has no renewal date, 1 person no role and 1 account no place"
    )
    assert "Start with your 2 largest: Acme and Hooli." in text


async def test_nothing_is_called_the_largest_where_nobody_said_what_it_pays(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.account("Hooli", id=2, entry_stage=None)
    async with messages.store.everywhere(writes=True) as connection:
        await connection.execute(update(Contract).values(amount=None))
    async with messages.store.read(1) as db:
        text = plain_text(await first_day(db, OLGA.person_id, TODAY))
    assert "Start with Acme and Hooli." in text


def test_with_nothing_missing_the_first_day_has_no_buttons() -> None:
    message = render_first_day(FirstDayFindings(1, 4, largest=("Acme",)), TODAY)
    assert plain_text(message).splitlines() == [
        "Good morning. 1 account found",
        "Dates, roles and stages are all there.",
        "No alerts today: I'm only learning how things stand.",
    ]


def test_where_nobody_is_known_no_roles_are_said_to_be_there() -> None:
    message = render_first_day(FirstDayFindings(1, largest=("Acme",)), TODAY)
    assert "Nobody at these accounts is known yet." in plain_text(message)
    assert "roles" not in plain_text(message)


def test_what_ends_soon_is_said_on_the_first_day() -> None:
    near = (NearEnd("Hooli", date(2026, 1, 9)), NearEnd("Acme", date(2026, 1, 12), is_notice=True))
    message = render_first_day(FirstDayFindings(9, 4, largest=("Acme",), near=near, near_more=2), TODAY)
    assert "Soon: Hooli ends Fri 9 Jan, Acme may give notice until Mon 12 Jan, 2 more." in plain_text(message)


@pytest.mark.both_databases
async def test_which_end_within_two_weeks_is_read_from_their_deadlines(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    rows = {2: TODAY + timedelta(days=14), 3: TODAY + timedelta(days=15), 4: TODAY - timedelta(days=1), 5: TODAY}
    for number, day in rows.items():
        await messages.accounts.account(f"Hooli {number}", id=number)
        await messages.accounts.add(facts(number, deadline_on=day))
    async with messages.store.read(1) as db:
        text = plain_text(await first_day(db, OLGA.person_id, TODAY))
    assert "Soon: Hooli 5 ends today, Hooli 2 ends Tue 20 Jan." in text
