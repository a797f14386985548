"""The file of rows that were left out: as they stood, with the reason, to be corrected and imported again."""

import csv
import os
from pathlib import Path
from typing import Any, TextIO

from bot.errors import UserError
from bot.ingest.reading.report import Rejected
from bot.ingest.sources.formulas import defused


def rejected_path(file: Path) -> Path:
    """FILE.rejected.csv, beside the file."""
    return file.with_name(f"{file.name}.rejected.csv")


def _own(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class RejectedFile:
    """Made with the first row that goes into it. Use as a context manager; one of an earlier import is removed."""

    def __init__(self, file: Path, header: list[str], delimiter: str, *, dry_run: bool) -> None:
        self.path = rejected_path(file)
        self.header, self.delimiter, self.dry_run = header, delimiter, dry_run
        self._stream: TextIO | None = None
        self._writer: Any = None

    def __enter__(self) -> "RejectedFile":
        if not self.dry_run:
            self.path.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()

    @property
    def written(self) -> Path | None:
        """The file, if there is one."""
        return self.path if self._stream else None

    def write(self, rejected: list[Rejected]) -> None:
        """Adds the rows. Raises UserError where the folder can't be written to."""
        if self.dry_run or not rejected:
            return
        if self._stream is None:
            self._open()
        width = len(self.header)
        for cells, why, _ in rejected:
            reasons = "; ".join(str(each) for each in why)
            self._writer.writerow([*map(defused, cells), *[""] * (width - len(cells)), defused(reasons)])

    def _open(self) -> None:
        try:
            # With a BOM, by which spreadsheets know UTF-8. Its rows are about customers: for its owner's eyes only.
            self._stream = open(self.path, "w", encoding="utf-8-sig", newline="", opener=_own)  # noqa: SIM115 - kept
        except OSError as error:
            raise UserError(f"{self.path} can't be written: {error.strerror}.") from error
        self._writer = csv.writer(self._stream, delimiter=self.delimiter)
        self._writer.writerow([*self.header, "reason"])
