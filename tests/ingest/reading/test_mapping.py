"""The map: a file that nobody here designed comes in."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UserError
from bot.ingest import Kind, load_mapping
from bot.ingest.reading.mapping import check_mapping
from tests.ingest.conftest import ACCOUNTS, Shop

CRM = (
    "Id;Firma;Jahreswert;Vertrag bis;Zustand;Monate\n17;Müller KG;1.200,50;14.03.2026;Kunde;10\n18;Ott;99;3/4/26;Ex;0\n"
)
MAP = """
columns: {key: Id, name: Firma, arr: Jahreswert, renewal_on: Vertrag bis, status: Zustand}
constants: {currency: EUR, tier: mid}
values: {status: {Kunde: active, Ex: churned}}
dates: {renewal_on: ["%d.%m.%Y", "%d/%m/%y"]}
numbers: {arr: {decimal: ",", times: 12}}
computed: {started_on: {months_before: 2026-01-31, column: Monate}}
"""


async def test_a_map_renames_sets_translates_and_parses(shop: Shop) -> None:
    file = shop.file(MAP, "map.yaml")
    mapping = load_mapping(file, "accounts")
    report = await shop.take("accounts", CRM, map=mapping.model_dump(mode="json"))
    assert (report.added, report.rejected) == (2, 0), report.lines()
    assert await shop.rows("accounts", "key", "name", "tier", "status", "started_on") == [
        ("17", "Müller KG", "mid", "active", date(2025, 3, 31)),
        ("18", "Ott", "mid", "churned", date(2026, 1, 31)),
    ]
    assert await shop.rows("contracts", "amount", "currency", "ends_on") == [
        (Decimal("14406.00"), "EUR", date(2026, 3, 14)),
        (Decimal(1188), "EUR", date(2026, 4, 3)),
    ]


async def test_a_wide_file_is_melted_and_a_bad_cell_costs_only_itself(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take(
        "kpis",
        'who,seats,score,support\nacme,12,"1,5",Yes\nglobex,x,,No\n',
        map={
            "columns": {"account": "who"},
            "constants": {"observed_at": "2026-01-01"},
            "melt": {"active-seats": "seats", "nps": "score", "support": "support"},
            "values": {"support": {"Yes": "1", "No": "0"}},
        },
    )
    assert (report.added, report.rejected, report.cells) == (4, 0, 1), report.lines()
    nothing = 'if that is no value, say so in the map, values: {active-seats: {"x": ""}}'
    assert str(report.rejections[0]) == f'line 3: seats "x" isn\'t a number; {nothing}'
    observed = datetime(2026, 1, 1, tzinfo=UTC)
    assert await shop.rows("kpi_latest", "account_id", "kpi", "value", "observed_at") == [
        (1, "active-seats", 12.0, observed), (1, "nps", 1.5, observed), (1, "support", 1.0, observed),
        (2, "support", 0.0, observed),
    ]  # fmt: skip


async def test_an_empty_cell_can_be_given_a_meaning_and_a_word_be_made_unknown(shop: Shop) -> None:
    text = "key,name,status,tier\nacme,Acme,,n/a\nglobex,Globex,gone,mid\n"
    words = {"status": {"": "active", "gone": "churned"}, "tier": {"n/a": ""}}
    await shop.take("accounts", text, map={"values": words})
    assert await shop.rows("accounts", "status", "tier") == [("active", None), ("churned", "mid")]


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        (
            "accounts",
            "colums: {key: Id}",
            "map.yaml: colums isn't known here. Allowed: columns, take, match, constants, values",
        ),
        ("accounts", "columns: {keey: Id}", "map.yaml: columns: keey isn't one of key, name, domain"),
        ("accounts", "columns: [key]", "map.yaml: columns: Input should be a valid dictionary"),
        ("accounts", "dates: {arr: '%d'}", "map.yaml: dates: arr isn't one of started_on, renewal_on, churned_on"),
        ("accounts", "numbers: {arr: {decimal: ;}}", "map.yaml: numbers: arr: decimal: Input should be ',' or '.'"),
        ("accounts", "numbers: {arr: {mark: ','}}", "isn't known here. Allowed: decimal, times"),
        ("accounts", "computed: {started_on: {months_before: soon, column: x}}", "computed: started_on: months_before"),
        ("accounts", "melt: {nps: score}", "map.yaml: melt is for kpis, and this is a file of accounts."),
        ("accounts", "columns: {key: a}\nconstants: {key: b}", "key is both under columns and under constants"),
        ("accounts", "- key", "map.yaml: a map has the sections"),
        (
            "accounts",
            "columns: {key",
            "The map map.yaml, line 1, isn't valid YAML: the { or [ that opens in",
        ),
    ],
)
def test_a_wrong_map_names_file_key_and_what_is_allowed(tmp_path: Path, kind: Kind, text: str, problem: str) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(text)
    with pytest.raises(UserError) as refused:
        load_mapping(file, kind)
    assert problem in refused.value.text


@pytest.mark.parametrize(
    ("map", "problem"),
    [
        (
            {"columns": {"key": "Nummer"}},
            'The map takes "Nummer" (columns: key) from accounts.csv, which has no such column',
        ),
        (
            {"constants": {"currency": "Taler"}},
            'The map: constants: currency "Taler" isn\'t a currency of three letters',
        ),
    ],
)
async def test_a_map_that_does_not_fit_the_file_stops_at_once(shop: Shop, map: dict[str, Any], problem: str) -> None:
    with pytest.raises(UserError) as refused:
        await shop.take("accounts", ACCOUNTS, map=map)
    assert problem in refused.value.text


def test_a_word_that_yaml_takes_for_a_truth_value_stays_a_word(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("values: {status: {Yes: churned, No: active}}")
    assert load_mapping(file, "accounts").values == {"status": {"Yes": "churned", "No": "active"}}


def test_a_missing_map_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        load_mapping(tmp_path / "nowhere.yaml", "kpis")


def test_an_empty_map_is_a_map() -> None:
    assert check_mapping({}, "kpis").columns == {}


async def test_an_amount_with_three_decimals_among_cents_may_be_thousands_and_is_asked_about(shop: Shop) -> None:
    rows = 'a,A,"48,000",USD\nb,B,"18,500.00",USD\nc,C,24.000,USD\n'
    report = await shop.take("accounts", f"key,name,arr,currency\n{rows}")
    assert (report.added, report.rejected, report.cells) == (3, 0, 1)
    assert [line for line in report.lines() if "24.000 or 24000" in line], report.lines()
    assert await shop.rows("contracts", "amount") == [(48000,), (18500,)]
    report = await shop.take("accounts", f"key,name,arr,currency\n{rows}", map={"numbers": {"arr": {"decimal": "."}}})
    assert (report.changed, report.cells) == (1, 0)  # the map says that it is 24


async def test_three_decimals_are_what_a_column_has_where_others_show_them(shop: Shop) -> None:
    rows = 'a,A,1234.567,USD\nb,B,"18,500.125",USD\nc,C,24.000,USD\n'
    report = await shop.take("accounts", f"key,name,arr,currency\n{rows}")
    assert (report.added, report.rejected) == (3, 0), report.lines()
