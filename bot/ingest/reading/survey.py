"""What all rows of a file say about how its columns write numbers and dates.

A cell with two readings is never decided by itself: the file is read a second time, once, and the column decides."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bot.ingest.reading.dates import formats_of, ways_of
from bot.ingest.reading.leftovers import PLACEHOLDERS
from bot.ingest.reading.numbers import decimal_evidence, has_thirds
from bot.ingest.sources.block import Block

BLOCK = 5000
MOST_FORMATS = 12  # a column that writes its dates in more ways is no column of dates


class _Blocks(Protocol):
    def block(self, size: int) -> Block | None:
        """About `size` records; None at the end."""


Again = Callable[[], AbstractContextManager[_Blocks]]


class TellingCell(NamedTuple):
    """A cell that says how its column is written."""

    line: int
    text: str

    def __str__(self) -> str:
        return f'"{self.text}" in line {self.line}'


@dataclass
class ColumnSurvey:
    """marks: the decimal marks that are certain, with the first cell that shows each. formats: what would read the
    dates that aren't ISO, in the order they were met; iso: whether some are. thirds: whether some numbers
    have three decimals for sure."""

    marks: dict[str, TellingCell] = field(default_factory=dict)
    formats: dict[tuple[str, ...], TellingCell] = field(default_factory=dict)
    iso: bool = False
    thirds: bool = False

    @property
    def decimal(self) -> str | None:
        """The column's decimal mark, where its rows show one and only one."""
        return next(iter(self.marks)) if len(self.marks) == 1 else None

    @property
    def contradiction(self) -> str:
        """The two cells that write their decimals differently."""
        return " and ".join(map(str, self.marks.values())) if len(self.marks) > 1 else ""

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """What the map could say of its dates; see dates.ways_of."""
        return ways_of(*self.formats, iso=self.iso) if len(self.formats) <= MOST_FORMATS else ()


def survey(again: Again, numbers: Mapping[str, int], dates: Mapping[str, int]) -> dict[str, ColumnSurvey]:
    """Reads the file once more. numbers, dates: the places of those columns, by name."""
    found = {name: ColumnSurvey() for name in (*numbers, *dates)}
    known: dict[str, set[str]] = {name: set(PLACEHOLDERS) | {""} for name in found}
    with again() as reader:
        while block := reader.block(BLOCK):
            for name, place in numbers.items():
                for seen in _new(block, place, known[name]):
                    if mark := decimal_evidence(seen.text):
                        found[name].marks.setdefault(mark, seen)
                        found[name].thirds |= has_thirds(seen.text, mark)
            for name, place in dates.items():
                for seen in _new(block, place, known[name]):
                    _note_date(found[name], seen)
    return found


def _note_date(column: ColumnSurvey, seen: TellingCell) -> None:
    if seen.text[:4].isdecimal() and seen.text[4:5] in ("-", "/", "."):
        column.iso = True
    elif (formats := formats_of(seen.text)) and len(column.formats) <= MOST_FORMATS:
        column.formats.setdefault(formats, seen)


def _new(block: Block, place: int, known: set[str]) -> Iterator[TellingCell]:
    """Cells that weren't met before; what is remembered has an end."""
    for line, record in zip(block.lines, block.records, strict=True):
        text = record[place].strip() if place < len(record) else ""
        if text not in known:
            if len(known) < 50_000:
                known.add(text)
            yield TellingCell(line, text)
