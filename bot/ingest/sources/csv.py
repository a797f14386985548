"""From a file's bytes to records with line numbers: encoding, delimiter, quoting. Constant memory."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple, TextIO

from bot.errors import UserError
from bot.text import clean, shorten

BLOCK = 1 << 20
DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 40  # lines: titles, filters and blanks stand above the columns' names
Fits = Callable[[list[str]], bool]
SAMPLE = 4096  # bytes
ENCODING_NAMES = {"cp1252": "Windows-1252 (it isn't UTF-8)", "latin-1": "Latin-1 (it isn't UTF-8)"}
_SEP_LINE = re.compile(r'^"?sep=([^\w"\r\n])"?[,;\t|]*[\r\n]*$', re.IGNORECASE)
_TORN = "does a cell have a line break, and no quotes around it?"
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


def _utf_16_without_mark(start: bytes) -> str:
    """Text in two bytes a letter: every second one is 0, since most titles are Latin."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    many = len(start) // 2 * 0.4
    if odd > many and even < many / 4:
        return "utf-16-le"
    return "utf-16-be" if even > many and odd < many / 4 else ""


def shape_of(file: Path) -> Shape:
    """Encoding and length of the file. Raises UserError if it can't be read or is empty."""
    try:
        with file.open("rb") as stream:
            start, lines = stream.read(SAMPLE), 1
            stream.seek(0)
            while block := stream.read(BLOCK):
                lines += block.count(b"\n")
    except OSError as error:
        raise UserError(f"{file} can't be read: {error.strerror}.") from error
    if not start:
        raise UserError(f"{file.name} is empty: its first line must name the columns.")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Shape("utf-16", "replace", lines)
    if encoding := _utf_16_without_mark(start):
        return Shape(encoding, "replace", lines)
    if _decodes(file, "utf-8-sig"):
        return Shape("utf-8-sig", "strict", lines)
    if _mostly_utf8(file):
        return Shape("utf-8-sig", "replace", lines)
    return Shape("cp1252" if _decodes(file, "cp1252") else "latin-1", "strict", lines)


