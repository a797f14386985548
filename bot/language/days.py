"""Days as people write them: "tomorrow", "Fri", "next week", "14 Mar", "2026-03-14". Pure."""

import re
from datetime import date, timedelta

from bot.calendar import DAYS, MONTHS, next_working_day

DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9})\.?(?: (\d{4}))?")
ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
AT_END = re.compile(r"(?P<text>.*?)[\s,]+(?:by|on|until|due)\s+(?P<day>\S+(?:\s+\S+){0,2})$", re.IGNORECASE | re.DOTALL)


def day_in(text: str, today: date) -> date | None:
    """The day that a few words name, today or later; None where they name none."""
    words = " ".join(text.casefold().replace(",", " ").split()).rstrip(".")
    near = {"today": 0, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    if words == "next week":
        return next_week(today)
    return _weekday(words, today) or _iso(words) or _named(words, today)


def next_week(today: date) -> date:
    """The Monday after this week."""
    return next_working_day(today + timedelta(days=7 - today.weekday()))


def split_day(text: str, today: date) -> tuple[str, date | None]:
    """("call Dana", the day) from "call Dana by Friday"; the whole text and None where no day ends it."""
    match = AT_END.match(text.strip())
    day = day_in(match["day"], today) if match else None
    return (match["text"].strip(), day) if match and day and match["text"].strip() else (text.strip(), None)


def no_such_day(text: str, today: date) -> tuple[str, str] | None:
    """("call Dana", "32 Feb") from "call Dana by 32 Feb": written like a date, but on no calendar. None otherwise."""
    match = AT_END.match(text.strip())
    if match is None or not match["text"].strip():
        return None
    words = " ".join(match["day"].casefold().replace(",", " ").split()).rstrip(".")
    named = DAY.fullmatch(words)
    dated = ISO.fullmatch(words) or (named and _is_month(named[2]))
    return (match["text"].strip(), match["day"]) if dated and day_in(words, today) is None else None


def _is_month(word: str) -> bool:
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip
    return any(name.startswith(word) for name in full) or word == "sept"


def _weekday(words: str, today: date) -> date | None:
    short = words.removeprefix("next ")[:3]
    names = [name.casefold() for name in DAYS]
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    if short not in names or not full[names.index(short)].startswith(words.removeprefix("next ")):
        return None
    return today + timedelta(days=(names.index(short) - today.weekday() - 1) % 7 + 1)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _named(words: str, today: date) -> date | None:
    match = DAY.fullmatch(words)
    months = [name.casefold() for name in MONTHS]
    if match is None or match[2][:3] not in months:
        return None
    try:
        day = date(int(match[3] or today.year), months.index(match[2][:3]) + 1, int(match[1]))
    except ValueError:
        return None
    return day.replace(year=today.year + 1) if day < today and not match[3] and (day.month, day.day) != (2, 29) else day
