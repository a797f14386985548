"""Measurements, and what happened."""

from datetime import UTC, datetime, timedelta

from tests.ingest.conftest import ACCOUNTS, FILE_TIME, NOW, Shop

KPIS = "account,kpi,value,observed_at\nacme,weekly-use,62,2026-01-04\nacme,weekly-use,41%,2026-01-05T20:00:00Z\n"


async def test_every_measurement_is_kept_and_the_newest_is_at_hand(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("kpis", KPIS)
    assert (report.added, report.touched) == (2, {1})
    newest = datetime(2026, 1, 5, 20, tzinfo=UTC)
    assert await shop.rows("kpi_latest", "kpi", "value", "observed_at") == [("weekly-use", 41.0, newest)]
    assert await shop.rows("kpi_observations", "value") == [(62.0,), (41.0,)]


async def test_an_older_measurement_never_takes_the_newest_ones_place(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("kpis", KPIS)
    report = await shop.take("kpis", "account,kpi,value,observed_at\nacme,weekly-use,80,2026-01-01\n")
    assert (report.added, report.touched) == (1, set())
    assert await shop.rows("kpi_latest", "value") == [(41.0,)]


async def test_the_same_moment_again_replaces_the_value(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("kpis", KPIS)
    report = await shop.take("kpis", KPIS.replace("41%", "43"))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert await shop.rows("kpi_latest", "value") == [(43.0,)]
    assert await shop.rows("kpi_observations", "value") == [(62.0,), (43.0,)]


async def test_without_a_moment_it_is_the_files(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("kpis", "account,kpi,value\nacme,exported-report,3\n")
    assert await shop.rows("kpi_latest", "kpi", "observed_at") == [("exported-report", FILE_TIME)]


async def test_a_figure_of_one_product_stands_beside_the_accounts_own(shop: Shop) -> None:
    # method: C14
    await shop.take("accounts", ACCOUNTS)
    rows = "acme,weekly-use,,62\nacme,weekly-use,Alerts,12\nacme,weekly-use,Reports,71\n"
    report = await shop.take("kpis", f"account,kpi,product,value\n{rows}")
    assert (report.added, report.rejected, report.warnings) == (3, 0, 0)
    found = await shop.rows("kpi_latest", "kpi", "value")
    assert sorted(found) == [("weekly-use", 62.0), ("weekly-use/Alerts", 12.0), ("weekly-use/Reports", 71.0)]


async def test_a_row_without_a_value_measures_nothing_and_is_no_mistake(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("kpis", "account,kpi,value\nacme,nps,\nglobex,nps,7\nacme,nps,x\n,nps,\n")
    assert (report.rows, report.added, report.rejected) == (4, 1, 1)
    assert [str(each) for each in report.rejections] == ['line 4: value "x" isn\'t a number']


async def test_one_kpi_twice_at_one_moment_in_a_file_is_taken_once(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    day = "2026-01-05"
    report = await shop.take("kpis", f"account,kpi,value,observed_at\nacme,nps,7,{day}\nacme,nps,9,{day}\n")
    assert (report.added, report.rejected) == (1, 1)
    assert str(report.rejections[0]) == 'line 3: kpi "nps" stands in line 2 already, for this account and moment'
    assert await shop.rows("kpi_latest", "value") == [(7.0,)]


async def test_a_score_off_its_surveys_scale_is_rejected(shop: Shop) -> None:
    # method: C5
    await shop.take("accounts", ACCOUNTS)
    keys = ("nps 99", "csat 55", "csat 0", "nps 0", "nps 10", "csat 4.5", "ces 70")
    rows = "".join(f"acme,survey,2026-01-0{n},{key}\n" for n, key in enumerate(keys, 1) if n < 7)
    report = await shop.take("events", f"account,event,at,key\n{rows}globex,survey,2026-01-05,{keys[-1]}\n")
    assert report.added == 4
    assert [str(each) for each in report.rejections] == [
        'line 2: key "nps 99" is off the scale: NPS goes from 0 to 10',
        'line 3: key "csat 55" is off the scale: CSAT goes from 1 to 5',
        'line 4: key "csat 0" is off the scale: CSAT goes from 1 to 5',
    ]


async def test_a_kpi_the_playbook_does_not_know_is_kept_with_a_hint(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("kpis", "account,kpi,value\nacme,weekly_use,3\nglobex,weekly_use,4\nacme,nps,5\n")
    assert (report.added, report.warnings) == (3, 1)
    assert report.messages == [
        'KPI "weekly_use" is kept, but no health score, milestone or rule of laer uses it: '
        "if it is weekly-use, call it so in the file or the map; else name it in the playbook, or leave it as it is"
    ]


async def test_what_lies_in_the_future_is_rejected(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    soon = (NOW + timedelta(days=2)).isoformat()
    report = await shop.take("kpis", f"account,kpi,value,observed_at\nacme,nps,1,{soon}\nacme,nps,2,2026-01-06\n")
    assert (report.added, report.rejections[0].column, report.rejections[0].reason) == (
        1,
        "observed_at",
        "is in the future",
    )
    report = await shop.take("events", f"account,event,at,note\nacme,note,{soon},x\nacme,note,2026-01-06,y\n")
    assert (report.added, report.rejections[0].column) == (1, "at")
