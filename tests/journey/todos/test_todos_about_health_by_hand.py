"""To-dos about health while a score is set by hand."""

from datetime import timedelta

import pytest

from bot.usecases.account.health import HealthWish, lift, set_health
from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow

LEFT = "the sponsor left"


async def test_a_score_set_by_hand_is_no_fall_and_neither_is_its_end(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await accounts.sweep(days=1)
    await set_health(accounts.write(), acme, HealthWish(30, accounts.now.date() + timedelta(days=5), LEFT))
    await accounts.sweep(only=[acme])
    await accounts.sweep(days=1)
    assert await accounts.ctas(acme, "health-fell") == []
    facts = await accounts.facts(acme)
    assert facts.band_since is None  # the band that was measured has not moved
    await lift(accounts.write(), acme)
    await set_health(accounts.write(), acme, HealthWish(99, accounts.now.date() + timedelta(days=2), "all is well"))
    await accounts.sweep(only=[acme])
    await accounts.sweep(days=3)  # from 99 back to 85
    assert (await accounts.facts(acme)).health == 85
    assert await accounts.ctas(acme, "health-fell") == []


async def test_a_fall_that_was_hidden_is_news_once_the_score_by_hand_has_ended(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await set_health(
        accounts.write(),
        acme,
        HealthWish(90, accounts.now.date() + timedelta(days=4), "the tracker is broken"),
    )
    await accounts.sweep(only=[acme])
    await accounts.sweep(days=1)
    await accounts.measure(acme, 55)
    await accounts.sweep(days=1)
    assert await accounts.ctas(acme, "health-fell") == []
    await accounts.sweep(days=3)
    assert (await accounts.cta(acme, "health-fell")).tell == "due"


async def test_a_to_do_about_a_real_fall_stays_while_a_score_is_set_by_hand(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await accounts.measure(acme, 55)
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "health-fell")).state == "open"
    await set_health(accounts.write(), acme, HealthWish(30, accounts.now.date() + timedelta(days=4), LEFT))
    await accounts.sweep(only=[acme])
    assert (await accounts.cta(acme, "health-fell")).state == "open"


@pytest.mark.one_database
async def test_the_end_of_a_score_set_by_hand_is_a_to_do_three_days_before(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await set_health(accounts.write(), acme, HealthWish(30, accounts.now.date() + timedelta(days=10), LEFT))
    await accounts.sweep(only=[acme])
    assert await accounts.ctas(acme, "health-by-hand-ends") == []
    await accounts.sweep(days=7)
    assert ((cta := await accounts.cta(acme, "health-by-hand-ends")).state, cta.tell) == ("open", "")
    await accounts.sweep(days=4)
    assert (await accounts.cta(acme, "health-by-hand-ends")).state == "closed"
