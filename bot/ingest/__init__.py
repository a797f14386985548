"""Data in: six kinds of file. What isn't understood is reported, never guessed."""

from bot.ingest.reading.columns import KINDS, Kind
from bot.ingest.reading.mapping import Mapping, check_mapping, load_mapping
from bot.ingest.reading.report import ImportReport, Rejection
from bot.ingest.rejects import rejected_path
from bot.ingest.run import import_file

__all__ = [
    "KINDS",
    "ImportReport",
    "Kind",
    "Mapping",
    "Rejection",
    "check_mapping",
    "import_file",
    "load_mapping",
    "rejected_path",
]
