"""Dates and moments out of cells. What can be read in two ways is refused, with both readings.

A format is strptime's, or one of the words for what machines write (`MACHINE`): "iso", "excel" and "excel-1904" (days,
as spreadsheets count them), "seconds" and "milliseconds" (since 1970, in UTC)."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.ingest.reading.cells import COLUMN, BadCell
from bot.ingest.reading.date_words import in_plain_words, with_english_months

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
YEARS = range(1950, 2151)
MACHINE = ("iso", "excel", "excel-1904", "seconds", "milliseconds")
_TWO_NUMBERS_FIRST = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T,]+\d{1,2}:\d{2}.*)?$")
_ONE_HOUR = re.compile(r"(?<=[ T])(?=\d:\d\d)")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=$|[ T])")
_COUNTED = re.compile(r"\d{1,14}(?:\.\d+)?")
_EPOCHS = {"excel": datetime(1899, 12, 30), "excel-1904": datetime(1904, 1, 1)}  # noqa: DTZ001 - a sheet has no zone
_DIGITS = {"excel": (4, 5), "excel-1904": (4, 5), "seconds": (9, 10), "milliseconds": (12, 13)}  # so each is told apart
_SECONDS = {"seconds": 1, "milliseconds": 1000}
_TIME = re.compile(
    r"^(?P<day>.*?)(?P<gap>,?(?: at| um| à)?[ T]+|T)(?P<hours>\d{1,2}):\d{2}(?P<seconds>:\d{2})?(?P<part>\.\d{1,6})?"
    r"(?P<space> ?)(?P<half>[AaPp][Mm])?(?P<blank> ?)(?P<zone>Z|[+-]\d{2}:?\d{2}|Uhr)?$"
)
_DAY = re.compile(r"^(\d{1,4}|[^\W\d_]+)(\.? |[./-]|, )(\d{1,2}|[^\W\d_]+)(,? |\.? |[./-])(\d{4}|\d{2})$")


class NotADate(BadCell):
    """A cell that isn't a date as it stands. text: the cell, so that its column can say what would read it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return self.said(ways_of(formats_of(self.text)))

    def said(self, ways: tuple[tuple[str, ...], ...]) -> str:
        """The reason. ways: what the map could say, each a list of formats that reads the cell's whole column."""
        advice = " or ".join(map(_as, ways))
        mine = formats_of(self.text)
        if not ways:
            return "isn't a date like 2026-03-14"
        if mine and mine[0] in MACHINE:
            return f"{_looks_like(self.text, mine)}: the map can say so, {advice}"
        readings = dict.fromkeys(_day_and_month(_parsed(self.text, each)) for each in mine)
        if len(ways) > 1 and len(readings) > 1:
            return f"could be {' or '.join(readings)}: say which in the map, {advice}"
        if not mine:
            return "isn't a date like 2026-03-14"
        return f"isn't a date like 2026-03-14: give its format in the map, {advice}"


def parse_moment(text: str, formats: tuple[str, ...] = (), zone: ZoneInfo | None = None) -> datetime:
    """An aware moment in UTC, from ISO or one of the formats. Without a zone it is UTC, without a time midnight."""
    value = _read(text, formats)
    return _in_range(value.replace(tzinfo=zone or UTC) if value.tzinfo is None else value).astimezone(UTC)


def parse_date(text: str, formats: tuple[str, ...] = (), zone: ZoneInfo | None = None) -> date:
    """The day as it is written, whatever zone the time beside it may name, unless the map says whose day it is."""
    value = _in_range(_read(text, formats))
    if value.tzinfo is None:
        return value.date()
    if zone:
        return _in_range(value.astimezone(zone)).date()
    if _is_midnight_elsewhere(value):
        east = _day_and_month(value + timedelta(days=1))
        raise BadCell(
            f"could be {_day_and_month(value)} in UTC or {east}, as midnight of a zone east of it: say which in the "
            f"map, zones: {{{COLUMN}: UTC}} or, for example, zones: {{{COLUMN}: Europe/Berlin}}"
        )
    return value.date()


