"""Words that say there is no date, amount or address yet: read as not known, and said; a guess writes them down."""

from datetime import date
from typing import Any

import pytest

from bot.ingest.guessing.guess_file import guess_file
from bot.ingest.reading.records.not_known import says_not_known
from tests.ingest.conftest import Shop

WORDS = (
    "unbefristet|Unbefristet.|auf Anfrage|open-ended|TBD|?|sur demande|À DÉTERMINER|bajo petición|op aanvraag|n.v.t.|"
    "bezterminowo|無期限|31.12.9999|9999-12-31T00:00:00Z|00.00.0000|tills vidare"
)


@pytest.mark.parametrize("word", WORDS.split("|"))
def test_words_that_say_so(word: str) -> None:
    assert says_not_known(word)


@pytest.mark.parametrize("word", ["31.12.26", "free", "gratis", "0", "31.12.2999x", "soon", "1", "§", "x", "X"])
def test_words_that_may_say_something(word: str) -> None:
    assert not says_not_known(word)


@pytest.mark.both_databases
async def test_they_are_read_as_not_known_and_the_report_says_so(shop: Shop) -> None:
    text = (
        "key;name;domain;arr;renewal_on;csm_email\na;Alder;unbekannt;auf Anfrage;unbefristet;ana@x.example\n"
        "b;Birch;birch.example;1200;2026-12-31;TBD\nc;Cedar;;tbd;unbefristet;\n"
    )
    report = await shop.take("accounts", text, map={"constants": {"currency": "EUR"}})
    assert (report.added, report.rejected) == (3, 0)
    assert 'renewal_on: "unbefristet" (2 rows) read as not known.' in report.notes
    assert 'arr: "auf Anfrage" (1 row) and "tbd" (1 row) read as not known.' in report.notes
    assert await shop.rows("contracts", "amount", "ends_on") == [(1200, date(2026, 12, 31))]


async def test_in_every_other_kind_of_file(shop: Shop) -> None:
    await shop.take("accounts", "key,name\na,A\nb,B\n")
    report = await shop.take(
        "contracts", "account,product,ends_on,notice_on,amount\na,Core,open,n. v.,on request\nb,Core,2027-01-31,,5\n"
    )
    assert (report.added, report.rejected) == (2, 0), report.lines()
    report = await shop.take("stakeholders", "account,name,email\na,Dana,unbekannt\nb,Eve,aucun\n")
    assert (report.added, report.rejected) == (2, 0), report.lines()
    report = await shop.take("kpis", "account,kpi,value\na,nps,pending\nb,nps,9\n")
    assert (report.added, report.skipped, report.rejected) == (1, 1, 0), report.lines()
    report = await shop.take("tickets", "account,key,subject,opened_at,closed_at\na,7,Slow,2026-01-02,noch offen\n")
    assert (report.added, report.rejected) == (1, 0), report.lines()
    words = "account,product,auto_renew\nb,More,keine\n"
    refused = (await shop.take("contracts", words)).rejections
    assert "values: {auto_renew:" in refused[0].reason, "yes or no is somebody's to say"


async def test_a_guess_writes_them_down_and_every_way_a_date_is_written(shop: Shop) -> None:
    rows = "".join(
        f"{number};Firma {number};{day};{value}\n"
        for number, (day, value) in enumerate(
            [("unbefristet", "1.200,50"), ("31.12.26", "auf Anfrage"), ("unbefristet", "900,00")]
            + [("14.03.2027", "1.000,00"), ("1.4.2027", "k.A.")] * 2,
            1000,
        )
    )
    file = shop.file(f"Kunden-Nr.;Firma;Vertragsende;Jahreswert\n{rows}")
    guess = guess_file("accounts", file)
    assert guess.raw["values"] == {"arr": {"auf Anfrage": ""}, "renewal_on": {"unbefristet": ""}}
    assert guess.raw["dates"] == {"renewal_on": ["%d.%m.%Y", "%d.%m.%y"]}
    report = await shop.take("accounts", file.read_bytes(), map=guess.raw)
    assert (report.added, report.rejected) == (7, 0), report.lines()
    ends: list[Any] = await shop.rows("contracts", "ends_on", where="ends_on is not null")
    assert ends[0] == (date(2026, 12, 31),)
