"""Exports in the shapes that CRMs give them: each value that goes in is the right one, and what doesn't is named."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.ingest import ImportReport, Kind, check_mapping, import_file
from bot.ingest.guessing.guess_file import guess_file
from bot.ingest.writing.matching.owners import ChatPerson
from tests.given.files.workbook import Sheet, write_workbook
from tests.ingest.conftest import NOW, Shop

EXPORTS = Path(__file__).parents[2] / "given" / "files"
ANA = ChatPerson("Ana Silva", "ana.silva@tidewell.example")
HUBSPOT_COMPANIES = (EXPORTS / "hubspot-companies.csv").read_text(encoding="utf-8")
HUBSPOT_CONTACTS = (EXPORTS / "hubspot-contacts.csv").read_text(encoding="utf-8")
SALESFORCE_REPORT = (EXPORTS / "salesforce-report.csv").read_text(encoding="utf-8")
DATA_LOADER = (EXPORTS / "salesforce-data-loader.csv").read_text(encoding="utf-8")
SUBSCRIPTIONS = (EXPORTS / "subscriptions.csv").read_text(encoding="utf-8")


async def take(shop: Shop, kind: Kind, text: str, **more: Any) -> ImportReport:
    """By the map that is guessed for it, unedited."""
    guessed = guess_file(kind, shop.file(text, f"{kind}.csv"))
    assert guessed.missing == []
    return await shop.take(kind, text, map=guessed.raw, in_chat=[ANA], **more)


@pytest.fixture
async def companies(shop: Shop) -> ImportReport:
    return await take(shop, "accounts", HUBSPOT_COMPANIES)


async def test_companies_of_hubspot(shop: Shop, companies: ImportReport) -> None:
    assert (companies.added, companies.rejected, companies.passed) == (3, 0, 1), companies.lines()
    assert await shop.rows("accounts", "key", "name", "domain", "segment", "started_on") == [
        ("9000000101", "Alder & Söhne GmbH", "alder.example", "MACHINERY", date(2023, 2, 1)),
        ("9000000102", "Birch, Inc.", "birch.example", "COMPUTER_SOFTWARE", date(2024, 4, 15)),
        ("9000000104", "Dune SARL", "dune.example", None, date(2021, 1, 10)),
    ]
    assert await shop.rows("contracts", "amount", "ends_on") == [
        (Decimal(48000), date(2026, 6, 30)),
        (Decimal("12500.50"), date(2026, 4, 14)),
        (Decimal(9000), date(2026, 1, 31)),
    ]
    contacts = [at.date() for kind, at in await shop.rows("account_events", "kind", "at") if kind == "contact"]
    assert contacts == [date(2026, 1, 2), date(2025, 10, 10)]
    people = dict(await shop.rows("people", "id", "email"))
    owners = [people.get(owner) for (owner,) in await shop.rows("accounts", "csm_id")]
    assert owners == [ANA.email, None, None]
    assert any("Ben Okafor is nobody that I know" in message for message in companies.messages)


async def test_contacts_of_hubspot(shop: Shop, companies: ImportReport) -> None:
    report = await take(shop, "stakeholders", HUBSPOT_CONTACTS)
    assert (report.added, report.rejected) == (2, 1)
    assert await shop.rows("stakeholders", "name", "email", "title") == [
        ("Eva Ott", "eva@alder.example", "Chief Operating Officer"),
        ("Jim Poe", "jim@birch.example", None),
    ]


async def test_a_report_of_salesforce_and_its_footer(shop: Shop) -> None:
    report = await take(shop, "accounts", SALESFORCE_REPORT)
    keys = [key for (key,) in await shop.rows("accounts", "key")]
    assert keys == ["0015g00000AAAAA", "0015g00000AAAAB"], "neither the prospect nor the footer is an account"
    days = await shop.rows("accounts", "started_on")
    assert days == [(date(2024, 1, 23),), (date(2024, 3, 4),)]
    for amount, currency, ends_on in await shop.rows("contracts", "amount", "currency", "ends_on"):
        assert (amount, currency, ends_on) in [
            (Decimal(48000), "USD", date(2026, 6, 30)),
            (Decimal("12500.50"), "USD", date(2026, 3, 3)),
            (None, "USD", date(2026, 6, 30)),
            (None, "USD", date(2026, 3, 3)),
        ]
    assert (report.rejected, report.passed, len(report.no_records)) == (0, 1, 3)


async def test_an_export_of_data_loader(shop: Shop) -> None:
    report = await take(shop, "accounts", DATA_LOADER)
    assert (report.added, report.rejected) == (2, 0)
    ids = dict(await shop.rows("accounts", "key", "id"))
    assert await shop.rows("accounts", "name", "domain", "parent_id") == [
        ("Alder Group", "alder.example", None),
        ("Alder UK", "alder.example", ids["0015g00000AAAAAAA1"]),
    ]
    assert await shop.rows("contracts", "amount", "currency") == [(Decimal(48000), "EUR"), (Decimal("12500.50"), "EUR")]
    assert report.warnings == 0, "a daughter of the same domain is no double"


async def test_a_table_of_subscriptions(shop: Shop, companies: ImportReport) -> None:
    report = await take(shop, "contracts", SUBSCRIPTIONS)
    assert (report.added, report.rejected) == (3, 0), report.lines()
    stand = await shop.rows("contracts", "product", "amount", "currency", "ends_on", "auto_renew", where="not stand_in")
    assert stand == [
        ("Core", Decimal(48000), "EUR", date(2026, 6, 30), True),
        ("Analytics", Decimal(6003), "EUR", date(2026, 8, 31), False),
        ("Core", Decimal("12500.52"), "USD", date(2026, 4, 14), True),
    ]


async def test_two_terms_of_a_product_are_never_mixed(shop: Shop, companies: ImportReport) -> None:
    """Whether both stand or one is refused, the running one's day is never written with the past one's amount."""
    past = "9000000101,Core,2024-07-01,2025-06-30,3000,EUR,Yes\n"
    titles, rest = SUBSCRIPTIONS.split("\n", 1)
    for text in (SUBSCRIPTIONS + past, f"{titles}\n{past}{rest}"):
        await take(shop, "contracts", text)
        found = await shop.rows("contracts", "amount", "ends_on", where="product = 'Core' and not stand_in")
        known = {
            date(2025, 6, 30): Decimal(36000),
            date(2026, 6, 30): Decimal(48000),
            date(2026, 4, 14): Decimal("12500.52"),
        }
        assert all(known[ends_on] == amount for amount, ends_on in found)


GROUPED = """Customers by Owner

