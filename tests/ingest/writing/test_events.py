"""What happened, from a file."""

from datetime import date

from sqlalchemy import delete, insert, update

from bot.store.tables import AccountEvent, MilestoneReached
from tests.ingest.conftest import ACCOUNTS, NOW, Shop

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


async def test_an_action_of_the_product_ticks_the_task_that_names_it(shop: Shop) -> None:
    # method: D13
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("events", "account,event,at,key\nacme,task_done,2025-12-02,source-connected\n")
    assert (report.added, report.rejected) == (1, 0), report.lines()
    assert await shop.rows("tasks_done", "task", "done_on", "by_id") == [("data-source-live", date(2025, 12, 2), None)]


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
        'note; other words can be translated in the map, such as values: {event: {"party": contact}}',
    ]
