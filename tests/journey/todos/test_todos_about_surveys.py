"""To-dos that ask for an answer: when there was none for ninety days."""

from datetime import timedelta

import pytest

from bot.store.tables import AccountEvent, Cta
from tests.given.accounts import Accounts
from tests.given.book import TODAY

pytestmark = pytest.mark.slow


async def survey_ctas(accounts: Accounts, account: int) -> list[tuple[str, str]]:
    return [(cta.state, cta.tell) for cta in await accounts.ctas(account, "survey-due")]


async def test_an_answer_is_asked_for_when_there_was_none_for_ninety_days_and_quietly(accounts: Accounts) -> None:
    # method: C5
    acme = await accounts.account(started_on=TODAY - timedelta(days=30))
    await accounts.sweep()
    await accounts.sweep(days=60)
    assert await survey_ctas(accounts, acme) == []
    await accounts.sweep(days=1)
    cta = await accounts.cta(acme, "survey-due")
    assert (cta.type, cta.priority, cta.state, cta.tell) == ("objective", 4, "open", "")
    await accounts.event(acme, "survey", 0, "nps 9")
    await accounts.sweep(days=1)
    assert await survey_ctas(accounts, acme) == [("closed", "")]


async def test_a_portfolio_that_comes_to_us_is_asked_in_turn_and_not_all_on_the_first_morning(
    accounts: Accounts,
) -> None:
    # method: C5
    for name in ("one", "two", "three"):
        await accounts.account(name, started_on=TODAY - timedelta(days=300))
    opened = []
    for _ in range(5):
        await accounts.sweep()
        opened.append(len(await accounts.ctas(rule="survey-due")))
        accounts.now += timedelta(days=1)
    assert opened == [0, 0, 1, 2, 3]


async def test_it_is_not_asked_for_beside_a_deadline_or_without_a_start(accounts: Accounts) -> None:
    # method: C5
    near, undated = (
        await accounts.account("Near", started_on=TODAY - timedelta(days=300)),
        await accounts.account("Undated"),
    )
    await accounts.contract(near, ends_on=TODAY + timedelta(days=20))
    await accounts.sweep()
    assert await survey_ctas(accounts, near) == await survey_ctas(accounts, undated) == []


async def asked(accounts: Accounts) -> int:
    """An account whose turn to be asked has come."""
    acme = await accounts.account(started_on=TODAY - timedelta(days=300))
    await accounts.sweep()
    await accounts.sweep(days=2)
    assert await survey_ctas(accounts, acme) == [("open", "")]
    return acme


async def test_who_was_asked_is_not_asked_again_for_ninety_days_even_in_a_new_quarter(accounts: Accounts) -> None:
    # method: C5
    acme = await asked(accounts)
    await accounts.set(Cta, acme, state="closed", closed_why="not a problem")
    await accounts.sweep(days=89)  # a new quarter by now
    assert await survey_ctas(accounts, acme) == [("closed", "")]
    await accounts.sweep(days=1)
    assert await survey_ctas(accounts, acme) == [("closed", ""), ("open", "")]


async def test_an_answer_taken_back_is_asked_for_again(accounts: Accounts) -> None:
    acme = await asked(accounts)
    await accounts.event(acme, "survey", 0, "nps 9")
    await accounts.sweep(days=1)
    await accounts.set(AccountEvent, acme, undone_at=accounts.now)
    await accounts.sweep(days=1)
    assert await survey_ctas(accounts, acme) == [("open", "")]
