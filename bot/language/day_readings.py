"""What each way to say a day means, counted from a day: how many days a week has, where a quarter ends. Pure.

Each function takes what was matched of one phrase and answers with the days that it may mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from bot.calendar import add_working_days, is_working_day, next_working_day

Order = Literal["dm", "md"]  # how somebody writes 3/12: the 3rd of December, or the 12th of March
Sort = Literal["strong", "plain", "weak"]

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
WEEKDAYS: Final = tuple(_WEEKDAYS.split())
MONTHS: Final = tuple(_MONTHS.split())
COUNTS: Final = {name: number for number, name in enumerate(_NUMBERS.split(), start=1)} | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
}
EARLY, LATE, MIDDLE = 8, 22, 15  # days of a month


@dataclass(frozen=True)
class Phrase:
    """days: one where it has one reading; several; none where it is on no calendar. sort: strong words say when
    something is due wherever they stand ("tomorrow"), weak ones may as well say what it is about ("this quarter")."""

    days: tuple[date, ...]
    sort: Sort = "plain"


@dataclass(frozen=True)
class ReadAgainst:
    """What a phrase is read against. past: it speaks of what was, so days without a year lie behind."""

    today: date
    order: Order | None = None
    past: bool = False


Found = re.Match[str]
Reads = Callable[[Found, ReadAgainst], Phrase]


# Counted from today


def days_ahead(count: int) -> Reads:
    return lambda _, asked: Phrase((asked.today + timedelta(days=count),), "strong")


def counted(match: Found, asked: ReadAgainst) -> Phrase:
    """ "in 2 weeks"."""
    return Phrase((_later(asked.today, _count(match["count"]), match["unit"]),), "strong")


def ago(match: Found, asked: ReadAgainst) -> Phrase:
    return Phrase((_later(asked.today, -_count(match["count"]), match["unit"]),))


def a_few(match: Found, asked: ReadAgainst) -> Phrase:
    """ "in a few days" is a question."""
    return Phrase(tuple(_later(asked.today, count, match["unit"]) for count in (2, 3, 5)), "strong")


def _count(words: str) -> int:
    return COUNTS[words] if words in COUNTS else int(words)


def _later(day: date, count: int, unit: str) -> date:
    unit = unit.rstrip("s")
    if unit.endswith("day"):
        return day + timedelta(days=count) if unit == "day" else add_working_days(day, count)
    weeks = {"week": 1, "fortnight": 2}.get(unit, 0)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit, 0)
    return day + relativedelta(weeks=weeks * count, months=months * count)


# Weekdays


def weekday(match: Found, asked: ReadAgainst) -> Phrase:
    """ "Friday", "this Friday", "next Friday"."""
    said, coming = match["which"] or "", coming_day(match["weekday"], asked)
    if "next" in said and coming.isocalendar()[:2] == asked.today.isocalendar()[:2]:
        return Phrase((coming, coming + timedelta(weeks=1)), "strong")  # "next Friday" on a Monday: people differ
    if said == "this" and number_of(match["weekday"]) == asked.today.weekday():
        coming = asked.today
    if said == "last":
        coming = coming_day(match["weekday"], replace(asked, past=True))
    return Phrase((coming,), "strong" if said else "plain")


def number_of(name: str) -> int:
    """0 of "mon", "Monday"."""
    return next(at for at, full in enumerate(WEEKDAYS) if full.startswith(name[:3]))


def coming_day(name: str, asked: ReadAgainst) -> date:
    """The next one after today; the last one before it where the past is meant."""
    if asked.past:
        return asked.today - timedelta(days=(asked.today.weekday() - number_of(name) - 1) % 7 + 1)
    return asked.today + timedelta(days=(number_of(name) - asked.today.weekday() - 1) % 7 + 1)


def weekday_of_week(match: Found, asked: ReadAgainst) -> Phrase:
    """ "Tuesday next week"."""
    monday, _ = bounds("week", asked.today, 1 if match["which"] == "next" else 0)
    return Phrase((monday + timedelta(days=number_of(match["weekday"])),), "strong")


def weeks_from(match: Found, asked: ReadAgainst) -> Phrase:
    """ "Friday week", "two weeks from Monday"."""
    weeks = _count(match.groupdict().get("count") or "one")
    return Phrase((coming_day(match["weekday"], asked) + timedelta(weeks=weeks),), "strong")


def weekday_in_weeks(match: Found, asked: ReadAgainst) -> Phrase:
    """ "Friday in two weeks": of the week that is then."""
    monday, _ = bounds("week", asked.today, _count(match["count"]))
    return Phrase((monday + timedelta(days=number_of(match["weekday"])),), "strong")


def weekend(match: Found, asked: ReadAgainst) -> Phrase:
    saturday = asked.today + timedelta(days=(5 - asked.today.weekday()) % 7)
    day = saturday + timedelta(days=2 if match["side"] == "after" else 0)
    return Phrase((day,), "strong" if match["side"] == "after" else "weak")


# Weeks, months, quarters, years


def bounds(period: str, today: date, ahead: int = 0) -> tuple[date, date]:
    """The first day of a period and its last working day. ahead: 0 this one, 1 the next."""
    if period == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return monday, monday + timedelta(days=4)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    start = (today.month - 1) // months * months + 1
    first = date(today.year, start, 1) + relativedelta(months=months * ahead)
    return first, last_working_day(first + relativedelta(months=months) - timedelta(days=1))


def last_working_day(day: date) -> date:
    """That day if it is a working one, else the last before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def next_period(match: Found, asked: ReadAgainst) -> Phrase:
    """Its first working day. A quarter and a year are long: the last one may be meant as well."""
    first, last = bounds(match["period"], asked.today, 1)
    if match["period"] in ("quarter", "year"):
        return Phrase((next_working_day(first), last))
    return Phrase((next_working_day(first),), "strong")


