"""What is paid for a whole term is never taken for a year's: with the term it is a year's, without one it is asked."""

from decimal import Decimal

import pytest

from bot.ingest.guessing.guess_file import guess_file
from tests.ingest.conftest import Shop
from tests.ingest.test_run_advice import lines_of_a_map

HEAD = "Account ID,Account Name,{value},{term},Currency\n"
ROWS = "0015g00000ABCdE,Alder,24000,{two},USD\n0015g00000ABCdF,Birch,12000,{one},USD\n"


def export(value: str, term: str, two: str = "24", one: str = "12") -> str:
    return HEAD.format(value=value, term=term) + ROWS.format(two=two, one=one)


@pytest.mark.parametrize(
    ("value", "term", "two", "one"),
    [
        ("Total Contract Value", "Contract Term (months)", "24", "12"),
        ("TCV", "Term (years)", "2", "1"),
        ("Gesamtwert", "Laufzeit", "24 Monate", "12 Monate"),
        ("Valeur totale du contrat", "Durée", "2 ans", "1 an"),
    ],
)
async def test_a_whole_terms_amount_is_divided_by_the_term(
    shop: Shop, value: str, term: str, two: str, one: str
) -> None:
    text = export(value, term, two, one)
    guess = guess_file("accounts", shop.file(text))
    report = await shop.take("accounts", text, map=guess.raw)
    assert (report.added, report.rejected) == (2, 0), report.lines()
    assert await shop.rows("contracts", "amount", "currency") == [(Decimal(12000), "USD")] * 2
    report = await shop.take("accounts", text.replace(f",{two},", ",,"), map=guess.raw)
    assert [each.reason for each in report.rejections] == ["is empty, and arr is over that term"]


@pytest.mark.parametrize("value", ["Contract Value", "Vertragswert", "Montant", "Importe", "Bedrag"])
async def test_an_amount_that_may_be_either_is_asked_about_and_either_answer_works(shop: Shop, value: str) -> None:
    text = export(value, "Contract Term (months)")
    guess = guess_file("accounts", shop.file(text))
    assert "arr" not in guess.taken
    [told] = [line for line in guess.lines() if "for a whole term" in line]
    columns, numbers = lines_of_a_map(told)
    a_year = guess.raw | {"columns": guess.raw["columns"] | columns["columns"]}
    await shop.take("accounts", text, map=a_year)
    assert await shop.rows("contracts", "amount") == [(Decimal(24000),), (Decimal(12000),)]
    await shop.take("accounts", text, map=a_year | numbers)
    assert await shop.rows("contracts", "amount") == [(Decimal(12000),), (Decimal(12000),)]


async def test_an_amount_is_a_years_where_every_term_is_a_year(shop: Shop) -> None:
    guess = guess_file("accounts", shop.file(export("Contract Value", "Contract Term (months)", "12")))
    assert guess.taken["arr"][0] == "Contract Value"


async def test_a_whole_terms_amount_without_a_term_is_left(shop: Shop) -> None:
    guess = guess_file("accounts", shop.file(export("TCV", "Region", "North", "South")))
    assert ("TCV", "is what they pay for a whole term, and no column says how long that is") in guess.left


async def test_a_term_that_may_be_months_or_years_is_neither(shop: Shop) -> None:
    guess = guess_file("accounts", shop.file(export("Jahreswert", "Laufzeit", "2", "1")))
    assert "term_months" not in guess.taken
    assert guess.taken["arr"][0] == "Jahreswert"


@pytest.mark.both_databases
async def test_contracts_too(shop: Shop) -> None:
    await shop.take("accounts", "key,name\n9001,A\n")
    text = (
        "Account ID,Product,Subscription ID,Total Contract Value,Term,Start Date,End Date\n"
        '9001,Core,s1,"36,000.00",36 months,2026-01-01,2028-12-31\n'
    )
    guess = guess_file("contracts", shop.file(text))
    report = await shop.take("contracts", text, map=guess.raw)
    assert (report.added, await shop.rows("contracts", "amount")) == (1, [(Decimal(12000),)]), report.lines()
