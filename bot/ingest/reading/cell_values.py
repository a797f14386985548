"""From a cell's text to its value: what each of our columns may hold, read as the map says that it is written."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.errors import UserError
from bot.ingest.reading import cells, dates, leftovers, numbers
from bot.ingest.reading.cells import COLUMN, BadCell
from bot.ingest.reading.columns import COLUMNS, DATES, NUMBERS, FileColumn, Kind
from bot.ingest.reading.mapping import Mapping, MonthsBefore

Parse = Callable[[str], Any]
REMEMBERED = 20_000  # different cells of a column that are kept with their values
_IN_BRACKETS = re.compile(r"(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*", re.DOTALL)

_TEXTS: dict[str, Parse] = {
    "key": cells.parse_key,
    "name": cells.parse_name,
    "text": cells.parse_text,
    "lower": cells.parse_lower,
    "domain": cells.parse_domain,
    "email": cells.parse_email,
    "link": cells.parse_link,
    "currency": cells.parse_currency,
    "channel": cells.parse_channel,
    "aliases": cells.parse_aliases,
    "yes-no": cells.parse_yes_no,
    "persona": cells.parse_persona,
}
_DATES: dict[str, Callable[..., Any]] = {"date": dates.parse_date, "moment": dates.parse_moment}
_NUMBERS: dict[str, Callable[..., Any]] = {
    "money": numbers.parse_money,
    "months": numbers.parse_months,
    "number": numbers.parse_number,
}


class CellReaders:
    """How the cells of each of our columns are read in one file."""

    def __init__(self, kind: Kind, mapping: Mapping) -> None:
        self._mapping = mapping
        self._columns = {each.name: each for each in COLUMNS[kind]}

    def reader(self, column: FileColumn) -> Parse:
        """A cell's value, None where it is empty. The reader raises BadCell."""
        return self._worded(column, self._parser(column))

    def with_decimal(self, name: str, decimal: str, *, cents: bool) -> Parse:
        """The same, with the decimal mark that the column's rows show. cents: none of them shows a third decimal."""
        column = self._columns.get(name, FileColumn(name, "number"))
        given = self._mapping.numbers.get(name)
        style = numbers.NumberStyle(decimal, given.times if given else numbers.AS_IS.times, cents)
        return self._worded(column, partial(_NUMBERS[column.what], style=style))

    def computed(self, column: FileColumn, given: MonthsBefore) -> Parse:
        """Of a column of months, the day that is as many before the map's."""
        parse = partial(_months_before, given.months_before, column.what == "moment")
        return _reading(parse, {}, None, column.repeats)

    def constant(self, column: FileColumn) -> Any:
        """What the map gives to every row. Raises UserError."""
        text = self._mapping.constants[column.name].strip()
        try:
            return self._parser(column)(text)
        except BadCell as problem:
            reason = str(problem).replace(COLUMN, column.name)
            raise UserError(f'The map: constants: {column.name} "{text}" {reason}.') from problem

    def _worded(self, column: FileColumn, parse: Parse) -> Parse:
        words = self._mapping.values.get(column.name, {})
        if column.name in self._mapping.melt:
            words = words or self._mapping.values.get("value", {})
        return _reading(parse, words, self._mapping.take.get(column.name), column.repeats)

    def _parser(self, column: FileColumn) -> Parse:
        if column.what == "choice":
            return partial(_choice, column.choices, column.example)
        if column.what in DATES:
            zone = self._mapping.zones.get(column.name)
            formats = self._mapping.dates.get(column.name, ())
            return partial(_DATES[column.what], formats=formats, zone=ZoneInfo(zone) if zone else None)
        if column.what in NUMBERS:
            given = self._mapping.numbers.get(column.name)
            style = numbers.NumberStyle(given.decimal, given.times) if given else numbers.AS_IS
            return partial(_NUMBERS[column.what], style=style)
        return _TEXTS[column.what]


class _Memory(dict[str, Any]):
    """Cells already read, with their values; forgets all when it has grown too large."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> Any:
        if len(self) >= REMEMBERED:
            self.clear()
        value = self[text] = self._parse(text)
        return value


def _reading(parse: Parse, words: dict[str, str], part: str | None, repeats: bool) -> Parse:
    """Trims the cell, translates it, and parses it unless it is empty."""

    def read(text: str) -> Any:
        text = text.strip()
        if words and text in words:
            text = words[text].strip()
            return parse(text) if text else None
        if not text or text in leftovers.PLACEHOLDERS:
            return None
        if text[0] in "#=E'" and not (text := leftovers.uncovered(text)):
            return None
        return parse(_part(text, part) if part else text)

    return _Memory(read).__getitem__ if repeats else read


def _part(text: str, part: str) -> str:
    """What the map takes of a cell in which several things stand."""
    if part == "first":
        return re.split(r"[;|]", text)[0].strip() or text
    if not (match := _IN_BRACKETS.fullmatch(text)):
        raise BadCell("has no brackets at its end, which the map takes it apart by")
    found = match[2 if part == "in brackets" else 1].strip()
    if not found:
        raise BadCell("has nothing before its brackets")
    return found


def _choice(choices: tuple[str, ...], example: str, text: str) -> str:
    word = text.lower()
    if word in choices:
        return word
    quoted = json.dumps(text, ensure_ascii=False)  # as YAML reads it, whatever it is
    ways = [f"values: {{{COLUMN}: {{{quoted}: {each}}}}}" for each in ([example] if example else choices)]
    such = "such as " if example else ""
    advice = f"; other words can be translated in the map, {such}{' or '.join(ways)}" if len(text) <= 60 else ""
    raise BadCell(f"isn't one of {', '.join(choices)}{advice}")


def _months_before(day: date, as_moment: bool, text: str) -> date | datetime:
    if not text.isdecimal() or len(text) > 4:
        raise BadCell("isn't a number of whole months")
    found = day - relativedelta(months=int(text))
    return dates.parse_moment(found.isoformat()) if as_moment else found
