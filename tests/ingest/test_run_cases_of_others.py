"""Files of the same kinds as in test_run_cases.py, as other programs, languages and people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
import yaml

from bot.errors import UserError
from bot.ingest import Kind
from tests.given.files.workbook import Sheet, write_workbook
from tests.ingest.conftest import Shop
from tests.ingest.test_run_cases import amounts, follow, reasons, take

pytestmark = pytest.mark.one_database
NBSP, NARROW = "\u00a0", "\u202f"


class Case(NamedTuple):
    """What is refused is told by its line and some of its words."""

    text: str | bytes
    stored: list[tuple[Any, ...]]
    refused: dict[int, str]
    columns: tuple[str, ...] = ("key",)
    table: str = "accounts"
    kind: Kind = "accounts"
    map: str = ""
    before: str = ""


async def check(shop: Shop, case: Case) -> None:
    if case.before:
        await take(shop, "accounts", case.before)
    report = await take(shop, case.kind, case.text, case.map or None)
    told = {each.line: str(each) for each in (*report.rejections, *report.no_records)}
    stored = await shop.rows(case.table, *case.columns)
    assert (stored, sorted(told)) == (case.stored, sorted(case.refused)), report.lines()
    for line, words in case.refused.items():
        assert words in told[line]


# -- money


MONEY = {
    "swiss": (
        "key;name;arr\na;A;CHF 12’500.–\nb;B;1'200.00 CHF\nc;C;EUR 12.500,--\n",
        {"a": (Decimal(12500), "CHF"), "b": (Decimal(1200), "CHF"), "c": (Decimal(12500), "EUR")},
        {},
    ),
    "french": (
        f"key;name;arr;currency\na;A;12{NARROW}500,00{NBSP}€;EUR\nb;B;7{NBSP}000,5;EUR\nc;C;−1{NBSP}200,00;EUR\n",
        {"a": (Decimal(12500), "EUR"), "b": (Decimal("7000.50"), "EUR")},
        {4: "is negative"},
    ),
    "indian, japanese and brazilian": (
        'key,name,arr,currency\na,A,"₹12,34,567.00",\nb,B,"¥1,200,000",JPY\nc,C,"R$ 1,234.50",\nd,D,"¥900,000",\n',
        {"a": (Decimal(1234567), "INR"), "b": (Decimal(1200000), "JPY"), "c": (Decimal("1234.50"), "BRL")},
        {5: "JPY"},
    ),
    "scandinavian and polish": (
        f"key;name;arr;currency\na;A;kr 7.500,00;DKK\nb;B;12{NBSP}500,00 zł;\nc;C;1 250 000:-;SEK\nd;D;500 kr;\n",
        {"a": (Decimal(7500), "DKK"), "b": (Decimal(12500), "PLN"), "c": (Decimal(1250000), "SEK")},
        {5: "could be in"},
    ),
    "short for thousands and millions": (
        "key;name;arr;currency\na;A;1,5 Mio. €;\nb;B;€45k;EUR\nc;C;2.5m USD;\nd;D;12 Tsd. €;\n",
        {
            "a": (Decimal(1500000), "EUR"),
            "b": (Decimal(45000), "EUR"),
            "c": (Decimal(2500000), "USD"),
            "d": (Decimal(12000), "EUR"),
        },
        {},
    ),
    "without cents": (
        "key;name;arr\na;A;CHF 900.-\nb;B;500:- SEK\nc;C;CHF 12’500.—\nd;D;1:-5\ne;E;CHF -900.-\nf;F;SEK 500:-\n",
        {
            "a": (Decimal(900), "CHF"),
            "c": (Decimal(12500), "CHF"),
            "f": (Decimal(500), "SEK"),
            "b": (Decimal(500), "SEK"),
        },
        {5: "isn't a number", 6: "is negative"},
    ),
    "converted and per year": (
        'key,name,arr,currency\na,A,"EUR 45,000.00 (USD 49,500.00)",\nb,B,$500/mo,USD\nc,C,12k-15k,USD\nd,D,TBD,USD\n'
        'e,E,"5,000.00 DR",USD\nf,F,85%,USD\ng,G,AUD 900,USD\nh,H,A$ 900,\n',
        {"h": (Decimal(900), "AUD")},
        {2: "", 3: "", 4: "", 6: "", 7: "", 8: ""},
    ),
}


@pytest.mark.parametrize("name", MONEY)
async def test_money_of_other_countries(shop: Shop, name: str) -> None:
    text, found, refused = MONEY[name]
    report = await take(shop, "accounts", text)
    told = {each.line: str(each) for each in (*report.rejections, *report.no_records)}
    assert (await amounts(shop), sorted(told)) == (found, sorted(refused)), report.lines()
    for line, words in refused.items():
        assert words in told[line]


# -- dates


DATES: dict[str, tuple[list[str], list[tuple[int, int, int]]]] = {
    # what machines count
    "serials with a time": (["45383.75", "45384"], [(2024, 4, 1), (2024, 4, 2)]),
    "seconds with a fraction": (["1711958400.5", "1712044800.0"], [(2024, 4, 1), (2024, 4, 2)]),
    "serials with groups": (["45,383", "45,384"], []),
    "no marks": (["20240401", "20240402"], [(2024, 4, 1), (2024, 4, 2)]),
    "microseconds": (["1711958400000000", "1712044800000000"], []),
    # with a time
    "mac": (["4/1/2024, 8:55\u202fPM", "4/13/2024, 8:55\u202fAM"], [(2024, 4, 1), (2024, 4, 13)]),
    "german": (["01.04.2024 20:55 Uhr", "13.04.2024 08:05 Uhr"], [(2024, 4, 1), (2024, 4, 13)]),
    "ruby": (["2024-04-01 20:55:00 UTC", "2024-04-02 20:55:00 UTC"], [(2024, 4, 1), (2024, 4, 2)]),
    "postgres": (["2024-04-01 20:55:00+00", "2024-04-02 20:55:00.123+00"], [(2024, 4, 1), (2024, 4, 2)]),
    "mail": (["Mon, 01 Apr 2024 20:55:00 +0000", "Tue, 02 Apr 2024 08:00:00 +0000"], [(2024, 4, 1), (2024, 4, 2)]),
    "javascript": (["Mon Apr 01 2024 20:55:00 GMT+0200", "Tue Apr 02 2024 20:55:00 GMT+0200"],
     [(2024, 4, 1), (2024, 4, 2)]),
    "dutch": (["01-04-2024 20:55", "13-04-2024 08:00"], [(2024, 4, 1), (2024, 4, 13)]),
    "japanese": (["2024/04/01 20:55", "2024/04/13 8:05"], [(2024, 4, 1), (2024, 4, 13)]),
    "british": (["1 April 2024 at 8:55 pm", "13 April 2024 at 8:05 am"], [(2024, 4, 1), (2024, 4, 13)]),
    "ordinal": (["April 1st, 2024", "April 13th, 2024"], [(2024, 4, 1), (2024, 4, 13)]),
    "oracle": (["01-APR-24", "13-APR-24"], [(2024, 4, 1), (2024, 4, 13)]),
    "german months": (["1. April 2024", "13. Mai 2024"], [(2024, 4, 1), (2024, 5, 13)]),
    "french months": (["1 avr. 2024", "13 mai 2024"], [(2024, 4, 1), (2024, 5, 13)]),
    "spanish months": (["1 de enero de 2024", "13 de diciembre de 2024"], [(2024, 1, 1), (2024, 12, 13)]),
    "dutch months": (["1 mrt 2024", "13 okt 2024"], [(2024, 3, 1), (2024, 10, 13)]),
    "apple": (["Apr 1, 2024 at 8:55 PM", "Sept 13, 2024 at 8:05 AM"], [(2024, 4, 1), (2024, 9, 13)]),
    "numbers after a weekday": (["Mon, 01/04/2024", "Sat, 13/04/2024"], [(2024, 4, 1), (2024, 4, 13)]),
    "remarks": (["1 April 2024 (planned)", "13 April 2024 (tbc)"], []),
    "american or not": (["04/03/2024 08:55", "05/03/2024 09:00"], []),
    "quarter": (["Q1 2024", "FY24"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", DATES)
async def test_dates_of_other_programs(shop: Shop, name: str) -> None:
    cells, days = DATES[name]
    text = "key;name;started_on\n" + "".join(f"k{at};K;{cell}\n" for at, cell in enumerate(cells))
    report = await take(shop, "accounts", text)
    if report.rejections and days:
        [advice] = {"dates:" + each.rpartition("dates:")[2] for each in reasons(report)}
        await follow(shop, "accounts", text, [advice])
    found = {key: day for key, day in await shop.rows("accounts", "key", "started_on") if day}
    assert found == {f"k{at}": date(*day) for at, day in enumerate(days)}


async def test_a_format_in_words_of_a_language(shop: Shop) -> None:
    text = "key;name;started_on\na;A;1 de mayo de 2024\nb;B;13 de abril de 2024\nc;C;1 de mayo de 2024 (previsto)\n"
    report = await take(shop, "accounts", text, 'dates: {started_on: "%d de %B de %Y"}')
    assert await shop.rows("accounts", "started_on") == [(date(2024, 5, 1),), (date(2024, 4, 13),), (None,)]
    assert [each.line for each in report.rejections] == [4]


async def test_moments_of_a_browser(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    text = "account,event,at\na,contact,Mon Apr 01 2024 20:55:00 GMT+0200 (Central European Summer Time)\n"
    [told] = reasons(await take(shop, "events", text))
    await follow(shop, "events", text, ["dates:" + told.rpartition("dates:")[2]])
    assert await shop.rows("account_events", "at") == [(datetime(2024, 4, 1, 18, 55, tzinfo=UTC),)]


# -- numbers


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([f"1{NARROW}250", f"1{NBSP}234,5"], [1250.0, 1234.5]),
        (["1'250", "1’234.5"], [1250.0, 1234.5]),
        (["1.250", "1.250.000"], [1250.0, 1250000.0]),
        (["1,250", "12,34,567"], [1250.0, 1234567.0]),
        (["1,250", "0,5"], [1.25, 0.5]),
        (["1.250", "12,5 %"], [1250.0, 12.5]),
        (["-1.250", "−7,5"], [-1250.0, -7.5]),
        (["1,250", "980", "12"], None),
        (["1.2345E+3", "7"], [1234.5, 7.0]),
        (["1,2345E+03", "7,5"], [1234.5, 7.5]),
        (["1.2345E+3", "7,5"], [1234.5, 7.5]),
    ],
)
async def test_numbers_of_other_countries(shop: Shop, cells: list[str], values: list[float] | None) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    text = "account;kpi;value\n" + "".join(f"a;k{at};{cell}\n" for at, cell in enumerate(cells))
    report = await take(shop, "kpis", text)
    if values is None:
        [told] = reasons(report)
        assert 'numbers: {value: {decimal: ","}} or numbers: {value: {decimal: "."}}' in told
        return
    assert await shop.rows("kpi_latest", "value") == [(value,) for value in values]


# -- titles


@pytest.mark.parametrize(
    ("text", "map", "words"),
    [
        ("Firma;Betrag;Firma;Betrag\n1;5;A;6\n", "columns: {key: Firma (1), name: Firma (2), arr: Betrag}", "Betrag"),
        ("E-Mail,Kunde,E-Mail,E-Mail\na@a.example,A,b@a.example,c@a.example\n",
         "columns: {key: Kunde, name: Kunde, csm_email: E-Mail}", "E-Mail (3)"),
        ("Key,name,Name\n1,A,B\n", "", "ame"),
        ("Id,Name,name \n1,A,B\n", "columns: {key: Id, name: NAME}", "ame"),
    ],
)  # fmt: skip
async def test_other_titles_that_stand_twice(shop: Shop, text: str, map: str, words: str) -> None:
    with pytest.raises(UserError) as refused:
        await take(shop, "accounts", text, map or None)
    assert words in refused.value.text


# -- what is no record, leftovers, cut off


CASES = {
    "psql": Case(
        " key | name  | arr \n-----+-------+-----\n a   | Alder | 500\n b   | Birch | 700\n(2 rows)\n\n",
        [("a", "Alder"), ("b", "Birch")], {2: "", 5: "1 of 3 cells"}, ("key", "name"), map="constants: {currency: USD}",
    ),
    "german pivot": Case(
        "Zeilenbeschriftungen;Summe von Betrag\nAlder;500\nBirch;700\n(Leer);\nGesamtergebnis;1200\n",
        [("Alder",), ("Birch",)], {4: "", 5: "a total"},
        map="columns: {key: Zeilenbeschriftungen, name: Zeilenbeschriftungen, arr: Summe von Betrag}\n"
        "constants: {currency: EUR}",
    ),
    "french pivot": Case(
        "Client;Montant\nAlder;500\n(vide);5\nTotal général;505\n", [("Alder",)], {3: "", 4: "a total"},
        map="columns: {key: Client, name: Client, arr: Montant}\nconstants: {currency: EUR}",
    ),
    "spanish, dutch, italian": Case(
        "key;name;tier\nAlder;A;\nTotal general;x;\nEindtotaal;x;\nTotale complessivo;x;\nTotaal;x;\nSuma;x;\n"
        "Gesamtsumme;x;\nZwischensumme;x;\nSous-total;x;\nSum;x;\n",
        [("Alder",)], dict.fromkeys(range(3, 12), "a total"),
    ),
    "footers in other languages": Case(
        "Kunde;Inhaber;Wert\nStand Alone GmbH;Dana;5\nRows & Co;;\nErstellt am 29.11.2026 von Dana;;\n"
        "Stand: 29.11.2026;;\nVertraulich;;\nSeite 1 von 3;;\nExporté le 29/11/2026;;\nGenerado el 29/11/2026;;\n"
        "2 Datensätze;;\nAnzahl: 2;;\nQuelle: CRM;;\n"
        "Gegenereerd op 29-11-2026;;\n(2 rows affected);;\n"
        "-- end --;;\n***;;\n3 Zeilen;Ann;7\n",
        [("Stand Alone GmbH",), ("Rows & Co",), ("3 Zeilen",)],
        dict.fromkeys(range(4, 17), "a report's footer"),
        map="columns: {key: Kunde, name: Kunde, arr: Wert}\nconstants: {currency: EUR}",
    ),
    "notes and headings between the rows": Case(
        "Client;Responsable;Montant\n— Région Nord —;;\nAlma;Zoé;1200\n** Région Sud **;;\nBrio - Sud;;\n"
        "NB : les montants sont HT;;\nRemarque : à revoir;;\n",
        [("Alma",), ("Brio - Sud",)],
        dict.fromkeys((2, 4, 6, 7), "a report's footer"),
        map="columns: {key: Client, name: Client, arr: Montant}\nconstants: {currency: EUR}",
    ),
    "power bi": Case(
        "key,name,arr\na,Alder,500\n\nApplied filters:\nRegion is EMEA\nStage is not Closed\n",
        [("a",)], {4: "1 of 3", 5: "1 of 3", 6: "1 of 3"}, map="constants: {currency: USD}",
    ),
    "salesforce summary": Case(
        "Account Owner,Account Name,ARR\nOwner One,Alder,500\n,Birch,700\nSubtotal,,1200\nCount,2,\n"
        "Total,Sum of ARR,1200\n,Count,2\n",
        [("Alder",), ("Birch",)], {4: "", 5: "", 6: "", 7: ""},
        map="columns: {key: Account Name, name: Account Name, arr: ARR}\nconstants: {currency: USD}",
    ),
    "errors in other languages": Case(
        "key;name;domain\n#NV;A;\nb;#BEZUG!;\nc;#WERT!;\nd;#N/D;\ne;#VALEUR!;\nf;#¿NOMBRE?;\ng;#VERW!;\nh;#ERROR!;\n"
        "i;I;#SPILL!\nj;#¡REF!;\nk;#VALOR!;\nl;L;l.example\n",
        [("i", None), ("l", "l.example")], dict.fromkeys(range(2, 13), "is an error of the spreadsheet"),
        ("key", "domain"),
    ),
    "placeholders in other languages": Case(
        "key;name;segment;tier;domain\na;A;(leer);k. A.;N/D\nb;B;undefined;(empty);(vide)\nc;C;keine Angabe;--;(leeg)\n"
        "d;D;(not set);(No value);nil\n",
        [(key, None, None, None) for key in "abcd"], {}, ("key", "segment", "tier", "domain"),
    ),
    "keys of other spreadsheets": Case(
        "key;name\n1,23457E+15;A\n1.2E5;B\n'00123;C\n=\"0042\";D\n9001,0;E\n7E10;F\n",
        [("1.2E5", "B"), ("00123", "C"), ("0042", "D"), ("7E10", "F")],
        {2: "isn't an id any more", 6: "isn't an id any more"}, ("key", "name"),
    ),
    "cut off in a quote": Case(
        'key,name,segment\na,Alder,retail\nb,"Birch, La', [("a", "Alder")], {3: ""}, ("key", "name"),
    ),
    "cut off in a letter": Case(
        "key,name,segment\na,Müller,retail\nb,Köln,retail\nc,Jö".encode()[:-1],
        [("a", "Müller"), ("b", "Köln")], {4: "2 of 3 cells"}, ("key", "name"),
    ),
    "a quote that nobody closed": Case(
        'key,name,segment\na,"Alder,retail\nb,Birch,retail\nc,Cedar,retail\n', [("b",), ("c",)], {2: ""},
    ),
    "inches": Case(
        'key,name,segment\na,5" Pipes,retail\nb,Birch,retail\nc,24" and 27" Displays,retail\n',
        [("a", '5" Pipes'), ("b", "Birch"), ("c", '24" and 27" Displays')], {}, ("key", "name"),
    ),
    "excel's unicode text": Case(
        'key\tname\tsegment\r\na\t"Müller, ""Rot"""\tretail\r\n'.encode("utf-16"), [("a", 'Müller, "Rot"')], {},
        ("key", "name"),
    ),
    "german titles above": Case(
        'Kundenliste;;;\n"Stand: 27.11.2026";;;\n;;;\nkey;name;segment;\na;Alder;retail;\n', [("a", "Alder")], {},
        ("key", "name"),
    ),
    "sep and a mark": Case(b"\xef\xbb\xbfsep=\t\r\nkey\tname\r\na\tAlder\r\n", [("a", "Alder")], {}, ("key", "name")),
    "comments above": Case(
        "# exported by tool 1.2\n# on 2026-11-29, by dana\nkey,name\na,Alder\n", [("a", "Alder")], {}, ("key", "name"),
    ),
    # references
    "german contacts by domain": Case(
        "Vorname;Nachname;E-Mail;Website\nAnn;Frost;ann@alder.example;HTTPS://WWW.Alder.example/de/\n"
        "Ben;Moss;ben@gmail.com;gmail.com\n;Solo;s@alder.example;alder.example\n",
        [("Ann Frost",), ("Solo",)], {3: "gmail.com"}, ("name",), "stakeholders", "stakeholders",
        "columns: {account: Website, name: [Vorname, Nachname], email: E-Mail}\nmatch: {account: [domain]}",
        "key,name,domain\n1,Alder,www.alder.example\n",
    ),
    "contacts by name": Case(
        "account,name\nALDER LANE GMBH,Ann\nAlder Lane,Ben\nMüller & Söhne,Cy\nMu\u0308ller & So\u0308hne,Di\n",
        [("Ann",), ("Cy",), ("Di",)], {3: "Alder Lane"}, ("name",), "stakeholders", "stakeholders",
        "match: {account: name}", "key,name\n1,Alder Lane GmbH\n2,Müller & Söhne\n",
    ),
    "contacts of several companies": Case(
        "Associated Company IDs,First Name,Last Name\n9001;9002,Ann,Rowe\n9003,Ben,\n",
        [("Ann Rowe",)], {3: "9003"}, ("name",), "stakeholders", "stakeholders",
        "columns: {account: Associated Company IDs, name: [First Name, Last Name]}\ntake: {account: first}",
        "key,name\n9001,A\n9002,B\n",
    ),
    "addresses as mail programs copy them": Case(
        "account,name,email\n1,\u202aAnn\u202c,\u202aANN@x.example\u200b\n1,Ben,mailto:ben@x.example\n"
        "1,Cy,Cy Lee <cy@x.example>\n1,Di,di@x.example; di@y.example\n",
        [("Ann", "ann@x.example"), ("Ben", "ben@x.example"), ("Cy", "cy@x.example"), ("Di", None)],
        {5: "isn't an e-mail address"},
        ("name", "email"), "stakeholders", "stakeholders", before="key,name\n1,A\n",
    ),
    # answers
    "answers of other tools": Case(
        "account,event,at,key\na,survey,2026-11-01,NPS: 9.0\na,survey,2026-11-02,nps 4 of 10\n"
        "a,survey,2026-11-03,csat 6\na,survey,2026-11-04,CSAT 4 von 5\n"
        "a,survey,2026-11-05,nps 110\na,survey,2026-11-06,Promoter\n",
        [("nps 9",), ("nps 4",), ("csat 4",)], {4: "off the scale", 6: "off the scale", 7: ""}, ("key",),
        "account_events", "events", before="key,name\na,A\n",
    ),
    # partial files
    "german losses": Case(
        "Kundennr.;Gekündigt am;Grund\n17;31.10.2026;Budget\n18;01.11.2026;Preis\n",
        [("17", "Alder", "churned", date(2026, 10, 31), "Budget")], {3: "needs a name"},
        ("key", "name", "status", "churned_on", "churn_reason"),
        map='columns: {key: Kundennr., churned_on: Gekündigt am, churn_reason: Grund}\ndates: {churned_on: "%d.%m.%Y"}',
        before="key,name\n17,Alder\n",
    ),
    "owners only": Case(
        "key,csm_email\n17,\n18,dana@us.example\n19,dana@us.example\n",
        [("17", "Alder", "mid"), ("18", "Birch", "mid")],
        {4: "needs a name"}, ("key", "name", "tier"), before="key,name,tier\n17,Alder,mid\n18,Birch,mid\n",
    ),
    # ids and marks
    "ids in letter case": Case(
        "account,kpi,value\n0015e0000123abc,use,1\n0015E0000123ABC,use,2\n0015e0000123abC,use,3\n",
        [(1.0,)], {3: "", 4: ""}, ("value",), "kpi_latest", "kpis", before="key,name\n0015e0000123abc,A\n",
    ),
    "marks that nobody sees": Case(
        "\ufeffkey,name\n\ufeffa,A\na\u200d,A\nb\u00ad,B\nc\u2060,C\n\u202ad\u202c,D\n e\u00a0,E\n",
        [("a",), ("b",), ("c",), ("d",), ("e",)], {3: ""},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_files_of_others(shop: Shop, name: str) -> None:
    await check(shop, CASES[name])


async def test_an_answer_is_the_same_however_its_number_is_written(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\n")
    for key, added in (("nps 9", 1), ("nps 9.0", 0), ("NPS: 9,0", 0), ("nps 9 von 10", 0)):
        report = await take(shop, "events", f"account;event;at;key\na;survey;2026-11-01;{key}\n")
        assert (report.added, report.rejected) == (added, 0)


async def test_a_word_in_front_that_is_no_total_can_be_said_so(shop: Shop) -> None:
    text = "Level,key,name\nAverage,a,A\nHigh,b,B\nAverage,c,C\n"
    told = reasons(await take(shop, "accounts", text))
    assert [each.split(":")[0] for each in told] == ["line 2", "line 4"]
    report = await follow(shop, "accounts", text, [told[0][told[0].index("records:") :]])
    assert (report.added, report.rejected) == (2, 0)


# -- what is named for what it is


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<html><body><table><tr><td>key</td><td>name</td></tr></table></body></html>', "HTML"),
        (b'{"records": [{"key": "a", "name": "A"}]}\n', "JSON"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>', "XML"),
        (b"\x1f\x8b\x08\x00" + bytes(40), "gzip"),
    ],
)  # fmt: skip
async def test_files_of_another_kind(shop: Shop, content: bytes, words: str) -> None:
    with pytest.raises(UserError) as refused:
        await take(shop, "accounts", content)
    assert words in refused.value.text


async def test_a_title_as_long_as_a_page(shop: Shop) -> None:
    with pytest.raises(UserError) as refused:
        await take(shop, "accounts", ("\u202eid\x00\x1b]0;x\x07" * 900 + "," + "Wert " * 900 + "\n1,A\n").encode())
    assert len(refused.value.text) < 600
    assert refused.value.text.isprintable()


async def test_a_workbook_of_another_program(shop: Shop) -> None:
    rows: list[Any] = [("Kunden Stand heute", None, None), ("key", "name", "arr"), (9001, "A", "12.500,00 €"),
                       ("1.23457E+15", "B", None), ("Gesamtergebnis", "x", 12500)]  # fmt: skip
    file = write_workbook(shop.folder / "x.xlsx", {"Tabelle1": Sheet(rows)})
    report = await take(shop, "accounts", file.read_bytes())
    assert await amounts(shop) == {"9001": (Decimal(12500), "EUR")}
    assert [each.line for each in report.rejections] == [4, 5]


# -- scales


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("a;adoption;85 %\nb;adoption;0,85\n", "adoption: line 2 says 85%, line 3 0.85"),
        ("a;adoption;0.4\nb;adoption;40.0%\na;seats;1\n", "adoption: line 3 says 40%, line 2 0.4"),
        ("a;adoption;0.4\nb;adoption;0.85\na;churn;2 %\n", ""),
    ],
)
async def test_scales_of_others(shop: Shop, rows: str, words: str) -> None:
    await take(shop, "accounts", "key,name\na,A\nb,B\n")
    report = await take(shop, "kpis", f"account;kpi;value\n{rows}")
    told = [each for each in report.messages if "hundred times" in each]
    assert told[0].startswith(words) if words else not told, report.lines()


