"""Rows that the map leaves out are counted by their words, and are no rejected ones."""

import pytest

from bot.errors import UserError
from bot.ingest.reading.mapping import check_mapping
from tests.ingest.conftest import Shop

FILE = "key,name,arr,Type\n1,A,5,Customer\n2,B,x,Prospect\n3,C,6, Customer \n4,D,7,\n5,E,8,Prospect\n"


async def test_only_customers_go_in(shop: Shop) -> None:
    report = await shop.take("accounts", FILE, map={"only": {"Type": "Customer"}})
    assert (report.rows, report.added, report.rejected, report.passed) == (5, 2, 0, 3)
    assert report.notes[-1] == '3 rows left out, as the map asks, by Type: 2 "Prospect", 1 empty.'
    assert not report.lacks_most
    assert await shop.rows("accounts", "key") == [("1",), ("3",)]


async def test_several_columns_must_all_agree(shop: Shop) -> None:
    report = await shop.take("accounts", FILE, map={"only": {"Type": ["Customer", "Prospect"], "key": ["3", "5"]}})
    assert (report.added, report.passed) == (2, 3)


async def test_a_title_that_stands_twice_is_numbered(shop: Shop) -> None:
    file = "key,name,Type,Type\n1,A,Partner,Customer\n2,B,Customer,Partner\n"
    report = await shop.take("accounts", file, map={"only": {"Type (2)": "Customer"}})
    assert (report.added, report.passed) == (1, 1)
    assert await shop.rows("accounts", "key") == [("1",)]


async def test_a_title_that_isnt_there_is_named(shop: Shop) -> None:
    with pytest.raises(UserError, match=r'The map takes "Sort" \(only: Sort\)'):
        await shop.take("accounts", FILE, map={"only": {"Sort": "Customer"}})
    assert check_mapping({"only": {"Type": "Customer"}}, "kpis").only == {"Type": ("Customer",)}


async def test_that_most_rows_were_left_out_is_said_last(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,status\n1,A,x\n2,B,y\n3,C,active\n")
    assert report.lacks_most
    assert report.lines()[-1] == "Most rows were left out, 2 of 3: mend what stands above."
    assert not (await shop.take("accounts", "key,name,status\n1,A,x\n2,B,active\n")).lacks_most
    assert not (await shop.take("accounts", "key,name\n")).lacks_most
