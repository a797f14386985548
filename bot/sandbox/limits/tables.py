"""The limits of tables and charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.sandbox.limits.elements import length, pointed
from bot.sandbox.seed import Json

Problems = Iterator[str]
CELLS = {"raw_text", "raw_number"}
COLUMNS = 20
SERIES, POINTS, LABEL = 6, 20, 20


def check_table(block: Json, at: str) -> Problems:
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= 100:
        yield pointed(f"must have 1 to 100 rows, {len(rows or [])} given", f"{at}/rows")
        return
    yield from _rows(rows, at)
    settings = block.get("column_settings") or []
    if len(settings) > COLUMNS:
        yield pointed(f"no more than {COLUMNS} column settings", f"{at}/column_settings")
    for number, setting in enumerate(settings):
        if setting and setting.get("align") not in {None, "left", "center", "right"}:
            yield pointed("must be left, center or right", f"{at}/column_settings/{number}/align")


def _rows(rows: list[Any], at: str) -> Problems:
    for number, row in enumerate(rows):
        place = f"{at}/rows/{number}"
        if not isinstance(row, list) or not 1 <= len(row) <= COLUMNS:
            yield pointed(f"must have 1 to {COLUMNS} cells", place)
            continue
        for column, cell in enumerate(row):
            yield from _cell(cell, f"{place}/{column}")


def _cell(cell: Any, at: str) -> Problems:
    if not isinstance(cell, dict) or cell.get("type") not in CELLS:
        yield pointed(f"must be one of {', '.join(sorted(CELLS))}", at)
    elif cell["type"] == "raw_text" and (not isinstance(cell.get("text"), str) or not cell["text"]):
        yield pointed("must be more than 0 characters", f"{at}/text")
    elif cell["type"] == "raw_number" and not isinstance(cell.get("value"), int | float):
        yield pointed("must be a number", f"{at}/value")


def check_chart(block: Json, at: str) -> Problems:
    if not isinstance(block.get("title"), str) or not block["title"]:
        yield pointed("missing required field: title", f"{at}/title")
    yield from length(block.get("title"), 50, f"{at}/title")
    chart = block.get("chart")
    if not isinstance(chart, dict) or chart.get("type") not in {"bar", "line", "area", "pie"}:
        yield pointed("must be a bar, line, area or pie chart", f"{at}/chart")
    elif chart["type"] == "pie":
        yield from _points(chart.get("segments"), f"{at}/chart/segments", SERIES, above_zero=True)
    else:
        yield from _series_chart(chart, f"{at}/chart")


def _series_chart(chart: Json, at: str) -> Problems:
    categories = (chart.get("axis_config") or {}).get("categories")
    if not isinstance(categories, list) or not 1 <= len(categories) <= POINTS:
        yield pointed(f"must have 1 to {POINTS} categories", f"{at}/axis_config/categories")
        return
    series = chart.get("series")
    if not isinstance(series, list) or not 1 <= len(series) <= SERIES:
        yield pointed(f"must have 1 to {SERIES} series", f"{at}/series")
        return
    if len({str(one.get("name")) for one in series}) < len(series):
        yield pointed("series names must be unique", f"{at}/series")
    for number, one in enumerate(series):
        place = f"{at}/series/{number}"
        yield from length(one.get("name"), LABEL, f"{place}/name")
        yield from _points(one.get("data"), f"{place}/data", POINTS)
        if [point.get("label") for point in one.get("data") or []] != categories:
            yield pointed("labels must match the categories, in order", f"{place}/data")


def _points(points: Any, at: str, most: int, *, above_zero: bool = False) -> Problems:
    if not isinstance(points, list) or not 1 <= len(points) <= most:
        yield pointed(f"must have 1 to {most} values", at)
        return
    for number, point in enumerate(points):
        value = point.get("value")
        yield from length(point.get("label"), LABEL, f"{at}/{number}/label")
        if not isinstance(value, int | float) or (above_zero and value <= 0):
            yield pointed("must be a number" + (" above 0" if above_zero else ""), f"{at}/{number}/value")
