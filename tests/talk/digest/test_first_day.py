"""The first day: what is missing, and a welcome."""

import pytest
from sqlalchemy import update

from bot.store.tables import Contract, Stakeholder
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.first_day import FirstDayFindings, first_day, render_first_day, welcome
from tests.given.acme import acme
from tests.given.book import NOW, OLGA
from tests.given.queued_messages import QueuedMessages

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
        text = plain_text(await first_day(db, OLGA.person_id))
    assert "Start with Acme and Hooli." in text


def test_with_nothing_missing_the_first_day_has_no_buttons() -> None:
    message = render_first_day(FirstDayFindings(1, 4, largest=("Acme",)))
    assert plain_text(message).splitlines() == [
        "Good morning. 1 account found",
        "Dates, roles and stages are all there.",
        "No alerts today: I'm only learning how things stand.",
    ]


def test_where_nobody_is_known_no_roles_are_said_to_be_there() -> None:
    message = render_first_day(FirstDayFindings(1, largest=("Acme",)))
    assert "Nobody at these accounts is known yet." in plain_text(message)
    assert "roles" not in plain_text(message)
