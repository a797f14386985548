"""From records to rows of ours: which column is which, and each cell read once. No database, safe in a thread."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.errors import UserError
from bot.ingest.reading import cells, dates, leftovers, numbers
from bot.ingest.reading.cells import COLUMN, BadCell
from bot.ingest.reading.columns import COLUMNS, DATES, NUMBERS, FileColumn, Kind, folded_title
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.report import Rejected, Rejection
from bot.ingest.reading.survey import Again, ColumnSurvey, survey
from bot.ingest.sources.csv import Block
from bot.ingest.sources.workbook import WrittenAs
from bot.text import clean, shorten

Parse = Callable[[str], Any]
REMEMBERED = 20_000  # different cells of a column that are kept with their values

WIDEST_TITLE, MOST_TITLES = 40, 20  # in what people read
_IN_BRACKETS = re.compile(r"(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*", re.DOTALL)
_MONEY = {"accounts": "arr", "contracts": "amount"}

_TEXTS: dict[str, Parse] = {
    "key": cells.parse_key,
    "name": cells.parse_name,
    "text": cells.parse_text,
    "lower": cells.parse_lower,
    "domain": cells.parse_domain,
    "email": cells.parse_email,
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


class Row(NamedTuple):
    """A row of ours. values: column → value, without the empty ones. raw: the record's cells, for a rejection."""

    line: int
    raw: list[str]
    values: dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Rows of ours, column by column, which takes far less time than row by row. None: an empty cell."""

    lines: Sequence[int]
    raws: Sequence[list[str]]
    columns: dict[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.lines)

    def rows(self) -> list[Row]:
        names = tuple(self.columns)
        cells = zip(*self.columns.values(), strict=True)
        values = ({name: cell for name, cell in zip(names, row) if cell is not None} for row in cells)  # noqa: B905
        return list(map(Row, self.lines, self.raws, values))

    def row(self, place: int) -> Row:
        values = {name: column[place] for name, column in self.columns.items() if column[place] is not None}
        return Row(self.lines[place], self.raws[place], values)


class Field(NamedTuple):
    """A cell to read. places: of its columns, joined where there are several. title: as the file calls it. read: its
    value, None where it is empty."""

    name: str
    places: tuple[int, ...]
    title: str
    read: Parse

    @property
    def place(self) -> int:
        """Of its first column."""
        return self.places[0]

    def text(self, raw: Sequence[str]) -> str:
        """The cell as it stands."""
        if len(self.places) == 1:
            return raw[self.places[0]]
        return " ".join(part for place in self.places if (part := raw[place].strip()))


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


class RowParser:
    """Reads the records of one file. again: opens it a second time, where a column has to decide what a cell means.
    skipped: rows so far that had nothing to say. Raises UserError at once where the header lacks a required column, or
    where two could be meant."""

    def __init__(
        self, header: list[str], kind: Kind, mapping: Mapping, file_name: str, again: Again | None = None
    ) -> None:
        self.kind, self.header, self.file_name = kind, header, file_name
        self.skipped = 0
        self._mapping, self._again = mapping, again
        self._surveyed: dict[str, ColumnSurvey] | None = None
        self._places, self._twice = _titled(header)
        self._check_sources()
        melted = ("kpi", "value") if mapping.melt else ()
        columns = [each for each in COLUMNS[kind] if each.name not in melted]
        self.constants = {each.name: self._constant(each) for each in columns if each.name in mapping.constants}
        self._fields = [field for each in columns if (field := self._field(each))]
        self._melted = [self._melted_field(kpi, title) for kpi, title in mapping.melt.items()]
        self._titles = {field.name: field.title for field in self._fields}
        self._required = tuple(each.name for each in columns if each.required)
        self._skips = {each.name for each in columns if each.skips}
        self._check_required()

    @property
    def rows_each(self) -> int:
        """Rows of ours that a record of the file gives, at most."""
        return max(1, len(self._melted))

    def place(self, title: str) -> int:
        """Of the file's column that the map calls so."""
        return self._places[clean(title)]

    def title(self, name: str) -> str:
        """How the file calls our column; where it has none, how we do."""
        return self._titles.get(name, name)

    def unused(self) -> list[str]:
        """Titles of the file's columns that nothing is taken from."""
        used = {place for field in (*self._fields, *self._melted) for place in field.places}
        return [_shown(title) for place, title in enumerate(self.header) if place not in used and title]

    def found_by(self, name: str) -> tuple[str, ...]:
        """By what accounts are found in that column of ours: key, domain, name, alias."""
        return self._mapping.match.get(name, ("key",))

    def has(self, name: str) -> bool:
        """Whether the file has that column of ours, or the map a constant for it."""
        return name in self._titles or name in self.constants

    def written(self, name: str, raw: Sequence[str]) -> str:
        """What a record has in that column of ours, as it stands."""
        full = [*raw, *[""] * (len(self.header) - len(raw))]
        return next((each.text(full).strip() for each in self._fields if each.name == name), "")

    def currency_advice(self) -> str:
        """A line of the map that gives amounts without a currency one, and changes no other row's."""
        return 'values: {currency: {"": EUR}}' if "currency" in self._titles else "constants: {currency: EUR}"

    def written_as(self) -> dict[int, WrittenAs]:
        """How the map says that cells are written, by the place of their column; for a file whose cells have values."""
        numbers, dates = self._mapping.numbers, self._mapping.dates
        return {
            place: WrittenAs(
                (numbers[field.name].decimal if field.name in numbers else None) or ".",
                _first_form(dates.get(field.name, ())),
            )
            for field in (*self._fields, *self._melted)
            for place in field.places
        }

    def parse(self, block: Block) -> tuple[Batch, list[Rejected]]:
        """Good rows and bad records. In a wide file a record can be both: its bad cells are left out."""
        rejected = [Rejected(cells, (Rejection(line, "", "", problem),)) for line, cells, problem in block.broken]
        batch = self._quickly(block) or self._carefully(block, rejected)
        return batch, rejected

    def _quickly(self, block: Block) -> Batch | None:
        """Column by column, where every cell is good and the file isn't a wide one: by far the most common case."""
        if self._melted or not block.records:
            return None
        shortest = min(map(len, block.records))
        texts = list(zip(*block.records)) if shortest == len(self.header) else None  # noqa: B905 - just as long
        if texts is None or self.header[0] in set(map(str.strip, texts[0])):
            return None
        columns: dict[str, Sequence[Any]] = {
            name: [value] * len(block.records) for name, value in self.constants.items()
        }
        try:
            for field in self._fields:
                columns[field.name] = list(map(field.read, _joined(texts, field)))
        except BadCell:
            return None
        if self.kind == "accounts" and any(map(leftovers.may_be_no_record, filter(None, columns["key"]))):
            return None
        money = columns.get(_MONEY.get(self.kind, ""), ())
        if numbers.ShownMoney in set(map(type, money)):
            return None
        if any(None in columns[name] for name in self._required):
            return None
        return Batch(block.lines, block.records, columns)

    def _carefully(self, block: Block, rejected: list[Rejected]) -> Batch:
        """Row by row, to say which cells are bad and keep the rows whose cells aren't."""
        rows: list[Row] = []
        for line, record in zip(block.lines, block.records, strict=True):
            self._parse_one(line, record, rows, rejected)
        names = [*self.constants, *(field.name for field in self._fields), *(("kpi", "value") if self._melted else ())]
        columns: dict[str, Sequence[Any]] = {name: [row.values.get(name) for row in rows] for name in names}
        return Batch([row.line for row in rows], [row.raw for row in rows], columns)

    def _parse_one(self, line: int, raw: list[str], rows: list[Row], rejected: list[Rejected]) -> None:
        full = raw + [""] * (len(self.header) - len(raw))
        if problem := self._no_record(full):
            rejected.append(Rejected(raw, (Rejection(line, *problem),)))
            return
        values = self.constants.copy()
        bad = self._read(self._fields, line, full, values)
        told = {each.column for each in bad}
        if any(name not in values and self.title(name) not in told for name in self._skips):
            self.skipped += 1
            return
        missing = [name for name in self._required if name not in values and self.title(name) not in told]
        bad += [self._missing(line, name, full) for name in missing]
        bad += self._unlike_currency(line, full, values)
        if not bad and self._melted:
            measured: dict[str, Any] = {}
            bad = self._read(self._melted, line, full, measured)
            rows += [Row(line, raw, {**values, "kpi": kpi, "value": value}) for kpi, value in measured.items()]
        elif not bad:
            rows.append(Row(line, raw, values))
        if bad:
            rejected.append(Rejected(raw, tuple(bad)))

    def _no_record(self, full: list[str]) -> tuple[str, str, str] | None:
        """(column, value, reason) of a line that stands between records and is none: titles, totals, footers."""
        if [clean(cell) for cell in full] == self.header:
            return "", "", "the titles stand here again"
        if self.kind != "accounts" or not (key := next((each for each in self._fields if each.name == "key"), None)):
            return None
        text = clean(key.text(full))
        is_total = leftovers.is_total(text)
        is_footer = len(full) > 2 and sum(map(bool, map(str.strip, full))) == 1 and leftovers.is_footer(text)
        if text in self._mapping.records or not (is_total or is_footer):
            return None
        what = "a total" if is_total else "a report's footer"
        return key.title, text, f"looks like {what}: if it is an account, say so in the map, records: [{_quoted(text)}]"

    def _missing(self, line: int, name: str, full: list[str]) -> Rejection:
        text = self.written(name, full)
        return Rejection(line, self.title(name), text, "stands for an empty cell" if text else "is empty")

    def _unlike_currency(self, line: int, full: list[str], values: dict[str, Any]) -> list[Rejection]:
        """An amount that says its currency gives it to the row, or agrees with it."""
        name = _MONEY.get(self.kind, "")
        amount = values.get(name)
        if not isinstance(amount, numbers.ShownMoney):
            return []
        given, meant = values.get("currency"), amount.currencies
        if given is None and len(meant) == 1:
            values["currency"] = meant[0]
        elif given is None:
            readings = f"{', '.join(meant[:-1])} or {meant[-1]}"
            which = self.currency_advice().replace("EUR", meant[0])
            reason = f"could be in {readings}: say which in the map, such as {which}"
            return [Rejection(line, self.title(name), self.written(name, full), reason)]
        elif given not in meant:
            reason = f"isn't in {given}, which {self._currency_said()} says"
            return [Rejection(line, self.title(name), self.written(name, full), reason)]
        values[name] = +amount  # a plain Decimal again
        return []

    def _currency_said(self) -> str:
        return "the map" if "currency" in self.constants else self.title("currency")

    def _read(self, fields: list[Field], line: int, raw: list[str], values: dict[str, Any]) -> list[Rejection]:
        bad: list[Rejection] = []
        for place, field in enumerate(fields):
            text = field.text(raw)
            try:
                value = self._by_column(fields, place, text)
            except BadCell as problem:
                bad.append(Rejection(line, field.title, text.strip(), self._reason(field, problem)))
                continue
            if value is not None:
                values[field.name] = value
        return bad

    def _by_column(self, fields: list[Field], place: int, text: str) -> Any:
        """The cell's value. Where it has two readings its column may know, and is read so from then on."""
        field = fields[place]
        try:
            return field.read(text)
        except numbers.TwoReadings:
            if not (decimal := self._survey(field).decimal):
                raise
            fields[place] = field._replace(read=self._number_reader(field.name, decimal))
            return fields[place].read(text)

    def _reason(self, field: Field, problem: BadCell) -> str:
        """With advice that was tried on the whole column."""
        if isinstance(problem, dates.NotADate) and self._again:
            reason = problem.said(self._survey(field).ways)
        elif isinstance(problem, numbers.TwoReadings) and (unlike := self._survey(field).contradiction):
            reason = f"{problem.readings}, and the column has both: {unlike}. Write its numbers in one way"
        else:
            reason = str(problem)
        return reason.replace(COLUMN, field.name)

    def _survey(self, field: Field) -> ColumnSurvey:
        if self._surveyed is None and self._again:
            kinds = {each.name: each.what for each in COLUMNS[self.kind]} | dict.fromkeys(self._mapping.melt, "number")
            computed = self._mapping.computed
            asked = [each for each in (*self._fields, *self._melted) if each.name not in computed]
            as_numbers = {each.name: each.place for each in asked if kinds[each.name] in NUMBERS}
            as_dates = {each.name: each.place for each in asked if kinds[each.name] in DATES}
            self._surveyed = survey(self._again, as_numbers, as_dates)
        return (self._surveyed or {}).get(field.name, ColumnSurvey())

    def _number_reader(self, name: str, decimal: str) -> Parse:
        """The same, with the decimal mark that the column's rows show."""
        known = {each.name: each for each in COLUMNS[self.kind]}
        column = known.get(name, FileColumn(name, "number"))
        given = self._mapping.numbers.get(name)
        style = numbers.NumberStyle(decimal, given.times) if given else numbers.NumberStyle(decimal)
        return self._reader(column, partial(_NUMBERS[column.what], style=style))

    def _field(self, column: FileColumn) -> Field | None:
        computed = self._mapping.computed.get(column.name)
        if computed:
            parse: Parse = partial(_months_before, computed.months_before, column.what == "moment")
            place = self._places[clean(computed.column)]
            return Field(column.name, (place,), _shown(computed.column), _reading(parse, {}, None, column.repeats))
        places = self._its_places(column)
        if not places or column.name in self._mapping.constants:
            return None
        title = " + ".join(_shown(self.header[place]) for place in places)
        return Field(column.name, places, title, self._reader(column, self._parser(column)))

    def _melted_field(self, kpi: str, title: str) -> Field:
        column = FileColumn(kpi, "number")
        return Field(kpi, (self._places[clean(title)],), _shown(title), self._reader(column, self._parser(column)))

    def _reader(self, column: FileColumn, parse: Parse) -> Parse:
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

    def _constant(self, column: FileColumn) -> Any:
        text = self._mapping.constants[column.name].strip()
        try:
            return self._parser(column)(text)
        except BadCell as problem:
            reason = str(problem).replace(COLUMN, column.name)
            raise UserError(f'The map: constants: {column.name} "{text}" {reason}.') from problem

    def _its_places(self, column: FileColumn) -> tuple[int, ...]:
        if theirs := self._mapping.columns.get(column.name):
            return tuple(self._places[clean(title)] for title in theirs)
        wanted = folded_title(column.name)
        found = {title: place for title, place in self._places.items() if folded_title(self.header[place]) == wanted}
        if len(found) > 1:
            ways = " or ".join(f"columns: {{{column.name}: {_quoted(title)}}}" for title in found)
            raise UserError(
                f"{self.file_name} has the column {column.name} twice. Rename one of the two, or say in a map which "
                f"it is: {ways}."
            )
        return tuple(found.values())

    def _check_sources(self) -> None:
        for title, where in self._mapping.sources().items():
            if at := self._twice.get(clean(title)):
                section, _, ours = where.partition(": ")
                ways = " or ".join(f"{title} ({number})" for number in range(1, len(at) + 1))
                columns = " and ".join(str(place + 1) for place in at)
                raise UserError(
                    f'{self.file_name} has "{_shown(title)}" {_times(len(at))}, as its columns {columns}, and the map '
                    f"doesn't say which one {ours} is. Write {ways} there, under {section}."
                )
            if clean(title) not in self._places:
                raise UserError(
                    f'The map takes "{_shown(title)}" ({where}) from {self.file_name}, which has no such column. '
                    f"It has: {_listed(self.header)}."
                )

    def _check_required(self) -> None:
        missing = [name for name in self._required if name not in self._titles and name not in self.constants]
        if missing:
            raise UserError(
                f"{self.file_name} has no column {' and no column '.join(missing)}. It has: {_listed(self.header)}. "
                f"Rename the column that is meant, or name it in a map, columns: {{{missing[0]}: …}}, with its title "
                "in place of …"
            )


