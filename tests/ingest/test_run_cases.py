"""Files that people really have: each goes in right, or is refused with words that work when they are followed.

Of each kind there is the file in `cases/` and a second one with other values.
"""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import UserError
from bot.ingest import ImportReport, Kind
from tests.ingest.conftest import Shop

CASES = Path(__file__).parent / "cases"
NOW = datetime.fromisoformat("2026-11-30T08:00:00+00:00")
pytestmark = pytest.mark.one_database


async def take(shop: Shop, kind: Kind, text: str | bytes, map: str | dict[str, Any] | None = None) -> ImportReport:
    """text: a file's, or the name of one in cases/. map: the same, or as data."""
    content = (CASES / text).read_bytes() if isinstance(text, str) and text.endswith(".csv") else text
    if isinstance(map, str):
        map = yaml.load((CASES / map).read_text() if map.endswith(".yaml") else map, yaml.BaseLoader)
    return await shop.take(kind, content, map=map, now=NOW, file_time=NOW)


def reasons(report: ImportReport) -> list[str]:
    return [str(each) for each in report.rejections]


async def amounts(shop: Shop) -> dict[str, tuple[Decimal, str]]:
    keys = dict(await shop.rows("accounts", "id", "key"))
    return {keys[number]: (amount, code) for number, amount, code in
            await shop.rows("contracts", "account_id", "amount", "currency")}  # fmt: skip


# -- money as it is displayed


@pytest.mark.both_databases
async def test_money_as_spreadsheets_show_it(shop: Shop) -> None:
    report = await take(shop, "accounts", "01-money.csv")
    assert reasons(report) == ['line 7: arr "(1,200.00)" is negative']
    assert await amounts(shop) == {
        "m1": (Decimal(12500), "USD"), "m2": (Decimal(9900), "USD"), "m3": (Decimal(45000), "USD"),
        "m4": (Decimal(12500), "EUR"), "m5": (Decimal(7000), "GBP"), "m7": (Decimal(0), "USD"),
        "m8": (Decimal(12500), "USD"),
    }  # fmt: skip


async def test_money_of_other_programs(shop: Shop) -> None:
    text = (
        "key;name;arr;currency\na;A;CHF 1'200.50;\nb;B;1.2M;SEK\nc;C;7 500,00 kr;NOK\nd;D;1,200.00-;EUR\n"
        "e;E;(€ 5);EUR\nf;F;€ -;\ng;G;$900;\nh;H;£40;EUR\ni;I;US$ 3000;\nj;J;500 PCS;EUR\nk;K;12 24;EUR\n"
    )
    report = await take(shop, "accounts", text)
    assert await amounts(shop) == {
        "a": (Decimal("1200.50"), "CHF"), "b": (Decimal(1_200_000), "SEK"), "c": (Decimal(7500), "NOK"),
        "f": (Decimal(0), "EUR"), "i": (Decimal(3000), "USD"),
    }  # fmt: skip
    assert [reason.partition("; if that is no value")[0] for reason in reasons(report)] == [
        'line 5: arr "1,200.00-" is negative',
        'line 6: arr "(€ 5)" is negative',
        'line 8: arr "$900" could be in USD, AUD, CAD, NZD, SGD, HKD or MXN: say which in the map, such as '
        'values: {currency: {"": USD}}',
        'line 9: arr "£40" isn\'t in EUR, which currency says',
        'line 11: arr "500 PCS" isn\'t a number',
        'line 12: arr "12 24" isn\'t a number',
    ]


async def test_amounts_with_two_readings_are_decided_by_their_column(shop: Shop) -> None:
    await take(shop, "accounts", "key;name;arr;currency\na;A;€ 1.250;EUR\nb;B;12,5;EUR\n")
    assert await amounts(shop) == {"a": (Decimal(1250), "EUR"), "b": (Decimal("12.50"), "EUR")}
    report = await take(shop, "accounts", "key;name;arr;currency\nc;C;1.250;EUR\nd;D;1,250.5;EUR\ne;E;1.250,5;EUR\n")
    assert reasons(report) == [
        'line 2: arr "1.250" could be 1.250 or 1250, and the column has both: "1,250.5" in line 3 and "1.250,5" in '
        "line 4. Write its numbers in one way"
    ]


# -- machine dates, and dates with a time


async def follow(shop: Shop, kind: Kind, text: str, advice: list[str]) -> ImportReport:
    """Imports it again with those lines of a map, as they were printed."""
    return await take(shop, kind, text, "\n".join(advice))


