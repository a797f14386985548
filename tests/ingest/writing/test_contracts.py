"""The contracts file."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.store.tables import Account, Contract
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
    assert report.changed == 2
    assert "  lines 2 and 3: arr isn't used where contracts are given" in report.lines()
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


TERMS = (
    "account,product,starts_on,ends_on,amount,currency,id\n"
    "acme,Pro,2024-01-01,2024-12-31,5000,USD,S-1\n"
    "acme,Pro,2025-01-01,2026-12-31,6000,USD,S-2\n"
)


def turned(text: str) -> str:
    head, *rows = text.splitlines(keepends=True)
    return head + "".join(reversed(rows))


@pytest.mark.parametrize("text", [TERMS, turned(TERMS), TERMS.replace("S-1", "").replace("S-2", "")])
async def test_terms_of_one_product_stand_and_the_running_one_counts(shop: Shop, text: str) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("contracts", text)
    assert (report.added, report.rejected) == (2, 0), report.lines()
    rows = set(await shop.rows("contracts", "starts_on", "ends_on", "amount", "retired"))
    assert rows == {
        (date(2024, 1, 1), date(2024, 12, 31), Decimal(5000), True),
        (date(2025, 1, 1), date(2026, 12, 31), Decimal(6000), False),
    }
    for again in (text, turned(text)):
        report = await shop.take("contracts", again)
        assert (report.unchanged, report.touched) == (2, set())


async def test_a_renewal_as_a_new_row_takes_its_place_on_its_first_day(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", TERMS)
    more = TERMS + "acme,Pro,2027-01-01,2027-12-31,7000,USD,S-3\n"
    await shop.take("contracts", more)
    assert await shop.rows("contracts", "term", where="not retired") == [("S-2",)]
    await shop.take("contracts", more, now=NOW.replace(year=2027))
    assert await shop.rows("contracts", "term", where="not retired") == [("S-3",)]


@pytest.mark.parametrize(
    ("next_term", "outcome"),
    [
        ("acme,Pro,2027-01-01,2027-12-31,6000,USD,S-3", "renewed"),
        ("acme,Pro,2027-02-01,2028-01-31,,,S-3", "renewed"),
        ("acme,Pro,2027-01-01,2027-12-31,4000,USD,S-3", "reduced"),
        ("acme,Pro,2027-01-01,2027-12-31,4000,EUR,S-3", "renewed"),  # other money: nobody can say that it's less
    ],
)
async def test_a_term_whose_next_one_stands_ready_is_renewed(shop: Shop, next_term: str, outcome: str) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", TERMS)
    assert await shop.rows("contracts", "outcome", where="not retired") == [(None,)]
    await shop.take("contracts", f"{TERMS}{next_term}\n")
    assert await shop.rows("contracts", "outcome", "outcome_for", where="not retired") == [
        (outcome, date(2026, 12, 31))
    ]
    await shop.take("contracts", f"{TERMS}{next_term}\n", now=NOW.replace(year=2027, month=3))
    assert await shop.rows("contracts", "term", "outcome", where="not retired") == [("S-3", None)]


async def test_what_somebody_said_of_a_term_stands_though_another_follows(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", TERMS)
    await shop.set(update(Contract).values(outcome="lost", outcome_for=Contract.ends_on))
    await shop.take("contracts", f"{TERMS}acme,Pro,2027-01-01,2027-12-31,6000,USD,S-3\n")
    assert await shop.rows("contracts", "outcome", where="term = 'S-2'") == [("lost",)]


async def test_the_outcome_of_a_past_term_is_kept_with_it(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    text = (
        "account,product,starts_on,ends_on,outcome\nglobex,Pro,2023-01-01,2023-12-31,Reduced\n"
        "globex,Pro,2024-01-01,2024-12-31,renewed\nglobex,Pro,2025-01-01,2026-12-31,\n"
    )
    report = await shop.take("contracts", text)
    assert report.rejected == 0
    assert await shop.rows("contracts", "outcome", "outcome_for", "retired") == [
        ("reduced", date(2023, 12, 31), True), ("renewed", date(2024, 12, 31), True), (None, None, False),
    ]  # fmt: skip


async def test_a_contract_that_came_without_an_id_is_the_one_that_has_it_later(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", "account,product,starts_on,ends_on\nacme,Pro,2025-01-01,2026-12-31\n")
    await shop.set(update(Contract).values(call="commit"))
    report = await shop.take("contracts", TERMS)
    assert (report.added, report.changed) == (1, 1)
    assert await shop.rows("contracts", "term", "call") == [("S-2", "commit"), ("S-1", None)]


async def test_terms_that_cannot_be_told_apart_are_refused_in_either_order(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    text = "account,product,starts_on,ends_on\nacme,Pro,,2025-12-31\nacme,Pro,2026-01-01,2026-12-31\n"
    for each in (text, turned(text)):
        report = await shop.take("contracts", each, dry_run=True)
        assert str(report.rejections[0]) == (
            'line 3: product "Pro" stands in line 2 already, for this account; of several terms each needs an id or '
            "starts_on"
        )


async def test_a_lost_accounts_terms_stay_as_they_ended(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("contracts", TERMS)
    await shop.set(update(Account).where(Account.key == "acme").values(status="churned"))
    await shop.set(update(Contract).values(retired=True))
    await shop.take("contracts", TERMS)
    assert await shop.rows("contracts", "id", where="not retired") == []


@pytest.mark.both_databases
async def test_what_the_accounts_file_said_otherwise_is_named(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    report = await shop.take("contracts", ALL + "globex,Core,2025-05-01,2026-05-01,,,5000.00,EUR\n")
    assert report.messages == [
        "Acme pays 90,000.50 EUR + 10,000 USD a year by its contracts and 100,000 EUR by the accounts file: "
        "the contracts count"
    ]
    later = await shop.take("contracts", ALL.replace("90000.50", "80000"))
    assert later.messages == []  # said once, when they took over


async def test_many_that_contradict_are_named_together(shop: Shop) -> None:
    firms = [f"f{at}" for at in range(20)]
    rows = "".join(f"{key},Firm {key[1:]},100,EUR\n" for key in firms)
    await shop.take("accounts", f"key,name,arr,currency\n{rows}")
    contracts = "".join(f"{key},Core,{200 + at},EUR\n" for at, key in enumerate(firms))
    report = await shop.take("contracts", f"account,product,amount,currency\n{contracts}")
    first, *_, last = report.messages
    assert first == "Firm 0 pays 200 EUR a year by its contracts and 100 EUR by the accounts file: the contracts count"
    named = ", ".join(f"Firm {at}" for at in range(3, 15))
    assert (len(report.messages), last) == (
        4, f"17 others pay another value by their contracts than by the accounts file: {named} and 5 more"
    )  # fmt: skip


async def test_an_end_that_the_contracts_move_is_named(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    report = await shop.take("contracts", "account,product,ends_on,amount,currency\nacme,Core,2026-06-30,100000,EUR\n")
    assert report.messages == [
        "Acme ends 2026-06-30 by its contracts and 2026-03-14 by the accounts file: the contracts count"
    ]


@pytest.mark.both_databases
async def test_what_the_only_contract_leaves_open_stays_as_the_accounts_file_said(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    report = await shop.take("contracts", "account,product,starts_on\nacme,Core,2025-03-14\n")
    assert report.messages == []
    live = await shop.rows("contracts", "amount", "currency", "ends_on", where="account_id = 1 and not retired")
    assert live == [(Decimal(100000), "EUR", date(2026, 3, 14))]


async def test_several_contracts_without_an_amount_say_that_nothing_counts(shop: Shop) -> None:
    await shop.take("accounts", STAND_IN)
    report = await shop.take("contracts", "account,product,ends_on\nacme,Core,2026-03-14\nacme,Add-on,2026-03-14\n")
    assert report.messages == [
        "Acme: none of its 2 contracts says what it pays, so nothing counts; the accounts file said 100,000 EUR a year"
    ]
