"""Zones, working days and slots, and dates as people say them. Pure: `now` is always passed in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def zone(name: str | None) -> ZoneInfo:
    """The zone of that IANA name; UTC where there is none or nobody knows it."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_date(now: datetime, zone_name: str | None) -> date:
    """The calendar day it is in that zone."""
    return now.astimezone(zone(zone_name)).date()


def parse_time(text: str) -> time:
    """A time of day from "HH:MM". Raises ValueError for anything else."""
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def moment(day: date, at: str, zone_name: str | None) -> datetime:
    """That local time ("HH:MM") of that day, as a UTC moment: the first of two where it comes twice, and the first
    moment after the gap where the clocks skip it."""
    there = zone(zone_name)
    found = datetime.combine(day, parse_time(at), tzinfo=there).astimezone(UTC)
    if found.astimezone(there).time() == parse_time(at):
        return found
    late, early = found, found - timedelta(hours=3)  # no clock was ever moved by more at once
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        after = middle.astimezone(there).utcoffset() == found.astimezone(there).utcoffset()
        early, late = (early, middle) if after else (middle, late)
    return late.replace(microsecond=0)


def is_a_day(day: date, zone_name: str | None) -> bool:
    """Whether that zone had such a day: Pacific/Apia went from the 29th of December 2011 to the 31st."""
    there = zone(zone_name)
    noon = datetime.combine(day, time(12), tzinfo=there)
    return noon.astimezone(UTC).astimezone(there).date() == day


def is_working_day(day: date, days: str = "12345") -> bool:
    """days: ISO weekdays as digits, Monday is 1."""
    return str(day.isoweekday()) in days


def next_working_day(day: date, days: str = "12345") -> date:
    """That day if it is a working one, else the next."""
    for step in range(8):
        if is_working_day(day + timedelta(days=step), days):
            return day + timedelta(days=step)
    return day


def last_working_day(day: date, days: str = "12345") -> date:
    """That day if it is a working one, else the one before."""
    for step in range(8):
        if is_working_day(day - timedelta(days=step), days):
            return day - timedelta(days=step)
    return day


def add_working_days(day: date, count: int, days: str = "12345") -> date:
    """`count` working days after `day`; with 0, that day or the next working one."""
    day = next_working_day(day, days)
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1), days)
    return day


def dates_between(first: date, last: date) -> Iterator[date]:
    """first … last, both included."""
    while first <= last:
        yield first
        first += timedelta(days=1)


def say_date(day: date, today: date, *, weekday: bool = True) -> str:
    """ "Tue 14 Mar"; with the year when it isn't this one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    if weekday:
        words = f"{DAYS[day.weekday()]} {words}"
    return words if day.year == today.year else f"{words} {day.year}"


def say_near(day: date, today: date) -> str:
    """ "today", "tomorrow", "Thu" within a week, else the date."""
    distance = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if distance in near:
        return near[distance]
    return DAYS[day.weekday()] if 1 < distance < 7 else say_date(day, today)


def say_in(day: date, today: date) -> str:
    """ "in 5 days", "today", "12 days ago"."""
    distance = (day - today).days
    if distance in (-1, 0, 1):
        return say_near(day, today)
    return f"in {distance} days" if distance > 0 else f"{-distance} days ago"


def say_age(day: date | None, today: date) -> str:
    """How old a figure is: "today", "yesterday", "3 days old"."""
    if day is None:
        return "no data"
    age = (today - day).days
    return "today" if age <= 0 else "yesterday" if age == 1 else f"{age} days old"


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 account", "3 accounts"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