def _is_midnight_elsewhere(value: datetime) -> bool:
    """A time in UTC in the second half of a day, on the whole or half hour: programs write a day of theirs so."""
    return value.utcoffset() == timedelta(0) and value.hour >= 10 and value.minute in (0, 30) and value.second == 0


def _read(text: str, formats: tuple[str, ...]) -> datetime:
    if formats:
        return _read_as(text, formats)
    try:
        return _iso(text)
    except ValueError:
        raise NotADate(text) from None


def _read_as(text: str, formats: tuple[str, ...]) -> datetime:
    found = {value: each for each in formats if (value := _parsed_or_none(text, each))}
    if len({value.date() for value in found}) > 1:
        readings = " or ".join(f"{_day_and_month(value)} {value.year}" for value in found)
        raise BadCell(f"could be {readings} by the formats that the map gives: leave one of them")
    if not found:
        raise BadCell(f"isn't a date in the map's format {' or '.join(formats)}{_also(text, formats)}")
    return next(iter(found))


def _parsed_or_none(text: str, form: str) -> datetime | None:
    try:
        return _parsed(text, form)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def _parsed(text: str, form: str) -> datetime:
    """Raises ValueError."""
    if form == "iso":
        return _iso(text)
    if form not in MACHINE:
        return _formatted(text, form)
    if not _COUNTED.fullmatch(text) or len(text.partition(".")[0]) not in _DIGITS[form]:
        raise ValueError(text)
    if form in _EPOCHS:
        value = _EPOCHS[form] + timedelta(days=float(text))
    else:
        value = datetime.fromtimestamp(float(text) / _SECONDS[form], UTC)
    if value.year not in YEARS:
        raise ValueError(text)
    return value


def _formatted(text: str, form: str) -> datetime:
    """As it stands, else in the words that strptime knows. Raises ValueError."""
    for words in (str, with_english_months):
        try:
            return datetime.strptime(words(text), form)  # noqa: DTZ007 - the caller knows what no zone means
        except ValueError:
            continue
    return datetime.strptime(in_plain_words(text), form)  # noqa: DTZ007


def _iso(text: str) -> datetime:
    """Also with an hour of one digit, and with UTC in words. Raises ValueError."""
    try:
        return datetime.fromisoformat(_YEAR_FIRST.sub(_dashed, text))
    except ValueError:
        whole = text.removesuffix(" UTC")
        found = datetime.fromisoformat(_ONE_HOUR.sub("0", _YEAR_FIRST.sub(_dashed, whole)))
        return found.replace(tzinfo=UTC) if whole != text and found.tzinfo is None else found


def _dashed(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]:>02}-{match[3]:>02}"


def _in_range(value: datetime) -> datetime:
    if value.year not in YEARS:
        raise BadCell(f"has the year {value.year}: leave the cell empty where there is no date")
    return value


# -- what would read a cell that isn't a date as it stands


@lru_cache(maxsize=4096)
def formats_of(text: str) -> tuple[str, ...]:
    """The formats that read this cell; two where day and month can change places, day first. Empty for what is no
    date at all."""
    text = in_plain_words(text)
    if _COUNTED.fullmatch(text):
        whole = text.partition(".")[0]
        kind = {5: "excel", 9: "seconds", 10: "seconds", 12: "milliseconds", 13: "milliseconds"}.get(len(whole))
        return (kind,) if kind and _parsed_or_none(text, kind) else ()
    day, time = _split_time(text)
    tried = [f"{form}{time}" for form in _day_formats(day)]
    found = [form for form in tried if (value := _parsed_or_none(text, form)) and value.year in YEARS]
    return tuple(found) if all(map(_order, found)) else tuple(found[:1])  # "May" is a short month's name and a long one


