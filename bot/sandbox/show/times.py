"""Days and times as people say them, in the reader's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def place(tz: str) -> str:
    """ "Europe/Berlin" → "Berlin"."""
    return tz.rpartition("/")[2].replace("_", " ")


def clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def short_day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"


def day_title(day: date, today: date) -> str:
    """The divider between days."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A}, {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def ago(moment: datetime, now: datetime) -> str:
    minutes = int((now - moment).total_seconds() // 60)
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {name}{'s' if count != 1 else ''} ago"
    return "just now"


def _pretty(moment: datetime, today: date, otherwise: str) -> str:
    names = {today: "today", today - timedelta(days=1): "yesterday", today + timedelta(days=1): "tomorrow"}
    return names.get(moment.date(), otherwise)


def slack_date(unix: int, form: str, now: datetime, tz: ZoneInfo) -> str:
    """`<!date^…>`: the form's {tokens} filled in."""
    moment, here = datetime.fromtimestamp(unix, tz=tz), now.astimezone(tz)
    year = f" {moment.year}" if moment.year != here.year else ""
    short = f"{moment.day} {moment:%b}{year}"
    plain = f"{moment.day} {moment:%B}{year}"
    long = f"{moment:%A}, {moment.day} {moment:%B}{year}"
    tokens = {
        "date_num": f"{moment:%Y-%m-%d}",
        "date_short_pretty": _pretty(moment, here.date(), short),
        "date_long_pretty": _pretty(moment, here.date(), long),
        "date_pretty": _pretty(moment, here.date(), plain),
        "date_short": short,
        "date_long": long,
        "date": plain,
        "time_secs": f"{moment:%H:%M:%S}",
        "time": clock(moment),
        "ago": ago(moment, here),
        "day_divider_pretty": day_title(moment.date(), here.date()),
    }
    for name, value in tokens.items():
        form = form.replace(f"{{{name}}}", value)
    return form
