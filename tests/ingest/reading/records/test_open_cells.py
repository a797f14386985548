"""A date or an amount that can't be read costs itself: the customer and the contact go in, and what is left out is
told once for all of it, with a line of a map that settles all of it."""

from datetime import date

import pytest
import yaml

from tests.ingest.conftest import Shop

CUSTOMERS = """key,name,arr,currency,renewal_on,term_months,started_on,status
1,Alder,12000,EUR,2027-01-31,12,2025-02-01,active
2,Birch,about 5 apples,EUR,end of Jan 2027,12,2026-02-01,active
3,Cedar,a lot,EUR,2027-03-31,12,2026-04-01,active
4,Dogwood,9000,Eurodollars,2027-04-30,12,2026-05-01,active
5,Elm,100,EUR,2027-05-31,12,2026-06-01,gone
"""


@pytest.mark.both_databases
async def test_a_cell_that_cant_be_read_leaves_out_itself_and_what_hangs_on_it(shop: Shop) -> None:
    report = await shop.take("accounts", CUSTOMERS)
    assert (report.added, report.rejected, report.cells) == (4, 1, 4)  # only the status says whether it is a customer
    assert await shop.rows("accounts", "name", "started_on") == [
        ("Alder", date(2025, 2, 1)), ("Birch", date(2026, 2, 1)), ("Cedar", date(2026, 4, 1)),
        ("Dogwood", date(2026, 5, 1)),
    ]  # fmt: skip
    assert await shop.rows("contracts", "account_id", "amount", "currency", "ends_on") == [
        (1, 12000, "EUR", date(2027, 1, 31)),  # Birch's end is no guess of ours where the file says another one
        (3, None, None, date(2027, 3, 31)),
        (4, None, None, date(2027, 4, 30)),  # nobody knows of which money it is
    ]
    assert report.rejected_file is not None
    assert len(report.rejected_file.read_text().splitlines()) == 5


async def test_what_was_known_stays_as_it_was(shop: Shop) -> None:
    await shop.take("accounts", "key,name,arr,currency\n1,Alder,12000,EUR\n")
    await shop.take("accounts", "key,name,arr,currency\n1,Alder,twelve,USD\n")
    await shop.take("accounts", "key,name,arr,currency\n1,Alder,13000,Eurodollars\n")
    assert await shop.rows("contracts", "amount", "currency") == [(12000, "EUR")]


async def test_one_kind_of_fault_is_one_line_with_one_advice(shop: Shop) -> None:
    report = await shop.take("accounts", CUSTOMERS)
    said = "\n".join(report.lines())
    assert "Left out: 4 cells; the rest of those rows went in" in said
    advice = 'if those are no values, say so in the map, values: {arr: {"about 5 apples": "", "a lot": ""}}'
    assert f'lines 3 and 4: arr ("about 5 apples", "a lot") isn\'t a number; {advice}' in said
    mended = {"values": {"arr": {"about 5 apples": "", "a lot": ""}}}
    assert "arr" not in {each.column for each in (await shop.take("accounts", CUSTOMERS, map=mended)).rejections}
    marks = "key,name,arr,currency\n6,F,24.000,EUR\n7,G,18.500,EUR\n"
    two = [line for line in (await shop.take("accounts", marks)).lines() if "could be" in line]
    assert len(two) == 1
    assert 'arr ("24.000", "18.500") could be 24.000 or 24000, 18.500 or 18500: say which mark' in two[0]


STAGES = """key,name,tier,stage,parent
1,Alder,gold,land,
2,Birch,gold,Ad-opt,
3,Cedar,silver,Ad-opt,3
4,Dogwood,silver,Discovery Call,
5,Elm,silver,"Closed, won",1
"""


@pytest.mark.both_databases
async def test_a_stage_that_is_none_of_ours_costs_itself_and_its_advice_works(shop: Shop) -> None:
    report = await shop.take("accounts", STAGES)
    assert (report.added, report.rejected, report.cells, report.lacks_most) == (5, 0, 5, False)
    assert await shop.rows("accounts", "name", "tier", "entry_stage", "parent_id") == [
        ("Alder", "gold", "land", None), ("Birch", "gold", None, None), ("Cedar", "silver", None, None),
        ("Dogwood", "silver", None, None), ("Elm", "silver", None, 1),
    ]  # fmt: skip
    said = [line for line in report.lines() if "isn't a stage" in line]
    of = "isn't a stage of laer: land, adopt, expand, renew"
    assert said == [
        f'  lines 3 and 4: stage "Ad-opt" {of}; if adopt is meant, say so in the map, '
        'values: {stage: {"Ad-opt": adopt}}',
        f'  lines 5 and 6: stage ("Discovery Call", "Closed, won") {of}; say in the map which is meant, "" for none, '
        'such as values: {stage: {"Discovery Call": "", "Closed, won": ""}}',
    ]
    advised = yaml.safe_load("{" + said[0].partition("values: {stage: {")[2].rstrip("}") + "}")
    advised |= yaml.safe_load("{" + said[1].partition("values: {stage: {")[2].rstrip("}") + "}")
    report = await shop.take("accounts", STAGES, map={"values": {"stage": advised}})
    assert [each.column for each in report.rejections] == ["parent"]
    assert [stage for (stage,) in await shop.rows("accounts", "entry_stage")] == ["land", "adopt", "adopt", None, None]


