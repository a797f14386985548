"""Days and moments, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.calendar import is_a_day, moment, zone


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


SKIPPED = [
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Fakaofo", date(2011, 12, 30)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("Pacific/Kiritimati", date(1994, 12, 31)),
    ("Pacific/Kanton", date(1994, 12, 31)),
]


@pytest.mark.parametrize(("where", "day"), SKIPPED)
def test_a_day_that_a_zone_skipped_is_none_there(where: str, day: date) -> None:
    around = [day + timedelta(days=step) for step in range(-3, 4)]
    assert [one for one in around if not is_a_day(one, where)] == [day]
    assert is_a_day(day, "Europe/Berlin")


def test_days_on_which_clocks_are_moved_are_days_all_the_same() -> None:
    for where in ("Europe/Berlin", "Asia/Beirut", "Australia/Lord_Howe", "America/Asuncion"):
        assert all(is_a_day(date(2026, 1, 1) + timedelta(days=step), where) for step in range(365))
