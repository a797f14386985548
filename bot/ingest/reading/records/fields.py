"""Which cells of a record are read, and into which of our columns."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bot.ingest.reading.cell_values import CellReaders, Parse
from bot.ingest.reading.columns import COLUMNS, FileColumn, Kind
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.records.titles import Titles
from bot.ingest.sources.workbook import WrittenAs


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

    def texts(self, columns: Sequence[Sequence[str]]) -> Iterable[str]:
        """The same of many records, given column by column."""
        if len(self.places) == 1:
            return columns[self.place]
        mine = zip(*(columns[place] for place in self.places), strict=True)
        return (" ".join(part for cell in row if (part := cell.strip())) for row in mine)


class Fields:
    """Of one file. constants: what the map gives to every row. each: one for each column of ours that the file has.
    melted: of a wide file, one for each KPI. Raises UserError where a needed column is missing, or could be two."""

    def __init__(self, kind: Kind, mapping: Mapping, titles: Titles) -> None:
        titles.check_sources(mapping.sources())
        self._mapping, self._titles, self.readers = mapping, titles, CellReaders(kind, mapping)
        melted = ("kpi", "value") if mapping.melt else ()
        columns = [each for each in COLUMNS[kind] if each.name not in melted]
        self.constants: dict[str, Any] = {
            each.name: self.readers.constant(each) for each in columns if each.name in mapping.constants
        }
        self.each = [field for each in columns if (field := self._field(each))]
        self.melted = [self._melted(kpi, titles.place(title)) for kpi, title in mapping.melt.items()]
        self.required = tuple(each.name for each in columns if each.required)
        self.skips = {each.name for each in columns if each.skips}
        self._called = {field.name: field.title for field in self.each}
        if missing := [name for name in self.required if not self.has(name)]:
            raise titles.lack(missing)

    def has(self, name: str) -> bool:
        """Whether the file has that column of ours, or the map a constant for it."""
        return self.in_file(name) or name in self.constants

    def in_file(self, name: str) -> bool:
        """Whether that column of ours is read from the file."""
        return name in self._called

    def title(self, name: str) -> str:
        """How the file calls our column; where it has none, how we do."""
        return self._called.get(name, name)

    def of(self, name: str) -> Field | None:
        """That of our column."""
        return next((each for each in self.each if each.name == name), None)

    def used(self) -> set[int]:
        """The places that something is taken from."""
        return {place for field in (*self.each, *self.melted) for place in field.places}

    def names(self) -> list[str]:
        """The columns that rows of ours have."""
        return [*self.constants, *(field.name for field in self.each), *(("kpi", "value") if self.melted else ())]

    def written_as(self) -> dict[int, WrittenAs]:
        """How the map says that cells are written, by the place of their column; for a file whose cells have values."""
        numbers, dates = self._mapping.numbers, self._mapping.dates
        return {
            place: WrittenAs(
                (numbers[field.name].decimal if field.name in numbers else None) or ".",
                _first_form(dates.get(field.name, ())),
            )
            for field in (*self.each, *self.melted)
            for place in field.places
        }

    def _field(self, column: FileColumn) -> Field | None:
        if computed := self._mapping.computed.get(column.name):
            return self._made((self._titles.place(computed.column),), column, self.readers.computed(column, computed))
        if column.name in self._mapping.constants or not (places := self._places(column)):
            return None
        return self._made(places, column, self.readers.reader(column))

    def _melted(self, kpi: str, place: int) -> Field:
        column = FileColumn(kpi, "number")
        return self._made((place,), column, self.readers.reader(column))

    def _made(self, places: tuple[int, ...], column: FileColumn, read: Parse) -> Field:
        return Field(column.name, places, self._titles.shown(places), read)

    def _places(self, column: FileColumn) -> tuple[int, ...]:
        if theirs := self._mapping.columns.get(column.name):
            return tuple(map(self._titles.place, theirs))
        return self._titles.of_ours(column.name)


def _first_form(formats: tuple[str, ...]) -> str:
    return "" if "iso" in formats else next(iter(formats), "")
