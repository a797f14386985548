"""Stretches of time as people say them."""

from datetime import date

import pytest

from bot.language.plain_words.periods import find_period

TODAY = date(2026, 11, 27)  # a Friday
AHEAD = [
    ("renewing in Q1", "2027-01-01", "2027-03-31"),
    ("in the next 3 months please", "2026-11-27", "2027-02-27"),
    ("before christmas?", "2026-11-27", "2026-12-25"),
    ("contracts that end in May", "2027-05-01", "2027-05-31"),
    ("this quarter", "2026-10-01", "2026-12-31"),
    ("between march and may", "2027-03-01", "2027-05-31"),
    ("by end of february", "2026-11-27", "2027-02-28"),
    ("within 60 days", "2026-11-27", "2027-01-26"),
    ("renewals feb", "2027-02-01", "2027-02-28"),
    ("in the second quarter", "2027-04-01", "2027-06-30"),
]
BEHIND = [
    ("since yesterday", "2026-11-26", "2026-11-27"),
    ("since monday", "2026-11-23", "2026-11-27"),
    ("in over a week", "2026-11-20", "2026-11-27"),
    ("in november", "2026-11-01", "2026-11-30"),
    ("this year", "2026-01-01", "2026-12-31"),
    ("since october", "2026-10-01", "2026-11-27"),
]


@pytest.mark.parametrize(("text", "first", "last"), AHEAD)
def test_what_lies_ahead(text, first, last):
    found = find_period(text, TODAY)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(("text", "first", "last"), BEHIND)
def test_what_lies_behind(text, first, last):
    found = find_period(text, TODAY, past=True)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("text", ["how is acme", "may I ask", "", "march on"])
def test_where_no_time_is_said_there_is_none(text):
    assert find_period(text, TODAY) is None


def test_a_period_is_read_in_the_readers_order_of_day_and_month():
    assert find_period("since 3/11", TODAY, "dm", past=True).first == date(2026, 11, 3)
    assert find_period("since 3/11", TODAY, "md", past=True).first == date(2026, 3, 11)
    assert find_period("until 12/1", TODAY, "dm").last == date(2027, 1, 12)
    assert find_period("until 12/1", TODAY, "md").last == date(2026, 12, 1)
    assert find_period("since the 19th of november", TODAY, past=True).first == date(2026, 11, 19)
