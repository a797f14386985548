"""From a workbook (.xlsx) to records with line numbers: the sheet, the line that names the columns, cells as text.

Numbers and dates have one reading here, whatever a map says of the file's: they are written as the map will read them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum, load_workbook

from bot.calendar import plural
from bot.errors import UserError
from bot.ingest.sources.block import Block
from bot.ingest.sources.cell_marks import cell_marks
from bot.ingest.sources.header_line import HEADER_WITHIN, Fits

LARGEST = 400 << 20  # bytes, unpacked
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number; what has more isn't what somebody typed
_SINCE_1970 = datetime(1970, 1, 1)  # noqa: DTZ001 - a sheet has no zone
# What may be counted in a column whose map says so: since when, in which seconds.
COUNTED = {
    "excel": (datetime(1899, 12, 30), 86_400),  # noqa: DTZ001
    "excel-1904": (datetime(1904, 1, 1), 86_400),  # noqa: DTZ001
    "seconds": (_SINCE_1970, 1),
    "milliseconds": (_SINCE_1970, 0.001),
}
_UNREADABLE = (CalamineError, BadZipFile, ExpatError, ParseError, KeyError, OSError, ValueError)


@dataclass(frozen=True)
class WrittenAs:
    """How the map says that a column's cells are written."""

    decimal: str = "."
    day: str = ""  # a format, or a word of COUNTED


class WorkbookReader:
    """Reads one sheet in blocks; the same to its user as a CsvReader.

    fits: whether a line names the columns that are wanted; it chooses the line, and the sheet where none is named.
    Raises UserError where there is no such sheet, several, or one that can't be read.
    """

    delimiter = ","

    def __init__(self, file: Path, fits: Fits, sheet: str | None = None) -> None:
        self.file = file
        self._written_as: Mapping[int, WrittenAs] = {}
        self._texts_only = False
        try:
            with ZipFile(file) as packed:
                if sum(part.file_size for part in packed.infolist()) > LARGEST:
                    raise UserError(f"{file.name} is too large, unpacked: save the sheet as CSV, and import that.")
                book = load_workbook(file)
                self.sheet, others = _chosen(file, book, fits, sheet)
                self._marks = cell_marks(packed, self.sheet.name)
        except _UNREADABLE as error:
            raise UserError(f"{file.name} is a workbook that is damaged or isn't written as it should be.") from error
        self._refuse_unsolved()
        place = _header_line(self.sheet, fits)
        if place is None:
            raise UserError(f'{file.name}: the sheet "{self.sheet.name}" is empty: a line must name the columns.')
        self._rows = enumerate(self.sheet.iter_rows())
        _, cells = next(islice(self._rows, place, None))
        # The library gives all rows from the top, but of each only what stands right of the empty columns.
        self._first_column = self.sheet.start[1] if self.sheet.start else 0
        self.header = _titles(cells)
        self.total = self.sheet.total_height + 1
        self.done = place + 1
        self.notes = [f'Read the sheet "{self.sheet.name}"; not read: {", ".join(others)}.'] if others else []

    def __enter__(self) -> "WorkbookReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._rows = enumerate(iter(()))

    def write_as(self, columns: Mapping[int, WrittenAs]) -> None:
        """How numbers and dates of those columns are written from now on, by their place."""
        self._written_as = columns

    def leave_values_out(self) -> None:
        """Only texts are read from now on: a number or a date in a cell says nothing of how texts are written."""
        self._texts_only = True

    def block(self, size: int) -> Block | None:
        """About `size` records; None at the end."""
        while rows := list(islice(self._rows, size)):
            block = Block([], [], [])
            for number, cells in rows:
                record = list(self._texts(number, cells))
                if any(record):
                    block.lines.append(number + 1)
                    block.records.append(record)
            self.done = rows[-1][0] + 1
            if block.count:
                return block
        return None

    def _texts(self, row: int, cells: list[Any]) -> Iterator[str]:
        for place, value in enumerate(cells[: len(self.header)]):
            at = (row, self._first_column + place)
            if value == "":
                yield self._marks.errors.get(at, "")
            elif self._texts_only and not isinstance(value, str):
                yield ""
            else:
                yield cell_text(value, self._written_as.get(place, WrittenAs()), percent=at in self._marks.percents)

    def _refuse_unsolved(self) -> None:
        if where := self._marks.unsolved:
            raise UserError(
                f'{self.file.name}: the sheet "{self.sheet.name}" has formulas whose results aren\'t in the file, '
                f"first in {where}. Open it in a spreadsheet, save it, and import it again."
            )


def cell_text(value: Any, written: WrittenAs, *, percent: bool = False) -> str:
    """The cell as a CSV file would have it, in a way that can be read in one way only."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value * 100, written.decimal) + "%" if percent else _number(value, written.decimal)
    if isinstance(value, date):
        return _day(value, written.day)
    if isinstance(value, timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return str(value)


def _day(value: date, form: str) -> str:
    at = value if isinstance(value, datetime) else datetime.combine(value, time())
    if form in COUNTED:
        since, seconds = COUNTED[form]
        return _number((at - since).total_seconds() / seconds, ".")
    if form:
        return at.strftime(form)
    return at.isoformat(" ", "seconds") if at.time() != time() else at.strftime("%Y-%m-%d")


def _number(value: float, decimal: str) -> str:
    if value == int(value) and abs(value) < EXACT:
        return str(int(value))
    text = f"{value:.15g}".upper()
    whole, point, fraction = text.partition(".")
    if len(fraction) == 3 and fraction.isdecimal():
        fraction += "0"  # three digits after a mark might be thousands
    return whole + (decimal if point else "") + fraction


def _chosen(file: Path, book: CalamineWorkbook, fits: Fits, wanted: str | None) -> tuple[CalamineSheet, list[str]]:
    """The sheet to read, and the names of the other visible ones."""
    visible = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    if wanted is not None:
        if wanted not in book.sheet_names:
            raise UserError(f'{file.name} has no sheet "{wanted}". It has: {", ".join(book.sheet_names)}.')
        return book.get_sheet_by_name(wanted), []
    filled = [name for name in visible if book.get_sheet_by_name(name).height]
    fitting = [name for name in filled if _fitting_line(book.get_sheet_by_name(name), fits) is not None]
    if len(fitting) > 1:
        raise UserError(f"{file.name} has {len(fitting)} sheets with these columns: {_choose(fitting)}.")
    if not fitting and len(filled) > 1:
        raise UserError(f"{file.name} has {plural(len(filled), 'sheet')}, none with these columns: {_choose(filled)}.")
    name = (fitting or filled or visible or book.sheet_names)[0]
    return book.get_sheet_by_name(name), [each for each in filled if each != name]


def _choose(names: list[str]) -> str:
    return f'{", ".join(names)}. Say which one with --sheet "{names[0]}"'


def _header_line(sheet: CalamineSheet, fits: Fits) -> int | None:
    """The line that names the columns wanted; where none does, the first of the fullest, to be complained about."""
    if (found := _fitting_line(sheet, fits)) is not None:
        return found
    filled = [sum(title != "" for title in _titles(cells)) for cells in islice(sheet.iter_rows(), HEADER_WITHIN)]
    return filled.index(max(filled)) if any(filled) else None


def _fitting_line(sheet: CalamineSheet, fits: Fits) -> int | None:
    lines = enumerate(islice(sheet.iter_rows(), HEADER_WITHIN))
    return next((place for place, cells in lines if any(titles := _titles(cells)) and fits(titles)), None)


def _titles(cells: list[Any]) -> list[str]:
    return [" ".join(cell_text(cell, WrittenAs()).split()) for cell in cells]
