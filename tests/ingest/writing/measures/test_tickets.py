"""The tickets file: opened, closed and moved by key, and how many are open is counted from it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.store.tables import PlaybookVersion
from tests.given.book import NOW
from tests.ingest.conftest import ACCOUNTS, FILE_TIME, Shop

pytestmark = pytest.mark.one_database

FILE = """account,key,subject,opened_at,closed_at,link,priority
acme,T-1,Import broken,2025-12-24T10:00:00Z,,https://desk.example/T-1,high
acme,T-2,Slow report,2026-01-02,,,
globex,T-3,Login,2026-01-03,2026-01-04,,low
"""


async def counts(shop: Shop) -> list[tuple]:
    return await shop.rows("kpi_latest", "account_id", "value", "observed_at", where="kpi = 'open-tickets'")


@pytest.fixture
async def desk(shop: Shop) -> Shop:
    await shop.take("accounts", ACCOUNTS)
    return shop


@pytest.mark.both_databases
async def test_a_later_file_closes_changes_and_moves_them_by_key(desk: Shop) -> None:
    acme, globex = (await desk.account()).id, (await desk.account("globex")).id
    report = await desk.take("tickets", FILE)
    assert (report.added, report.touched) == (3, {acme, globex})
    assert report.lines()[0].endswith("3 tickets new, 0 changed, 0 as before.")
    rows = await desk.rows("tickets", "account_id", "key", "subject", "opened_at", "closed_at", "link", "priority")
    assert rows[0] == (acme, "T-1", "Import broken", datetime(2025, 12, 24, 10, tzinfo=UTC), None,
                       "https://desk.example/T-1", "high")  # fmt: skip
    assert await counts(desk) == [(acme, 2, FILE_TIME), (globex, 0, FILE_TIME)]

    again = await desk.take("tickets", FILE)
    assert (again.added, again.changed, again.unchanged, again.touched) == (0, 0, 3, set())

    later = FILE_TIME + timedelta(days=1)
    changed = FILE.replace("10:00:00Z,,", "10:00:00Z,2026-01-06,").replace("acme,T-2", "globex,T-2")
    report = await desk.take("tickets", changed, file_time=later)
    assert (report.added, report.changed, report.unchanged) == (0, 2, 1)
    assert await counts(desk) == [(acme, 0, later), (globex, 1, later)]

    await desk.take("tickets", "account,key,opened_at\nacme,T-1,2025-12-24T10:00:00Z\n", file_time=later)
    assert (await desk.rows("tickets", "subject", "closed_at"))[0] == (
        "Import broken",
        datetime(2026, 1, 6, tzinfo=UTC),
    )
    await desk.take("tickets", FILE, file_time=later + timedelta(days=1))
    assert (await desk.rows("tickets", "closed_at"))[0] == (None,)  # opened again
    assert await counts(desk) == [(acme, 2, later + timedelta(days=1)), (globex, 0, later + timedelta(days=1))]


async def test_the_count_comes_from_the_tickets_where_they_are_known(desk: Shop) -> None:
    await desk.take("tickets", FILE)
    acme, globex = (await desk.account()).id, (await desk.account("globex")).id
    await desk.take("accounts", "key,name\ninitech,Initech\n")
    initech = (await desk.account("initech")).id
    kpis = "account,kpi,value,observed_at\n" + "".join(
        f"{account},{kpi},{value},{day}\n"
        for account, kpi, value, day in (
            ("acme", "open-tickets", 9, "2026-01-06"),
            ("acme", "open-tickets", 4, "2025-12-30"),  # what was before the tickets came
            ("acme", "nps", 30, "2026-01-06"),
            ("initech", "open-tickets", 7, "2026-01-06"),
        )
    )
    report = await desk.take("kpis", kpis, now=NOW + timedelta(days=1))
    assert (report.added, report.unchanged) == (3, 1)
    assert "Not taken: open-tickets of 1 account whose tickets are on record, and are counted." in report.notes
    day = datetime(2026, 1, 6, tzinfo=UTC)
    assert await counts(desk) == [(acme, 2, FILE_TIME), (globex, 0, FILE_TIME), (initech, 7, day)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("nobody,T-1,x,2026-01-02,,,", "isn't the key of an account here"),
        ("acme,T-1,x,2026-01-02,2026-01-01,,", "is before it was opened (2026-01-02)"),
        ("acme,T-1,x,2027-01-02,,,", "is in the future"),
        ("acme,T-1,x,2026-01-02,2027-01-01,,", "is in the future"),
        ("acme,,x,2026-01-02,,,", "is empty"),
    ],
)
async def test_what_is_wrong_is_left_out_with_its_reason(desk: Shop, row: str, why: str) -> None:
    report = await desk.take(
        "tickets", f"{FILE.splitlines()[0]}\n{row}\nacme,T-9,y,2026-01-02,,,\nacme,T-9,z,2026-01-02,,,\n"
    )
    assert why in str(report.rejections[0])
    assert "stands in line 3 already" in str(report.rejections[-1])
    assert (report.added, report.rejected) == (1, 2)


@pytest.mark.parametrize(
    ("row", "why", "column"),
    [
        ("x,2026-01-02,,javascript:alert(1),", "isn't an address that begins with https://", "link"),
        ("x,2026-01-02,,https://a.example/|x>,", "isn't an address that begins with https://", "link"),
        ("=A1,2026-01-02,,,", "is a formula", "subject"),
    ],
)
async def test_a_bad_link_or_subject_is_left_out_and_the_ticket_isnt(
    desk: Shop, row: str, why: str, column: str
) -> None:
    report = await desk.take("tickets", f"{FILE.splitlines()[0]}\nacme,T-1,{row}\n")
    assert why in str(report.rejections[0])
    assert (report.added, report.rejected, report.cells) == (1, 0, 1)
    assert await desk.rows("tickets", column) in ([(None,)], [("",)])


async def test_an_older_file_that_comes_again_leaves_count_and_tickets_alike(desk: Shop) -> None:
    acme = (await desk.account()).id
    await desk.take("tickets", FILE)
    older = FILE_TIME - timedelta(days=3)
    await desk.take("tickets", FILE.replace("2026-01-02,,", "2026-01-02,2026-01-03,"), file_time=older)
    assert (await counts(desk))[0] == (acme, 1, FILE_TIME)


async def test_without_a_kpi_that_counts_them_tickets_are_kept_all_the_same(desk: Shop) -> None:
    async with desk.store.everywhere(writes=True) as connection:
        for number, source in await connection.execute(select(PlaybookVersion.id, PlaybookVersion.source)):
            bare = {name: part for name, part in source.items() if name != "before_renewal"}
            table = PlaybookVersion.__table__
            await connection.execute(table.update().where(table.c.id == number).values(source=bare))
    report = await desk.take("tickets", FILE)
    assert report.added == 3
    assert await counts(desk) == []
