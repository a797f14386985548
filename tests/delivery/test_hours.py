"""When a digest is due, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.calendar import moment, zone
from bot.delivery.hours import reader_on, working_day
from bot.delivery.schedule.slots import due_slots
from bot.store.tables import Person


def person(number: int = 1, **more: object) -> Person:
    values = {
        "id": number, "name": f"P{number}", "timezone": "Europe/Berlin", "digest_at": "08:00", "digest_days": "12345",
        "work_from": "09:00", "work_to": "18:00", "away_until": None, "cover_id": None,
    }  # fmt: skip
    return Person(**(values | more))


def local(moment: datetime, where: str) -> str:
    return moment.astimezone(zone(where)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("day", "at", "where", "expected"),
    [
        (date(2026, 3, 29), "02:30", "Europe/Berlin", "2026-03-29 03:00"),
        (date(2026, 3, 29), "02:00", "Europe/Berlin", "2026-03-29 03:00"),
        (date(2026, 3, 29), "00:00", "Asia/Beirut", "2026-03-29 01:00"),
        (date(2026, 3, 29), "00:45", "Asia/Beirut", "2026-03-29 01:00"),
        (date(2023, 10, 1), "00:30", "America/Asuncion", "2023-10-01 01:00"),
        (date(2026, 10, 4), "02:15", "Australia/Lord_Howe", "2026-10-04 02:30"),
    ],
)
def test_an_hour_that_the_clocks_skip_becomes_the_first_moment_after_the_gap(
    day: date, at: str, where: str, expected: str
) -> None:
    assert local(moment(day, at, where), where) == expected


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    found = moment(date(2026, 10, 25), "02:30", "Europe/Berlin")
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["Europe/Berlin", "Asia/Beirut", "America/Asuncion", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("at", ["00:00", "02:30", "08:00", "23:59"])
def test_over_a_year_of_hourly_ticks_every_local_day_gets_exactly_one_digest(where: str, at: str) -> None:
    someone = person(timezone=where, digest_at=at, digest_days="1234567")
    start = datetime(2023, 1, 10, tzinfo=UTC)
    days: list[date] = []
    for hour in range(0, 365 * 24, 7):
        after = start + timedelta(hours=hour)
        days += [due.local_date for due in due_slots(someone, {1: someone}, "UTC", after, after + timedelta(hours=7))]
    assert len(days) == len(set(days))
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in (364, 365, 366)


def test_working_hours_are_local_and_end_sharp() -> None:
    someone = person()
    tuesday = date(2026, 1, 6)
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 7, 59, tzinfo=UTC)) is None
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 8, 0, tzinfo=UTC)) == tuesday
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 16, 59, tzinfo=UTC)) == tuesday
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 17, 0, tzinfo=UTC)) is None
    assert working_day(someone, "UTC", datetime(2026, 1, 10, 12, 0, tzinfo=UTC)) is None  # a Saturday


def test_hours_past_midnight_belong_to_the_day_they_began() -> None:
    night = person(work_from="22:00", work_to="06:00")
    assert working_day(night, "UTC", datetime(2026, 1, 10, 2, 0, tzinfo=UTC)) == date(2026, 1, 9)  # Friday's
    assert working_day(night, "UTC", datetime(2026, 1, 11, 2, 0, tzinfo=UTC)) is None  # Saturday's


def test_without_a_zone_of_their_own_people_live_in_the_workspaces() -> None:
    someone = person(timezone=None)
    due = due_slots(someone, {1: someone}, "Asia/Tokyo", datetime(2026, 1, 5, 20, tzinfo=UTC),
                    datetime(2026, 1, 6, 0, tzinfo=UTC))  # fmt: skip
    assert [one.due_at for one in due] == [datetime(2026, 1, 5, 23, tzinfo=UTC)]


def test_a_cover_who_is_away_hands_on_and_a_circle_ends() -> None:
    day = date(2026, 1, 6)
    first, second, third = person(1, away_until=date(2026, 1, 9), cover_id=2), person(2), person(3)
    people = {1: first, 2: second, 3: third}
    assert reader_on(day, first, people) is second
    second.away_until, second.cover_id = date(2026, 1, 8), 3
    assert reader_on(day, first, people) is third
    second.cover_id = 1
    assert reader_on(day, first, people) is None
    assert reader_on(date(2026, 1, 9), first, people) is first  # back on this day
