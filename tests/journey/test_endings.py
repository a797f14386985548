"""A lost contract runs to its last day, and the account is lost with the last of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.journey.sweep.contract_ends import end_terms
from bot.store.tables import Account, AccountEvent, Contract
from tests.conftest import Book
from tests.given.accounts import World

TODAY = date(2026, 1, 6)
END = TODAY + timedelta(days=20)
LOST = {"outcome": "lost", "outcome_for": END, "outcome_reason": "price", "ends_on": END}


async def ended(world: World, on: date) -> int:
    async with world.store.write(world.workspace) as db:
        return await end_terms(db, world.now, on)


async def row(world: World, account: int) -> Account:
    async with world.store.read(world.workspace) as db:
        return await db.get_one(Account, account)


async def of(world: World, query: Any) -> list[Any]:
    async with world.store.read(world.workspace) as db:
        return list(await db.scalars(query))


async def test_the_account_stays_until_its_last_day_and_is_lost_on_it(world: World) -> None:
    # method: B7
    acme = await world.account()
    await world.contract(acme, **LOST, outcome_note="too expensive")
    assert await ended(world, END) == 0
    assert (await row(world, acme)).status == "active"
    assert await ended(world, END + timedelta(days=3)) == 1
    account = await row(world, acme)
    assert (account.status, account.churned_on, account.churn_reason) == ("churned", END, "too expensive")
    assert await of(world, select(AccountEvent.kind)) == ["churned"]
    assert await of(world, select(Contract.retired)) == [True]
    assert await ended(world, END + timedelta(days=4)) == 0


async def test_an_account_that_leaves_stays_in_renew_without_a_deadline(world: World) -> None:
    # method: B7
    acme = await world.account(started_on=TODAY - timedelta(days=40))
    await world.contract(acme, ends_on=END)
    await world.sweep()
    before = await world.facts(acme)
    await world.set(Contract, acme, outcome="lost", outcome_for=END, outcome_reason="price")
    await world.sweep()
    after = await world.facts(acme)
    assert before is not None
    assert after is not None
    assert (before.stage, after.stage) == ("renew", "renew")
    assert (before.deadline_on, after.deadline_on, after.outcome_missing_since) == (END, None, None)


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
async def test_another_contract_keeps_it_alive(world: World, other: dict[str, Any]) -> None:
    acme = await world.account()
    await world.contract(acme, **LOST)
    await world.contract(acme, "Extra", **other)
    assert await ended(world, END + timedelta(days=3)) == 0
    assert (await row(world, acme)).status == "active"
    assert sorted(await of(world, select(Contract.retired))) == [False, True]


async def test_it_goes_with_the_last_of_several(world: World) -> None:
    acme = await world.account()
    last = END + timedelta(days=60)
    await world.contract(acme, **LOST)
    await world.contract(acme, "Extra", **{**LOST, "ends_on": last, "outcome_for": last, "outcome_reason": "value"})
    assert await ended(world, END + timedelta(days=1)) == 0
    assert await ended(world, last + timedelta(days=1)) == 1
    account = await row(world, acme)
    assert (account.churned_on, account.churn_reason) == (last, "value")


async def test_an_account_that_came_back_is_not_lost_again(world: World) -> None:
    acme = await world.account()
    await world.contract(acme, **LOST)
    await ended(world, END + timedelta(days=1))
    await world.set(Account, acme, status="active", period=2, churned_on=None)
    assert await ended(world, END + timedelta(days=2)) == 0
    assert (await row(world, acme)).status == "active"


async def test_a_lost_contract_raises_no_renewal_and_asks_for_no_outcome(world: World) -> None:
    acme, globex = await world.account(), await world.account("globex")
    await world.contract(acme, **LOST, notice_on=TODAY + timedelta(days=5))
    await world.contract(globex, **LOST)
    await world.contract(globex, "Extra", ends_on=TODAY + timedelta(days=50))
    await world.sweep()
    facts = await world.facts(acme)
    assert facts is not None
    assert (facts.deadline_on, facts.next_notice_on, facts.next_end_on) == (None, None, None)
    assert await world.ctas(acme, "renewal") == []
    assert (await world.cta(globex, "renewal")).occurrence == (TODAY + timedelta(days=50)).isoformat()
    await world.sweep(days=30)
    assert await world.ctas(acme, "outcome-missing") == []


async def test_another_workspace_is_left_alone(world: World, book: Book) -> None:
    acme = await world.account()
    await world.contract(acme, **LOST)
    async with world.store.write(book.other_workspace) as db:
        assert await end_terms(db, world.now, END + timedelta(days=3)) == 0
    assert (await row(world, acme)).status == "active"
