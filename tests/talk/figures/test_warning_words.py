"""How good the early warning is, where a manager looks: among the losses, and under those at risk."""

from datetime import date, timedelta

import pytest

from bot.journey.accounts.selection import EVERYONE, ListQuery
from bot.journey.risk.record import WarningRecord
from bot.statistics.intervals import Share
from bot.statistics.life_table import life_table
from bot.store.tables import Warned
from bot.talk.figures.how_counted import how_counted
from bot.talk.figures.losses import churn
from bot.talk.figures.warning_words import record_words
from bot.talk.portfolio.account_tables import roster
from tests.given.accounts import Accounts
from tests.given.book import OLGA, TODAY, ago
from tests.given.reading import text_of


async def portfolio(accounts: Accounts) -> None:
    """Twelve that left, of whom ten were warned of 40 days before; twelve that stayed although they were warned of."""
    left = [{"name": f"L{at}", "started_on": ago(900), "status": "churned", "churned_on": ago(200)} for at in range(12)]
    ids = await accounts.several(*left, *({"name": f"S{at}", "started_on": ago(900)} for at in range(12)))
    own = {"period": 1, "warned_on": ago(240), "ended_on": ago(199), "share": 0.5}
    await accounts.add(*(Warned(account_id=number, **own) for number in (*ids[:10], *ids[12:])))
    for number in ids[12:]:
        await accounts.event(number, "contact", 235)
    await accounts.sweep()


@pytest.mark.both_databases
async def test_losses_and_those_at_risk_say_how_often_the_warning_held_and_how_that_is_counted(
    accounts: Accounts,
) -> None:
    # method: C12
    await portfolio(accounts)
    async with accounts.store.read(accounts.workspace) as db:
        losses = text_of(await churn(db, accounts.library, EVERYONE, OLGA, accounts.now))
        at_risk = text_of(await roster(db, accounts.library, ListQuery("at-risk"), OLGA, accounts.now))
        counted = await how_counted(db, accounts.library, "warning", OLGA, accounts.now)
    for said in (losses, at_risk):
        assert (
            "10 of the 12 that left since 11 May 2025 had been warned of, half of them 40 days before or more" in said
        )
        assert (
            "Of 22 that I warned of half a year ago or earlier, 10 left within that time (I had expected 11; 27 to 65%"
            in said
        )
        assert "and 12 were false alarms. After half of the warnings somebody acted within 5 days." in " ".join(
            said.split()
        )
    assert counted is not None
    assert "22 warnings, the newest" in text_of(counted)


def test_few_losses_and_warnings_are_too_few_to_say_once_and_nothing_is_said_before_the_first() -> None:
    # method: C12
    assert record_words(WarningRecord(), TODAY) == ()
    few = WarningRecord(date(2025, 11, 3), 9, (5, 7), Share(1, 9), 3.0, life_table({None: [(3, 9)]}))
    assert record_words(few, TODAY) == (
        "How good my warnings are I can't say yet: since the first one on 3 Nov 2025, 9 accounts have left, and 9 "
        "warnings are half a year old.",
    )
    nobody = WarningRecord(TODAY - timedelta(days=1))
    assert "no account has left, and no warning is half a year old" in record_words(nobody, TODAY)[0]


def test_a_warning_that_held_for_none_says_so() -> None:
    # method: C12
    record = WarningRecord(date(2025, 3, 3), 10, (), Share(0, 10), 4.0, life_table({None: [(3, 10)]}))
    assert record_words(record, TODAY) == (
        "None of the 10 that left since 3 Mar 2025 had been warned of.",
        "Of 10 that I warned of half a year ago or earlier, 0 left within that time (I had expected 4; 0 to 28% is "
        "likely) and 10 were false alarms.",
        "After fewer than half of the warnings somebody has acted so far.",
    )
