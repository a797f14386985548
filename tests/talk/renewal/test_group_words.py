"""Parents: a group's renewals and forecasts stand together, per currency, wherever one decides about them."""

from datetime import date
from decimal import Decimal

import pytest

from bot.journey.accounts.groups import groups_of
from bot.journey.accounts.selection import EVERYONE, ListQuery
from bot.journey.figures.forecast import quarter_forecast
from bot.journey.figures.quarter import Quarter
from bot.store.access.sight import Sight
from bot.store.tables import Account, Contract
from bot.talk.card.card import card
from bot.talk.figures.forecast_message import ForecastOf, forecast_message
from bot.talk.portfolio.account_tables import roster
from bot.talk.renewal.group_words import group_lines, group_renewals
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY
from tests.given.reading import text_of
from tests.given.rows import facts

pytestmark = pytest.mark.one_database
HOLDING = "Holding · 4 accounts: commit 240k EUR; no forecast 90k EUR and 20k USD. Next by Tue 13 Jan: North"


@pytest.fixture
async def holding(accounts: Accounts) -> Accounts:
    """Holding over North and South, and West below South, which is Tim's; Alone belongs to nobody."""
    for number, name in enumerate(("Holding", "North", "South", "West", "Alone"), 1):
        await accounts.account(name, id=number, csm_id=12 if name == "West" else 11)
    for child, parent in ((2, 1), (3, 1), (4, 3)):
        await accounts.change(Account, child, parent_id=parent)
    for account, amount, currency, call, notice in (
        (2, 240, "EUR", "commit", date(2026, 1, 13)),
        (3, 90, "EUR", None, None),
        (4, 20, "USD", None, None),
        (5, 70, "EUR", "commit", None),
    ):
        told = {"product": "Suite", "starts_on": date(2025, 3, 15), "ends_on": date(2026, 3, 14), "notice_on": notice}
        await accounts.add(
            Contract(account_id=account, amount=Decimal(amount * 1000), currency=currency, call=call, **told),
            facts(account, deadline_on=notice or date(2026, 3, 14)),
        )
    return accounts


@pytest.mark.both_databases
async def test_card_list_and_forecast_say_the_same_of_a_group(holding: Accounts) -> None:
    async with holding.store.read(1) as db:
        cards = [text_of(await card(db, holding.library, number, OLGA, NOW)) for number in (1, 4, 5)]
        listed = text_of(await roster(db, holding.library, ListQuery("renewals"), OLGA, NOW))
        found = await quarter_forecast(db, Quarter(2026, 1), EVERYONE, TODAY, NOW)
    assert HOLDING in cards[0]
    assert HOLDING in cards[1]
    assert "Its group" not in cards[2]
    assert listed.count(HOLDING) == 1
    said = text_of(forecast_message(found, ForecastOf("All accounts"), TODAY))
    assert "Holding · 3 accounts: commit 240k EUR; no forecast 90k EUR and 20k USD. Next by Sat 14 Mar: North" in said
    assert {one.account for one in found.together["Holding"]} == {"North", "South", "West"}


@pytest.mark.both_databases
async def test_who_sees_a_part_of_a_group_reads_of_that_part(holding: Accounts) -> None:
    async with holding.store.read(1, Sight(frozenset({11}))) as db:
        seen = await groups_of(db, [2, 5])
        lines = group_lines(await group_renewals(db, [2], TODAY), TODAY)
    assert {number: (one.name, one.account_ids) for number, one in seen.items()} == {2: ("Holding", {1, 2, 3})}
    assert "20k USD" not in "".join(span.text for span in lines[0])


async def test_a_file_that_goes_round_ends(holding: Accounts) -> None:
    await holding.change(Account, 1, parent_id=4)
    async with holding.store.read(1) as db:
        assert (await groups_of(db, [4]))[4].account_ids == {1, 2, 3, 4}