async def test_dates_as_machines_count_them(shop: Shop) -> None:
    report = await take(shop, "accounts", "02-excel-serial-epoch.csv")
    told = "\n".join(reasons(report))
    assert set(await shop.rows("accounts", "started_on")) == {(None,)}
    for day in ("1 January 2024 (or 2 January 2028, where sheets count from 1904: excel-1904)", "1 January 2027"):
        assert day in told
    ways = ["dates: {started_on: [excel, milliseconds, seconds], renewal_on: [excel, milliseconds, seconds]}"]
    assert "dates: {started_on: [excel, milliseconds, seconds]}" in told
    report = await follow(shop, "accounts", "02-excel-serial-epoch.csv", ways)
    assert not report.rejections
    assert set(await shop.rows("accounts", "started_on")) == {(date(2024, 1, 1),)}
    assert set(await shop.rows("contracts", "ends_on")) == {(date(2027, 1, 1),)}


async def test_other_days_that_machines_count(shop: Shop) -> None:
    text = "key,name,started_on\na,A,44563\nb,B,44564.25\n"
    [first, _] = reasons(await take(shop, "accounts", text))
    assert "2 January 2022 (or 3 January 2026, where sheets count from 1904: excel-1904)" in first
    assert "dates: {started_on: excel}" in first
    await follow(shop, "accounts", text, ["dates: {started_on: excel-1904}"])
    assert await shop.rows("accounts", "started_on") == [(date(2026, 1, 3),), (date(2026, 1, 4),)]


async def test_a_day_that_a_program_wrote_as_its_midnight_is_asked_for_its_zone(shop: Shop) -> None:
    text = "key,name,started_on\na,A,2026-03-28T23:00:00Z\nb,B,2026-06-30T22:00:00.000Z\nc,C,2026-07-01T14:03:11Z\n"
    report = await take(shop, "accounts", text)
    assert (report.added, report.rejected, report.cells) == (3, 0, 2)
    assert "28 March in UTC or 29 March" in reasons(report)[0]
    assert "zones: {started_on: UTC}" in reasons(report)[0]
    report = await follow(shop, "accounts", text, ["zones: {started_on: Europe/Berlin}"])
    assert not report.rejections
    assert await shop.rows("accounts", "key", "started_on") == [
        ("a", date(2026, 3, 29)), ("b", date(2026, 7, 1)), ("c", date(2026, 7, 1)),
    ]  # fmt: skip


async def test_epochs_are_a_day_of_the_zone_that_the_map_names(shop: Shop) -> None:
    text = "key,name,started_on\na,A,1774738800000\n"  # 2026-03-28T23:00:00Z
    report = await follow(shop, "accounts", text, ["dates: {started_on: milliseconds}"])
    assert "28 March in UTC or 29 March" in reasons(report)[0]
    both = ["dates: {started_on: milliseconds}", "zones: {started_on: Europe/Berlin}"]
    assert (await follow(shop, "accounts", text, both)).changed == 1
    assert await shop.rows("accounts", "started_on") == [(date(2026, 3, 29),)]


async def test_the_advice_for_dates_with_times_works_when_it_is_followed(shop: Shop) -> None:
    told = reasons(await take(shop, "accounts", "03-date-with-time.csv"))
    advice = 'dates: {started_on: ["%m/%d/%y %I:%M %p", "%m/%d/%Y, %I:%M %p"]}'
    assert all(each.endswith(advice) for each in told)
    report = await follow(shop, "accounts", "03-date-with-time.csv", [advice])
    assert report.rejected == 0
    assert set(await shop.rows("accounts", "started_on")) == {(date(2026, 2, 23),)}


@pytest.mark.parametrize(
    ("cells", "advice", "days"),
    [
        (["14 Mar 2026", "1 Apr 2026"], 'dates: {started_on: "%d %b %Y"}', [(3, 14), (4, 1)]),
        (["03/04/2026", "14/04/2026"], 'dates: {started_on: "%d/%m/%Y"}', [(4, 3), (4, 14)]),
        (["4/3/26", "2026-03-05", "4/14/26"], 'dates: {started_on: ["%m/%d/%y", iso]}', [(4, 3), (3, 5), (4, 14)]),
        (["31.12.2026 08:05", "01.02.2026 18:30"], 'dates: {started_on: "%d.%m.%Y %H:%M"}', [(12, 31), (2, 1)]),
        (["Mar 14, 2026", "May 1, 2026"], 'dates: {started_on: "%b %d, %Y"}', [(3, 14), (5, 1)]),
    ],
)
async def test_the_advice_for_a_column_of_dates_reads_all_of_it(
    shop: Shop, cells: list[str], advice: str, days: list[tuple[int, int]]
) -> None:
    text = "key;name;started_on\n" + "".join(f"k{at};K;{cell}\n" for at, cell in enumerate(cells))
    report = await take(shop, "accounts", text)
    assert report.rejections
    assert all(each.endswith(advice) for each in reasons(report)), reasons(report)
    report = await follow(shop, "accounts", text, [advice])
    assert report.rejected == 0
    found = dict(await shop.rows("accounts", "key", "started_on"))
    assert found == {f"k{at}": date(2026, *day) for at, day in enumerate(days)}


