"""From a file's bytes to records with line numbers: encoding, delimiter, quoting. Constant memory."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from bot.errors import UserError

BLOCK = 1 << 20
DELIMITERS = (",", ";", "\t")
ENCODING_NAMES = {"cp1252": "Windows-1252 (it isn't UTF-8)", "latin-1": "Latin-1 (it isn't UTF-8)"}
_SEP_LINE = re.compile(r"^sep=([,;\t])\r?\n?$")
_QUOTE = "a quote is opened and never closed, or text follows a closing quote"


# What a spreadsheet takes for a formula. In files of ours an apostrophe stands before it, as spreadsheets themselves
# mark a text, and when such a file comes back it is taken off again.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
DEFUSED = (*(f"'{mark}" for mark in FORMULAS), *(f"''{mark}" for mark in FORMULAS))
_NUMBER = re.compile(r"[+-]?[\d.,  %]+")


def defused(cell: str) -> str:
    """A cell for a file that somebody opens in a spreadsheet. Numbers stay numbers."""
    is_formula = cell.startswith(FORMULAS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula or cell.startswith(DEFUSED) else cell


def armed(cell: str) -> str:
    """The cell as it was before."""
    return cell[1:] if cell.startswith(DEFUSED) else cell


class Broken(NamedTuple):
    """A record that can't be read. line: the first physical line it stands on, from 1."""

    line: int
    cells: list[str]
    problem: str


@dataclass(frozen=True)
class Block:
    """Records of a file, the blank ones left out. lines: the first physical line of each, from 1."""

    lines: list[int]
    records: list[list[str]]
    broken: list[Broken]

    @property
    def count(self) -> int:
        return len(self.records) + len(self.broken)


class Shape(NamedTuple):
    """How a file is written. errors: what the decoder does with broken bytes. lines: physical lines in it."""

    encoding: str
    errors: str
    lines: int


