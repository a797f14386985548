"""Dates and moments out of cells. What can be read in two ways is refused, with both readings."""

import re
from datetime import UTC, date, datetime

from bot.ingest.reading.cells import COLUMN, BadCell

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
YEARS = range(1950, 2151)
_TWO_NUMBERS_FIRST = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T,]+\d{1,2}:\d{2}.*)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=$|[ T])")


def parse_moment(text: str, formats: tuple[str, ...] = ()) -> datetime:
    """An aware moment in UTC, from ISO or one of the formats. Without a zone it is UTC, without a time midnight."""
    value = _read(text, formats)
    return _in_range(value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


def parse_date(text: str, formats: tuple[str, ...] = ()) -> date:
    """The day as it is written, whatever zone the time beside it may name."""
    return _in_range(_read(text, formats)).date()


def _read(text: str, formats: tuple[str, ...]) -> datetime:
    if formats:
        return _read_as(text, formats)
    try:
        return datetime.fromisoformat(_YEAR_FIRST.sub(_dashed, text))
    except ValueError:
        raise BadCell(_not_iso(text)) from None


def _read_as(text: str, formats: tuple[str, ...]) -> datetime:
    for each in formats:
        try:
            return datetime.strptime(text, each)  # noqa: DTZ007 - the caller knows what no zone means
        except ValueError:
            continue
    raise BadCell(f"isn't a date in the map's format {' or '.join(formats)}")


def _dashed(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]:>02}-{match[3]:>02}"


def _in_range(value: datetime) -> datetime:
    if value.year not in YEARS:
        raise BadCell(f"has the year {value.year}: leave the cell empty where there is no date")
    return value


def _not_iso(text: str) -> str:
    """With both readings if there are two, with the format to give if there is one."""
    if not (match := _TWO_NUMBERS_FIRST.match(text)):
        return f"isn't a date like 2026-03-14; another format can be given in the map, {_as('%d.%m.%Y')}"
    first, mark, second = int(match[1]), match[2], int(match[3])
    year = "%Y" if len(match[4]) == 4 else "%y"
    day_first, month_first = f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}"
    if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
        readings = f"{first} {MONTHS[second - 1]} or {second} {MONTHS[first - 1]}"
        return f"could be {readings}: say which in the map, {_as(day_first)} or {_as(month_first)}"
    likely = month_first if second > 12 else day_first
    return f"isn't a date like 2026-03-14: give its format in the map, {_as(likely)}"


def _as(form: str) -> str:
    return f'dates: {{{COLUMN}: "{form}"}}'
