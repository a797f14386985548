"""What stands in a workbook beside its cells' values: errors, percent formats, formulas that nobody has worked out.

The library that reads the values has errors as empty cells and 85 % as 0.85; both would go in wrong, in silence."""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZipFile

MAIN = "{*}"
PERCENT_FORMATS = {"9", "10"}  # built in: 0% and 0.00%
_QUOTED = re.compile(r'"[^"]*"|\\.|_.')
_LETTERS = re.compile(r"[A-Z]+")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Place = tuple[int, int]  # row and column, from 0


@dataclass
class CellMarks:
    """errors: what stands there, such as #N/A. unsolved: the first formula whose value isn't in the file."""

    errors: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    unsolved: str = ""


def cell_marks(packed: ZipFile, sheet: str) -> CellMarks:
    """Those of the sheet of that name."""
    with packed.open(_part_of(packed, sheet)) as stream:
        return _Reading(_percent_styles(packed)).all(stream)


def _part_of(packed: ZipFile, sheet: str) -> str:
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
    links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    for each in book.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        if each.get("name") == sheet:
            relation = next((value for name, value in each.items() if name == _RELATION or name.endswith("}id")), None)
            target = targets[relation]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _percent_styles(packed: ZipFile) -> set[str]:
    """Numbers of the styles that show 0.85 as 85 %."""
    if "xl/styles.xml" not in packed.namelist():
        return set()
    styles = ElementTree.fromstring(packed.read("xl/styles.xml"))
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")}
    percents = PERCENT_FORMATS - own.keys() | {number for number, code in own.items() if "%" in _QUOTED.sub("", code)}
    used = enumerate(styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
    return {str(place) for place, each in used if each.get("numFmtId") in percents}


class _Reading:
    """One pass over a sheet. Cells and rows may leave out where they stand: then they follow the one before."""

    def __init__(self, percent_styles: set[str]) -> None:
        self.marks = CellMarks()
        self._percent_styles = percent_styles
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._has_formula = self._has_value = False
        self._text: list[str] | None = None

    def all(self, stream: Any) -> CellMarks:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.ParseFile(stream)
        return self.marks

    def _start(self, name: str, about: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._column = _column(about["r"]) if "r" in about else self._column + 1
            self._cell, self._has_formula, self._has_value = about, False, False
        elif name == "v":
            self._has_value = True
            self._text = [] if self._cell.get("t") == "e" else None
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = int(about["r"]) - 1 if "r" in about else self._row + 1
            self._column = -1

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "c":
            return
        place = (self._row, self._column)
        if self._text is not None:
            self.marks.errors[place] = "".join(self._text).strip()
            self._text = None
        elif self._has_formula and not self._has_value:
            self.marks.unsolved = self.marks.unsolved or self._cell.get("r", f"row {self._row + 1}")
        elif self._has_value and self._cell.get("s") in self._percent_styles:
            self.marks.percents.add(place)

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _column(reference: str) -> int:
    """B3 stands in column 1."""
    letters = _LETTERS.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return number - 1