async def test_a_wide_file_of_shares(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\na,A\nb,B\n")
    map = yaml.safe_load("columns: {account: Id}\nmelt: {adoption: Adoption %, nps: NPS}")
    report = await take(shop, "kpis", "Id,Adoption %,NPS\na,62%,45\nb,0.62,-120\n", map)
    assert any("line 2 says 62%, line 3 0.62" in each for each in report.messages), report.lines()
    assert [each.line for each in report.rejections] == [3]


# -- contracts


@pytest.mark.both_databases
async def test_terms_of_another_program(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\n9001,A\n")
    text = (
        "Kunde;Produkt;Beginn;Ende;Betrag;Ergebnis\n9001;Pro;01.01.2027;31.12.2027;7.000,00 €;\n"
        "9001;Pro;01.01.2025;31.12.2025;5.000,00 €;verlängert\n9001;Pro;01.01.2026;31.12.2026;6.000,00 €;\n"
    )
    map = (
        "columns: {account: Kunde, product: Produkt, starts_on: Beginn, ends_on: Ende, amount: Betrag, "
        "outcome: Ergebnis}\n"
        'dates: {starts_on: "%d.%m.%Y", ends_on: "%d.%m.%Y"}\nvalues: {outcome: {verlängert: renewed}}'
    )
    report = await take(shop, "contracts", text, map)
    assert (report.added, report.rejected) == (3, 0), report.lines()
    found = await shop.rows("contracts", "starts_on", "amount", "retired", "outcome")
    assert sorted(found) == [
        (date(2025, 1, 1), Decimal(5000), True, "renewed"), (date(2026, 1, 1), Decimal(6000), False, "renewed"),
        (date(2027, 1, 1), Decimal(7000), True, None),
    ]  # fmt: skip
    assert set(await shop.rows("contracts", "currency")) == {("EUR",)}
    assert (await take(shop, "contracts", text, map)).unchanged == 3


async def test_two_lines_of_one_term(shop: Shop) -> None:
    await take(shop, "accounts", "key,name\n9001,A\n")
    text = (
        "account,product,starts_on,ends_on,amount,currency\n9001,Pro,2026-01-01,2026-12-31,6000,USD\n"
        "9001,Pro,2026-01-01,2026-12-31,900,USD\n"
    )
    report = await take(shop, "contracts", text)
    assert [str(each).partition(",")[0] for each in report.rejections] == [
        'line 3: product "Pro" stands in line 2 already'
    ]
    assert await shop.rows("contracts", "amount") == [(Decimal(6000),)]