async def test_a_playbook_that_is_none_takes_its_stage_along_and_no_customer(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,playbook,stage\n1,Alder,enterprize,land\n")
    assert (report.added, report.rejected, report.cells) == (1, 0, 1)
    assert "isn't a playbook" in str(report.rejections[0])
    assert await shop.rows("accounts", "name", "entry_stage") == [("Alder", None)]


async def test_what_isnt_needed_costs_no_row_of_any_kind(shop: Shop) -> None:
    long = "x" * 501
    report = await shop.take("accounts", f"key,name,segment,churn_reason,domain\n1,Alder,{long},,=1+1\n")
    assert (report.added, report.cells) == (1, 2)
    report = await shop.take("stakeholders", "account,name,persona,title\n1,Ann,sporty,CFO\n1,Ben,expert,CIO\n")
    assert (report.added, report.rejected, report.cells) == (2, 0, 1)
    assert 'values: {persona: {"sporty": ""}}' in "\n".join(report.lines())
    assert await shop.rows("stakeholders", "name", "title") == [("Ann", "CFO"), ("Ben", "CIO")]
    report = await shop.take("tickets", "account,key,opened_at,link\n1,T-1,2026-01-05,see mail\n")
    assert (report.added, report.rejected, report.cells) == (1, 0, 1)
    report = await shop.take("contracts", "account,product,ends_on,amount,auto_renew\n1,Suite,2027-01-31,900,maybe\n")
    assert (report.added, report.rejected, report.cells) == (1, 0, 1)
    assert await shop.rows("contracts", "amount", "auto_renew") == [(900, None)]


async def test_the_only_word_for_a_loss_is_never_left_out(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,churned_on\n1,Alder,gone in spring\n")
    assert (report.added, report.rejected) == (0, 1)  # without the day it would go in as a customer
    report = await shop.take("accounts", "key,name,status,churned_on\n1,Alder,churned,gone in spring\n")
    assert (report.added, report.cells) == (1, 1)
    assert await shop.rows("accounts", "name", "status") == [("Alder", "churned")]


async def test_a_contact_without_a_good_address_is_a_contact(shop: Shop) -> None:
    await shop.take("accounts", "key,name\n1,Alder\n")
    report = await shop.take("stakeholders", "account,name,email\n1,Ann,no e-mail\n1,Ben,ben@alder.example\n")
    assert (report.added, report.rejected, report.cells) == (2, 0, 1)


async def test_a_usage_file_with_a_bad_cell_a_row_lacks_no_rows(shop: Shop) -> None:
    await shop.take("accounts", "key,name\n1,Alder\n2,Birch\n")
    wide = {"melt": {"logins": "logins", "seats": "seats"}, "constants": {"observed_at": "2026-01-01"}}
    report = await shop.take("kpis", "account,logins,seats\n1,5,few\n2,7,many\n", map=wide)
    assert (report.added, report.rejected, report.cells) == (2, 0, 2)
    assert not report.lacks_most
    report = await shop.take("kpis", "account,logins,seats\n1,none of it,few\n2,7,1\n", map=wide)
    assert (report.rejected, report.cells) == (1, 0)


async def test_a_key_that_is_written_otherwise_is_named_and_never_taken(shop: Shop) -> None:
    await shop.take("accounts", "key,name\nA-1,Alder\nb 2,Birch\nc3,Cedar\nC3,Cedar Two\n")
    report = await shop.take("kpis", "account,kpi,value\na-1,nps,5\nB2,nps,6\nc 3,nps,7\n")
    assert (report.added, report.rejected) == (0, 3)
    assert [str(each).partition("; ")[2] for each in report.rejections] == [
        "did you mean A-1?",
        "did you mean b 2?",
        "did you mean C3 or c3?",
    ]
    [said] = [line for line in report.lines() if "lines 2 to 4" in line]
    assert "did you mean A-1, b 2, C3 or c3?" in said