def start_of_next(match: Found, asked: ReadAgainst) -> Phrase:
    return Phrase((next_working_day(bounds(match["period"], asked.today, 1)[0]),), "strong")


def week_after_next(_: Found, asked: ReadAgainst) -> Phrase:
    return Phrase((bounds("week", asked.today, 2)[0],), "strong")


def this_period(match: Found, asked: ReadAgainst) -> Phrase:
    return Phrase((_end(match["period"], asked),), "weak")


def end_of_period(match: Found, asked: ReadAgainst) -> Phrase:
    return Phrase((_end(match["period"], asked, 1 if match["which"] == "next" else 0),), "strong")


def short_end(match: Found, asked: ReadAgainst) -> Phrase:
    """ "eom"."""
    return Phrase((_end({"w": "week", "m": "month", "q": "quarter", "y": "year"}[match["letter"]], asked),), "strong")


def _end(period: str, asked: ReadAgainst, ahead: int = 0) -> date:
    """Its last working day; where that is over already, its last day, which is today or to come."""
    last = bounds(period, asked.today, ahead)[1]
    return last if last >= asked.today else asked.today


def middle_of(match: Found, asked: ReadAgainst) -> Phrase:
    first, _ = bounds(match["period"], asked.today, 1 if match["which"] == "next" else 0)
    day = first + timedelta(days=2) if match["period"] == "week" else next_working_day(first.replace(day=MIDDLE))
    if day < asked.today:  # "mid-month" on the 27th
        first, _ = bounds(match["period"], asked.today, 1)
        day = first + timedelta(days=2) if match["period"] == "week" else next_working_day(first.replace(day=MIDDLE))
    return Phrase((day,), "strong")


def quarter(match: Found, asked: ReadAgainst) -> Phrase:
    """Its end or start where that is said, else a question: "in Q2" is three months."""
    first = date(_year(match["year"], asked.today.year), int(match["quarter"]) * 3 - 2, 1)
    if not match["year"] and first + relativedelta(months=3) <= asked.today:
        first += relativedelta(years=1)
    return _within(first, 3, match["part"] or match["end"] or "", asked)


def month(match: Found, asked: ReadAgainst) -> Phrase:
    """ "mid January", "end of March", "March"."""
    first = date(_year(match["year"], asked.today.year), _month(match["month"]), 1)
    if not match["year"] and first + relativedelta(months=1) <= asked.today:
        first += relativedelta(years=1)
    return _within(first, 1, match["part"] or "", asked)


