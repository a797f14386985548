"""Stretches of time as people say them: "Q1", "before Christmas", "in the next 3 months", "since Monday". Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.calendar import MONTHS, say_date
from bot.language.days import day_in

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
    "twelve": 12,
    "couple of": 2,
    "a couple of": 2,
    "few": 3,
    "a few": 3,
    "several": 4,
    "": 1,
}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
COUNT = (
    r"(?P<count>\d{1,4}|a couple of|couple of|a few|few|several|an?|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|twelve)"
)
UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)s?"
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
YEAR = r"(?:,? (?P<year>20\d\d))?"
FEAST = r"(?P<feast>christmas|xmas|x-mas|new year(?:'?s)?(?: eve)?|easter|year[- ]?end|end of (?:the )?year)"
AHEAD, BEHIND = timedelta(days=3650), timedelta(days=3650)


@dataclass(frozen=True)
class Period:
    """first, last: both included. words: as they stood in the text. days: how many were said ("over a week": 7)."""

    first: date
    last: date
    words: str
    start: int
    end: int
    days: int | None = None

    def said(self, today: date) -> str:
        """ "until Fri 25 Dec", "Fri 1 Jan – Wed 31 Mar"."""
        if self.first <= today < self.last:
            return f"until {say_date(self.last, today)}"
        if self.last == today and self.first < today:
            return f"since {say_date(self.first, today)}"
        return f"{say_date(self.first, today, weekday=False)} – {say_date(self.last, today, weekday=False)}"


Reads = Callable[[re.Match[str], date, bool], tuple[date, date] | None]


def find_period(text: str, today: date, *, past: bool = False) -> Period | None:
    """The first that the text speaks of. past: what is asked about lies behind, so that "May" is the last one."""
    folded = text.casefold().replace("’", "'")
    for pattern, read in PATTERNS:
        for match in pattern.finditer(folded):
            try:
                found = read(match, today, past)
            except (ValueError, OverflowError):
                found = None
            if found is not None:
                count = _days(match) if "count" in match.groupdict() else None
                return Period(*found, text[match.start() : match.end()], match.start(), match.end(), count)
    return None


def _days(match: re.Match[str]) -> int:
    count = match["count"] or ""
    return (int(count) if count.isdecimal() else NUMBERS.get(count, 1)) * DAYS_IN[match["unit"]]


def _ahead_or_behind(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    days = timedelta(days=_days(match))
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


def _behind(match: re.Match[str], today: date, _: bool) -> tuple[date, date]:
    return today - timedelta(days=_days(match)), today


def _last_day(year: int, month: int) -> int:
    return ((date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def _of_months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return date(year, month, 1), date(last_year, last_month + 1, _last_day(last_year, last_month + 1))


def _this(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    """ "this quarter", "next month", "last week"."""
    unit, shift = match["unit"], {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}.get(match["which"], 0)
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    at = (today.year * 12 + today.month - 1) // size * size + shift * size
    return _of_months(at // 12, at % 12 + 1, size)


def _quarter(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    number = int(match["quarter"])
    year = _year(match, today)
    if year is None:
        this = (today.month - 1) // 3 + 1
        year = today.year + (number < this and not past) - (number > this and past)
    return _of_months(year, 3 * number - 2, 3)


def _nth_quarter(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    number = {"first": 1, "second": 2, "third": 3}.get(match["nth"], 4)
    this = (today.month - 1) // 3 + 1
    return _of_months(today.year + (number < this and not past), 3 * number - 2, 3)


def _season(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    """As people in the north count them, by whole months."""
    begins = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[match["season"]]
    first, last = _of_months(today.year, begins, 3)
    return (first, last) if last >= today or past else _of_months(today.year + 1, begins, 3)


def _half(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    number = {"1": 1, "2": 2, "first": 1, "second": 2}[match["half"] or match["other"]]
    first, last = _of_months(today.year, 6 * number - 5, 6)
    return (first, last) if last >= today or past else _of_months(today.year + 1, 6 * number - 5, 6)


def _year(match: re.Match[str], today: date) -> int | None:
    return int(match["year"]) if match["year"] else None


def _month_of(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    month = [name.casefold() for name in MONTHS].index(match["month"][:3]) + 1
    year = _year(match, today)
    if year is None:
        year = today.year + (month < today.month and not past) - (month > today.month and past)
    return _of_months(year, month, 1)


def _in_month(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    return _month_of(match, today, past)


def _until_month(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    first, last = _month_of(match, today, past=False)
    return today, first - timedelta(days=1) if match["until"] == "before" else last


def _after_month(match: re.Match[str], today: date, past: bool) -> tuple[date, date]:
    first, last = _month_of(match, today, past)
    return (first, today) if match["after"] == "since" else (last + timedelta(days=1), today + AHEAD)


def _months(match: re.Match[str], today: date, past: bool) -> tuple[date, date] | None:
    names = [name.casefold() for name in MONTHS]
    one, other = (names.index(match[name][:3]) + 1 for name in ("one", "other"))
    year = today.year + (one < today.month and not past)
    first, _ = _of_months(year, one, 1)
    return first, _of_months(year + (other < one), other, 1)[1]


def _feast(match: re.Match[str], today: date, _: bool) -> tuple[date, date] | None:
    words = match["feast"]
    if words == "easter":
        return None
    day = date(today.year, 12, 25) if words[0] in "cx" else date(today.year, 12, 31)
    return today, day if day >= today else day.replace(year=today.year + 1)


def _since(match: re.Match[str], today: date, _: bool) -> tuple[date, date] | None:
    words = match["day"].strip()
    if words == "yesterday":
        return today - timedelta(days=1), today
    if words == "today":
        return today, today
    if words.startswith("last week"):
        return _this(_which("last", "week"), today, True)[0], today
    if words.startswith("last month"):
        return _this(_which("last", "month"), today, True)[0], today
    if words.startswith("last time"):
        return today - timedelta(days=7), today
    named = day_in(words.removeprefix("last ").removeprefix("this "), today)
    if named is None:
        return None
    if named > today:  # "since Monday" is the last one
        named -= timedelta(days=7) if named - today <= timedelta(days=7) else timedelta(days=365)
    return named, today


def _which(which: str, unit: str) -> re.Match[str]:
    found = re.fullmatch(r"(?P<which>\w+) (?P<unit>\w+)", f"{which} {unit}")
    assert found is not None
    return found


def _until_day(match: re.Match[str], today: date, _: bool) -> tuple[date, date] | None:
    words = match["day"].split()
    for count in range(len(words), 0, -1):
        named = day_in(" ".join(words[:count]), today)
        if named and named >= today:
            return today, named - timedelta(days=match["until"] == "before")
    return None


def _calendar_year(match: re.Match[str], today: date, _: bool) -> tuple[date, date]:
    return _of_months(int(match["year"]), 1, 12)


def _fixed(first: int, last: int) -> Reads:
    return lambda match, today, past: (today + timedelta(days=first), today + timedelta(days=last))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){text}(?![\w])")


DAY_WORDS = r"(?P<day>[a-z0-9./-]+(?: [a-z0-9./-]+){0,2})"
PATTERNS: tuple[tuple[re.Pattern[str], Reads], ...] = tuple(
    (_pattern(text), read)
    for text, read in (
        (rf"(?:in |over |for |within )?(?:the )?(?:next|coming|following) {COUNT} {UNIT}", _ahead_or_behind),
        (rf"(?:in |over |for |within |during )?(?:the )?(?:last|past|previous) {COUNT} {UNIT}", _behind),
        (rf"{COUNT} {UNIT} ago", _behind),
        (
            rf"(?:in |for |since )?(?:more than|over|at least|longer than|older than|beyond)(?: the last|"
            rf" the past)? {COUNT} {UNIT}(?: ago)?",
            _behind,
        ),
        (rf"within (?:the )?{COUNT} {UNIT}", _ahead_or_behind),
        (rf"(?:the )?next (?P<count>) ?{UNIT}s", _ahead_or_behind),
        (
            r"(?:this|in|by|before|during)? ?(?:the )?(?:end of )?(?P<which>this|next|last|past|previous|"
            r"coming|current) (?P<unit>week|month|quarter|year)",
            _this,
        ),
        (r"(?:in )?q(?P<quarter>[1-4])(?:[ /-]*(?P<year>20\d\d))?", _quarter),
        (rf"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter{YEAR}", _quarter),
        (r"(?:h(?P<half>[12])|(?P<other>first|second) half)", _half),
        (rf"(?P<after>since|after|from) {MONTH}{YEAR}(?! \d)", _after_month),
        (
            r"(?:from |between )?(?P<one>jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|"
            r"nov\w*|dec\w*) (?:to|and|until|-|or) (?P<other>jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|"
            r"aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)",
            _months,
        ),
        (
            rf"(?P<until>before|until|till|til|by|up to)(?: the)?(?: end of| start of|"
            rf" beginning of)? {MONTH}{YEAR}(?! \d)",
            _until_month,
        ),
        (rf"(?:before|until|till|til|by|over)(?: the)? {FEAST}", _feast),
        (
            rf"(?:in|during|of|for|this|next|early|late|mid|end in|ends in|ending in)(?: early| late|"
            rf" mid)? {MONTH}{YEAR}(?! \d)",
            _in_month,
        ),
        (
            r"(?:since|after) (?P<day>last (?:week|month|time)|yesterday|today|(?:last )?(?:mon|tues|wednes|"
            r"thurs|fri|satur|sun)day|(?:last )?(?:mon|tue|wed|thu|fri)|\d{1,2}(?:st|nd|rd|th|\.)? [a-z]{3,9}|"
            r"[a-z]{3,9} \d{1,2}|\d{4}-\d\d-\d\d)",
            _since,
        ),
        (rf"(?P<until>before|until|till|til|by|up to) (?:the )?{DAY_WORDS}", _until_day),
        (rf"(?:in|for) {COUNT} {UNIT}(?: or more| and more)?", _ahead_or_behind),
        (r"(?:in |during |for )(?P<year>20\d\d)", _calendar_year),
        (r"(?:in |this |next )?(?P<season>spring|summer|autumn|fall|winter)(?! ?(?:break|holiday))", _season),
        (r"(?:in the |the )?(?P<nth>first|second|third|fourth|last) quarter", _nth_quarter),
        (rf"(?!may\b){MONTH}{YEAR}(?=$|[?.!]| please| pls)", _in_month),
        (rf"{MONTH}{YEAR} (?:renewal|renewals|contracts|ends)", _in_month),
        (r"(?:over|this) (?:the )?weekend", _fixed(0, 3)),
        (r"yesterday", _fixed(-1, 0)),
        (r"overnight", _fixed(-1, 0)),
        (r"(?:so far )?today|this morning", _fixed(0, 0)),
        (r"tomorrow", _fixed(1, 1)),
        (r"recently|lately|of late", _fixed(-90, 0)),
        (r"soon|shortly", _fixed(0, 60)),
    )
)