def _split_time(text: str) -> tuple[str, str]:
    if not (match := _TIME.match(text)):
        return text, ""
    hours = "%I" if match["half"] else "%H"
    seconds = ":%S" if match["seconds"] else ""
    part = ".%f" if match["part"] else ""
    half = f"{match['space']}%p" if match["half"] else ""
    zone = "Uhr" if match["zone"] == "Uhr" else "%z" if match["zone"] else ""
    zone = f"{match['blank'] if match['half'] else match['space']}{zone}" if zone else ""
    return match["day"], f"{match['gap']}{hours}:%M{seconds}{part}{half}{zone}"


def _day_formats(day: str) -> tuple[str, ...]:
    if not (match := _DAY.match(day)):
        return ()
    first, mark, second, other, last = match.groups()
    year = "%Y" if len(last) == 4 else "%y"
    if first.isdecimal() and second.isdecimal():
        if len(first) > 2 or mark != other:
            return ()
        return f"%d{mark}%m{other}{year}", f"%m{mark}%d{other}{year}"
    if first.isdecimal():
        return f"%d{mark}%b{other}{year}", f"%d{mark}%B{other}{year}"
    if second.isdecimal():
        return f"%b{mark}%d{other}{year}", f"%B{mark}%d{other}{year}"
    return ()


def ways_of(*cells: tuple[str, ...], iso: bool = False) -> tuple[tuple[str, ...], ...]:
    """What the map could say of a column: lists of formats, each of which reads every cell in one way. None where
    there is nothing to say; two where no cell tells whether the day or the month comes first.

    cells: `formats_of` of each. iso: whether dates like 2026-03-14 stand among them."""
    known = [each for each in dict.fromkeys(cells) if each]
    sure = {each[0] for each in known if len(each) == 1}
    open_ = [each for each in known if len(each) > 1]
    orders = {order for form in sure if (order := _order(form))}
    more = ("iso",) if iso else ()
    if not known or len(orders) > 1:
        return ()
    if not open_ or orders:
        at = 0 if orders == {"day"} else 1
        chosen = [*(each[at] for each in open_), *(each[0] for each in known if len(each) == 1)]
        return ((*dict.fromkeys(chosen), *more),)
    rest = tuple(each[0] for each in known if len(each) == 1)
    return tuple((*(each[at] for each in open_), *rest, *more) for at in (0, 1))


def _also(text: str, formats: tuple[str, ...]) -> str:
    """The line of the map by which that cell is read beside the others; in their order of day and month."""
    orders = {order for form in formats if (order := _order(form))}
    more = [form for form in formats_of(text) if not orders or _order(form) in ("", *orders)]
    more = ["iso"] if not more and _is_iso(text) else more
    if len(more) != 1:
        return ""
    return f": give its own, too, {_as((*formats, more[0]))}"


def _is_iso(text: str) -> bool:
    try:
        return bool(_iso(text))
    except ValueError:
        return False


def _order(form: str) -> str:
    """Which of day and month a format of numbers begins with."""
    if not form.startswith(("%d", "%m")) or "%m" not in form or "%d" not in form:
        return ""
    return "day" if form.startswith("%d") else "month"


def _day_and_month(value: datetime) -> str:
    return f"{value.day} {MONTHS[value.month - 1]}"


def _looks_like(text: str, formats: tuple[str, ...]) -> str:
    value = _parsed(text, formats[0])
    day = f"{_day_and_month(value)} {value.year}"
    if formats[0] == "excel":
        other = _parsed_or_none(text, "excel-1904")
        else_ = f" (or {_day_and_month(other)} {other.year}, where sheets count from 1904: excel-1904)" if other else ""
        return f"looks like a spreadsheet's number for {day}{else_}"
    return f"looks like {formats[0]} since 1970, {day} in UTC"


def _as(formats: tuple[str, ...]) -> str:
    written = [f'"{form}"' if "%" in form else form for form in formats]
    listed = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
    return f"dates: {{{COLUMN}: {listed}}}"
