"""`data_visualization` blocks as SVG, made on the server. Colours are classes, so that dark mode can change them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.sandbox.seed import Json
from bot.text import whole_percent

WIDTH, HEIGHT = 560, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 28
LABEL_HEIGHT = 18


@dataclass(frozen=True)
class Scale:
    """Values to pixels: the axis runs over round numbers and always shows zero."""

    low: float
    high: float
    step: float

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def ticks(self) -> list[float]:
        return [self.low + self.step * i for i in range(round((self.high - self.low) / self.step) + 1)]


def scale_of(values: list[float]) -> Scale:
    low, high = min(0.0, *values), max(0.0, *values)
    rough = (high - low) / 4 or 1
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough)
    return Scale(math.floor(low / step) * step, max(math.ceil(high / step) * step, step), step)


def number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def short(value: float) -> str:
    """A figure for the axis: 120k, 1.5M."""
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= 10 * size or (abs(value) >= size and size > 1e3):
            return f"{value / size:g}{letter}"
    return number(value)


def chart(block: Json) -> Markup:
    """The picture and its legend."""
    spec = block["chart"]
    return _pie(spec["segments"]) if spec["type"] == "pie" else _plot(spec)


def _plot(spec: Json) -> Markup:
    series: list[Json] = spec["series"]
    categories: list[str] = spec["axis_config"]["categories"]
    x_label = spec["axis_config"].get("x_label")
    scale = scale_of([float(p["value"]) for one in series for p in one["data"]])
    drawn = {"bar": _bars, "line": _lines, "area": _lines}[spec["type"]](series, scale, spec["type"] == "area")
    picture = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>').format(
        WIDTH,
        HEIGHT + (LABEL_HEIGHT if x_label else 0),
        _in_words(series),
        _grid(scale),
        drawn,
        _axis(categories, x_label),
    )
    y_label = spec["axis_config"].get("y_label")
    above = Markup('<div class="chart-y">{}</div>').format(y_label) if y_label else Markup("")
    return above + picture + (_legend([one["name"] for one in series]) if len(series) > 1 else Markup(""))


def _in_words(series: list[Json]) -> str:
    return "; ".join(
        f"{o['name']}: " + ", ".join(f"{p['label']} {number(p['value'])}" for p in o["data"]) for o in series
    )


def _grid(scale: Scale) -> Markup:
    line = Markup('<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/><text class="tick" x="{}" y="{}">{}</text>')
    rows = [(scale.y(value), short(value)) for value in scale.ticks()]
    return Markup("").join(line.format(LEFT, WIDTH - RIGHT, LEFT - 8, y + 4, words, y=y) for y, words in rows)


def _slot(count: int) -> float:
    return (WIDTH - LEFT - RIGHT) / count


def _axis(categories: list[str], label: Any) -> Markup:
    slot = _slot(len(categories))
    every = max(1, math.ceil(len(categories) * 8 * max(len(c) for c in categories) / (WIDTH - LEFT - RIGHT)))
    text = Markup('<text class="category" x="{}" y="{}">{}</text>')
    marks = [
        text.format(round(LEFT + slot * (i + 0.5), 1), HEIGHT - BOTTOM + 18, name)
        for i, name in enumerate(categories)
        if i % every == 0
    ]
    if label:
        marks.append(text.format((LEFT + WIDTH - RIGHT) / 2, HEIGHT + LABEL_HEIGHT - 6, label))
    return Markup("").join(marks)


def _bars(series: list[Json], scale: Scale, _filled: bool) -> Markup:
    slot = _slot(len(series[0]["data"]))
    width = min(slot * 0.7 / len(series), 44)
    bars = []
    for n, one in enumerate(series):
        for i, point in enumerate(one["data"]):
            x = LEFT + slot * (i + 0.5) + (n - len(series) / 2) * width
            bars.append(_bar(n, x, width, scale, point, one["name"]))
    return Markup("").join(bars)


def _bar(n: int, x: float, width: float, scale: Scale, point: Json, name: str) -> Markup:
    zero, end = scale.y(0), scale.y(float(point["value"]))
    return Markup(
        '<rect class="fill-{}" x="{}" y="{}" width="{}" height="{}" rx="2"><title>{}, {}: {}</title></rect>'
    ).format(
        n,
        round(x + 1, 1),
        min(zero, end),
        round(width - 2, 1),
        round(abs(zero - end), 1),
        name,
        point["label"],
        number(point["value"]),
    )


def _lines(series: list[Json], scale: Scale, filled: bool) -> Markup:
    parts = []
    for n, one in enumerate(series):
        slot = _slot(len(one["data"]))
        points = [(round(LEFT + slot * (i + 0.5), 1), scale.y(float(p["value"]))) for i, p in enumerate(one["data"])]
        path = " ".join(f"{x},{y}" for x, y in points)
        if filled:
            base = scale.y(0)
            area = f"{points[0][0]},{base} {path} {points[-1][0]},{base}"
            parts.append(Markup('<polygon class="area-{}" points="{}"/>').format(n, area))
        parts.append(Markup('<polyline class="line-{}" points="{}"/>').format(n, path))
        parts += [_dot(n, xy, p, one["name"]) for xy, p in zip(points, one["data"], strict=True)]
    return Markup("").join(parts)


def _dot(n: int, xy: tuple[float, float], point: Json, name: str) -> Markup:
    words = f"{name}, {point['label']}: {number(point['value'])}"
    return Markup('<circle class="fill-{}" cx="{}" cy="{}" r="3.5"><title>{}</title></circle>').format(n, *xy, words)


def _pie(segments: list[Json]) -> Markup:
    total = sum(float(s["value"]) for s in segments)
    parts, at = [], 0.0
    for n, segment in enumerate(segments):
        share = float(segment["value"]) / total
        parts.append(_slice(n, at, share, f"{segment['label']}: {number(segment['value'])}"))
        at += share
    names = [f"{s['label']} · {number(s['value'])} ({whole_percent(float(s['value']) / total)})" for s in segments]
    picture = Markup('<svg class="pie" viewBox="-100 -100 200 200" role="img" aria-label="{}">{}</svg>').format(
        "; ".join(names), Markup("").join(parts)
    )
    return Markup('<div class="pie-row">{}{}</div>').format(picture, _legend(names))


def _slice(n: int, at: float, share: float, words: str) -> Markup:
    if share > 0.9999:
        return Markup('<circle class="fill-{}" r="96"><title>{}</title></circle>').format(n, words)
    (x1, y1), (x2, y2) = _on_circle(at), _on_circle(at + share)
    path = f"M0 0 L{x1} {y1} A96 96 0 {int(share > 0.5)} 1 {x2} {y2} Z"
    return Markup('<path class="fill-{} slice" d="{}"><title>{}</title></path>').format(n, path, words)


def _on_circle(turn: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn - math.pi / 2
    return round(96 * math.cos(angle), 2), round(96 * math.sin(angle), 2)


def _legend(names: list[str]) -> Markup:
    item = Markup('<li><svg viewBox="0 0 10 10"><rect class="fill-{}" width="10" height="10" rx="3"/></svg>{}</li>')
    items = Markup("").join(item.format(n, name) for n, name in enumerate(names))
    return Markup('<ul class="legend">{}</ul>').format(items)
