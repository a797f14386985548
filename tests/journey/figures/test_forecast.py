"""A quarter's renewals as they are called and as the data sees them; retention with values worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.forecast import PastCalls, QuarterForecast, quarter_forecast
from bot.journey.figures.quarter import Quarter, quarter_of
from bot.journey.figures.retention import Retention, retention
from bot.store.tables import Contract
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.forecast_message import ForecastOf, forecast_message
from bot.talk.figures.retention_message import retention_message
from bot.usecases.account.renewal import RenewalOutcome, my_call, settle
from bot.usecases.undo import undo
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY, ago
from tests.given.rows import facts, todo

Q1 = Quarter(2026, 1)
NEXT_YEAR = date(2027, 3, 14)


async def forecast_of(accounts: Accounts, quarter: Quarter = Q1, selection: Selection = EVERYONE) -> QuarterForecast:
    async with accounts.store.read(accounts.workspace) as db:
        return await quarter_forecast(db, quarter, selection, TODAY, NOW)


async def retained(accounts: Accounts) -> Retention:
    async with accounts.store.read(accounts.workspace) as db:
        return await retention(db, Q1, EVERYONE, TODAY, OLGA.midnight)


async def contract(accounts: Accounts, account: int, amount: int, ends: date | None, **values: object) -> None:
    told = {"product": "Suite", "currency": "EUR", "starts_on": date(2025, 3, 15), "ends_on": ends} | values
    await accounts.add(Contract(account_id=account, amount=Decimal(amount), **told))


def test_a_quarter_has_its_days_and_its_neighbours() -> None:
    assert (Q1.first, Q1.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert (Q1.moved(-1), Q1.moved(4), str(quarter_of(date(2026, 12, 31)))) == (
        Quarter(2025, 4),
        Quarter(2027, 1),
        "Q4 2026",
    )


@pytest.mark.both_databases
async def test_what_is_called_stands_beside_what_the_data_says_per_currency(accounts: Accounts) -> None:
    # method: C6
    names = ("Safe", "Shaky", "Gloomy", "Silent", "Ended", "Later", "Left")
    safe, shaky, gloomy, silent, ended, later, left = [
        await accounts.account(name, csm_id=12 if name == "Silent" else 11) for name in names
    ]
    await contract(accounts, safe, 100, ago(-20), call="commit")
    await contract(accounts, shaky, 80, ago(-30), call="commit")
    await contract(accounts, gloomy, 60, ago(-40), call="at risk")
    await contract(accounts, silent, 50, ago(-50), currency="USD")
    await contract(accounts, ended, 40, ago(3))
    await contract(accounts, later, 30, ago(-200), call="commit")
    await contract(accounts, left, 20, ago(-10), outcome="lost", outcome_for=ago(-10))
    await accounts.add(
        facts(safe, band=3, health=90), facts(shaky, band=3, health=88), facts(gloomy, band=3, health=85),
        facts(silent, band=2, health=60), facts(ended, band=None, health=None), facts(left, band=1, health=9),
        todo(1, "health-fell", account_id=shaky, subject=f"account:{shaky}:1", type="risk"),
    )  # fmt: skip
    found = await forecast_of(accounts)
    assert [(one.account, one.call, one.data) for one in found.open_] == [
        ("Ended", "", ""), ("Safe", "commit", "commit"), ("Shaky", "commit", "at risk"),
        ("Gloomy", "at risk", "commit"), ("Silent", "", "probable"),
    ]  # fmt: skip
    assert [one.account for one in found.apart] == ["Shaky", "Gloomy"]
    assert [one.account for one in found.untold] == ["Ended"]
    assert {(one.settled, one.amount) for one in found.sums if one.settled} == {("lost", Decimal(20))}
    text = plain_text(forecast_message(found, ForecastOf("all accounts"), TODAY))
    assert "EUR: commit 180 EUR · at risk 60 EUR · no forecast 40 EUR · lost 20 EUR already" in text
    assert "USD: no forecast 50 USD" in text
    assert "2 contracts have no forecast yet: Ended and Silent." in text
    assert [one.account for one in (await forecast_of(accounts, selection=Selection(csm_id=12))).open_] == ["Silent"]
    assert [one.account for one in (await forecast_of(accounts, Q1.moved(2))).open_] == ["Later"]


async def test_no_term_of_an_account_that_has_left_is_renewed(accounts: Accounts) -> None:
    gone = await accounts.account("Gone", status="churned", churned_on=ago(5))
    await contract(accounts, gone, 90, ago(-20))
    await contract(accounts, gone, 95, ago(-400), starts_on=ago(-21), term="2")
    found = await forecast_of(accounts)
    assert {(one.settled, one.amount) for one in found.sums} == {("lost", Decimal(90))}
    assert found.open_ == ()


async def test_of_an_account_with_several_open_contracts_each_is_named(accounts: Accounts) -> None:
    twice, once = await accounts.account("Twice"), await accounts.account("Once")
    await contract(accounts, twice, 90, ago(-20), product="Core")
    await contract(accounts, twice, 80, ago(-30), product="Reports")
    await contract(accounts, once, 70, ago(-40))
    text = plain_text(forecast_message(await forecast_of(accounts), ForecastOf("all accounts"), TODAY))
    assert "3 contracts have no forecast yet: Twice (Core), Twice (Reports) and Once." in text


async def test_a_renewed_term_is_settled_and_its_next_one_is_open_in_its_own_quarter(accounts: Accounts) -> None:
    one = await accounts.account("One")
    await contract(accounts, one, 100, ago(-20))
    await my_call(accounts.write(), one, "commit")
    done = await settle(accounts.write(), one, RenewalOutcome("renewed", until=ago(-150)), [])
    found = await forecast_of(accounts)
    assert (found.open_, [(row.settled, row.contracts) for row in found.sums]) == ((), [("renewed", 1)])
    assert found.past == {"commit": PastCalls(1, 1)}
    assert [row.account for row in (await forecast_of(accounts, quarter_of(ago(-150)))).open_] == ["One"]
    await undo(accounts.write(), done.change_id)
    assert [row.call for row in (await forecast_of(accounts)).open_] == ["commit"]
    assert (await forecast_of(accounts)).past == {}


async def test_past_forecasts_count_what_came_of_them(accounts: Accounts) -> None:
    for number in range(4):
        account = await accounts.account(f"Firm {number}")
        await contract(accounts, account, 10, ago(-20))
        await my_call(accounts.write(), account, "commit" if number else "probable")
        how = RenewalOutcome("lost", reason="price") if number == 1 else RenewalOutcome("renewed", until=NEXT_YEAR)
        await settle(accounts.write(), account, how, [])
    found = await forecast_of(accounts)
    assert found.past == {"commit": PastCalls(3, 2), "probable": PastCalls(1, 1)}
    assert "Of 3 called commit, 2 renewed" in plain_text(forecast_message(found, ForecastOf("all accounts"), TODAY))


@pytest.mark.both_databases
async def test_retention_is_what_one_reckons_by_hand(accounts: Accounts) -> None:
    """EUR at the start: 100 + 50 + 80 + 40 + 30 + 20 + 12 = 332. Now: 100 + 0 + 60 + 55 + 30 + 30 + 9 = 284.
    Kept, the smaller of both: 100 + 0 + 60 + 40 + 30 + 20 + 9 = 259. What ended, and nobody said how, stands beside."""
    same, lost, less, more, follows, adds, ended, shrinks, new, dollars = [
        await accounts.account(name, started_on=date(2025, 1, 4)) for name in
        ("Same", "Lost", "Less", "More", "Follows", "Adds", "Ended", "Shrinks", "New", "Dollars")
    ]  # fmt: skip
    await contract(accounts, same, 100, date(2026, 6, 30))
    await contract(accounts, lost, 50, date(2026, 1, 3), outcome="lost", outcome_for=date(2026, 1, 3), retired=True)
    await contract(accounts, less, 80, date(2026, 3, 14))
    await contract(accounts, more, 40, date(2026, 3, 14))
    for account, then, now in ((follows, 30, 30), (shrinks, 12, 9)):
        past = {"term": "1", "retired": True, "starts_on": date(2025, 1, 4)}
        await contract(accounts, account, then, date(2026, 1, 3), **past)
        await contract(accounts, account, now, date(2027, 1, 3), term="2", starts_on=date(2026, 1, 4))
    await contract(accounts, adds, 20, date(2026, 9, 1))
    await contract(accounts, adds, 10, date(2026, 9, 1), product="Add-on", starts_on=date(2026, 1, 5))
    await contract(accounts, ended, 7, date(2025, 12, 20))
    await contract(accounts, new, 999, date(2027, 1, 1), starts_on=date(2026, 1, 2))
    await contract(accounts, dollars, 10, date(2026, 9, 1), currency="USD")
    await settle(accounts.write(), less, RenewalOutcome("reduced", until=NEXT_YEAR, amount=Decimal(60)), [])
    await settle(accounts.write(), more, RenewalOutcome("renewed", until=NEXT_YEAR, amount=Decimal(55)), [])
    found = await retained(accounts)
    euros, dollars_ = found.currencies
    assert (euros.currency, euros.accounts, euros.start, euros.now, euros.kept) == ("EUR", 7, 332, 284, 259)
    assert (round(euros.gross, 4), round(euros.net, 4)) == (round(259 / 332, 4), round(284 / 332, 4))
    assert (dollars_.currency, dollars_.gross, dollars_.net) == ("USD", 1.0, 1.0)
    assert {one.account: (one.start, one.now) for one in found.moved} == {
        "Lost": (50, 0), "Less": (80, 60), "More": (40, 55), "Adds": (20, 30), "Shrinks": (12, 9),
    }  # fmt: skip
    assert (found.count, [one.account for one in found.moved][:2]) == (5, ["Lost", "Less"])
    text = plain_text(retention_message(found, ForecastOf("all accounts"), TODAY))
    assert "78%" in text
    assert "86%" in text
    assert "Lost: 50 EUR, now nothing" in text
    async with accounts.store.read(accounts.workspace) as db:  # the quarter before: nothing of this had happened
        before = await retention(db, Quarter(2025, 4), EVERYONE, TODAY, OLGA.midnight)
    assert [one.account for one in before.moved] == []
