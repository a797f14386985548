"""From records to rows of ours: which column is which, and each cell read once. No database, safe in a thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from bot.errors import UserError
from bot.ingest.reading import cells, dates, numbers
from bot.ingest.reading.cells import COLUMN, BadCell
from bot.ingest.reading.columns import COLUMNS, DATES, NUMBERS, FileColumn, Kind, folded_title
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.report import Rejected, Rejection
from bot.ingest.sources.csv import Block
from bot.ingest.sources.workbook import WrittenAs

Parse = Callable[[str], Any]
REMEMBERED = 20_000  # different cells of a column that are kept with their values

_TEXTS: dict[str, Parse] = {
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
    """A cell to read. title: the column as the file calls it. read: its value, None where it is empty."""

    name: str
    place: int
    title: str
    read: Parse


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
    """Reads the records of one file. Raises UserError at once where the header lacks a required column."""

    def __init__(self, header: list[str], kind: Kind, mapping: Mapping, file_name: str) -> None:
        self.kind, self.header, self.file_name = kind, header, file_name
        self._mapping = mapping
        self._places = {title: place for place, title in reversed(list(enumerate(header)))}
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

    def title(self, name: str) -> str:
        """How the file calls our column; where it has none, how we do."""
        return self._titles.get(name, name)

    def unused(self) -> list[str]:
        """Titles of the file's columns that nothing is taken from."""
        used = {field.place for field in (*self._fields, *self._melted)}
        return [title for place, title in enumerate(self.header) if place not in used and title]

    def written_as(self) -> dict[int, WrittenAs]:
        """How the map says that cells are written, by the place of their column; for a file whose cells have values."""
        numbers, dates = self._mapping.numbers, self._mapping.dates
        return {
            field.place: WrittenAs(
                (numbers[field.name].decimal if field.name in numbers else None) or ".",
                next(iter(dates.get(field.name, ())), ""),
            )
            for field in (*self._fields, *self._melted)
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
        if texts is None:
            return None
        columns: dict[str, Sequence[Any]] = {
            name: [value] * len(block.records) for name, value in self.constants.items()
        }
        try:
            for field in self._fields:
                columns[field.name] = list(map(field.read, texts[field.place]))
        except BadCell:
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
        values = self.constants.copy()
        bad = self._read(self._fields, line, full, values)
        told = {each.column for each in bad}
        if any(name not in values and self.title(name) not in told for name in self._skips):
            return
        missing = [self.title(name) for name in self._required if name not in values]
        bad += [Rejection(line, title, "", "is empty") for title in missing if title not in told]
        if not bad and self._melted:
            measured: dict[str, Any] = {}
            bad = self._read(self._melted, line, full, measured)
            rows += [Row(line, raw, {**values, "kpi": kpi, "value": value}) for kpi, value in measured.items()]
        elif not bad:
            rows.append(Row(line, raw, values))
        if bad:
            rejected.append(Rejected(raw, tuple(bad)))

    def _read(self, fields: list[Field], line: int, raw: list[str], values: dict[str, Any]) -> list[Rejection]:
        bad: list[Rejection] = []
        for name, place, title, read in fields:
            try:
                value = read(raw[place])
            except BadCell as problem:
                bad.append(Rejection(line, title, raw[place].strip(), problem.reason(name)))
                continue
            if value is not None:
                values[name] = value
        return bad

    def _field(self, column: FileColumn) -> Field | None:
        computed = self._mapping.computed.get(column.name)
        if computed:
            parse: Parse = partial(_months_before, computed.months_before, column.what == "moment")
            return Field(
                column.name, self._places[computed.column], computed.column, _reading(parse, {}, column.repeats)
            )
        place = self._place(column)
        if place is None or column.name in self._mapping.constants:
            return None
        return self._read_by(column, self.header[place], place, self._mapping.values.get(column.name, {}))

    def _melted_field(self, kpi: str, title: str) -> Field:
        words = self._mapping.values.get(kpi, self._mapping.values.get("value", {}))
        return self._read_by(FileColumn(kpi, "number"), title, self._places[title], words)

    def _read_by(self, column: FileColumn, title: str, place: int, words: dict[str, str]) -> Field:
        return Field(column.name, place, title, _reading(self._parser(column), words, column.repeats))

    def _parser(self, column: FileColumn) -> Parse:
        if column.what == "choice":
            return partial(_choice, column.choices)
        if column.what in DATES:
            return partial(_DATES[column.what], formats=self._mapping.dates.get(column.name, ()))
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
            raise UserError(f'The map: constants: {column.name} "{text}" {problem.reason(column.name)}.') from problem

    def _place(self, column: FileColumn) -> int | None:
        if theirs := self._mapping.columns.get(column.name):
            return self._places[theirs]
        wanted = folded_title(column.name)
        found = [place for place, title in enumerate(self.header) if folded_title(title) == wanted]
        if len(found) > 1:
            raise UserError(f"{self.file_name} has the column {column.name} twice. Rename one of the two.")
        return found[0] if found else None

    def _check_sources(self) -> None:
        for title, where in self._mapping.sources().items():
            if title not in self._places:
                raise UserError(
                    f'The map takes "{title}" ({where}) from {self.file_name}, which has no such column. '
                    f"It has: {', '.join(self.header)}."
                )

    def _check_required(self) -> None:
        missing = [name for name in self._required if name not in self._titles and name not in self.constants]
        if missing:
            raise UserError(
                f"{self.file_name} has no column {' and no column '.join(missing)}. It has: "
                f"{', '.join(self.header)}. Rename the column, or say in a map which one it is: "
                f"columns: {{{missing[0]}: {self.header[0]}}}."
            )


def _reading(parse: Parse, words: dict[str, str], repeats: bool) -> Parse:
    """Trims the cell, translates it, and parses it unless it is empty."""

    def read(text: str) -> Any:
        text = text.strip()
        text = words.get(text, text) if words else text
        return parse(text) if text else None

    return _Memory(read).__getitem__ if repeats else read


def _choice(choices: tuple[str, ...], text: str) -> str:
    word = text.lower()
    if word not in choices:
        example = f'values: {{{COLUMN}: {{"{text}": {choices[0]}}}}}'
        raise BadCell(f"isn't one of {', '.join(choices)}; other words can be translated in the map, such as {example}")
    return word


def _months_before(day: date, as_moment: bool, text: str) -> date | datetime:
    if not text.isdecimal() or len(text) > 4:
        raise BadCell("isn't a number of whole months")
    found = day - relativedelta(months=int(text))
    return dates.parse_moment(found.isoformat()) if as_moment else found
