"""What is bought is an event that reactions answer: a trial, the first purchase, a new product, another term."""

# method: C3, C10

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.given.accounts import Accounts
from tests.given.own_reaction import CALL, known, made, react

pytestmark = pytest.mark.slow
KINDS = ("trial", "first", "product", "renewed", "more")


def reaction(kind: str, **deal: str) -> dict[str, object]:
    return {"key": kind, "on": "contract_started", "deal": {"kinds": [kind], **deal}, "do": [{"cta": CALL}]}


async def answered(accounts: Accounts, *contracts: tuple[str, int, int | None]) -> list[str]:
    """The kinds that were answered at an account with those contracts: product, first day, amount."""
    acme = await known(accounts, *(reaction(kind) for kind in KINDS))
    today = accounts.now.date()
    for number, (product, start, amount) in enumerate(contracts):
        begins = today + timedelta(days=start)
        amounts = {"amount": Decimal(amount), "currency": "EUR"} if amount is not None else {}
        await accounts.contract(acme, product, term=str(number), starts_on=begins, **amounts)
    for _ in range(2):
        await accounts.sweep()
    return [rule.removesuffix("/cta") for rule in await made(accounts, acme)]


@pytest.mark.parametrize(
    ("contracts", "kinds"),
    [
        ([("Suite trial", 0, None)], ["trial"]),
        ([("Suite trial", -30, None), ("Suite", 0, 100)], ["first"]),
        ([("Suite", -300, 100), ("Alerts", 0, 20)], ["product"]),
        ([("Suite", -300, 100), ("suite", 0, 100)], ["renewed"]),
        ([("Suite", -300, 100), ("Suite", 0, 140)], ["more", "renewed"]),
        ([("Suite", -300, 100), ("Alerts", 3, 20)], []),  # not begun yet
        ([("Suite", -300, 100), ("Alerts", -20, 20)], []),  # it is history
        ([("Suite", -300, 100), ("Alerts pilot", 0, None)], []),  # they are customers already
    ],
)
async def test_what_a_contract_is_on_its_first_day(
    accounts: Accounts, contracts: list[tuple[str, int, int | None]], kinds: list[str]
) -> None:
    assert sorted(await answered(accounts, *contracts)) == kinds


@pytest.mark.one_database
async def test_it_is_answered_when_its_day_comes_and_only_for_the_product_that_is_named(accounts: Accounts) -> None:
    acme = await known(accounts, reaction("product", product="Alerts"))
    began = accounts.now.date()
    await accounts.contract(acme, "Suite", starts_on=began - timedelta(days=300))
    await accounts.contract(acme, "ALERTS", starts_on=began + timedelta(days=2))
    await accounts.contract(acme, "Maps", starts_on=began)
    await accounts.sweep()
    assert await made(accounts, acme) == []
    await accounts.sweep(days=2)
    assert await made(accounts, acme) == ["product/cta"]


@pytest.mark.one_database
async def test_the_shipped_one_sends_how_to_make_the_most_of_it(accounts: Accounts) -> None:
    shipped = accounts.library.playbooks["laer"].reactions
    acme = await known(accounts)
    react(accounts, *(one.model_dump(exclude_none=True) for one in shipped))
    await accounts.contract(acme, "Suite", starts_on=accounts.now.date() - timedelta(days=300))
    await accounts.contract(acme, "Alerts", starts_on=accounts.now.date())
    await accounts.sweep()
    assert await made(accounts, acme) == ["make-the-most-of-it/draft"]
