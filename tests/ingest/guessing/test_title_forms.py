"""Titles are known by their kind: words in brackets, taxes and currencies behind them change nothing, and nothing is
taken by a title that says something else."""

import pytest

from bot.ingest.guessing.guess import guess
from bot.ingest.guessing.title_forms import currency_in, title_forms
from bot.ingest.reading.columns import Kind

A_DAY, A_SUM, A_NAME, A_KEY = ("2026-01-02", "2026-03-04"), ("1200", "900"), ("Ada May", "Ben Lee"), ("A-1", "A-2")
FIRM = ("Alder Ltd", "Birch Ltd")


def became(kind: Kind, **columns: tuple[str, ...]) -> dict[str, str]:
    """Our column → their title, of a file with those columns."""
    titles = list(columns)
    found = guess(kind, titles, [list(row) for row in zip(*columns.values(), strict=True)])
    return {ours: title for ours, (title, _) in found.taken.items()}


@pytest.mark.parametrize(
    ("title", "ours", "cells"),
    [
        ("ARR (contracted)", "arr", A_SUM), ("ARR (EUR)", "arr", A_SUM), ("ARR in USD", "arr", A_SUM),
        ("Montant annuel HT", "arr", A_SUM), ("Montant annuel HT (€)", "arr", A_SUM),
        ("Jahreswert netto", "arr", A_SUM),
        ("Importe anual sin IVA", "arr", A_SUM), ("Jaarwaarde excl. btw", "arr", A_SUM), ("CARR", "arr", A_SUM),
        ("CMRR (USD)", "arr", A_SUM), ("Success Manager", "csm_name", A_NAME), ("CS Owner", "csm_name", A_NAME),
        ("Chargé de clientèle", "csm_name", A_NAME), ("Dernier point", "last_contact_on", A_DAY),
        ("Last Touchpoint", "last_contact_on", A_DAY), ("Term End", "renewal_on", A_DAY),
        ("Current Term End Date", "renewal_on", A_DAY), ("Vertrag bis", "renewal_on", A_DAY),
        ("Fin d'engagement", "renewal_on", A_DAY), ("Contract End (current)", "renewal_on", A_DAY),
        ("Réf.", "key", A_KEY), ("Code tiers", "key", A_KEY), ("Kd-Nr.", "key", A_KEY), ("Account No.", "key", A_KEY),
    ],
)  # fmt: skip
def test_a_title_of_that_kind_is_known(title: str, ours: str, cells: tuple[str, ...]) -> None:
    assert became("accounts", **{"Customer name": FIRM, title: cells})[ours] == title


@pytest.mark.parametrize(
    "title",
    [
        "Annual Revenue", "Annual Revenue (USD)", "Chiffre d'affaires HT", "Jahresumsatz netto", "ARR (last year)",
        "ARR (lost)", "ARR (k€)", "ARR goal", "Montant annuel TTC", "Jahreswert brutto", "Pipeline ARR", "Old ARR",
        "Credit Limit", "Number of Employees",
    ],
)  # fmt: skip
def test_what_says_something_else_is_never_what_they_pay(title: str) -> None:
    assert "arr" not in became("accounts", **{"Customer name": FIRM, title: A_SUM})


def test_terms_as_dynamics_exports_them() -> None:
    found = became(
        "contracts",
        **{
            "Term No.": ("ST-1", "ST-2"), "Account": FIRM, "Product": ("Core", "Core"), "Term Start": A_DAY,
            "Term End": ("2027-01-01", "2027-03-03"), "Notice (Days)": ("60", "30"), "ACV (Base)": A_SUM,
        },
    )  # fmt: skip
    assert found == {
        "id": "Term No.", "account": "Account", "product": "Product", "starts_on": "Term Start", "ends_on": "Term End",
    }  # fmt: skip


def test_an_accounts_number_is_what_other_exports_call_it_by() -> None:
    guids = ("c4af04d1-77c4-6e9c-3d20-54a1cf7901e9", "b57eb10d-259f-9356-9ac6-6a2a14d748b6")
    accounts = {"(Do Not Modify) Account": guids, "Account Name": FIRM}
    assert became("accounts", **accounts)["key"] == "(Do Not Modify) Account"
    assert became("accounts", **accounts, **{"Account Number": A_KEY})["key"] == "Account Number"
    assert became("accounts", **accounts, **{"Account Number": ("A-1", "")})["key"] == "(Do Not Modify) Account"
    usage = {"CRM acct no": A_KEY, "Week commencing": A_DAY, "Logins": A_SUM}
    assert became("kpis", **usage) == {"account": "CRM acct no", "observed_at": "Week commencing", "logins": "Logins"}


def test_a_currency_in_a_title_is_that_of_the_amounts_that_say_none() -> None:
    found = guess("accounts", ["Name", "ARR (EUR)"], [["Alder", "1200"], ["Birch", "900"]])
    assert found.raw["values"] == {"currency": {"": "EUR"}}
    assert [currency_in(title) for title in ("ARR in USD", "Betrag €", "ARR ($)", "ARR", "MRR (USD/EUR)")] == [
        "USD", "EUR", "", "", "",
    ]  # fmt: skip
    assert title_forms("Betrag netto (EUR)") == ("betragnettoeur", "betragnetto", "betrag")


def test_a_column_of_numbers_of_which_some_have_two_readings_is_taken() -> None:
    """The number that is named can be read in two ways."""
    cells = ("15", "17", "21", "22", "30", "1,150")
    few = guess("kpis", ["Account", "Date", "Logins"], [["A", "2026-01-02", n] for n in cells])
    assert few.taken["logins"][0] == "Logins"
    most = guess("kpis", ["Account", "Date", "Logins"], [["A", "2026-01-02", n] for n in ("15", "1,150", "2,270")])
    [why] = [why for title, why in most.left if title == "Logins"]
    assert why.startswith('"1,150" can be read in two ways')
