"""Charts, with a table for clients that draw none."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from bot.message import Chart, Column, line
from bot.surfaces.plain.text import number
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render.spans import text_line
from bot.surfaces.teams.render.table import small_print, table_or_list
from bot.surfaces.teams.text import and_more, cut, literal

Json = dict[str, Any]


def chart(block: Chart) -> list[Json]:
    """Teams' own chart; the figures as a table where there is nothing to draw, and in clients without charts."""
    title = text_line(line(block.title), weight="Bolder")
    series = [one for one in block.series if one.values][: TEAMS.chart_series]
    points = min([len(block.labels), TEAMS.chart_points, *(len(one.values) for one in series)])
    if not series or not points:
        return [*title, *small_print("No figures yet")]
    labels = _apart(block.labels[:points], "Point")
    names = _apart([one.name for one in series], "Series")
    figures = [one.values[:points] for one in series]
    more = _left_out(block, points, len(series))
    unit = f" ({block.unit.strip()})" if block.unit.strip() else ""
    columns = (Column(title=""), *(Column(title=f"{name}{unit}", number=True) for name in names))
    rows = [(name, *(number(values[at]) for values in figures)) for at, name in enumerate(labels)]
    as_table = table_or_list(columns, [tuple(column.title for column in columns), *rows])
    if not all(isfinite(value) for values in figures for value in values):
        return [*title, as_table, *more]
    return [*title, _drawn(block, labels, names, figures) | {"fallback": as_table}, *more]


def _drawn(block: Chart, labels: list[str], names: list[str], figures: list[tuple[float, ...]]) -> Json:
    data = [
        {"legend": name, "values": [{"x": at, "y": value} for at, value in zip(labels, values, strict=True)]}
        for name, values in zip(names, figures, strict=True)
    ]
    kind = "Chart.Line" if block.style == "line" else "Chart.VerticalBar.Grouped"
    title = literal(cut(block.title.strip(), TEAMS.label)) or "Chart"  # what a screen reader says
    made: Json = {"type": kind, "title": title, "data": data}
    return made | ({"yAxisTitle": literal(cut(block.unit.strip(), TEAMS.chart_label))} if block.unit.strip() else {})


def _apart(names: Sequence[str], instead: str) -> list[str]:
    """The names, short enough and each of them once."""
    used: list[str] = []
    for at, name in enumerate(names, 1):
        short = literal(cut(name.strip(), TEAMS.chart_label)).strip() or f"{instead} {at}"
        used.append(f"{cut(short, TEAMS.chart_label - 5)} ({at})" if short in used else short)
    return used


def _left_out(block: Chart, points: int, series: int) -> list[Json]:
    fewer = len(block.labels) - points, len(block.series) - series
    return small_print(*(f"{and_more(n)} {what}" for n, what in zip(fewer, ("points", "series"), strict=True) if n > 0))
