"""The map for a file on disk, made of what stands in it."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.ingest.guessing.guess import could_fit, guess
from bot.ingest.guessing.guessed_map import Guess
from bot.ingest.reading.columns import Kind
from bot.ingest.sources.file_type import is_workbook
from bot.ingest.sources.header_line import Fits
from bot.ingest.sources.open_table import TableReader, open_table
from bot.ingest.sources.workbook import WorkbookReader

ENOUGH = 5000  # rows; the whole file is tried afterwards


@dataclass(frozen=True)
class FirstRecords:
    """The first records of a file. texts: of a workbook, without its numbers and dates; see `guess`."""

    header: list[str]
    records: list[list[str]]
    texts: list[list[str]] | None


def guess_file(kind: Kind, file: Path, sheet: str | None = None, everyone_by: Collection[str] = ()) -> Guess:
    """What each column of the file would become. everyone_by: see `guess`.

    Raises UserError where the file can't be read at all."""
    table = read_records(file, partial(could_fit, kind), sheet, ENOUGH)
    return guess(kind, table.header, table.records, everyone_by, table.texts)


def read_records(file: Path, fits: Fits, sheet: str | None, most: int) -> FirstRecords:
    """The first so many, as they stand. Raises UserError where the file can't be read at all."""
    with open_table(file, fits, sheet) as reader:
        records = _first(reader, most)
        header = reader.header
    if not is_workbook(file):
        return FirstRecords(header, records, None)
    with open_table(file, fits, sheet) as reader:
        if isinstance(reader, WorkbookReader):
            reader.leave_values_out()
        return FirstRecords(header, records, _first(reader, most))


def _first(reader: TableReader, most: int) -> list[list[str]]:
    records: list[list[str]] = []
    while len(records) < most and (block := reader.block(most)):
        records += block.records
    return records
