"""A lost contract runs to its last day, and the account is lost with the last of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.journey.sweep.contract_ends import end_terms
from bot.store.tables import Account, AccountEvent, Contract
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book

END = TODAY + timedelta(days=20)
LOST = {"outcome": "lost", "outcome_for": END, "outcome_reason": "price", "ends_on": END}


async def ended(accounts: Accounts, on: date) -> int:
    async with accounts.store.write(accounts.workspace) as db:
        return await end_terms(db, accounts.now, on)


async def row(accounts: Accounts, account: int) -> Account:
    async with accounts.store.read(accounts.workspace) as db:
        return await db.get_one(Account, account)


async def of(accounts: Accounts, query: Any) -> list[Any]:
    async with accounts.store.read(accounts.workspace) as db:
        return list(await db.scalars(query))


async def test_the_account_stays_until_its_last_day_and_is_lost_on_it(accounts: Accounts) -> None:
    # method: B7
    acme = await accounts.account()
    await accounts.contract(acme, **LOST, outcome_note="too expensive")
    assert await ended(accounts, END) == 0
    assert (await row(accounts, acme)).status == "active"
    assert await ended(accounts, END + timedelta(days=3)) == 1
    account = await row(accounts, acme)
    assert (account.status, account.churned_on, account.churn_reason) == ("churned", END, "too expensive")
    assert await of(accounts, select(AccountEvent.kind)) == ["churned"]
    assert await of(accounts, select(Contract.retired)) == [True]
    assert await ended(accounts, END + timedelta(days=4)) == 0


async def test_an_account_that_leaves_stays_in_renew_without_a_deadline(accounts: Accounts) -> None:
    # method: B7
    acme = await accounts.account(started_on=TODAY - timedelta(days=40))
    await accounts.contract(acme, ends_on=END)
    await accounts.sweep()
    before = await accounts.facts(acme)
    await accounts.set(Contract, acme, outcome="lost", outcome_for=END, outcome_reason="price")
    await accounts.sweep()
    after = await accounts.facts(acme)
    assert before is not None
    assert after is not None
    assert (before.stage, after.stage) == ("renew", "renew")
    assert (before.deadline_on, after.deadline_on, after.outcome_missing_since) == (END, None, None)


@pytest.mark.parametrize("ends_on", [END, TODAY - timedelta(days=3)])
@pytest.mark.parametrize("outcome", ["renewed", "reduced"])
async def test_nobody_is_asked_about_a_term_whose_next_one_is_agreed(
    accounts: Accounts, ends_on: date, outcome: str
) -> None:
    acme = await accounts.account(started_on=TODAY - timedelta(days=40))
    await accounts.contract(acme, ends_on=ends_on)
    await accounts.sweep()
    asked = await accounts.facts(acme)
    await accounts.set(Contract, acme, outcome=outcome, outcome_for=ends_on)
    await accounts.sweep()
    settled = await accounts.facts(acme)
    assert asked is not None
    assert settled is not None
    assert (asked.deadline_on or asked.outcome_missing_since) == ends_on
    assert (settled.deadline_on, settled.next_end_on, settled.outcome_missing_since) == (None, None, None)
    left = {cta.rule for cta in await accounts.ctas(acme) if cta.state in ("open", "asleep")}
    assert left == set(), left


@pytest.mark.parametrize(
    "other",
    [
        {"ends_on": END + timedelta(days=90)},
        {"ends_on": None},
        {"ends_on": END - timedelta(days=40)},  # ended, and nobody said how
        {"ends_on": END, "auto_renew": True},
        {**LOST, "ends_on": END + timedelta(days=60), "outcome_for": END + timedelta(days=60)},
        {**LOST, "ends_on": END + timedelta(days=365)},  # lost once, and a new term since
    ],
)
async def test_another_contract_keeps_it_alive(accounts: Accounts, other: dict[str, Any]) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, **LOST)
    await accounts.contract(acme, "Extra", **other)
    assert await ended(accounts, END + timedelta(days=3)) == 0
    assert (await row(accounts, acme)).status == "active"
    assert sorted(await of(accounts, select(Contract.retired))) == [False, True]


async def test_it_goes_with_the_last_of_several(accounts: Accounts) -> None:
    acme = await accounts.account()
    last = END + timedelta(days=60)
    await accounts.contract(acme, **LOST)
    await accounts.contract(acme, "Extra", **{**LOST, "ends_on": last, "outcome_for": last, "outcome_reason": "value"})
    assert await ended(accounts, END + timedelta(days=1)) == 0
    assert await ended(accounts, last + timedelta(days=1)) == 1
    account = await row(accounts, acme)
    assert (account.churned_on, account.churn_reason) == (last, "value")


async def test_an_account_that_came_back_is_not_lost_again(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, **LOST)
    await ended(accounts, END + timedelta(days=1))
    await accounts.set(Account, acme, status="active", period=2, churned_on=None)
    assert await ended(accounts, END + timedelta(days=2)) == 0
    assert (await row(accounts, acme)).status == "active"


async def test_a_lost_contract_raises_no_renewal_and_asks_for_no_outcome(accounts: Accounts) -> None:
    acme, globex = await accounts.account(), await accounts.account("Globex")
    await accounts.contract(acme, **LOST, notice_on=TODAY + timedelta(days=5))
    await accounts.contract(globex, **LOST)
    await accounts.contract(globex, "Extra", ends_on=TODAY + timedelta(days=50))
    await accounts.sweep()
    facts = await accounts.facts(acme)
    assert facts is not None
    assert (facts.deadline_on, facts.next_notice_on, facts.next_end_on) == (None, None, None)
    assert await accounts.ctas(acme, "renewal") == []
    assert (await accounts.cta(globex, "renewal")).occurrence == (TODAY + timedelta(days=50)).isoformat()
    await accounts.sweep(days=30)
    assert await accounts.ctas(acme, "outcome-missing") == []


async def test_another_workspace_is_left_alone(accounts: Accounts, book: Book) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, **LOST)
    async with accounts.store.write(book.other_workspace) as db:
        assert await end_terms(db, accounts.now, END + timedelta(days=3)) == 0
    assert (await row(accounts, acme)).status == "active"


@pytest.mark.both_databases
async def test_a_term_that_begins_takes_over_on_its_first_day_and_not_before(accounts: Accounts) -> None:
    account = await accounts.account()
    year = {"starts_on": TODAY - timedelta(days=300), "ends_on": TODAY + timedelta(days=64), "term": "1"}
    first = await accounts.contract(account, **year)
    past = await accounts.contract(account, starts_on=TODAY - timedelta(days=700), term="0", retired=True)
    second = await accounts.contract(account, starts_on=TODAY + timedelta(days=65), term="2", retired=True)
    third = await accounts.contract(account, starts_on=TODAY + timedelta(days=430), term="3", retired=True)

    async def running() -> set[int]:
        async with accounts.store.read(1) as db:
            return set(await db.scalars(select(Contract.id).where(Contract.retired.is_(False))))

    for days, term in ((64, first), (65, second), (66, second), (430, third), (431, third)):
        await ended(accounts, TODAY + timedelta(days=days))
        assert await running() == {term}, days
    assert past not in await running()
