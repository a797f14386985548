"""Any file with a table in it, opened by what it is."""

from pathlib import Path

from bot.errors import UserError
from bot.ingest.sources.csv import CsvReader
from bot.ingest.sources.file_type import is_workbook
from bot.ingest.sources.header_line import Fits
from bot.ingest.sources.workbook import WorkbookReader

TableReader = CsvReader | WorkbookReader


def open_table(file: Path, fits: Fits, sheet: str | None = None) -> TableReader:
    """A reader of the file; sheet: of a workbook. Raises UserError that says what the file is, if not a table."""
    if is_workbook(file):
        return WorkbookReader(file, fits, sheet)
    if sheet is not None:
        raise UserError(f"{file.name} is no workbook, so it has no sheets: leave --sheet out.")
    return CsvReader(file, fits)