async def test_a_column_that_contradicts_itself_gets_no_advice_that_would_be_wrong(shop: Shop) -> None:
    report = await take(shop, "accounts", "key,name,started_on\na,A,14/03/2026\nb,B,03/14/2026\nc,C,soon\n")
    assert [each.reason.partition(";")[0] for each in report.rejections] == ["isn't a date like 2026-03-14"] * 3


async def test_formats_of_the_map_that_disagree_on_a_day_never_choose_one(shop: Shop) -> None:
    formats = {"dates": {"started_on": ["%d/%m/%Y", "%m/%d/%Y"]}}
    report = await take(shop, "accounts", "key,name,started_on\na,A,03/04/2026\nb,B,14/04/2026\n", formats)
    assert reasons(report) == [
        'line 2: started_on "03/04/2026" could be 3 April 2026 or 4 March 2026 by the formats that the map gives: '
        "leave one of them"
    ]


async def test_a_format_that_is_none_is_refused_with_the_map(shop: Shop) -> None:
    with pytest.raises(UserError, match=r"isn't a format: write %d for the day"):
        await take(shop, "accounts", "key,name\na,A\n", {"dates": {"started_on": "dd.mm.yyyy"}})
    with pytest.raises(UserError, match=r"isn't a time zone, such as Europe/Berlin"):
        await take(shop, "accounts", "key,name\na,A\n", {"zones": {"started_on": "Berlin"}})


# -- numbers with two readings


async def test_a_column_of_german_numbers_is_read_as_such(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na9U290000004GNy,Alder\n001bm00001ZL8U9AAL,Birch\n")
    report = await take(shop, "kpis", "04-german-kpi.csv")
    assert report.rejected == 0
    assert await shop.rows("kpi_observations", "value") == [(980.0,), (1250.0,), (1234.5,)]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.250", "2.500,75"], [1250.0, 2500.75]),
        (["1,250", "2,500.75"], [1250.0, 2500.75]),
        (["1.250", "0.875"], [1.25, 0.875]),
        (["3.125", "41.0625"], [3.125, 41.0625]),
        (["(1.250)", "1,5-"], [-1250.0, -1.5]),
        (["1.250", "4.750"], None),
    ],
)
async def test_a_number_is_decided_by_its_column_wherever_the_row_that_tells_stands(
    shop: Shop, cells: list[str], values: list[float] | None
) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    rows = [f"a;k{at};{cell}\n" for at, cell in enumerate(cells)]
    for text in (rows, rows[::-1]):
        report = await take(shop, "kpis", "account;kpi;value\n" + "".join(text))
        assert report.rejected == (0 if values else 2), reasons(report)
    if values is None:
        assert 'numbers: {value: {decimal: ","}} or numbers: {value: {decimal: "."}}' in reasons(report)[0]
        return
    assert await shop.rows("kpi_latest", "value") == [(value,) for value in values]


# -- titles


DOUBLE = "Kunde,Wert,Kunde,Wert\nA1,500,Alder,9\n"


async def test_a_title_that_stands_twice_is_never_chosen_for_the_map(shop: Shop) -> None:
    with pytest.raises(UserError) as refused:
        await take(shop, "accounts", "06-duplicate-headers.csv", "06-duplicate-headers.map.yaml")
    assert refused.value.text == (
        'accounts.csv has "Name" twice, as its columns 2 and 4, and the map doesn\'t say which one name is. '
        "Write Name (1) or Name (2) there, under columns."
    )
    chosen = {"columns": {"key": "Id", "name": "Name (1)", "arr": "Amount (2)"}, "constants": {"currency": "USD"}}
    await take(shop, "accounts", "06-duplicate-headers.csv", chosen)
    assert await shop.rows("accounts", "key", "name") == [("001A", "Alder Lane"), ("001B", "Birch Lane")]
    assert await shop.rows("contracts", "amount") == [(Decimal(90000),), (Decimal(80000),)]


