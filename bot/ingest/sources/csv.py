"""From a file's text to records with line numbers: delimiter, quoting, torn and cut rows. Constant memory."""

import csv
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import TextIO

from bot.errors import UserError
from bot.ingest.sources.block import Block, Broken
from bot.ingest.sources.encoding import shape_of
from bot.ingest.sources.formulas import DEFUSED, armed
from bot.ingest.sources.header_line import HEADER_WITHIN, Fits, HeaderLine, find_header, lines_wanted

_TORN = "does a cell have a line break, and no quotes around it?"
_QUOTE = "a quote is opened and never closed, or text follows a closing quote"


class CsvReader:
    """Reads one file in blocks. Use as a context manager.

    fits: whether titles are those that are wanted, by which the line that names the columns is told from the title of
    a report above it; without it, it is the first line. header: the column titles, trimmed. above: what stands above
    them. total: physical lines, for progress. done: lines read so far.
    Raises UserError where there is no header to be found.
    """

    def __init__(self, file: Path, fits: Fits | None = None) -> None:
        self.file = file
        self._line_end = "\n"
        self._torn = False  # whether the last record was torn by a line break
        self._empty = 0  # how many cells the last record had, if all were empty
        self.shape = shape_of(file)
        self.total = self.shape.lines
        self._stream: TextIO = file.open(encoding=self.shape.encoding, errors=self.shape.errors, newline="")
        self._record: list[str] = []  # physical lines of the record being read
        self._again: list[str] = []  # lines to be read a second time, the next one last
        self.done = 0
        try:
            found = self._read_header(fits)
        except UserError:
            self._stream.close()
            raise
        self.header, self.delimiter, self.above = found.titles, found.delimiter, found.above
        self._width = max((place for place, title in enumerate(self.header, start=1) if title), default=1)
        self._fewest = (self._width + 1) // 2
        self._csv = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)
        self._well_quoted = _well_quoted(self.delimiter)

    @property
    def notes(self) -> list[str]:
        """What is worth saying about how the file was read."""
        said = [self.shape.said] if self.shape.said else []
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
            if len(self._record) > 1 and not self._is_one_row(cells):
                return self._broken(first, "")
            end = _line_end(self._record[-1]) if self._record else ""
            self._record.clear()
            if not any(cells):
                self._pass_by(cells, end)
                continue
            cells = self._without_empty_rest(cells)
            problem = self._too_short(cells, end) or self._problem(cells)
            return Broken(first, cells, problem) if problem else (first, cells)

    def _pass_by(self, cells: list[str], end: str) -> None:
        """A blank line, or the beginning of a row whose first cells are empty and that was torn behind them."""
        is_part = 1 < len(cells) < self._width
        self._empty = len(cells) if is_part else 0
        self._torn = is_part and end not in ("", self._line_end)

    def _is_one_row(self, cells: list[str]) -> bool:
        """Of a record over several lines. A quote opened by mistake may close by chance at the end of a later line."""
        return len(cells) >= self._fewest and self._well_quoted.fullmatch("".join(self._record)) is not None

    def _without_empty_rest(self, cells: list[str]) -> list[str]:
        """Spreadsheets write empty cells behind the last column."""
        return cells if any(cells[len(self.header) :]) else cells[: len(self.header)]

    def _too_short(self, cells: list[str], end: str) -> str:
        """Empty cells at a row's end may be left out; a row that was cut, or torn by a line break, is none."""
        ends_one = self._empty > 0 and len(cells) < self._width == len(cells) + self._empty - 1
        was_torn, self._torn, self._empty = self._torn or ends_one, False, 0
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

    def _read_header(self, fits: Fits | None) -> HeaderLine:
        lines = list(islice(self._stream, HEADER_WITHIN))
        lines += islice(self._stream, lines_wanted(lines))
        found = find_header(lines, self.file.name, fits or (lambda titles: True))
        self._line_end = _line_end(lines[found.end - 1])
        self.done, self._again = found.end, lines[: found.end - 1 : -1]
        return found


def _well_quoted(delimiter: str) -> re.Pattern[str]:
    """A record as programs write it. Whoever writes a cell over several lines puts quotes around each cell that has
    some; where a cell has them and isn't in quotes itself, one was opened by mistake and swallowed the next row."""
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{re.escape(delimiter)}\r\n]*+)'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell})*+[\r\n]*")


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