def fits(kind: Kind, mapping: Mapping, titles: list[str]) -> bool:
    """Whether a line of a file names the columns that are needed."""
    try:
        RowParser(titles, kind, mapping, "")
    except UserError:
        return False
    return True


def _titled(header: list[str]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Title → place; and titles that stand more than once, with their places: there the second is "Title (2)"."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(header):
        places[title].append(place)
    once = {title: at[0] for title, at in places.items() if len(at) == 1}
    twice = {title: at for title, at in places.items() if len(at) > 1 and title}
    numbered = {f"{title} ({number})": place for title, at in twice.items() for number, place in enumerate(at, start=1)}
    return numbered | once, twice


def _first_form(formats: tuple[str, ...]) -> str:
    return "" if "iso" in formats else next(iter(formats), "")


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _shown(title: str) -> str:
    return shorten(title, WIDEST_TITLE)


def _listed(header: Iterable[str]) -> str:
    titles = [_shown(title) for title in header if title]
    more = f" and {len(titles) - MOST_TITLES} more" if len(titles) > MOST_TITLES else ""
    return ", ".join(titles[:MOST_TITLES]) + more


def _quoted(text: str) -> str:
    """As YAML reads it, whatever it is."""
    return json.dumps(text, ensure_ascii=False)


def _joined(texts: Sequence[Sequence[str]], field: Field) -> Iterable[str]:
    if len(field.places) == 1:
        return texts[field.place]
    columns = [texts[place] for place in field.places]
    return (" ".join(part for cell in row if (part := cell.strip())) for row in zip(*columns, strict=True))


def _reading(parse: Parse, words: dict[str, str], part: str | None, repeats: bool) -> Parse:
    """Trims the cell, translates it, and parses it unless it is empty."""

    def read(text: str) -> Any:
        text = text.strip()
        if words and text in words:
            text = words[text].strip()
            return parse(text) if text else None
        if not text or text in leftovers.PLACEHOLDERS:
            return None
        if text[0] in "#=E" and not (text := leftovers.uncovered(text)):
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
    if word not in choices:
        ways = [f"values: {{{COLUMN}: {{{_quoted(text)}: {each}}}}}" for each in ([example] if example else choices)]
        such = "such as " if example else ""
        advice = f"; other words can be translated in the map, {such}{' or '.join(ways)}" if len(text) <= 60 else ""
        raise BadCell(f"isn't one of {', '.join(choices)}{advice}")
    return word


def _months_before(day: date, as_moment: bool, text: str) -> date | datetime:
    if not text.isdecimal() or len(text) > 4:
        raise BadCell("isn't a number of whole months")
    found = day - relativedelta(months=int(text))
    return dates.parse_moment(found.isoformat()) if as_moment else found
