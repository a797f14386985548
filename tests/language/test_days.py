"""Days as people type them: read, or asked about; never passed over where they look like one."""

from datetime import date

import pytest

from bot.language.days import day_in, find_day, looks_like_a_day, read_day
from tests.given.book import TODAY

FRIDAY = date(2026, 11, 27)
READ = [
    ("today", date(2026, 11, 27)),
    ("eod", date(2026, 11, 27)),
    ("Tomorrow", date(2026, 11, 28)),
    ("tomorrow morning", date(2026, 11, 28)),
    ("day after tomorrow", date(2026, 11, 29)),
    ("next tuesday", date(2026, 12, 1)),
    ("Fri", date(2026, 12, 4)),
    ("next friday", date(2026, 12, 4)),
    ("this friday", date(2026, 11, 27)),
    ("Friday 3pm", date(2026, 12, 4)),
    ("eod Tuesday", date(2026, 12, 1)),
    ("Friday week", date(2026, 12, 11)),
    ("a week on Tuesday", date(2026, 12, 8)),
    ("Tuesday next week", date(2026, 12, 1)),
    ("friday in two weeks", date(2026, 12, 11)),
    ("before Friday", date(2026, 12, 3)),
    ("in 2 weeks", date(2026, 12, 11)),
    ("in a fortnight", date(2026, 12, 11)),
    ("in 3 working days", date(2026, 12, 2)),
    ("in a month", date(2026, 12, 27)),
    ("next week", date(2026, 11, 30)),
    ("end of next week", date(2026, 12, 4)),
    ("eow", date(2026, 11, 27)),
    ("after the weekend", date(2026, 11, 30)),
    ("end of the month", date(2026, 11, 30)),
    ("next month", date(2026, 12, 1)),
    ("mid January", date(2027, 1, 15)),
    ("end of March", date(2027, 3, 31)),
    ("Q1 end", date(2027, 3, 31)),
    ("end of Q1", date(2027, 3, 31)),
    ("eoy", date(2026, 12, 31)),
    ("after Christmas", date(2026, 12, 28)),
    ("before Christmas", date(2026, 12, 24)),
    ("after easter", date(2027, 3, 30)),
    ("14 Mar", date(2027, 3, 14)),
    ("14. March 2028", date(2028, 3, 14)),
    ("Dec 1st", date(2026, 12, 1)),
    ("1st of December", date(2026, 12, 1)),
    ("by Fri 4 Dec", date(2026, 12, 4)),
    ("Friday the 4th", date(2026, 12, 4)),
    ("the 15th", date(2026, 12, 15)),
    ("2026-12-01", date(2026, 12, 1)),
    ("1.12.", date(2026, 12, 1)),
    ("1.12.2027", date(2027, 12, 1)),
    ("13/1", date(2027, 1, 13)),
    ("1/13", date(2027, 1, 13)),
    ("29 Feb", date(2028, 2, 29)),
]
ASKED = [  # two readings, or on no calendar
    ("12/1", [date(2027, 1, 12), date(2026, 12, 1)]),
    ("Mon 4 Dec", [date(2026, 12, 4), date(2026, 11, 30)]),
    ("early March", [date(2027, 3, 1), date(2027, 3, 8)]),
    ("March", [date(2027, 3, 1), date(2027, 3, 31)]),
    ("next quarter", [date(2027, 1, 1), date(2027, 3, 31)]),
    ("tuseday", [date(2026, 12, 1)]),
    ("31 Feb", []),
    ("31.11.", []),
    ("2026-13-01", []),
    ("0/5", []),
    ("thanksgiving", []),
    ("spring", []),
    ("the board", []),
    ("monkey", []),
    ("", []),
]


@pytest.mark.parametrize(("words", "day"), READ)
def test_a_day_is_read(words: str, day: date) -> None:
    assert read_day(words, FRIDAY).day == day


@pytest.mark.parametrize(("words", "days"), ASKED)
def test_two_readings_and_none_are_no_day_but_a_question(words: str, days: list[date]) -> None:
    said = read_day(words, FRIDAY)
    assert said.day is None
    assert list(said.days) == days
    assert day_in(words, FRIDAY) is None