class CsvReader:
    """Reads one file in blocks. Use as a context manager.

    fits: whether titles are those that are wanted, by which the line that names the columns is told from the title of
    a report above it; without it, it is the first line. header: the column titles, trimmed. above: what stands above
    them. total: physical lines, for progress. done: lines read so far.
    Raises UserError where there is no header to be found.
    """

    def __init__(self, file: Path, fits: Fits | None = None) -> None:
        self.file = file
        self.above: list[str] = []
        self._line_end = "\n"
        self._torn = False  # whether the last record was torn by a line break
        self.shape = shape_of(file)
        self.total = self.shape.lines
        self._stream: TextIO = file.open(encoding=self.shape.encoding, errors=self.shape.errors, newline="")
        self._record: list[str] = []  # physical lines of the record being read
        self._again: list[str] = []  # lines to be read a second time, the next one last
        self.done = 0
        try:
            self.header, self.delimiter = self._read_header(fits or (lambda titles: True))
        except UserError:
            self._stream.close()
            raise
        self._width = max((place for place, title in enumerate(self.header, start=1) if title), default=1)
        self._fewest = (self._width + 1) // 2
        self._csv = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)

    @property
    def notes(self) -> list[str]:
        """What is worth saying about how the file was read."""
        name = ENCODING_NAMES.get(self.shape.encoding)
        said = [f"Read as {name}."] if name else []
        if self.above:
            said.append(f"Not read, above the line that names the columns: {'; '.join(self.above)}.")
        return said

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
        sizes = set(map(len, records))
        if len(records) != len(lines) or max(sizes) > len(self.header) or not sizes.isdisjoint(range(1, self._width)):
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
        return self._without_torn(block)

    def _next(self) -> tuple[int, list[str]] | Broken | None:
        while True:
            first = self.done + 1
            try:
                cells = next(self._csv)
            except StopIteration:
                return None
            except csv.Error as error:
                return self._broken(first, str(error))
            end = _line_end(self._record[-1]) if self._record else ""
            self._record.clear()
            if any(cells):
                cells = self._without_empty_rest(cells)
                problem = self._too_short(cells, end) or self._problem(cells)
                return Broken(first, cells, problem) if problem else (first, cells)

    def _without_empty_rest(self, cells: list[str]) -> list[str]:
        """Spreadsheets write empty cells behind the last column."""
        return cells if any(cells[len(self.header) :]) else cells[: len(self.header)]

    def _too_short(self, cells: list[str], end: str) -> str:
        """Empty cells at a row's end may be left out; a row that was cut, or torn by a line break, is none."""
        was_torn, self._torn = self._torn, False
        has = f"{len(cells)} of {self._width} cells"
        if was_torn:  # what follows is the rest of the row, however many cells that are
            return f"{has}: {_TORN}"
        if len(cells) >= self._width:
            return ""
        if not end:
            return f"{has}, and the file ends there: was it cut off?"
        self._torn = end != self._line_end
        if self._torn:
            return f"{has}: {_TORN}"
        return f"{has}: not a row, or one that was cut off" if len(cells) < self._fewest else ""

    def _without_torn(self, block: Block) -> Block:
        """Two rows that make one together, and the next."""
        sizes = [len(cells) for cells in block.records]
        torn = {
            place + more
            for place, (one, other) in enumerate(pairwise(sizes))
            for more in (0, 1)
            if one != other and max(one, other) < self._width == one + other - 1
        }
        if not torn:
            return block
        keep = [place for place in range(len(sizes)) if place not in torn]
        told = [
            Broken(block.lines[place], block.records[place], f"{sizes[place]} of {self._width} cells: {_TORN}")
            for place in sorted(torn)
        ]
        broken = sorted([*block.broken, *told], key=lambda each: each.line)
        return Block([block.lines[place] for place in keep], [block.records[place] for place in keep], broken)

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

    def _read_header(self, fits: Fits) -> tuple[list[str], str]:
        """Of the first lines, the one that fits; else the first that isn't blank."""
        lines = list(islice(self._stream, HEADER_WITHIN))
        lines += islice(self._stream, 10 if _open_quote("".join(lines)) else 0)
        given = _SEP_LINE.match(lines[0].removeprefix("\ufeff")) if lines else None  # Excel's own first line
        marks = (given[1],) if given else DELIMITERS
        found: tuple[list[str], str] | None = None
        first, place = -1, 1 if given else 0
        while place < len(lines):
            end = _record_end(lines, place)
            if lines[place].strip(" ,;|\t\r\n\ufeff"):
                titles, mark, fit = self._titles(lines[place:end], marks, fits)
                if fit or first < 0:
                    first, header_end, found = (place, end, (titles, mark))
                if fit:
                    break
            place = end
        if found is None:
            raise UserError(f"{self.file.name} has no line that names the columns.")
        above = lines[1 if given else 0 : first]
        self.above = [said for line in above if (said := shorten(line.strip(f' "\r\n{found[1]}'), 60))]
        self._line_end = _line_end(lines[header_end - 1])
        self.done, self._again = header_end, lines[: header_end - 1 : -1]
        return found

    def _titles(self, lines: list[str], marks: tuple[str, ...], fits: Fits) -> tuple[list[str], str, bool]:
        """The titles by each delimiter: those that fit, else the most; the first one where they tie, a comma."""
        splits = [(self._parse_header(lines, mark), mark) for mark in marks]
        ranked = [(fits(titles), len(titles), titles, mark) for titles, mark in splits]
        fit, _, titles, mark = max(ranked, key=lambda each: each[:2])
        return titles, mark, fit

    def _parse_header(self, lines: list[str], delimiter: str) -> list[str]:
        try:
            titles = next(csv.reader(lines, delimiter=delimiter))
        except csv.Error as error:
            raise UserError(f"{self.file.name}: the line that names the columns can't be read ({error}).") from error
        return [clean(title) for title in titles]


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _open_quote(text: str) -> bool:
    return text.count('"') % 2 == 1


def _record_end(lines: list[str], place: int) -> int:
    """The line after the record that begins there: a quoted title may go over several lines."""
    end = place + 1
    while _open_quote("".join(lines[place:end])) and end < len(lines) and end - place < 10:
        end += 1
    return end
