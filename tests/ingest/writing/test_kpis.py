"""Measurements, and what happened."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, insert, update

from bot.store.tables import AccountEvent, MilestoneReached
from tests.ingest.conftest import ACCOUNTS, FILE_TIME, NOW, Shop

KPIS = "account,kpi,value,observed_at\nacme,weekly-use,62,2026-01-04\nacme,weekly-use,41%,2026-01-05T20:00:00Z\n"
EVENTS = (
    "account,event,at,key,by,note\n"
    "acme,stage_entered,2025-12-01,Adopt,,\n"
    "acme,milestone_reached,2025-12-01T16:00:00Z,first-value,Olga@milepost.example,\n"
    "acme,task_done,2025-12-02,team-trained,Tim Teammate,\n"
    "acme,review,2025-12-03,EBR,,Went well\n"
    "acme,contact,2025-12-04,Dana Reyes,Pete from sales,Lunch\n"
    "acme,survey,2025-12-05,nps 9,,\n"
    "acme,note,2025-12-06,,,They move house\n"
)


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
    assert report.messages == ['KPI "weekly_use" is kept, but nothing in laer looks at it; did you mean weekly-use?']


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


async def test_every_kind_of_event_arrives(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", "account,name\nacme,Dana Reyes\n")
    report = await shop.take("events", EVENTS)
    assert (report.added, report.rejected) == (7, 0), report.lines()
    columns = ("kind", "key", "note", "by_id", "by_text", "stakeholder_id", "source", "period")
    assert await shop.rows("account_events", *columns) == [
        ("stage_entered", "adopt", "", None, None, None, "import", 1),
        ("milestone_reached", "first-value", "", shop.book.owner, None, None, "import", 1),
        ("task_done", "team-trained", "", shop.book.teammate, None, None, "import", 1),
        ("review", "ebr", "Went well", None, None, None, "import", 1),
        ("contact", "Dana Reyes", "Lunch", None, "Pete from sales", 1, "import", 1),
        ("survey", "nps 9", "", None, None, None, "import", 1),
        ("note", "", "They move house", None, None, None, "import", 1),
    ]


async def test_milestones_and_tasks_are_ticked_off_on_their_day(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("events", EVENTS)
    reached = await shop.rows("milestones_reached", "milestone", "reached_on", "via")
    assert reached == [("first-value", date(2025, 12, 1), "import")]
    assert await shop.rows("tasks_done", "task", "done_on", "by_id") == [
        ("team-trained", date(2025, 12, 2), shop.book.teammate)
    ]


async def test_a_milestone_passed_undated_gets_its_date_and_a_dated_one_keeps_it(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    known = {"workspace_id": 1, "period": 1, "milestone": "first-value"}
    await shop.set(insert(MilestoneReached).values(account_id=1, reached_on=None, via="entry", **known))
    await shop.set(insert(MilestoneReached).values(account_id=2, reached_on=date(2025, 11, 1), via="test", **known))
    await shop.take("events", EVENTS + "globex,milestone_reached,2025-12-24,first-value,,\n")
    assert await shop.rows("milestones_reached", "reached_on", "via") == [
        (date(2025, 12, 1), "import"), (date(2025, 11, 1), "test"),
    ]  # fmt: skip


async def test_an_event_undone_here_stays_undone(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("events", EVENTS)
    await shop.set(update(AccountEvent).values(undone_at=NOW))
    await shop.set(delete(MilestoneReached))
    report = await shop.take("events", EVENTS)
    assert (report.added, report.unchanged) == (0, 7)
    assert await shop.count("milestones_reached") == 0


async def test_two_notes_of_one_moment_are_two_and_a_double_is_one(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    text = "account,event,at,note\nacme,note,2026-01-01,a\nacme,note,2026-01-01,b\nacme,note,2026-01-01,a\n"
    report = await shop.take("events", text)
    assert (report.added, report.unchanged) == (2, 1)


async def test_events_that_name_nothing_known_are_rejected_with_what_is(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take(
        "events",
        "account,event,at,key\nacme,milestone_reached,2026-01-01,first-valu\nacme,task_done,2026-01-01,\n"
        "acme,stage_entered,2026-01-01,x\nacme,survey,2026-01-01,good\nacme,note,2026-01-01,\nacme,party,2026-01-01,\n",
    )
    assert [str(each) for each in report.rejections] == [
        'line 2: key "first-valu" isn\'t a milestone of laer; did you mean first-value?',
        "line 3: key isn't a task of laer",
        'line 4: key "x" isn\'t a stage of laer: land, adopt, expand, renew',
        'line 5: key "good" must be the survey and its score, such as "nps 9"',
        "line 6: note is empty",
        'line 7: event "party" isn\'t one of stage_entered, milestone_reached, task_done, review, contact, survey, '
        'note; other words can be translated in the map, such as values: {event: {"party": stage_entered}}',
    ]