def _within(first: date, months: int, part: str, asked: ReadAgainst) -> Phrase:
    """The day of some months that their part names; "early", "late" and the whole are a question."""
    begins = next_working_day(first)
    ends = last_working_day(first + relativedelta(months=months) - timedelta(days=1))
    middle = first.replace(day=MIDDLE) if months == 1 else first + relativedelta(days=MIDDLE - 1, months=1)
    if "mid" in part:
        return Phrase((next_working_day(middle),), "strong")
    if "end" in part:
        return Phrase((ends,), "strong")
    if "start" in part or "beginning" in part or "first" in part:
        return Phrase((begins,), "strong")
    days = {"early": (begins, next_working_day(first.replace(day=EARLY))), "late": (_late(ends), ends)}
    chosen = days.get(part.split(" ", maxsplit=1)[0], (begins, ends))
    ahead = tuple(dict.fromkeys(day for day in chosen if day >= asked.today))
    return Phrase(ahead, "strong" if part.startswith(("early", "late")) else "weak")


def _late(ends: date) -> date:
    return next_working_day(ends.replace(day=LATE))


# Days of the calendar


def dated(match: Found, asked: ReadAgainst) -> Phrase:
    """A day and a month, perhaps with its weekday: where the two differ, it is a question."""
    day = _in_a_year(asked, _month(match["month"]), int(match["day"]), match["year"])
    said = match["weekday"]
    return Phrase((day,) if not said or day.weekday() == number_of(said) else (day, coming_day(said, asked)))


def nth(match: Found, asked: ReadAgainst) -> Phrase:
    """ "the 15th", "Friday the 4th": the next one."""
    said, day = match["weekday"], int(match["day"])
    for months in range(13):
        first = asked.today.replace(day=1) + relativedelta(months=-months if asked.past else months)
        found = first + timedelta(days=day - 1)
        ahead = found <= asked.today if asked.past else found >= asked.today
        if day and found.month == first.month and ahead and (not said or found.weekday() == number_of(said)):
            return Phrase((found,))
    return Phrase(())


def iso(match: Found, _: ReadAgainst) -> Phrase:
    return Phrase((date(int(match["year"]), int(match["month"]), int(match["day"])),))


def numbers(match: Found, asked: ReadAgainst) -> Phrase:
    """1.12. is the 1st of December for everybody who writes points; 1/12 depends on who writes it."""
    one, other = int(match["one"]), int(match["other"])
    possible: dict[Order, tuple[int, int]] = {"dm": (one, other), "md": (other, one)}
    if match["sign"] == ".":
        possible = {"dm": (one, other)}
    fitting = {order: pair for order, pair in possible.items() if 1 <= pair[1] <= 12}
    if asked.order in fitting:
        fitting = {asked.order: fitting[asked.order]}
    days = [_in_a_year(asked, month, day, match["year"]) for day, month in fitting.values()]
    return Phrase(tuple(dict.fromkeys(days)))


def _in_a_year(asked: ReadAgainst, month: int, day: int, year: str | None) -> date:
    """That day of this year, or of the next where it is over. Raises ValueError where no year has it."""
    if year:
        return date(_year(year, asked.today.year), month, day)
    date(2024, month, day)  # no year has a 31st of April
    step = -1 if asked.past else 1
    found = asked.today
    for this in range(asked.today.year, asked.today.year + 9 * step, step):
        found = date(this, month, 1) + timedelta(days=day - 1)
        if found.month == month and (found <= asked.today if asked.past else found >= asked.today):
            break
    return found


def _year(text: str | None, this: int) -> int:
    number = int(text.lstrip("'")) if text else this
    return number if number > 99 else 2000 + number


def _month(name: str) -> int:
    return next(at for at, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))


# Feasts


def feast(match: Found, asked: ReadAgainst) -> Phrase:
    """By or before it: the last working day before. After it: the first one after."""
    first, last = _feast(match["feast"], asked.today)
    if match["side"] == "after":
        return Phrase((next_working_day(last + timedelta(days=1)),), "strong")
    return Phrase((last_working_day(first - timedelta(days=1)),), "strong")


def _feast(name: str, today: date) -> tuple[date, date]:
    """Its first and last day off: the next one that isn't over."""
    for year in (today.year, today.year + 1):
        first, last = _days_off(name, year)
        if last >= today:
            return first, last
    return _days_off(name, today.year + 1)


def _days_off(name: str, year: int) -> tuple[date, date]:
    if name == "easter":
        return easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)
    if name.startswith("new year"):
        return date(year, 1, 1), date(year, 1, 1)
    if name == "holidays":
        return date(year, 12, 25), date(year + 1, 1, 1)
    return date(year, 12, 25), date(year, 12, 26)
