"""Data in: five kinds of CSV file. What isn't understood is reported, never guessed."""

from bot.ingest.columns import KINDS, Kind
from bot.ingest.mapping import Mapping, check_mapping, load_mapping
from bot.ingest.rejects import rejected_path
from bot.ingest.report import ImportReport, Rejection
from bot.ingest.run import import_file

__all__ = [
    "KINDS", "ImportReport", "Kind", "Mapping", "Rejection", "check_mapping", "import_file", "load_mapping",
    "rejected_path",
]  # fmt: skip
