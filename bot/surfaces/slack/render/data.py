"""Tables and charts: Slack's newer blocks, and words in their place where they can't stand."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from bot.message import Chart, Table
from bot.surfaces.plain.text import block_lines, one_line, table_lines
from bot.surfaces.slack.render.elements import and_more
from bot.surfaces.slack.render.escape import clean, cut, escape, literal, size
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.mrkdwn import mrkdwn, paragraphs

Json = dict[str, Any]
CELL = 500  # characters; a table is for short things
PHONE = 38  # fixed-width characters in a line of a phone's screen
FEW = 5  # columns that can still be told apart in a line
WORDS = 100  # characters of a cell in a line


def note(words: str) -> Json:
    """Small print in mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(words)]}


def table(block: Table) -> list[Json]:
    """A table block with what it could not hold named below it."""
    columns = block.columns[: SLACK.table_columns]
    if not columns:
        return []
    rows = _rows_that_fit(block)
    made: list[Json] = [note(literal(cut(block.caption, SLACK.section // 5)))] if block.caption.strip() else []
    made.append({"type": "table", "rows": rows, "column_settings": [_setting(column.number) for column in columns]})
    left_out = [and_more(len(block.rows) + 1 - len(rows))] if len(rows) <= len(block.rows) else []
    if len(block.columns) > len(columns):
        left_out.append(f"{and_more(len(block.columns) - len(columns))} columns")
    return [*made, note(" · ".join(left_out))] if left_out else made


def _rows_that_fit(block: Table) -> list[list[Json]]:
    head = [column.title for column in block.columns]
    rows: list[list[Json]] = []
    room = SLACK.table
    for row in [head, *block.rows][: SLACK.table_rows]:
        cells = [_cell(row[i] if i < len(row) else "") for i in range(min(len(head), SLACK.table_columns))]
        room -= sum(size(cell["text"]) for cell in cells)
        if room < 0:
            break
        rows.append(cells)
    return rows


def _cell(text: str) -> Json:
    return {"type": "raw_text", "text": cut(clean(text).strip(), CELL) or "–"}


def _setting(number: bool) -> Json:
    return {"align": "right" if number else "left", "is_wrapped": not number}


def table_as_text(block: Table) -> list[Json]:
    """Where no table block may stand (a second one, Home): fixed-width letters, or lines if a phone wraps those."""
    plain = table_lines(block)
    caption = [mrkdwn_section(literal(cut(block.caption, SLACK.section // 5)))] if block.caption.strip() else []
    if len(block.columns) <= FEW and max(map(len, plain), default=0) > PHONE:
        return [*caption, *map(mrkdwn_section, paragraphs(list(_rows_as_lines(block)), SLACK.section))]
    lines = [_fixed(line) for line in plain]
    texts = paragraphs(lines, SLACK.section - 8)
    return [*caption, *(mrkdwn_section(f"```\n{text}\n```") for text in texts)]


def _rows_as_lines(block: Table) -> Iterator[str]:
    """*Acme* · notice 13 Jan · probable; what the columns are stands above."""
    yield f"_{' · '.join(literal(cut(column.title, WORDS)) for column in block.columns)}_"
    for row in block.rows:
        first, *rest = [literal(cut(clean(cell).strip(), WORDS)) or "–" for cell in row[: len(block.columns)]] or ["–"]
        yield " · ".join([f"*{first}*", *rest])


def _fixed(line: str) -> str:
    escaped = clean(line).replace("`", "ˋ")
    for most in range(SLACK.section // 2, 0, -100):
        shown = escape(cut(escaped, most))
        if size(shown) <= SLACK.section - 8:
            return shown
    return ""


def mrkdwn_section(text: str) -> Json:
    return {"type": "section", "text": mrkdwn(text)}


def chart(block: Chart) -> list[Json]:
    """A data_visualization block; in words where there is nothing to draw."""
    series = [one for one in block.series if one.values][: SLACK.chart_series]
    points = min([len(block.labels), SLACK.chart_points, *(len(one.values) for one in series)])
    if not series or not points or not all(isfinite(value) for one in series for value in one.values[:points]):
        return chart_as_text(block)
    labels = list(_apart(block.labels[:points], "Point"))
    names = list(_apart([one.name for one in series], "Series"))
    data = [_series(name, labels, one.values) for name, one in zip(names, series, strict=True)]
    made: Json = {"type": "data_visualization", "title": _short(block.title, SLACK.chart_title) or "Chart"}
    made["chart"] = {"type": block.style, "series": data, "axis_config": _axis(labels, block.unit)}
    return [made, *_left_out(block, points, len(series))]


def _series(name: str, labels: list[str], values: tuple[float, ...]) -> Json:
    points = zip(labels, values, strict=False)
    return {"name": name, "data": [{"label": label, "value": value} for label, value in points]}


def _axis(labels: list[str], unit: str) -> Json:
    return {"categories": labels} | ({"y_label": _short(unit, SLACK.chart_title)} if unit.strip() else {})


def _apart(names: tuple[str, ...] | list[str], instead: str) -> Iterator[str]:
    """The names, short enough and each of them once."""
    used: set[str] = set()
    for number, name in enumerate(names, 1):
        short = _short(name, SLACK.chart_label) or f"{instead} {number}"
        if short in used:
            short = f"{_short(short, SLACK.chart_label - 5)} ({number})"
        used.add(short)
        yield short


def _short(text: str, most: int) -> str:
    return cut(clean(one_line(text)), most).strip()


def _left_out(block: Chart, points: int, series: int) -> Iterator[Json]:
    more = [f"{and_more(len(block.labels) - points)} points"] if len(block.labels) > points else []
    more += [f"{and_more(len(block.series) - series)} series"] if len(block.series) > series else []
    if more:
        yield note(" · ".join(more))


def chart_as_text(block: Chart) -> list[Json]:
    """The chart's figures in words."""
    lines = [literal(cut(line, SLACK.section // 6)) for line in block_lines(block)]
    return [mrkdwn_section(text) for text in paragraphs(lines)]
