"""Workbooks as spreadsheets write them, cell by cell, so that a test says exactly what stands in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMATS = ("General", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm", "0.0%", '#,##0.00\\ "€"', "[h]:mm")
GENERAL, DAY, MOMENT, PERCENT, EUROS, HOURS = range(len(FORMATS))


@dataclass(frozen=True)
class Styled:
    """A number as a format shows it."""

    value: float
    style: int


@dataclass(frozen=True)
class Wrong:
    """An error that a formula left, such as #N/A."""

    code: str


@dataclass(frozen=True)
class Sheet:
    """Rows of a sheet, the first one at line 1. merged: such as A1:C1."""

    rows: Sequence[Sequence[object]]
    hidden: bool = False
    merged: str = ""


def percent(value: float) -> Styled:
    return Styled(value, PERCENT)


def write_workbook(file: Path, sheets: Mapping[str, Sheet], *, from_1904: bool = False) -> Path:
    """Write the file; from_1904: days are counted as old Macs did."""
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _types(len(sheets)))
        packed.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")]))
        packed.writestr("xl/workbook.xml", _book(sheets, from_1904=from_1904))
        parts = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        packed.writestr("xl/_rels/workbook.xml.rels", _relations([*parts, ("rIdS", "styles", "styles.xml")]))
        packed.writestr("xl/styles.xml", _styles())
        for number, sheet in enumerate(sheets.values(), 1):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(sheet, date(1904 if from_1904 else 1899, 1, 1)))
    return file


def _types(many: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, many + 1)
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{sheets}</Types>'
    )


def _relations(parts: Sequence[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in parts)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _book(sheets: Mapping[str, Sheet], *, from_1904: bool) -> str:
    each = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" state="{"hidden" if sheet.hidden else "visible"}" r:id="rId{n}"/>'
        for n, (name, sheet) in enumerate(sheets.items(), 1)
    )
    days = '<workbookPr date1904="1"/>' if from_1904 else "<workbookPr/>"
    return f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">{days}<sheets>{each}</sheets></workbook>'


def _styles() -> str:
    codes = [quoteattr(code) for code in FORMATS]
    own = "".join(f'<numFmt numFmtId="{163 + n}" formatCode={codes[n]}/>' for n in range(1, len(FORMATS)))
    used = "".join(f'<xf numFmtId="{163 + n if n else 0}"/>' for n in range(len(FORMATS)))
    return f'<styleSheet xmlns="{SHEET}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def _sheet(sheet: Sheet, first_day: date) -> str:
    rows = "".join(_row(line, row, first_day) for line, row in enumerate(sheet.rows, 1))
    merged = f'<mergeCells><mergeCell ref="{sheet.merged}"/></mergeCells>' if sheet.merged else ""
    return f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def _row(line: int, row: Sequence[object], first_day: date) -> str:
    cells = (_cell(f"{chr(ord('A') + place)}{line}", value, first_day) for place, value in enumerate(row))
    return f'<row r="{line}">{"".join(cells)}</row>'


def _cell(place: str, value: object, first_day: date) -> str:
    if value is None:
        return f'<c r="{place}"/>'
    if isinstance(value, Wrong):
        return f'<c r="{place}" t="e"><v>{value.code}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, Styled):
        return f'<c r="{place}" s="{value.style}"><v>{value.value!r}</v></c>'
    if isinstance(value, date):
        style = MOMENT if isinstance(value, datetime) else DAY
        return f'<c r="{place}" s="{style}"><v>{_serial(value, first_day)!r}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _serial(value: date, first_day: date) -> float:
    zero = first_day if first_day.year == 1904 else date(1899, 12, 30)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (moment - datetime.combine(zero, time())) / timedelta(days=1)
