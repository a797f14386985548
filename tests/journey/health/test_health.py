"""Health over time: set by hand for a while, kept for a year, and why it moved."""

from datetime import timedelta

import pytest

from bot.usecases.account.health import HealthWish, set_health
from tests.given.accounts import Accounts

LEFT = "the sponsor left"


# method: C2
async def test_a_score_set_by_hand_stands_until_its_day_and_ends_by_itself(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await set_health(accounts.write(), acme, HealthWish(40, accounts.now.date() + timedelta(days=10), LEFT))
    await accounts.sweep(only=[acme])
    facts = await accounts.facts(acme)
    assert (facts.health, facts.health_measured, facts.band) == (40, 85, 1)
    assert facts.health_until == accounts.now.date() + timedelta(days=10)
    await accounts.measure(acme, 80)  # what is measured goes on beside it
    await accounts.sweep(days=10)
    facts = await accounts.facts(acme)
    assert (facts.health, facts.health_measured) == (40, 80)
    await accounts.sweep(days=1)
    facts = await accounts.facts(acme)
    assert (facts.health, facts.health_measured, facts.health_until, facts.band) == (80, None, None, 3)


@pytest.mark.one_database
async def test_lists_and_rules_follow_a_score_set_by_hand(accounts: Accounts) -> None:
    acme = await accounts.account(entry_stage="adopt")
    await accounts.measure(acme, 60)
    accounts.now += timedelta(minutes=1)
    await accounts.kpi(acme, "open-tickets", 1)
    await accounts.sweep()
    assert await accounts.ctas(acme, "expansion-ready") == []
    await set_health(
        accounts.write(),
        acme,
        HealthWish(90, accounts.now.date() + timedelta(days=10), "the tracker is broken"),
    )
    await accounts.sweep(only=[acme])
    assert (await accounts.cta(acme, "expansion-ready")).state == "open"
    await accounts.sweep(days=11)
    assert (await accounts.cta(acme, "expansion-ready")).state == "closed"
