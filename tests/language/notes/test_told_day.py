"""The day of what a log line tells of."""

from datetime import date

import pytest

from bot.language.notes.told_day import told_day

TODAY = date(2026, 11, 27)  # a Friday
TOLD = [
    ("spoke to Dana yesterday, she wants the slide", date(2026, 11, 26)),
    ("I spoke to Sofia y'day about the Q1 numbers", date(2026, 11, 26)),
    ("met Dana the day before yesterday", date(2026, 11, 25)),
    ("met Dana on Monday", date(2026, 11, 23)),
    ("talked to them two weeks ago", date(2026, 11, 13)),
    ("met the COO on 12 November: fine", date(2026, 11, 12)),
    ("called Dana to meet on Monday", None),
    ("spoke to Dana about yesterday", None),
    ("Dana wrote that they launched yesterday", None),
    ("spoke to Dana this morning", None),
    ("met Dana on 12 December", None),
]


@pytest.mark.parametrize(("note", "day"), TOLD)
def test_what_is_told_is_dated_by_its_first_words(note, day):
    assert told_day(note, TODAY) == day
