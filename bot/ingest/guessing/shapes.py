"""What a column's cells look like: which date format reads them all, which decimal mark, whether they are addresses.

Only what reads nearly all of them in one way counts; where two ways do and differ, neither is taken."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from bot.ingest.reading import cells, dates, numbers
from bot.ingest.reading.cells import BadCell

MOST_FORMS = 4  # in one column
MOST = 0.8  # of the filled cells: what is left of them is named line by line by the import
_SLASHED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2\d{2,4}\b")
_DAYS = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%d-%m-%y")
_MONTHS = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y")
_NAMED = ("%d %b %Y", "%d %B %Y", "%d. %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y")
_TIMES = ("", " %H:%M", " %H:%M:%S", ", %H:%M", " %I:%M %p", ", %I:%M %p")
ID = re.compile(r"(?:\d{4,}|00[0-9a-zA-Z]{13,16}|[0-9a-f]{8}-[0-9a-f-]{27})")


class Reading(NamedTuple):
    """How a column is read. section: what the map has to say, such as {"dates": "%d.%m.%Y"}. why_not: if it isn't."""

    section: dict[str, Any]
    why_not: str = ""


def filled(column: Iterable[str]) -> list[str]:
    return [text for cell in column if (text := cell.strip())]


def share(column: Sequence[str], is_one: Callable[[str], bool]) -> float:
    return sum(map(is_one, column)) / len(column) if column else 0.0


def reads(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except BadCell:
        return False
    return True


def is_email(text: str) -> bool:
    return reads(cells.parse_email, text)


def is_domain(text: str) -> bool:
    return "." in text and " " not in text and "@" not in text and reads(cells.parse_domain, text)


def is_id(text: str) -> bool:
    return ID.fullmatch(text) is not None


def is_number(text: str) -> bool:
    return reads(numbers.parse_number, text)


def day_comes_first(columns: Iterable[Sequence[str]]) -> bool | None:
    """Whether the file writes days before months, if any of its dates can only be one of the two."""
    orders = {
        match[2] == "." or int(match[1]) > 12
        for column in columns
        for text in column
        if (match := _SLASHED.match(text)) and (match[2] == "." or max(int(match[1]), int(match[3])) > 12)
    }
    return orders.pop() if len(orders) == 1 else None


def date_reading(column: Sequence[str], day_first: bool | None) -> Reading:
    """day_first: what the rest of the file says."""
    if share(column, lambda text: reads(dates.parse_date, text)) >= MOST:
        forms = _with_others(column, "iso", day_first)
        return Reading({} if forms == "iso" else {"dates": forms})
    forms = [f"{day}{time}" for day in (*_DAYS, *_MONTHS, *_NAMED) for time in _TIMES]
    found = {form: read for form in forms if (read := _parsed(column, (form,))).count(None) <= (1 - MOST) * len(column)}
    if not found:
        return _mixed(column, day_first)
    fewest = min(read.count(None) for read in found.values())
    best = [form for form, read in found.items() if read.count(None) == fewest]
    if day_first is not None and len(best) > 1:
        best = [
            form for form in best if not form.startswith(("%d/", "%d-", "%m")) or form.startswith("%d") == day_first
        ]
    if len({tuple(found[form]) for form in best}) > 1:
        return Reading({}, f'"{column[0]}" could be {" or ".join(best[:2])}, and no cell tells which')
    if not best:
        return Reading({}, "holds dates in an order that the rest of the file denies")
    return Reading({"dates": _with_others(column, best[0])})


def _mixed(column: Sequence[str], day_first: bool | None) -> Reading:
    """A column that writes its dates in several ways, none of which is most of it."""
    iso = any(reads(dates.parse_date, text) for text in column)
    ways = dates.ways_of(*map(dates.formats_of, column), iso=iso)
    if len(ways) > 1 and day_first is not None:
        ways = (ways[0 if day_first else 1],)
    sure = ways and len(ways) == 1 and len(ways[0]) <= MOST_FORMS and not {*ways[0]} & {*dates.MACHINE[1:]}
    if sure and share(column, lambda text: reads(lambda one: dates.parse_date(one, ways[0]), text)) >= MOST:
        return Reading({"dates": list(ways[0])})
    return Reading({}, f'holds no dates that I can read, such as "{column[0]}"')


def _with_others(column: Sequence[str], first: str, day_first: bool | None = None) -> str | list[str]:
    """That format, and those in the same order of day and month that read what it doesn't."""
    day_first = first.startswith("%d") if first.startswith(("%d", "%m")) else day_first
    forms = [first]
    for text in column:
        if reads(lambda one: dates.parse_date(one, tuple(forms)), text):
            continue
        own = [form for form in dates.formats_of(text) if not form.startswith(("%d", "%m")) or _first(form, day_first)]
        if len(own) == 1 and own[0] not in dates.MACHINE and len(forms) < MOST_FORMS:
            forms.append(own[0])
        elif not own and reads(dates.parse_date, text):
            forms.append("iso")
    return first if len(forms) == 1 else forms


def _first(form: str, day_first: bool | None) -> bool:
    """Whether a format begins as the file's dates do; one with a month's name may in any case."""
    return "%b" in form or "%B" in form or form.startswith("%d") == day_first


def _parsed(column: Sequence[str], formats: tuple[str, ...]) -> list[Any]:
    found: list[Any] = []
    for text in column:
        try:
            found.append(dates.parse_date(text, formats))
        except BadCell:
            found.append(None)
    return found


def number_reading(column: Sequence[str], parse: Callable[[str, numbers.NumberStyle], Any]) -> Reading:
    """parse: of that kind of number."""
    plain = _numbers(column, parse, None)
    if plain.count(None) == 0:
        return Reading({})
    tried = {mark: _numbers(column, parse, mark) for mark in (",", ".")}
    fewest = min(read.count(None) for read in (plain, *tried.values()))
    if fewest > (1 - MOST) * len(column):
        return Reading({}, f'holds no numbers that I can read, such as "{column[0]}"')
    if plain.count(None) == fewest:
        return Reading({})
    best = [mark for mark, read in tried.items() if read.count(None) == fewest]
    if len(best) > 1 and tried[","] != tried["."]:
        if plain.count(None) <= (1 - MOST) * len(column):
            return Reading({})  # the import asks about those cells, and takes the others
        apart = next(text for text, *two in zip(column, *tried.values(), strict=True) if two[0] != two[1])
        return Reading({}, f'"{apart}" can be read in two ways, and no cell tells which mark is the decimal one')
    if _may_be_thousands(column, best[0]):
        return Reading({})  # the import asks about those rows, and reads the others by their column
    return Reading({"numbers": {"decimal": best[0]}})


def _may_be_thousands(column: Sequence[str], mark: str) -> bool:
    """Whether some cells with three decimals have two readings, and none shows that the column has three."""
    thirds = [text for text in column if numbers.has_thirds(text, mark)]
    return bool(thirds) and not any(numbers.decimal_evidence(text) == mark for text in thirds)


def _numbers(column: Sequence[str], parse: Callable[..., Any], mark: str | None) -> list[Any]:
    found: list[Any] = []
    for text in column:
        try:
            found.append(parse(text, numbers.NumberStyle(mark)))
        except BadCell:
            found.append(None)
    return found