def _decodes(file: Path, encoding: str) -> bool:
    try:
        with file.open(encoding=encoding, newline="") as stream:
            while stream.read(BLOCK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(file: Path) -> bool:
    """Whether the file is UTF-8 with a few broken bytes, so that only their rows are bad, not every umlaut."""
    good = bad = 0
    with file.open(encoding="utf-8", errors="replace", newline="") as stream:
        while text := stream.read(BLOCK):
            broken = text.count("�")
            good += 0 if text.isascii() else sum(not char.isascii() for char in text) - broken
            bad += broken
    return good > bad


def shape_of(file: Path) -> Shape:
    """Encoding and length of the file. Raises UserError if it can't be read or is empty."""
    try:
        with file.open("rb") as stream:
            start, lines = stream.read(4), 1
            stream.seek(0)
            while block := stream.read(BLOCK):
                lines += block.count(b"\n")
    except OSError as error:
        raise UserError(f"{file} can't be read: {error.strerror}.") from error
    if not start:
        raise UserError(f"{file.name} is empty: its first line must name the columns.")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Shape("utf-16", "replace", lines)
    if _decodes(file, "utf-8-sig"):
        return Shape("utf-8-sig", "strict", lines)
    if _mostly_utf8(file):
        return Shape("utf-8-sig", "replace", lines)
    return Shape("cp1252" if _decodes(file, "cp1252") else "latin-1", "strict", lines)


class CsvReader:
    """Reads one file in blocks. Use as a context manager.

    header: the column titles, trimmed. total: physical lines, for progress. done: lines read so far.
    Raises UserError where there is no header to be found.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.shape = shape_of(file)
        self.total = self.shape.lines
        self._stream: TextIO = file.open(encoding=self.shape.encoding, errors=self.shape.errors, newline="")
        self._record: list[str] = []  # physical lines of the record being read
        self._again: list[str] = []  # lines to be read a second time, the next one last
        self.done = 0
        try:
            self.header, self.delimiter = self._read_header()
        except UserError:
            self._stream.close()
            raise
        self._csv = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)

    @property
    def notes(self) -> list[str]:
        """What is worth saying about how the file was read."""
        name = ENCODING_NAMES.get(self.shape.encoding)
        return [f"Read as {name}."] if name else []

    def __enter__(self) -> "CsvReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def block(self, size: int) -> Block | None:
        """About `size` records; None at the end."""
        while lines := self._some_lines(size):
            block = self._quickly(lines) or self._carefully(lines)
            if block.count:
                return block
        return None

    def _some_lines(self, size: int) -> list[str]:
        """Lines in one go, those to be read again first."""
        again, self._again = self._again[::-1], []
        return again + list(islice(self._stream, max(0, size - len(again))))

    def _quickly(self, lines: list[str]) -> Block | None:
        """All lines at once, where each is a good record of its own: by far the most common case."""
        try:
            records = list(csv.reader(lines, delimiter=self.delimiter, strict=True))
        except csv.Error:
            return None
        odd = ("\0", *DEFUSED, *(("�",) if self.shape.errors == "replace" else ()))
        if len(records) != len(lines) or max(map(len, records)) > len(self.header):
            return None
        text = "".join(lines)
        if any(char in text for char in odd):
            return None
        first = self.done + 1
        self.done += len(lines)
        if all(map(any, records)):
            return Block(list(range(first, first + len(records))), records, [])
        places = [place for place, cells in enumerate(records) if any(cells)]
        return Block([first + place for place in places], [records[place] for place in places], [])

    def _carefully(self, lines: list[str]) -> Block:
        """Record by record, as far as these lines go, and into the next ones where a quoted cell does."""
        self._again = lines[::-1]
        self._csv = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)
        last = self.done + len(lines)
        block = Block([], [], [])
        while self.done < last and (found := self._next()):
            if isinstance(found, Broken):
                block.broken.append(found)
            else:
                block.lines.append(found[0])
                block.records.append([armed(cell) for cell in found[1]])
        return block

    def _next(self) -> tuple[int, list[str]] | Broken | None:
        while True:
            first = self.done + 1
            try:
                cells = next(self._csv)
            except StopIteration:
                return None
            except csv.Error as error:
                return self._broken(first, str(error))
            self._record.clear()
            if any(cells):
                problem = self._problem(cells)
                return Broken(first, cells, problem) if problem else (first, cells)

    def _problem(self, cells: list[str]) -> str:
        if len(cells) > len(self.header):
            return f"{len(cells)} cells, but the header has {len(self.header)}: is a delimiter in a value not quoted?"
        for cell in cells:
            if "\0" in cell:
                return "a NUL byte in a cell"
            if "�" in cell and self.shape.errors == "replace":
                return "bytes that are not UTF-8, as the rest of the file is"
        return ""

    def _broken(self, first: int, error: str) -> Broken:
        """Only the line where the quoting breaks is bad: what it swallowed is read again, as rows of its own."""
        line, *rest = self._record
        self._again.extend(reversed(rest))
        self.done = first
        self._record.clear()
        self._csv = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)
        problem = "a cell of more than 131,072 characters" if "limit" in error and not rest else _QUOTE
        cells = line.rstrip("\r\n").split(self.delimiter)
        return Broken(first, cells, problem)

    def _lines(self) -> Iterator[str]:
        keep, again = self._record.append, self._again
        while True:
            line = again.pop() if again else self._stream.readline()
            if not line:
                return
            self.done += 1
            keep(line)
            yield line

    def _read_header(self) -> tuple[list[str], str]:
        given = None
        for line in self._lines():
            if match := _SEP_LINE.match(line):
                given = match[1]  # Excel's own first line
            elif line.strip(" ,;\t\r\n"):
                return self._split_header(given)
            self._record.clear()
        raise UserError(f"{self.file.name} has no line that names the columns.")

    def _split_header(self, given: str | None) -> tuple[list[str], str]:
        while sum(line.count('"') for line in self._record) % 2 and (more := self._stream.readline()):
            self.done += 1  # a quoted title may go over several lines
            self._record.append(more)
        splits = {mark: self._parse_header(mark) for mark in ((given,) if given else DELIMITERS)}
        mark = max(splits, key=lambda each: len(splits[each]))  # the first one where they tie: a comma
        self._record.clear()
        return [" ".join(title.split()) for title in splits[mark]], mark

    def _parse_header(self, delimiter: str) -> list[str]:
        try:
            return next(csv.reader(self._record, delimiter=delimiter))
        except csv.Error as error:
            raise UserError(f"{self.file.name}: the line that names the columns can't be read ({error}).") from error
