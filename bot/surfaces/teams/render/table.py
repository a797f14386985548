"""Tables, as wide as a phone. Where its columns have no room beside each other there, a table is a list of its rows."""

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

from bot.message import Column, Table, bold, line
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render.spans import text_line
from bot.surfaces.teams.text import and_more, cut, literal

Json = dict[str, Any]
Row = Sequence[str]
INSIDE = 288  # pixels within a card on the narrowest phone, and between two columns
GAP = 12
NOTHING = ("", "–")


def small_print(*words: str) -> list[Json]:
    said = " · ".join(one for one in words if one)
    return text_line(line(said), isSubtle=True, size="Small")


def table(block: Table) -> list[Json]:
    """A table, its caption above and what it could not hold named below."""
    columns = block.columns[: TEAMS.table_columns]
    if not columns:
        return []
    rows = [tuple(column.title for column in block.columns), *block.rows][: TEAMS.table_rows]
    missing = len(block.rows) + 1 - len(rows)
    wider = len(block.columns) - len(columns)
    below = small_print(and_more(missing) if missing else "", f"{and_more(wider)} columns" if wider else "")
    return [*small_print(block.caption), table_or_list(columns, rows), *below]


def table_or_list(columns: Sequence[Column], rows: Sequence[Row]) -> Json:
    """As one element. rows: the first one is the heading."""
    cells = [
        tuple(cut(row[at].strip(), TEAMS.cell) if at < len(row) else "" for at in range(len(columns))) for row in rows
    ]
    widths = _widths(columns, cells)
    return _table(columns, cells, widths) if widths or len(rows) < 2 else _list(cells)


def _widths(columns: Sequence[Column], rows: Sequence[Row]) -> list[int]:
    """How much of the width each column gets, so that no word is broken; none where they don't all have the room."""
    free = INSIDE - GAP * len(columns)
    whole = [max(_pixels(row[at]) for row in rows) for at in range(len(columns))]
    words = [max(_pixels(word) for row in rows for word in row[at].split() or [""]) for at in range(len(columns))]
    figures = [wide if column.number else word for column, wide, word in zip(columns, whole, words, strict=True)]
    needed = figures if sum(figures) <= free else words  # a figure isn't broken where it needn't be
    if sum(needed) > free:
        return []
    more = [wide - one for wide, one in zip(whole, needed, strict=True)]
    share = min(1.0, (free - sum(needed)) / (sum(more) or 1))
    return [round(one + share * extra) or 1 for one, extra in zip(needed, more, strict=True)]


def _pixels(text: str) -> int:
    """About how wide it is, bold, as a heading is."""
    return sum(5 if one in "iljtfrI.,:;'|()[] -" else 14 if one in "mwMW%@" or _is_wide(one) else 8 for one in text)


def _is_wide(sign: str) -> bool:
    return not sign.isascii() and east_asian_width(sign) in "WF"


def _table(columns: Sequence[Column], rows: Sequence[Row], widths: Sequence[int]) -> Json:
    look = [{"horizontalCellContentAlignment": "right"} if column.number else {} for column in columns]
    return {
        "type": "Table",
        "columns": [{"width": width} | one for width, one in zip(widths or [1] * len(columns), look, strict=True)],
        "rows": [{"type": "TableRow", "cells": [_cell(text) for text in row]} for row in rows],
    }


def _cell(text: str) -> Json:
    return {"type": "TableCell", "items": [{"type": "RichTextBlock", "inlines": [literal(text).strip() or "\u00a0"]}]}


def _list(rows: Sequence[Row]) -> Json:
    """A line or two for each row: what it is about, then each figure after its name."""
    heading, *others = rows
    lines = [text_line(_row(heading, row))[0] | {"spacing": "Small"} for row in others]
    return {"type": "Container", "items": lines}


def _row(heading: Row, row: Row) -> tuple[Any, ...]:
    first, *cells = row
    named = zip(heading[1:], cells, strict=True)
    said = [f"{name}: {cell}" if name else cell for name, cell in named if cell not in NOTHING]
    return line(bold(first or "–"), *(f"\u00a0· {one}" for one in said))
