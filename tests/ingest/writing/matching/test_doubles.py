"""Two accounts that may be one customer are named, and never merged."""

from tests.ingest.conftest import Shop

FILE = "key,name,domain\n1,Alder GmbH,alder.example\n2,Birch,birch.example\n3,Alder Holding,alder.example\n4,BIRCH,\n"


async def test_the_same_domain_or_name_in_a_file_is_named_once(shop: Shop) -> None:
    report = await shop.take("accounts", FILE)
    assert (report.added, report.rejected) == (4, 0)
    assert report.messages == [
        "line 4: Alder Holding (key 3) has the domain of account 1 (line 2); they are two accounts. "
        "If it is one customer, leave one of them out",
        "line 5: BIRCH (key 4) has the name of account 2 (line 3); they are two accounts. "
        "If it is one customer, leave one of them out",
    ]
    assert (await shop.take("accounts", FILE)).messages == [], "once is enough"


async def test_one_that_was_here_before_is_named_too(shop: Shop) -> None:
    await shop.take("accounts", "key,name,domain\n1,Alder GmbH,alder.example\n")
    report = await shop.take("accounts", "key,name,domain\nx9,alder gmbh,www.alder.example\n")
    assert [each.partition(";")[0] for each in report.messages] == [
        "line 2: alder gmbh (key x9) has the domain of account 1"
    ]


async def test_a_daughter_that_names_its_parent_is_no_double(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,domain,parent\n1,Alder,a.example,\n2,Alder UK,a.example,1\n")
    assert (report.added, report.warnings) == (2, 0)
