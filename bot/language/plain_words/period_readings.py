"""What the ways to say a stretch of time mean, counted from a day. Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.calendar import MONTHS
from bot.language.day_readings import Order
from bot.language.days import day_in, read_day

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "a couple": 2,
    "couple of": 2,
    "a couple of": 2,
    "few": 3,
    "a few": 3,
    "several": 4,
    "": 1,
}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
AHEAD = timedelta(days=3650)
Reads = Callable[[re.Match[str], date, bool, Order | None], tuple[date, date] | None]


def days_of(match: re.Match[str]) -> int:
    count = match["count"] or ""
    return (int(count) if count.isdecimal() else NUMBERS.get(count, 1)) * DAYS_IN[match["unit"]]


def ahead_or_behind(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    days = timedelta(days=days_of(match))
    return (today - days, today) if past else (today, _months_on(match, today) or today + days)


def _months_on(match: re.Match[str], today: date) -> date | None:
    """Three months are to the same day of the month."""
    if match["unit"] not in ("month", "quarter", "year"):
        return None
    count = match["count"] or ""
    number = int(count) if count.isdecimal() else NUMBERS.get(count, 1)
    months = number * {"month": 1, "quarter": 3, "year": 12}[match["unit"]]
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, _last_day(year, month + 1)))


def behind(match: re.Match[str], today: date, _: bool, order: Order | None = None) -> tuple[date, date]:
    return today - timedelta(days=days_of(match)), today


def _last_day(year: int, month: int) -> int:
    return ((date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def _of_months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return date(year, month, 1), date(last_year, last_month + 1, _last_day(last_year, last_month + 1))


def this(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    """ "this quarter", "next month", "last week"."""
    unit, shift = match["unit"], {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}.get(match["which"], 0)
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    at = (today.year * 12 + today.month - 1) // size * size + shift * size
    return _of_months(at // 12, at % 12 + 1, size)


def rest(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    """ "The rest of the year", "now to the end of next month"."""
    return today, this(match, today, past)[1]


def quarter(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    number = int(match["quarter"])
    year = _year(match, today)
    if year is None:
        this = (today.month - 1) // 3 + 1
        year = today.year + (number < this and not past) - (number > this and past)
    return _of_months(year, 3 * number - 2, 3)


def until_quarter(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    first, last = quarter(match, today, False)
    return today, first - timedelta(days=1) if match[0].startswith("before q") else last


def nth_quarter(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    number = {"first": 1, "second": 2, "third": 3}.get(match["nth"], 4)
    this = (today.month - 1) // 3 + 1
    return _of_months(today.year + (number < this and not past), 3 * number - 2, 3)


def season(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    """As people in the north count them, by whole months."""
    begins = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[match["season"]]
    first, last = _of_months(today.year, begins, 3)
    return (first, last) if last >= today or past else _of_months(today.year + 1, begins, 3)


def half(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    number = {"1": 1, "2": 2, "first": 1, "second": 2}[match["half"] or match["other"]]
    first, last = _of_months(today.year, 6 * number - 5, 6)
    return (first, last) if last >= today or past else _of_months(today.year + 1, 6 * number - 5, 6)


def _year(match: re.Match[str], today: date) -> int | None:
    said = match["year"]
    if not said:
        return None
    return int(said) if said.isdecimal() else today.year + {"next": 1, "last": -1}.get(said.split()[0], 0)


def month_of(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    month = [name.casefold() for name in MONTHS].index(match["month"][:3]) + 1
    year = _year(match, today)
    if year is None:
        year = today.year + (month < today.month and not past) - (month > today.month and past)
    return _of_months(year, month, 1)


def in_month(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    return month_of(match, today, past)


def until_month(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    first, last = month_of(match, today, past=False)
    if match["edge"] in ("start", "beginning"):
        return today, first - timedelta(days=match["until"] == "before")
    before = match["until"] == "before" and match["edge"] != "end"
    return today, first - timedelta(days=1) if before else last


PARTS = {"early": 1, "mid": 15, "late": 21}  # the day of the month with which that begins


def after_month(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date]:
    first, last = month_of(match, today, past)
    if part := match["part"]:
        first = last = first.replace(day=PARTS[part])
    return (first, today) if match["after"] == "since" else (last + timedelta(days=1), today + AHEAD)


def months(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date] | None:
    names = [name.casefold() for name in MONTHS]
    one, other = (names.index(match[name][:3]) + 1 for name in ("one", "other"))
    year = _year(match, today)
    if year is None:
        year = today.year + (one < today.month and other < today.month and not past)
    else:
        year -= other < one  # "November to January 2027"
    first, _ = _of_months(year, one, 1)
    return first, _of_months(year + (other < one), other, 1)[1]


def days(match: re.Match[str], today: date, past: bool, order: Order | None = None) -> tuple[date, date] | None:
    """ "Between 1.2. and 31.3."."""
    one, other = (read_day(match[name], today, order or "dm", past=past).day for name in ("one", "other"))
    return (one, other) if one is not None and other is not None and one <= other else None


def feast(match: re.Match[str], today: date, _: bool, order: Order | None = None) -> tuple[date, date] | None:
    words = match["feast"]
    if words == "easter":
        return None
    day = date(today.year, 12, 25) if words[0] in "cx" else date(today.year, 12, 31)
    return today, day if day >= today else day.replace(year=today.year + 1)


def since(match: re.Match[str], today: date, _: bool, order: Order | None = None) -> tuple[date, date] | None:
    words = match["day"].strip()
    if words == "yesterday":
        return today - timedelta(days=1), today
    if words == "today":
        return today, today
    if words.startswith("last week"):
        return this(_which("last", "week"), today, True)[0], today
    if words.startswith("last month"):
        return this(_which("last", "month"), today, True)[0], today
    if words.startswith("last time"):
        return today - timedelta(days=7), today
    if words.startswith("the "):
        named = read_day(words, today, order, past=True).day
        return (named, today) if named and named <= today else None
    named = day_in(words.removeprefix("last ").removeprefix("this "), today, order)
    if named is None:
        return None
    if named - today == timedelta(days=7) and named.strftime("%A").casefold().startswith(words.split()[-1][:3]):
        named -= timedelta(days=14)  # "since Friday" on a Friday
    if named > today:  # "since Monday" is the last one
        named -= timedelta(days=7) if named - today <= timedelta(days=7) else timedelta(days=365)
    return named, today


def since_day(match: re.Match[str], today: date, _: bool, order: Order | None = None) -> tuple[date, date] | None:
    """ "Since the 19th of November"."""
    day = read_day(match["day"].replace(" of ", " "), today, order, past=True).day
    return (day, today) if day is not None and day <= today else None


def _which(which: str, unit: str) -> re.Match[str]:
    found = re.fullmatch(r"(?P<which>\w+) (?P<unit>\w+)", f"{which} {unit}")
    assert found is not None
    return found


def until_day(match: re.Match[str], today: date, _: bool, order: Order | None = None) -> tuple[date, date] | None:
    words = match["day"].split()
    for count in range(len(words), 0, -1):
        named = day_in(" ".join(words[:count]), today, order)
        if named and named >= today:
            return today, named - timedelta(days=match["until"] == "before")
    return None


def calendar_year(match: re.Match[str], today: date, _: bool, order: Order | None = None) -> tuple[date, date]:
    return _of_months(int(match["year"]), 1, 12)


def fixed(first: int, last: int) -> Reads:
    return lambda match, today, past, order: (today + timedelta(days=first), today + timedelta(days=last))
