"""When a digest is due, whatever the clocks do."""

from datetime import UTC, date, datetime

from bot.delivery.hours import People, reader_on, working_day
from bot.delivery.schedule.slots import DIGESTS, due_slots
from tests.given.rows import csm


def test_working_hours_are_local_and_end_sharp() -> None:
    someone = csm()
    tuesday = date(2026, 1, 6)
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 7, 59, tzinfo=UTC)) is None
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 8, 0, tzinfo=UTC)) == tuesday
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 16, 59, tzinfo=UTC)) == tuesday
    assert working_day(someone, "UTC", datetime(2026, 1, 6, 17, 0, tzinfo=UTC)) is None
    assert working_day(someone, "UTC", datetime(2026, 1, 10, 12, 0, tzinfo=UTC)) is None  # a Saturday


def test_hours_past_midnight_belong_to_the_day_they_began() -> None:
    night = csm(work_from="22:00", work_to="06:00")
    assert working_day(night, "UTC", datetime(2026, 1, 10, 2, 0, tzinfo=UTC)) == date(2026, 1, 9)  # Friday's
    assert working_day(night, "UTC", datetime(2026, 1, 11, 2, 0, tzinfo=UTC)) is None  # Saturday's


def test_without_a_zone_of_their_own_people_live_in_the_workspaces() -> None:
    someone = csm(timezone=None)
    due = due_slots(DIGESTS, someone, People({1: someone}), "Asia/Tokyo", datetime(2026, 1, 5, 20, tzinfo=UTC),
                    datetime(2026, 1, 6, 0, tzinfo=UTC))  # fmt: skip
    assert [one.due_at for one in due] == [datetime(2026, 1, 5, 23, tzinfo=UTC)]


def test_a_cover_who_is_away_hands_on_and_a_circle_ends() -> None:
    day = date(2026, 1, 6)
    first, second, third = csm(1, away_until=date(2026, 1, 9), cover_id=2), csm(2), csm(3)
    people = People({1: first, 2: second, 3: third})
    assert reader_on(day, first, people) is second
    second.away_until, second.cover_id = date(2026, 1, 8), 3
    assert reader_on(day, first, people) is third
    second.cover_id = 1
    assert reader_on(day, first, people) is None
    assert reader_on(date(2026, 1, 9), first, people) is first  # back on this day