def test_next_friday_on_a_monday_is_a_question_as_people_differ() -> None:
    assert read_day("next friday", date(2026, 11, 30)).days == (date(2026, 12, 4), date(2026, 12, 11))
    assert day_in("tue", TODAY) == date(2026, 1, 13)  # said on a Tuesday


def test_the_order_of_day_and_month_is_the_writers() -> None:
    assert read_day("12/1", FRIDAY, "md").day == date(2026, 12, 1)
    assert read_day("12/1/27", FRIDAY, "dm").day == date(2027, 1, 12)
    assert read_day("1.12.", FRIDAY, "md").day == date(2026, 12, 1)  # points are written with the day first
    assert read_day("13/1", FRIDAY, "md").day == date(2027, 1, 13)


def test_what_was_lies_behind() -> None:
    assert read_day("3 Mar", FRIDAY, past=True).day == date(2026, 3, 3)
    assert read_day("Friday", FRIDAY, past=True).day == date(2026, 11, 20)


FOUND = [
    ("send the notes by Fri", "send the notes", date(2026, 12, 4)),
    ("call Dana tomorrow", "call Dana", date(2026, 11, 28)),
    ("call Dana tomorrow at 3pm about the price", "call Dana about the price", date(2026, 11, 28)),
    ("next Tuesday to call Brightwater", "call Brightwater", date(2026, 12, 1)),
    ("in 2 weeks to check on Juniperdale", "check on Juniperdale", date(2026, 12, 11)),
    ("Friday: call Dana", "call Dana", date(2026, 12, 4)),
    ("no later than Friday send it", "send it", date(2026, 12, 4)),
    ("call Dana, due 14 Mar", "call Dana", date(2027, 3, 14)),
    ("send the paper by end of the month", "send the paper", date(2026, 11, 30)),
    ("ship 2.4 by Friday", "ship 2.4", date(2026, 12, 4)),
    ("call Dana tomorrow about the 12 Jan workshop", "call Dana about the 12 Jan workshop", date(2026, 11, 28)),
]
QUESTIONS = [
    ("buy milk by 32 Feb", "buy milk", "32 Feb"),
    ("call Dana, due 2026-13-01", "call Dana", "2026-13-01"),
    ("call Dana on 12/1", "call Dana", "12/1"),
    ("call Dana by thrusday", "call Dana", "thrusday"),
    ("call tomorow", "call", "tomorow"),
    ("close it by the end of their fiscal year", "close it", "the end of their fiscal year"),
    ("prepare slides for Monday's meeting", "prepare slides for Monday's meeting", "Monday's"),
    ("prepare the Monday deck", "prepare the Monday deck", "the Monday"),
    ("write her on Monday or Tuesday", "write her on Monday or Tuesday", "Monday … Tuesday"),
    ("review in May", "review", "in May"),
    ("run the pilot for 2 weeks", "run the pilot", "for 2 weeks"),
]
NO_DAY = (
    "decide on the board",
    "report on 12 markets",
    "release 2.4 notes",
    "get 3/4 of users live",
    "support 24/7",
    "may be late with the deck",
    "the 2nd attempt",
    "check what they sent yesterday",
    "increase use by 12%",
    "call Augusta Thursby",
    "Remind Sun Li of the sat results",
    "decide by the next review",
    "50/50 split of seats",
)


@pytest.mark.parametrize(("text", "rest", "day"), FOUND)
def test_a_day_is_found_where_it_stands_and_the_rest_is_kept(text: str, rest: str, day: date) -> None:
    said = find_day(text, FRIDAY)
    assert said is not None
    assert (said.rest, said.day) == (rest, day)


@pytest.mark.parametrize(("text", "rest", "words"), QUESTIONS)
def test_what_looks_like_a_day_and_cannot_be_relied_on_is_asked_about(text: str, rest: str, words: str) -> None:
    said = find_day(text, FRIDAY)
    assert said is not None
    assert (said.rest, said.words, said.day) == (rest, words, None)


@pytest.mark.parametrize("text", NO_DAY)
def test_other_words_are_left_alone(text: str) -> None:
    assert find_day(text, FRIDAY) is None


def test_words_that_somebody_means_as_a_day_are_told_from_others() -> None:
    assert looks_like_a_day("thrusday")
    assert looks_like_a_day("the 35th")
    assert not looks_like_a_day("mobile")
