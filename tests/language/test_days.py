"""Days as people write them."""

from datetime import date

import pytest

from bot.language.days import day_in, no_such_day, split_day
from tests.given.book import TODAY

DAYS = [
    ("today", date(2026, 1, 6)),
    ("Tomorrow", date(2026, 1, 7)),
    ("next week", date(2026, 1, 12)),
    ("Fri", date(2026, 1, 9)),
    ("friday", date(2026, 1, 9)),
    ("tue", date(2026, 1, 13)),
    ("2026-03-14", date(2026, 3, 14)),
    ("14 Mar", date(2026, 3, 14)),
    ("14. March 2027", date(2027, 3, 14)),
    ("2 Jan", date(2027, 1, 2)),
    ("31 Feb", None),
    ("the board", None),
    ("", None),
    ("monkey", None),
]


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_a_day_is_understood_or_left_alone(words, day):
    assert day_in(words, TODAY) == day


def test_a_day_at_the_end_is_split_from_what_is_to_be_done():
    assert split_day("send the notes by Fri", TODAY) == ("send the notes", date(2026, 1, 9))
    assert split_day("decide on the board", TODAY) == ("decide on the board", None)
    assert split_day("call Dana, due 14 Mar", TODAY) == ("call Dana", date(2026, 3, 14))


def test_a_date_that_is_on_no_calendar_is_told_from_words():
    assert no_such_day("buy milk by 32 Feb", TODAY) == ("buy milk", "32 Feb")
    assert no_such_day("call Dana, due 2026-13-01", TODAY) == ("call Dana", "2026-13-01")
    assert no_such_day("call Dana by 31st April 2026", TODAY) == ("call Dana", "31st April 2026")
    for text in ("buy milk by 28 Feb", "buy milk by Fri", "decide on the board", "report on 12 markets", "by 32 Feb"):
        assert no_such_day(text, TODAY) is None
