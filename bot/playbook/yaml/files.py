"""The files of a library, each read once, as long as they are of a size that people write by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from bot.playbook.yaml.yaml_source import Document, Trouble, read

MOST_SECONDS = 6.0  # of the machine's work, for trying out templates; those that ship take half a second
MOST_FILES = 500
MOST_TEXT = 3_000_000  # characters of all files; those that ship have 170,000
MOST_VALUES = 60_000  # of all files, aliases written out; those that ship have 4,000


@dataclass
class Files:
    """What was read so far, and how much may follow."""

    documents: dict[Path, Document] = field(default_factory=dict)
    at: Path | None = None  # the one that was asked for last
    _began: float = field(default_factory=process_time)

    def read(self, path: Path) -> Document:
        """Never raises: a file that can't be read is a document with one trouble."""
        self.at = path
        if path not in self.documents:
            if len(self.documents) >= MOST_FILES:
                return _left(f"there are more than {MOST_FILES} files before it")
            if sum(one.size for one in self.documents.values()) > MOST_TEXT:
                return _left("the files before it are too large together; leave out what nobody needs")
            if sum(one.values for one in self.documents.values()) > MOST_VALUES:
                return _left("the files before it hold too much together; leave out what nobody needs")
            self.documents[path] = read(path)
        return self.documents[path]

    def in_time(self) -> bool:
        """Whether there is time to try out more."""
        return process_time() - self._began < MOST_SECONDS


def _left(why: str) -> Document:
    return Document(troubles=[Trouble((), f"isn't read: {why}")])
