"""Workbooks (.xlsx): what stands in the cells goes in as it is, or is named."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bot.errors import UserError
from bot.ingest import ImportReport, Kind, check_mapping, import_file
from bot.ingest.sources.workbook import WorkbookReader
from tests.given.book import NOW
from tests.given.files.workbook import EUROS, HOURS, Sheet, Styled, Wrong, percent, write_workbook
from tests.ingest.conftest import ACCOUNTS, FILE_TIME, Shop

HEADER = ("key", "name", "arr", "started_on")
EVENING = datetime(2026, 3, 14, 20, 55)  # noqa: DTZ001 - cells have no zone
ACME = ("acme", "Acme", 120000, date(2025, 3, 14))


async def take(shop: Shop, kind: Kind, sheets: Any, map: dict[str, Any] | None = None, **more: Any) -> ImportReport:
    file = write_workbook(shop.folder / f"{kind}.xlsx", sheets, from_1904=more.pop("from_1904", False))
    mapping = check_mapping(map, kind) if map else None
    workspace = shop.book.workspace
    return await import_file(shop.store, workspace, kind, file, now=NOW, file_time=FILE_TIME, mapping=mapping, **more)


def texts(tmp_path: Path, *rows: Any, **more: Any) -> list[list[str]]:
    file = write_workbook(tmp_path / "a.xlsx", {"A": Sheet(rows)}, **more)
    with WorkbookReader(file, lambda titles: titles[0] == "a") as reader:
        block = reader.block(100)
        return block.records if block else []


@pytest.mark.parametrize("from_1904", [False, True])
async def test_a_workbook_goes_in_like_a_csv_file(shop: Shop, from_1904: bool) -> None:
    report = await take(shop, "accounts", {"Customers": Sheet([HEADER, ACME])}, from_1904=from_1904)
    assert (report.added, report.rejected, report.notes[1:]) == (1, 0, []), report.lines()
    assert (await shop.account()).started_on == date(2025, 3, 14)
    assert await shop.rows("contracts", "amount") == [(Decimal(120000),)]


def test_every_cell_is_read_as_what_it_is(tmp_path: Path) -> None:
    row = [
        "0123",
        12,
        2.5,
        1.234,
        0.1 + 0.2,
        True,
        date(2026, 3, 14),
        EVENING,
        percent(0.856),
        percent(1),
        Wrong("#N/A"),
        Styled(1200.5, EUROS),
        Styled(1.5, HOURS),
        None,
        12345678901234567890.0,
    ]
    assert texts(tmp_path, ["a", *"bcdefghijklmno"], row) == [
        [
            "0123",
            "12",
            "2.5",
            "1.2340",
            "0.3",
            "TRUE",
            "2026-03-14",
            "2026-03-14 20:55:00",
            "85.6%",
            "100%",
            "#N/A",
            "1200.5",
            "36:00:00",
            "",
            "1.23456789012346E+19",
        ]
    ]


async def test_a_share_is_the_percents_that_people_see(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    rows = [("account", "kpi", "value"), ("acme", "adoption", percent(0.85)), ("globex", "adoption", 71)]
    await take(shop, "kpis", {"KPIs": Sheet(rows)})
    assert {value for (value,) in await shop.rows("kpi_latest", "value")} == {85, 71}


async def test_numbers_and_dates_have_one_reading_whatever_the_map_says_of_text(shop: Shop) -> None:
    rows = [HEADER, ACME, ("globex", "Globex", 1234.567, "14.03.2025"), ("c", "C", "1.234,50", date(2024, 12, 1))]
    asked = {"numbers": {"arr": {"decimal": ","}}, "dates": {"started_on": "%d.%m.%Y"}}
    report = await take(shop, "accounts", {"A": Sheet(rows)}, asked)
    assert report.rejected == 0, report.lines()
    amounts = await shop.rows("contracts", "amount")
    assert amounts == [(Decimal(120000),), (Decimal("1234.57"),), (Decimal("1234.50"),)]
    days = [day for (day,) in await shop.rows("accounts", "started_on")]
    assert days == [date(2025, 3, 14), date(2025, 3, 14), date(2024, 12, 1)]


@pytest.mark.parametrize("form", ["excel", "excel-1904", "seconds", "milliseconds", "iso", ["%d.%m.%Y", "iso"]])
async def test_a_date_stays_the_day_it_is_whatever_is_counted_in_the_texts(shop: Shop, form: str | list[str]) -> None:
    await take(shop, "accounts", {"A": Sheet([HEADER, ACME])}, {"dates": {"started_on": form}})
    assert await shop.rows("accounts", "started_on") == [(date(2025, 3, 14),)]


async def test_texts_beside_numbers_are_decided_by_texts_alone(shop: Shop) -> None:
    rows = [HEADER, ("acme", "Acme", "1.234", None), ("globex", "Globex", 12.5, None)]
    report = await take(shop, "accounts", {"A": Sheet(rows)})
    assert [each.reason[:21] for each in report.rejections] == ["could be 1.234 or 123"]
    report = await take(shop, "accounts", {"A": Sheet([*rows[:2], ("c", "C", "7,5", None)])})
    assert await shop.rows("contracts", "amount") == [(Decimal("12.50"),), (Decimal(1234),), (Decimal("7.50"),)]


async def test_title_rows_above_the_columns_are_passed_by(shop: Shop) -> None:
    rows = [["Customers of 2025", None, None, None], [], ["Owner:", "Ana"], HEADER, ACME, [], ("b", "B", None, "x")]
    report = await take(shop, "accounts", {"A": Sheet(rows, merged="A1:D1")})
    assert (report.added, report.rejected) == (2, 0)  # a day that can't be read costs itself alone
    assert report.rejections[0].line == 7


async def test_the_only_sheet_with_the_columns_is_read_and_said(shop: Shop) -> None:
    sheets = {"Read me": Sheet([["Hello", "you"]]), "Customers": Sheet([HEADER, ACME]), "Empty": Sheet([])}
    report = await take(shop, "accounts", sheets)
    assert (report.added, report.notes[:1]) == (1, ['Read the sheet "Customers"; not read: Read me.'])


async def test_two_sheets_with_the_columns_are_a_question(shop: Shop) -> None:
    sheets = {"2024": Sheet([HEADER, ("old", "Old", 1, None)]), "2025": Sheet([HEADER, ACME])}
    with pytest.raises(UserError, match=r'2 sheets with these columns: 2024, 2025\. Say which one with --sheet "2024"'):
        await take(shop, "accounts", sheets)
    await take(shop, "accounts", sheets, sheet="2025")
    assert await shop.rows("accounts", "key") == [("acme",)]


async def test_a_hidden_sheet_is_read_only_where_it_is_named(shop: Shop) -> None:
    sheets = {"Old": Sheet([HEADER, ("old", "Old", 1, None)], hidden=True), "Now": Sheet([HEADER, ACME])}
    await take(shop, "accounts", sheets)
    assert await shop.rows("accounts", "key") == [("acme",)]
    await take(shop, "accounts", sheets, sheet="Old")
    assert await shop.rows("accounts", "key") == [("acme",), ("old",)]


async def test_what_cant_be_read_of_a_workbook_is_said(shop: Shop) -> None:
    sheets = {"A": Sheet([["one", "two"], [1, 2]]), "B": Sheet([["three"], [3]])}
    with pytest.raises(
        UserError, match=r'has 2 sheets, none with these columns: A, B\. Say which one with --sheet "A"'
    ):
        await take(shop, "accounts", sheets)
    with pytest.raises(UserError, match=r'has no sheet "C"\. It has: A, B.'):
        await take(shop, "accounts", sheets, sheet="C")
    with pytest.raises(UserError, match=r"has no column key\. It has: one, two"):
        await take(shop, "accounts", sheets, sheet="A")
    with pytest.raises(UserError, match="is empty"):
        await take(shop, "accounts", {"A": Sheet([])})
    with pytest.raises(UserError, match="no workbook, so it has no sheets"):
        await shop.take("accounts", ACCOUNTS, sheet="A")


async def test_an_amount_that_is_an_error_is_told_and_costs_itself_alone(shop: Shop) -> None:
    rows = [HEADER, ("acme", "Acme", Wrong("#REF!"), None), ("globex", "Globex", 5, None)]
    report = await take(shop, "accounts", {"A": Sheet(rows)})
    said = [str(each) for each in report.rejections]
    assert said == ['line 2: arr "#REF!" is an error of the spreadsheet: mend it there']
    assert await shop.rows("accounts", "key") == [("acme",), ("globex",)]


def test_a_formula_without_its_result_is_refused(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "a.xlsx", {"A": Sheet([["a"], [Wrong("gone")]])})
    _rewrite(file, b't="e"><v>gone</v>', b"><f>B2*12</f>")
    with pytest.raises(UserError, match="formulas whose results aren't in the file, first in A2"):
        WorkbookReader(file, lambda _: True)


def test_a_damaged_workbook_is_one_sentence(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "a.xlsx", {"A": Sheet([["a"], [1]])})
    _rewrite(file, b"</sheetData>", b"</oops>")
    with pytest.raises(UserError, match="is a workbook that is damaged"):
        WorkbookReader(file, lambda _: True)


def test_places_are_right_where_the_table_begins_further_down_and_right(tmp_path: Path) -> None:
    rows = [[], [None, None], [None, "a", "b"], [None, "x", percent(0.5)], [None, "y", Wrong("#N/A")]]
    file = write_workbook(tmp_path / "a.xlsx", {"A": Sheet(rows)})
    with WorkbookReader(file, lambda titles: "a" in titles) as reader:
        block = reader.block(10)
    assert block is not None
    assert block.lines == [4, 5]
    assert [[cell for cell in record if cell] for record in block.records] == [["x", "50%"], ["y", "#N/A"]]


def _rewrite(file: Path, old: bytes, new: bytes) -> None:
    with ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert any(old in part for part in parts.values())
    with ZipFile(file, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part.replace(old, new))