@pytest.mark.parametrize(
    "map",
    [
        {"columns": {"key": "Kunde", "name": "Kunde (2)"}},
        {"columns": {"key": "Kunde (1)", "name": ["Kunde (2)", "Wert"]}},
        {"columns": {"key": "Kunde (1)", "name": "Kunde (2)"},
         "computed": {"started_on": {"months_before": "2026-01-01", "column": "Wert"}}},
    ],
)  # fmt: skip
async def test_no_part_of_a_map_takes_one_of_two_columns_of_one_title(shop: Shop, map: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"twice, as its columns . and ., and the map doesn't say"):
        await take(shop, "accounts", DOUBLE, map)


async def test_a_wide_files_title_that_stands_twice_is_refused_too(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\nA1,A\n")
    with pytest.raises(UserError, match=r"Write Wert \(1\) or Wert \(2\) there, under melt"):
        await take(shop, "kpis", "account,Wert,Wert\nA1,5,6\n", {"melt": {"use": "Wert"}})
    await take(shop, "kpis", "account,Wert,Wert\nA1,5,6\n", {"melt": {"use": "Wert (2)"}})
    assert await shop.rows("kpi_latest", "value") == [(6.0,)]


async def test_two_columns_for_one_of_ours_ask_which_with_words_that_work(shop: Shop) -> None:
    text = "key,csm_email,name,CSM e-mail\na,x@a.example,A,y@a.example\n"
    with pytest.raises(UserError) as refused:
        await take(shop, "accounts", text)
    assert 'columns: {csm_email: "csm_email"} or columns: {csm_email: "CSM e-mail"}' in refused.value.text
    assert (await take(shop, "accounts", text, 'columns: {csm_email: "CSM e-mail"}')).added == 1
    assert await shop.rows("people", "email", where="email like '%a.example'") == [("y@a.example",)]


async def test_a_map_whose_key_stands_twice_is_refused(shop: Shop, tmp_path: Path) -> None:
    from bot.ingest import load_mapping

    file = tmp_path / "map.yaml"
    file.write_text("columns:\n  key: Id\n  name: A\n  name: B\n")
    with pytest.raises(UserError, match="name stands in line 3 and again in line 4; keep one"):
        load_mapping(file, "accounts")


async def test_a_title_of_raw_bytes_is_never_printed_as_it_is(shop: Shop) -> None:
    with pytest.raises(UserError) as refused:
        await take(shop, "accounts", b"\x1b[31m" + b"\x07\x9f" * 3000 + b",name\n1,A\n")
    assert len(refused.value.text) < 400
    assert refused.value.text.isprintable()


# -- what isn't a record


async def test_a_grand_total_is_asked_about(shop: Shop) -> None:
    report = await take(shop, "accounts", "07-grand-total.csv", "07-grand-total.map.yaml")
    said = (
        '1 line is no record, so it was left out: line 4 "Grand Total", a total: if it is an account, say so in the '
        'map, records: ["Grand Total"].'
    )
    assert (report.added, report.rejected, said in report.notes) == (2, 0, True), report.notes
    map = yaml.safe_load((CASES / "07-grand-total.map.yaml").read_text()) | {"records": ["Grand Total"]}
    assert (await take(shop, "accounts", "07-grand-total.csv", map)).added == 1


async def test_a_reports_footer_is_no_account(shop: Shop) -> None:
    map = {"columns": {"key": "Account Name", "name": "Account Name", "arr": "Annual Contract Value"},
           "constants": {"currency": "USD"}}  # fmt: skip
    report = await take(shop, "accounts", "07-report-footer.csv", map)
    assert (report.rows, report.added, report.rejected, report.rejected_file) == (2, 2, 0, None)
    said = "4 lines are no records, so they were left out: lines 7 to 10, a report's footer, 1 of 3 cells."
    assert f"  {said}" in report.lines()


async def test_other_lines_that_are_no_records(shop: Shop) -> None:
    text = (
        "key,name,arr\nA,A,1\nTotal:,,1\nkey,name,arr\nSubtotal,Subtotal,1\nSumme (12 Kunden),x,1\n"
        "© 2026 crm.example,,\nReport generated on 2026-11-29,,\nB,B,2\n,,\nTotal,,\nTotal Wine,Total Wine,3\n"
    )
    report = await take(shop, "accounts", text, {"constants": {"currency": "EUR"}})
    assert await shop.rows("accounts", "key") == [("A",), ("B",), ("Total Wine",)]
    assert reasons(report) == [
        f'line {line}: key "{word}" looks like a total: if it is an account, say so in the map, records: ["{word}"]'
        for line, word in ((5, "Subtotal"), (6, "Summe (12 Kunden)"))
    ]
    assert [each.line for each in report.no_records] == [3, 4, 7, 8, 11]
    assert "the titles stand here again" in " ".join(report.notes)


# -- what spreadsheets leave


async def test_errors_and_placeholders_are_no_values(shop: Shop) -> None:
    report = await take(shop, "accounts", "08-error-words.csv")
    assert report.added == 0
    assert reasons(report) == [
        'line 2: name "#N/A" is an error of the spreadsheet: mend it there',
        'line 2: domain "#N/A" is an error of the spreadsheet: mend it there',
        'line 3: key "#REF!" is an error of the spreadsheet: mend it there',
        'line 4: key "1.23457E+15" isn\'t an id any more, a spreadsheet made a number of it: export the column as text',
        'line 5: key "1.23457E+15" isn\'t an id any more, a spreadsheet made a number of it: export the column as text',
    ]


async def test_other_leftovers(shop: Shop) -> None:
    text = (
        "key,name,domain,segment,tier,aliases\na,A,—,NaN,#####,\n"
        'b,=VLOOKUP(A2;B:C;2),,,,\n"=""00123""",C,-,n/a,null,\n'
        "9001.0,D,,,,\nd\u200b,D\u200b,,,,\n\u200b,E,,,,\nf,None,,,,\n"
        "g,G,no domain,,,\nh,H,(blank),,,Null\ni,Err:502,,,,\n"
    )
    report = await take(shop, "accounts", text)
    assert await shop.rows("accounts", "key", "name", "domain", "segment", "tier") == [
        ("a", "A", None, None, None), ("00123", "C", None, None, None), ("d", "D", None, None, None),
        ("g", "G", None, None, None), ("h", "H", None, None, None),
    ]  # fmt: skip
    assert [(each.line, each.column) for each in report.rejections] == [
        (2, "tier"), (3, "name"), (5, "key"), (7, "key"), (8, "name"), (9, "domain"), (11, "name"),
    ]  # fmt: skip
    assert reasons(report)[4].startswith('line 8: name "None" stands for an empty cell, and f is no account here yet')
    assert not [name for (name,) in await shop.rows("account_names", "folded") if name in ("null", "-", "n/a")]
    named = {"values": {"name": {"None": "None"}}}
    assert (await take(shop, "accounts", "key,name\nf,None\n", named)).added == 1


async def test_a_file_that_was_cut_off_loses_its_last_row_only(shop: Shop) -> None:
    report = await take(shop, "accounts", "09-cut-off.csv")
    assert (report.added, reasons(report)) == (1, ["line 3: 2 of 5 cells: not a row, or one that was cut off"])
    other = "key,name,segment\na,A,retail\nb,Bi"
    assert reasons(await take(shop, "accounts", other)) == [
        "line 3: 2 of 3 cells, and the file ends there: was it cut off?"
    ]


async def test_empty_cells_behind_the_last_column_are_none(shop: Shop) -> None:
    report = await take(shop, "accounts", "key,name,,\na,A,,,,,\nb,B\n")
    assert (report.added, report.rejected) == (2, 0)


# -- the file's own dialect


@pytest.mark.parametrize("name", ["10-sep-quoted.csv", "10-title-lines.csv"])
async def test_a_spreadsheets_own_first_line_and_a_reports_titles(shop: Shop, name: str) -> None:
    report = await take(shop, "accounts", name)
    assert (report.added, report.rejected) == (1, 0)
    assert (await shop.rows("accounts", "name")) == [("Alder Lane",)]


@pytest.mark.parametrize(
    "content",
    [
        b"sep=|\r\nkey|name\r\nk\xc3\xb6ln|M\xc3\xbcller, Rot; Blau\r\n",
        b"key|name\nk\xc3\xb6ln|M\xc3\xbcller, Rot; Blau\n",
        "SEP=^\nkey^name\nköln^Müller, Rot; Blau\n".encode("cp1252"),
        "key;name\r\nköln;\"Müller, Rot; Blau\"\r\n".encode("utf-16-le"),
        "key\tname\nköln\tMüller, Rot; Blau\n".encode("utf-16-be"),
        "\ufeffkey;name\rköln;\"Müller, Rot; Blau\"\r".encode("utf-8-sig"),
        "Kunden, Stand heute;;\n\nFilter: a, b, c, d\nkey;name;x\nköln;\"Müller, Rot; Blau\";\n".encode(),
        "key;name;a, b, c and d, e\nköln;\"Müller, Rot; Blau\";x\r\n".encode(),
    ],
)  # fmt: skip
async def test_dialects(shop: Shop, content: bytes) -> None:
    report = await take(shop, "accounts", content)
    assert (report.added, report.rejected) == (1, 0), report.lines()
    assert await shop.rows("accounts", "key", "name") == [("köln", "Müller, Rot; Blau")]


async def test_what_stands_above_the_titles_is_said(shop: Shop) -> None:
    report = await take(shop, "accounts", "10-title-lines.csv")
    assert report.notes[:-1] == [
        "Not read, above the line that names the columns: Active accounts by owner; As of 2026-11-27."
    ]


# -- scales


async def test_a_share_beside_a_part_of_one_is_said_with_both_rows(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\nt1,T\nu2,U\n")
    report = await take(shop, "kpis", "12-percent-and-fraction.csv")
    assert report.messages[0] == (
        "licences-used: line 2 says 85%, line 3 0.85; if that is 85%, it is a hundred times too small. "
        "Write all of them as percentages"
    )


async def test_a_scale_is_one_also_over_thousands_of_rows(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\nt1,T\n")
    rows = "".join(f"t1,seats,{at},2026-01-01T{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}\n" for at in range(9000))
    ends = "t1,use,62 %,2026-11-02\nt1,nps,101,\nt1,nps,-40,\n"
    text = f"account,kpi,value,observed_at\nt1,use,0.4,2026-11-01\n{rows}{ends}"
    report = await take(shop, "kpis", text)
    told = next(each for each in report.messages if "hundred times" in each)
    assert told.startswith("use: line 9003 says 62%, line 2 0.4; if that is 40%")
    assert reasons(report) == ['line 9004: value "101" is off the scale: as a kpi, NPS goes from -100 to 100']


async def test_answers_that_came_as_net_scores_are_said(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    rows = "".join(f"a,nps,{number},2026-11-0{number}\n" for number in range(3, 9))
    report = await take(shop, "kpis", f"account,kpi,value,observed_at\n{rows}")
    assert [each for each in report.messages if each.startswith("nps: its values so far are all from 0 to 10")]
    report = await take(shop, "kpis", f"account,kpi,value,observed_at\n{rows}a,nps,-20,2026-11-11\n")
    assert not [each for each in report.messages if each.startswith("nps: its")]


async def test_answers_off_their_scale_are_called_that(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\nt1,T\n")
    report = await take(shop, "events", "12-nps.csv")
    assert await shop.rows("account_events", "key") == [("nps 9",), ("ces 6",)]
    assert reasons(report) == [
        'line 2: key "nps 11" is off the scale: NPS goes from 0 to 10',
        'line 3: key "nps -10" is off the scale: NPS goes from 0 to 10',
        'line 5: key "nps 9.5" is between two answers: NPS goes from 0 to 10 in whole numbers; an average goes in as '
        "a kpi",
        'line 6: key "csat 85%" is a share of all answers, not one of them: CSAT goes from 1 to 5; shares go in as '
        "a kpi",
    ]
    assert report.messages == ['line 7: the survey "ces" is kept, but only NPS and CSAT count']


async def test_other_answers(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    days = "".join(f"a,survey,2026-11-{at:02},{key}\n" for at, key in enumerate(
        ["CSAT: 4/5", "csat 0", "nps 10 / 10", "nps 7/5", "", "nps=3"], start=1))  # fmt: skip
    report = await take(shop, "events", f"account,event,at,key\n{days}")
    assert [key for (key,) in await shop.rows("account_events", "key")] == ["csat 4", "nps 10", "nps 3"]
    assert (report.rejected, report.skipped) == (2, 1)
    assert report.lines()[0].endswith("0 as before, 1 without a value.")


async def test_a_role_that_nothing_looks_at_is_said_once(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    text = "account,name,role\na,Ann,king\na,Ben,Champion\na,Cy,king\na,Di,Champoin\n"
    report = await take(shop, "stakeholders", text)
    assert report.messages == [
        'line 2: the role "king" is kept and shown; only champion and decision maker change what we do',
        'line 5: the role "champoin" is kept and shown; did you mean champion?',
    ]


# -- references, and joined columns


CONTACTS = {"columns": {"account": "Associated Company Domain", "name": ["First Name", "Last Name"]}}


@pytest.mark.both_databases
async def test_contacts_that_name_their_company_by_its_domain(shop: Shop) -> None:
    await take(shop, "accounts", "11-accounts.csv", "11-accounts.map.yaml")
    report = await take(shop, "stakeholders", "11-contacts.csv", CONTACTS)
    advice = "match: {account: [key, domain]}"
    assert report.rejected == 2
    assert all(advice in each for each in reasons(report))
    report = await take(shop, "stakeholders", "11-contacts.csv", CONTACTS | yaml.safe_load(advice))
    assert (report.added, report.rejected) == (2, 0)
    assert await shop.rows("stakeholders", "name", "email") == [
        ("Ann Rowe", "ann@alder.example"), ("Ann Moss", "ann.moss@alder.example"),
    ]  # fmt: skip


async def test_contacts_without_any_accounts_say_what_comes_first(shop: Shop) -> None:
    report = await take(shop, "stakeholders", "account,name\n9001,Ann\n")
    assert report.notes == ["There are no accounts here yet: import them first, then this file again."]
    await take(shop, "accounts", "key,name\n9001,A\n")
    report = await take(shop, "stakeholders", "account,name\n9001,Ann\n")
    assert (report.added, report.notes) == (1, [])


async def test_accounts_by_other_names(shop: Shop) -> None:
    text = "key,name,domain,aliases\n1,Acme,acme.example,0015e0000123abc\n2,Twin,twin.example,\n3,TWIN,twin.example,\n"
    await take(shop, "accounts", text)
    rows = (
        "account,name\nacme,A\nann@acme.example,B\nhttps://www.acme.example/x,C\n0015e0000123abc,D\ntwin,E\n9,F\n1,G\n"
    )
    found_by = {"match": {"account": ["key", "domain", "name", "alias"]}}
    report = await take(shop, "stakeholders", rows, found_by)
    assert [name for (name,) in await shop.rows("stakeholders", "name")] == ["A", "B", "C", "D", "G"]
    assert reasons(report) == [
        'line 6: account "twin" is the name of 2 and 3: give the account\'s key',
        'line 7: account "9" isn\'t the key or domain or name or alias of an account here',
    ]


async def test_the_two_forms_of_a_crms_id_are_one_account(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\n001bm00001ZL8U9AAL,Long\n001bm00001ZL8u9,Other case\n")
    report = await take(shop, "kpis", "account,kpi,value\n001bm00001ZL8U9,use,4\n001bm00001ZL8u9AAL,use,5\n")
    assert (report.added, report.rejected) == (1, 1)
    report = await take(shop, "accounts", "key,name,tier\n001bm00001ZL8U9,Long,mid\n001bm00001ZL8U9AAL,Long,small\n")
    assert (report.added, report.changed, report.rejected) == (0, 1, 1)
    assert await shop.rows("accounts", "key", "tier") == [("001bm00001ZL8U9AAL", "mid"), ("001bm00001ZL8u9", None)]


async def test_a_parent_by_its_name_and_one_in_brackets(shop: Shop) -> None:
    text = "key,name,parent\n1,Child,Group (7)\n7,Group,\n8,Lone,Twin (9)\n"
    map = {"take": {"parent": "before brackets"}, "match": {"parent": "name"}}
    report = await take(shop, "accounts", text, map)
    assert report.messages == ['line 4: parent "Twin" isn\'t the name of an account; left out']
    ids = dict(await shop.rows("accounts", "key", "id"))
    assert dict(await shop.rows("accounts", "key", "parent_id"))["1"] == ids["7"]
    assert (await take(shop, "accounts", text, map)).changed == 0
    await take(shop, "stakeholders", "account,name\nGroup (7),Ann\n\"Child (1)\",Ben\n",
               {"take": {"account": "in brackets"}})  # fmt: skip
    assert await shop.rows("stakeholders", "account_id", "name") == [(ids["7"], "Ann"), (ids["1"], "Ben")]


async def test_of_several_in_one_cell_the_map_can_take_the_first(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\n1,A\n2,B\n")
    text = "account,name,role\n1;2,Ann,Champion;User\n"
    assert (await take(shop, "stakeholders", text)).rejected == 1
    await take(shop, "stakeholders", text, {"take": {"account": "first", "role": "first"}})
    assert await shop.rows("stakeholders", "name", "role") == [("Ann", "champion")]


# -- partial files


@pytest.mark.both_databases
async def test_a_file_of_losses_needs_no_names(shop: Shop) -> None:
    await take(shop, "accounts", "11-accounts.csv", "11-accounts.map.yaml")
    report = await take(shop, "accounts", "13-churn-only.csv", "13-churn-only.map.yaml")
    assert (report.changed, report.rejected) == (1, 0)
    assert await shop.rows("accounts", "key", "name", "domain", "status", "churned_on", "churn_reason") == [
        ("9001", "Alder Lane", "alder.example", "churned", date(2026, 10, 27), "budget"),
        ("9002", "Alder Grove Works", "alder-grove.example", "active", None, None),
    ]


async def test_columns_and_rows_that_are_missing_take_nothing_away(shop: Shop) -> None:
    whole = "key,name,domain,aliases,tier,arr,currency\na,A,a.example,Aa,mid,5,EUR\nb,B,b.example,Bb,mid,6,EUR\n"
    await take(shop, "accounts", whole)
    before = await shop.rows("account_names", "folded")
    report = await take(shop, "accounts", "key,tier\nb,small\nc,mid\n")
    assert (report.changed, reasons(report)) == (
        1, ["line 3: name is empty, and c is no account here yet: a new one needs a name"],
    )  # fmt: skip
    assert await shop.rows("accounts", "key", "name", "domain", "tier") == [
        ("a", "A", "a.example", "mid"), ("b", "B", "b.example", "small"),
    ]  # fmt: skip
    assert await shop.rows("account_names", "folded") == before
    assert await shop.rows("contracts", "amount") == [(Decimal(5),), (Decimal(6),)]


async def test_a_missing_column_is_never_guessed_at_in_the_advice(shop: Shop) -> None:
    with pytest.raises(UserError) as refused:
        await take(shop, "stakeholders", "account_id,churn_date\n9001,2026-10-27\n")
    assert refused.value.text == (
        "stakeholders.csv has no column account and no column name. It has: account_id, churn_date. Rename the column "
        "that is meant, or name it in a map, columns: {account: …}, with its title in place of …"
    )


# -- advice that is printed works when it is followed


async def test_the_advice_on_a_missing_currency_changes_no_other_rows(shop: Shop) -> None:
    text = "key,name,arr,currency\na,A,5,\nb,B,6,SEK\n"
    [advice] = (await take(shop, "accounts", text)).messages
    assert advice.endswith('a map can set one for it, values: {currency: {"": EUR}}')
    await follow(shop, "accounts", text, ['values: {currency: {"": EUR}}'])
    assert await amounts(shop) == {"a": (Decimal(5), "EUR"), "b": (Decimal(6), "SEK")}


async def test_the_advice_on_a_sign_of_several_currencies(shop: Shop) -> None:
    text = "key,name,arr\na,A,$900\nb,B,£11\nc,C,7\n"
    [advice] = reasons(await take(shop, "accounts", text))
    assert advice.endswith('values: {currency: {"": USD}}')
    report = await follow(shop, "accounts", text, ['values: {currency: {"": USD}}'])
    assert not [*report.rejections, *report.messages]  # and nothing else is to be followed then
    found = {"a": (Decimal(900), "USD"), "b": (Decimal(11), "GBP"), "c": (Decimal(7), "USD")}
    assert await amounts(shop) == found
    [told] = reasons(await follow(shop, "accounts", text, ["constants: {currency: USD}"]))
    assert told.endswith('if USD is only for amounts that don\'t say theirs, values: {currency: {"": USD}} instead')


@pytest.mark.parametrize("word", ["Yes", 'he said "yes": {now}', "ja # nein"])
async def test_the_advice_on_other_words_can_be_pasted_whatever_the_word_is(shop: Shop, word: str) -> None:
    quoted = '"' + word.replace('"', '""') + '"'
    text = f"key,name,status\na,A,{quoted}\n"
    [told] = reasons(await take(shop, "accounts", text))
    ways = told.partition("translated in the map, ")[2].split(" or values")
    assert len(ways) == 2  # which of the two is meant is for them to say
    await follow(shop, "accounts", text, [f"values{ways[1]}"])
    assert await shop.rows("accounts", "status") == [("churned",)]


async def test_the_advice_on_another_kind_of_event_needs_nothing_else(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    text = "account,event,at\na,QBR,2026-01-01\n"
    [told] = reasons(await take(shop, "events", text))
    report = await follow(shop, "events", text, [told.partition("such as ")[2]])
    assert (report.added, report.rejected) == (1, 0)


# -- a contract's identity; more of it in writing/test_contracts.py


@pytest.mark.parametrize("back", [False, True])
async def test_two_terms_of_one_product_both_stand_and_the_running_one_counts(shop: Shop, back: bool) -> None:
    await take(shop, "accounts", "key,name\n9001,A\n")
    titles, *rows = (CASES / "14-contracts.csv").read_text().splitlines()
    text = "\n".join([titles, *(rows[::-1] if back else rows)]) + "\n"
    report = await take(shop, "contracts", text.encode())
    assert (report.added, report.rejected) == (2, 0), report.lines()
    found = await shop.rows("contracts", "term", "amount", "ends_on", "retired")
    assert sorted(found) == [
        ("S-1", Decimal(5000), date(2025, 12, 31), True),
        ("S-2", Decimal(6000), date(2026, 12, 31), False),
    ]
    assert (await take(shop, "contracts", text.encode())).unchanged == 2


def test_every_case_is_one_of_these_tests() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    missing = [file.name for file in CASES.iterdir() if file.name not in told]
    assert missing == []
