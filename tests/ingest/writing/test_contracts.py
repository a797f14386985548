"""The contracts file."""

from datetime import date
from decimal import Decimal

from sqlalchemy import update

from bot.store.tables import Contract
from tests.ingest.conftest import ACCOUNTS, NOW, Shop

STAND_IN = "key,name,arr,currency,renewal_on\nacme,Acme,100000,EUR,2026-03-14\nglobex,Globex,5000,EUR,2026-05-01\n"
ALL = (
    "account,product,starts_on,ends_on,notice_on,auto_renew,amount,currency\n"
    "acme,Core,2025-03-14,2026-03-14,2026-01-13,yes,90000.50,eur\n"
    "acme,Add-on,,2026-09-30,,no,10000,USD\n"
)


async def test_every_column_arrives(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("contracts", ALL)
    assert (report.added, report.rejected) == (2, 0), report.lines()
    columns = ("product", "starts_on", "ends_on", "notice_on", "auto_renew", "amount", "currency", "stand_in")
    assert await shop.rows("contracts", *columns) == [
        ("Core", date(2025, 3, 14), date(2026, 3, 14), date(2026, 1, 13), True, Decimal("90000.50"), "EUR", False),
        ("Add-on", None, date(2026, 9, 30), None, False, Decimal(10000), "USD", False),
    ]
    assert report.touched == {(await shop.account()).id}


async def test_a_real_contract_retires_the_one_that_stood_in(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    await shop.take("contracts", ALL)
    live = await shop.rows("contracts", "product", "stand_in", where="not retired")
    assert live == [("Subscription", True), ("Core", False), ("Add-on", False)]
    assert await shop.rows("contracts", "ends_on", where="retired") == [(date(2026, 3, 14),)]


async def test_with_real_contracts_the_accounts_file_makes_no_other(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    await shop.take("contracts", ALL)
    await shop.take("accounts", STAND_IN.replace("100000", "120000"))
    assert len(await shop.rows("contracts", "id")) == 4


async def test_an_arr_that_contracts_overrule_is_said_once(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    await shop.take("contracts", ALL + "globex,Core,2025-03-14,2026-03-14,,,5000,EUR\n")
    assert (await shop.take("accounts", STAND_IN)).messages == []
    changed = STAND_IN.replace("100000", "120000").replace("5000", "6000")
    report = await shop.take("accounts", changed)
    assert (report.changed, report.messages) == (2, ["line 2: arr isn't used where contracts are given"])
    assert (await shop.take("accounts", changed)).messages == []


async def test_a_real_contract_named_like_the_stand_in_takes_its_place(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    await shop.take("contracts", "account,product,amount,currency\nacme,Subscription,7,EUR\n")
    rows = await shop.rows("contracts", "product", "amount", "stand_in", "retired", where="account_id = 1")
    assert rows == [("Subscription", Decimal(7), False, False)]


async def test_our_call_on_the_stand_in_goes_over_to_the_contract_it_was_about(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    await shop.set(update(Contract).values(call="commit", call_at=NOW, call_by=shop.book.owner))
    await shop.take("contracts", ALL)
    assert await shop.rows("contracts", "product", "call", where="account_id = 1 and not stand_in") == [
        ("Core", "commit"), ("Add-on", None),
    ]  # fmt: skip


async def test_a_renewal_recorded_here_is_not_undone_by_the_old_file(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", ALL)
    await shop.set(update(Contract).where(Contract.product == "Core").values(ends_on=date(2027, 3, 14)))
    report = await shop.take("contracts", ALL)
    assert (report.changed, report.unchanged, report.touched) == (0, 2, set())
    assert await shop.rows("contracts", "ends_on", where="product = 'Core'") == [(date(2027, 3, 14),)]


async def test_a_new_term_clears_our_call_on_the_old_one(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", ALL)
    await shop.set(update(Contract).values(call="at risk", call_at=NOW, call_by=shop.book.owner))
    await shop.take("contracts", ALL.replace("2026-03-14,2026", "2027-03-14,2026"))
    assert await shop.rows("contracts", "call", "call_by") == [(None, None), ("at risk", shop.book.owner)]


async def test_dates_out_of_order_and_doubles_are_rejected(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take(
        "contracts",
        "account,product,starts_on,ends_on,notice_on\nacme,A,2026-02-01,2026-01-01,\nacme,B,,2026-02-01,2026-03-01\n"
        "acme,C,,,\nacme,C,,,\nglobex,C,,,\n",
    )
    assert report.added == 2
    assert [(each.line, each.column) for each in report.rejections] == [
        (2, "ends_on"),
        (3, "notice_on"),
        (5, "product"),
    ]
