"""The day of what a log line tells of: "spoke to Dana yesterday, she wants …". Pure."""

import re
from datetime import date, timedelta

from bot.language.day_readings import Order
from bot.language.days import read_day

NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# Where the line goes on to what was talked about, which has days of its own.
SUBJECT = re.compile(
    r"[,;:!?\n–—()]|\.(?:\s|$)| - |\b(?:that|about|regarding|re|who|because|since|so|how|why|what|when|"
    r"they|she|he|it)\b"
    r"|\bto (?:meet|discuss|plan|set|arrange|talk|review|confirm|ask|tell|move|go|see|agree|get|do|have|be)\b",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\b(?:(?P<before>the day before yesterday)|(?P<yesterday>yesterday|y['’]?day|yday|last night)"
    r"|(?P<ago>a|one|two|three|four|five|six|\d{1,2}) (?P<unit>day|week)s? ago"
    r"|(?:on |last |this past )(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
    r"|on (?:the )?(?P<date>\d{1,2}[./]\d{1,2}\.?|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}|[a-z]{3,9} "
    r"\d{1,2}(?:st|nd|rd|th)?))"
    r"(?!\w)",
    re.IGNORECASE,
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST = 60  # days back


def told_day(note: str, today: date, order: Order | None = None) -> date | None:
    """The day before today that its first words say; None where they say none, or not for sure."""
    match = DAY.search(SUBJECT.split(note.strip(), maxsplit=1)[0])
    day = _day_of(match, today, order) if match else None
    return day if day is not None and today - timedelta(days=LONGEST) <= day < today else None


def _day_of(match: re.Match[str], today: date, order: Order | None) -> date | None:
    if match["before"]:
        return today - timedelta(days=2)
    if match["yesterday"]:
        return today - timedelta(days=1)
    if match["ago"]:
        count = NUMBERS.get(match["ago"].casefold()) or int(match["ago"])
        return today - timedelta(days=count * (7 if match["unit"].casefold() == "week" else 1))
    if match["weekday"]:
        back = (today.weekday() - WEEKDAYS.index(match["weekday"].casefold()[:3])) % 7
        return today - timedelta(days=back or 7)
    return read_day(match["date"].replace(" of ", " "), today, order, past=True).day