Account Owner,Account Name,Account ID,Annual Contract Value Currency,Annual Contract Value,Contract End Date
Ana Silva,Alder,0015g00000AAAAA,EUR,"1,200.00",2027-01-31
,Birch,0015g00000AAAAB,EUR,"2,400.00",2027-02-28
,Cedar,0015g00000AAAAC,EUR,"3,600.00",2027-03-31
Subtotal,,,EUR,"7,200.00",
Ben Okafor,Dune,0015g00000AAAAD,EUR,"4,800.00",2027-04-30
,Elm,0015g00000AAAAE,EUR,"6,000.00",2027-05-31
Subtotal,,,EUR,"10,800.00",
Grand Total,,,EUR,"18,000.00",
"""


async def test_a_grouped_report_keeps_its_keys_and_says_whose_owner_is_missing(shop: Shop) -> None:
    said = "\n".join(guess_file("accounts", shop.file(GROUPED)).lines())
    assert '"Account Owner" stands in 2 of 5 rows, as where a report is grouped' in said
    report = await take(shop, "accounts", GROUPED)
    assert report.added == 5, report.lines()
    assert set(await shop.rows("contracts", "currency")) == {("EUR",)}
    down = GROUPED.replace("\n,Birch", "\nAna Silva,Birch").replace("\n,Cedar", "\nAna Silva,Cedar")
    down = down.replace("\n,Elm", "\nBen Okafor,Elm")
    assert "grouped" not in "\n".join(guess_file("accounts", shop.file(down)).lines()), "followed, the advice is over"
    await take(shop, "accounts", down)
    owners = [owner for (owner,) in await shop.rows("accounts", "csm_id")]
    assert sum(owner is not None for owner in owners) == 3, "all of Ana's"


@pytest.mark.parametrize(
    "contacts",
    [
        "First Name,Last Name,Email,Associated Company\nEva,Ott,eva@a.example,Alder & Söhne GmbH (9000000101)\n",
        "Vorname;Nachname;E-Mail;Firma\nEva;Ott;eva@a.example;Alder & Söhne GmbH\n",
        "First Name,Last Name,Email,Company Domain Name\nEva,Ott,eva@a.example,alder.example\n",
        "Full Name,Email,Associated Company IDs\nEva Ott,eva@a.example,9000000101;9000000102\n",
    ],
)
async def test_contacts_name_their_company_by_whatever_they_have(
    shop: Shop, companies: ImportReport, contacts: str
) -> None:
    report = await take(shop, "stakeholders", contacts)
    assert (report.added, report.rejected) == (1, 0), report.lines()
    ids = dict(await shop.rows("accounts", "key", "id"))
    assert await shop.rows("stakeholders", "account_id", "name") == [(ids["9000000101"], "Eva Ott")]


async def test_a_currency_beside_the_value_is_its_currency(shop: Shop) -> None:
    two = "Account ID,Account Name,ARR,Deal Currency,Budget Currency\na1,Alder,10,EUR,USD\n"
    assert "currency" not in guess_file("accounts", shop.file(two)).taken, "which of the two isn't said"
    text = "Account ID,Account Name,ARR,ARR Currency,Budget Currency\na1,Alder,10,EUR,USD\n"
    await take(shop, "accounts", text)
    assert await shop.rows("contracts", "amount", "currency") == [(Decimal(10), "EUR")]


async def test_texts_of_a_workbook_say_how_texts_are_written(shop: Shop) -> None:
    """Beside real numbers and dates, which need nobody to say it."""
    rows: list[list[Any]] = [
        ["Kundennr.", "Firma", "Jahreswert", "Kunde seit"],
        [4711, "Müller KG", 1200.5, date(2023, 3, 14)],
        [4712, "Ott", "1.099", "1.4.2024"],
        [4713, "Aal", "2.400,50", "13.04.2024"],
        [4714, "Dorn", 980, date(2024, 5, 1)],
    ]
    file = write_workbook(shop.folder / "kunden.xlsx", {"Kunden": Sheet(rows)})
    mapping = check_mapping(guess_file("accounts", file).raw, "accounts")
    report = await import_file(shop.store, 1, "accounts", file, mapping=mapping, now=NOW, file_time=NOW)
    assert (report.added, report.rejected) == (4, 0), report.lines()
    amounts = [amount for (amount,) in await shop.rows("contracts", "amount")]
    assert amounts == [Decimal("1200.50"), Decimal(1099), Decimal("2400.50"), Decimal(980)]
    days = [day for (day,) in await shop.rows("accounts", "started_on")]
    assert days == [date(2023, 3, 14), date(2024, 4, 1), date(2024, 4, 13), date(2024, 5, 1)]


async def test_of_a_title_that_stands_twice_the_map_says_which_one(shop: Shop) -> None:
    text = "Account ID,Account Name,Amount,Amount\na1,Alder,10,20\n"
    guessed = guess_file("accounts", shop.file(text))
    assert (
        'Not taken: "Amount" stands 2 times: say in the map which one is meant, "Amount (2)" for this one.'
        in "\n".join(guessed.lines())
    )
    guessed.raw["columns"] = guessed.raw.get("columns", {}) | {"arr": "Amount (2)"}
    await shop.take("accounts", text, map=guessed.raw)
    assert await shop.rows("contracts", "amount") == [(Decimal(20),)]
