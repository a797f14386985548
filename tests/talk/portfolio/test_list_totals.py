"""What stands in a list beside a contract's end is what ends; what ended, and nobody said how, isn't paid."""

import csv
import io
from base64 import b64decode
from decimal import Decimal

from bot.journey.accounts.asked_lists import AskedList
from bot.journey.accounts.selection import EVERYONE, ListQuery
from bot.journey.figures.quarter import Quarter
from bot.journey.figures.retention import retention
from bot.store.tables import Contract
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.forecast_message import ForecastOf
from bot.talk.figures.retention_message import retention_message
from bot.talk.plain.many.lists import Whose, list_message
from bot.talk.plain.many.totals import total_message
from bot.talk.portfolio.account_tables import roster
from bot.talk.portfolio.list_file import list_file
from tests.given.book import NOW, OLGA, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts

TODAY = OLGA.today(NOW)
SOON = ListQuery("renewals", first=ago(-1), last=ago(-70))


async def some_products(messages: QueuedMessages) -> None:
    """Acme: one ended 9 days ago, three run. Brave: its only one ended. Cobalt's ended, too, and renews by itself."""
    for number, name in enumerate(("Acme", "Brave", "Cobalt"), 1):
        await messages.accounts.account(name, id=number)
    began, eur = ago(500), {"currency": "EUR"}
    await messages.accounts.add(
        facts(1, deadline_on=ago(-20), outcome_missing_since=ago(9)),
        facts(2, outcome_missing_since=ago(3)),
        facts(3),
        Contract(account_id=1, product="a", starts_on=began, ends_on=ago(9), amount=Decimal(7000), **eur),
        Contract(account_id=1, product="b", starts_on=began, ends_on=ago(-20), amount=Decimal(30000), **eur),
        Contract(account_id=1, product="c", starts_on=began, ends_on=ago(-60), amount=Decimal(5000), **eur),
        Contract(account_id=1, product="d", starts_on=began, ends_on=ago(-300), amount=Decimal(80000), **eur),
        Contract(account_id=2, product="a", starts_on=began, ends_on=ago(3), amount=Decimal(2000), **eur),
        Contract(
            account_id=3, product="a", starts_on=began, ends_on=ago(3), amount=Decimal(900), auto_renew=True, **eur
        ),
    )


async def listed(messages: QueuedMessages, query: ListQuery) -> str:
    async with messages.store.read(OLGA.workspace_id) as db:
        return plain_text(await roster(db, messages.library, query, OLGA, NOW))


async def test_what_ended_and_nobody_said_how_is_not_added_to_what_is_paid(messages: QueuedMessages) -> None:
    # method: C6
    await some_products(messages)
    text = await listed(messages, ListQuery("accounts"))
    assert "116k EUR a year; 9k EUR ended, and nobody said how." in text
    rows = {line.split()[0]: line for line in text.splitlines()}
    for name, paid in {"Acme": "115k EUR", "Brave": "was 2k EUR", "Cobalt": "900 EUR"}.items():
        assert paid in rows[name]
    async with messages.store.read(OLGA.workspace_id) as db:
        total = plain_text(await total_message(db, EVERYONE, "All accounts", TODAY))
        ended = plain_text(
            await list_message(
                db, messages.library, AskedList("outcome", EVERYONE, TODAY), Whose("All accounts"), "", OLGA, NOW
            )
        )
    assert "115.9k EUR a year, 3 accounts. With 9,000 EUR that ended, and nobody said how: 124.9k EUR." in total
    assert "Together 9,000 EUR a year" in ended


async def test_beside_an_end_stands_what_ends(messages: QueuedMessages) -> None:
    # method: C6
    await some_products(messages)
    for query in (ListQuery("renewals"), SOON):
        text = await listed(messages, query)
        assert "35k EUR a year end then." in text
        row = next(line for line in text.splitlines() if line.startswith("Acme"))
        for said in (" and 1 later", "35k EUR"):
            assert said in row
    async with messages.store.read(OLGA.workspace_id) as db:
        file = await list_file(db, messages.library, SOON, OLGA, NOW)
    [row_] = csv.DictReader(io.StringIO(b64decode(file.file.base64).decode("utf-8-sig")))
    assert (row_["Account"], row_["A year, EUR"]) == ("Acme", "35000.00")


async def test_retention_counts_it_neither_as_kept_nor_as_lost(messages: QueuedMessages) -> None:
    # method: A2
    await some_products(messages)
    quarter = Quarter(TODAY.year, (TODAY.month - 1) // 3 + 1)
    async with messages.store.read(OLGA.workspace_id) as db:
        found = await retention(db, quarter, EVERYONE, TODAY, OLGA.midnight)
    [eur] = found.currencies
    assert (eur.accounts, eur.start, eur.now, eur.kept) == (2, 115_900, 115_900, 115_900)
    assert found.untold == (("EUR", 2, Decimal(9000)),)
    said = plain_text(retention_message(found, ForecastOf("All accounts"), TODAY))
    assert "Not counted: 2 contracts over 9k EUR ended, and nobody said how." in said
