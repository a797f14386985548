"""Days and moments, whatever the clocks do."""

from datetime import UTC, date, datetime

import pytest

from bot.calendar import moment, zone


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
