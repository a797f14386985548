"""What can't be taken: said with line, column, value and reason, kept in a file, and never in the way of the rest."""

import csv
import re

import pytest
import yaml

from bot.errors import UserError
from bot.ingest import rejected_path
from tests.ingest.conftest import ACCOUNTS, Shop

BAD = (
    "Account;KPI;Value;Observed at;Comment\n"
    "acme;weekly-use;41;03/04/2026;kept as it was\n"
    "acmee;weekly-use;41;2026-01-05;\n"
    "acme;weekly-use;62;2026-01-04;\n"
    'acme;"weekly\nuse";1,234;;ü\n'
    "acme;;x;;\n"
)


async def test_each_bad_row_is_told_with_line_column_value_and_reason(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("kpis", BAD)
    assert (report.added, report.rejected, report.rows) == (1, 4, 5)
    assert [str(each) for each in report.rejections] == [
        'line 2: Observed at "03/04/2026" could be 3 April or 4 March: '
        'say which in the map, dates: {observed_at: ["%d/%m/%Y", iso]} or dates: {observed_at: ["%m/%d/%Y", iso]}',
        'line 3: Account "acmee" isn\'t the key of an account here; did you mean acme?',
        'line 5: Value "1,234" could be 1.234 or 1234: say which mark is the decimal one in the map, '
        'numbers: {value: {decimal: ","}} or numbers: {value: {decimal: "."}}',
        'line 7: Value "x" isn\'t a number',
        "line 7: KPI is empty",
    ]


async def test_an_account_that_is_meant_is_named_and_not_only_its_id(shop: Shop) -> None:
    await shop.take("accounts", "key,name\n001Hs00002,Aldgate Systems\n")
    by_name = {"match": {"account": ["key", "name"]}}
    report = await shop.take("contracts", "account,product\nAldgate Systms,Core\n", map=by_name)
    assert "did you mean Aldgate Systems (001Hs00002)?" in str(report.rejections[0])


async def test_rows_of_prospects_that_were_left_out_say_so(shop: Shop) -> None:
    accounts = "key,name,Type\na,Alder,Customer\nb,Birch,Prospect\n"
    await shop.take("accounts", accounts, map={"only": {"Type": ["Customer"]}}, guessed=True)
    report = await shop.take("stakeholders", "account,name\na,Dana\nb,Ben\n")
    assert report.notes[-1] == 'Rows of whom the accounts file left out by "Type" are left out here, too.'
    assert (await shop.take("stakeholders", "account,name\na,Dana\n")).notes == []


async def test_the_advice_on_the_map_works_as_it_is_typed(shop: Shop) -> None:
    file = "key,name,arr,started_on,status\nacme,Acme,'1,234',31.12.2025,Yes\n".replace("'", '"')
    told = "\n".join(map(str, (await shop.take("accounts", file)).rejections))
    pasted = "\n".join(re.findall(r'numbers: .*?"}}|dates: .*?"}|values: .*?}}', told)[i] for i in (0, 2, 3))
    assert pasted.splitlines() == [
        'numbers: {arr: {decimal: ","}}', 'dates: {started_on: "%d.%m.%Y"}', 'values: {status: {"Yes": active}}',
    ]  # fmt: skip
    report = await shop.take("accounts", file, map=yaml.load(pasted, yaml.BaseLoader))
    assert (report.added, report.rejected) == (1, 0)


async def test_the_advice_for_a_kpis_own_column_of_a_wide_file_works_too(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    wide = {"melt": {"weekly-use": "Use"}}
    file = 'account,Use\nacme,"1,234"\n'
    [told] = (await shop.take("kpis", file, map=wide)).rejections
    assert 'numbers: {weekly-use: {decimal: ","}}' in str(told)
    report = await shop.take("kpis", file, map={**wide, "numbers": {"weekly-use": {"decimal": ","}}})
    assert (report.added, report.rejected) == (1, 0)


async def test_the_rejected_file_has_the_rows_as_they_stood_with_the_reason(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("kpis", BAD)
    assert report.rejected_file == rejected_path(report.file) == report.file.with_name("kpis.csv.rejected.csv")
    lines = report.rejected_file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Account;KPI;Value;Observed at;Comment;reason"
    assert lines[1].startswith("acme;weekly-use;41;03/04/2026;kept as it was;")
    assert len(lines) == 6  # one of the four rows goes over two lines


async def test_the_rejected_file_can_be_corrected_and_imported(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("kpis", BAD)
    assert report.rejected_file
    better = report.rejected_file.read_text(encoding="utf-8-sig").replace("acmee", "acme")
    assert (await shop.take("kpis", better)).added == 1


async def test_a_clean_import_takes_an_old_rejected_file_away(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("kpis", BAD)
    report = await shop.take("kpis", "account,kpi,value\nacme,nps,4\n")
    assert report.rejected_file is None
    assert not shop.left_over()


async def test_an_account_is_never_matched_by_its_name_but_suggested(shop: Shop) -> None:
    await shop.take("accounts", "key,name\nacc-17,Acme\nacc-18,Acme Labs\n")
    report = await shop.take("kpis", "account,kpi,value\nAcme,nps,4\nZebra,nps,4\n")
    assert report.added == 0
    assert report.rejections[0].reason == (
        "isn't the key of an account here, but the name of acc-17: the map can say so, match: {account: [key, name]}"
    )
    assert report.rejections[1].reason == "isn't the key of an account here"


async def test_a_missing_column_stops_at_once_with_what_was_found(shop: Shop) -> None:
    with pytest.raises(UserError) as stopped:
        await shop.take("kpis", "Customer,Metric,Value\nacme,nps,4\n")
    assert stopped.value.text == (
        "kpis.csv has no column account and no column kpi. It has: Customer, Metric, Value. Rename the column "
        "that is meant, or name it in a map, columns: {account: …}, with its title in place of …"
    )


async def test_a_column_that_stands_twice_stops_at_once(shop: Shop) -> None:
    with pytest.raises(UserError, match="has the column name twice"):
        await shop.take("accounts", "key,name,Name\nacme,Acme,Acme\n")


async def test_the_report_speaks_as_the_house_does(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    bad = "".join(f"nobody{number},nps,{number},\n" for number in range(15))
    report = await shop.take("kpis", "account,kpi,value,comment\nacme,nps,4,\nacme,odd,4,\n" + bad)
    lines = report.lines()
    assert lines[0] == "kpis.csv: 17 rows read. 2 measurements new, 0 changed, 0 as before."
    assert lines[1] == "  Not used: comment."
    assert lines[2] == f"Left out: 15 rows; in {report.rejected_file} with the reason."
    who = '("nobody0", "nobody1", "nobody2" and 12 more)'
    assert lines[3] == f"  lines 4 to 18: account {who} isn't the key of an account here"
    assert lines[4:] == [
        "Worth a look: 1 thing.",
        '  KPI "odd" is kept, but no health score, milestone or rule of laer uses it: '
        "name it in the playbook, or leave it as it is",
        "Most rows were left out, 15 of 17: mend what stands above.",
    ]


async def test_it_says_how_a_file_that_is_not_utf8_was_read(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name\nmu,Müller\n".encode("cp1252"))
    assert report.notes[:1] == ["Read as Windows-1252 (it isn't UTF-8)."]
    assert (await shop.account("mu")).name == "Müller"


async def test_progress_ends_at_the_last_line(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    told: list[tuple[int, int]] = []
    rows = "".join(f"acme,nps,{number % 100},2025-01-01T00:00:{number % 60:02}\n" for number in range(12_000))
    await shop.take("kpis", "account,kpi,value,observed_at\n" + rows, progress=lambda *each: told.append(each))
    assert told[-1][0] in (12_001, 12_002)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) >= 3


FORMULAS = """key,name,started_on,arr
odd,+cmd()|'/C calc'!A0,soon,-5
worse,@SUM(1),soon,12
+1,-2+3,soon,1
"""


async def test_formulas_in_the_rejected_file_are_texts_and_come_back_as_they_were(shop: Shop) -> None:
    report = await shop.take("accounts", FORMULAS)
    assert report.rejected_file
    rows = list(csv.reader(report.rejected_file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[:2] for row in rows[1:]] == [["odd", "'+cmd()|'/C calc'!A0"], ["worse", "'@SUM(1)"], ["+1", "'-2+3"]]
    assert rows[1][3] == "-5"  # a number is none
    better = report.rejected_file.read_text(encoding="utf-8-sig").replace("soon", "2026-01-05").replace("-5", "5")
    assert (await shop.take("accounts", better)).rejected == 0
    assert (await shop.account("odd")).name == "+cmd()|'/C calc'!A0"


async def test_rejected_rows_are_for_their_owners_eyes_only(shop: Shop) -> None:
    report = await shop.take("accounts", FORMULAS)
    assert report.rejected_file
    assert report.rejected_file.stat().st_mode & 0o777 == 0o600
