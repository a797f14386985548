"""The map for a file on disk, made of what stands in it."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from bot.ingest.guessing.guess import could_fit, guess
from bot.ingest.guessing.guessed_map import Guess
from bot.ingest.reading.columns import Kind
from bot.ingest.sources.file_type import is_workbook
from bot.ingest.sources.open_table import open_table
from bot.ingest.sources.workbook import WorkbookReader

ENOUGH = 5000  # rows; the whole file is tried afterwards


def guess_file(kind: Kind, file: Path, sheet: str | None = None, everyone_by: Collection[str] = ()) -> Guess:
    """What each column of the file would become. everyone_by: see `guess`.

    Raises UserError where the file can't be read at all."""
    records: list[list[str]] = []
    with open_table(file, partial(could_fit, kind), sheet) as reader:
        while len(records) < ENOUGH and (block := reader.block(ENOUGH)):
            records += block.records
        return guess(
            kind, reader.header, records, everyone_by, _texts(kind, file, sheet) if is_workbook(file) else None
        )


def _texts(kind: Kind, file: Path, sheet: str | None) -> list[list[str]]:
    records: list[list[str]] = []
    with open_table(file, partial(could_fit, kind), sheet) as reader:
        if isinstance(reader, WorkbookReader):
            reader.leave_values_out()
        while len(records) < ENOUGH and (block := reader.block(ENOUGH)):
            records += block.records
    return records
