"""Where everything stands on the journey map: text is measured and wrapped here, the template only draws.

Sizes are pixels of a picture 1080 wide. A phone shows it at about a third, so nothing is smaller than 27.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

State = Literal["done", "now", "late", "to come"]

WIDTH, MARGIN, ROAD = 1080, 56, 104
LEFT = 176  # where text starts, right of the road
RIGHT = WIDTH - MARGIN
NARROW, BROAD = set("iljtfrI.,:;'’|!()[] ·-"), set("mwMW@%—…")
SIZES = {"title": 60, "about": 30, "stage": 46, "milestone": 35, "note": 30, "body": 29, "label": 27, "small": 27}
BOLD = {"title", "stage", "milestone", "label"}


@dataclass(frozen=True)
class MapMilestone:
    """`note`: when it was reached, or how far it is."""

    name: str
    state: State
    note: str = ""


@dataclass(frozen=True)
class MapStage:
    """A stage with what it holds for this customer. next_steps: what brings it onwards, of the stage it is in."""

    name: str
    state: State
    purpose: str
    milestones: tuple[MapMilestone, ...] = ()
    needs: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class JourneyMap:
    """All that the picture says. about: tier, CSM, renewal; foot: when it was made."""

    name: str
    about: str
    stages: tuple[MapStage, ...]
    foot: str = ""


@dataclass(frozen=True)
class Words:
    """A line of text. `tone` picks the colour, `kind` size and weight; y is its baseline."""

    x: int
    y: int
    text: str
    kind: str
    tone: str = "ink"

    @property
    def size(self) -> int:
        return SIZES[self.kind]

    @property
    def family(self) -> str:
        return family_of(self.text)


@dataclass(frozen=True)
class Dot:
    y: int
    state: State
    large: bool = False


@dataclass(frozen=True)
class Box:
    """A rounded field behind text; `tone` picks its colour."""

    x: int
    y: int
    width: int
    height: int
    tone: str


@dataclass
class Drawing:
    """What the template draws. road: (from, to, walked) pieces of the line."""

    height: int = 0
    words: list[Words] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    road: list[tuple[int, int, bool]] = field(default_factory=list)


def letters_width(text: str, size: int, *, bold: bool = False) -> float:
    """About how wide a text is: close enough to wrap by, a little too wide to be safe."""
    ems = sum(_ems(letter) for letter in text)
    return ems * size * (1.06 if bold else 1.0)


def _ems(letter: str) -> float:
    if letter in NARROW:
        return 0.31
    if letter in BROAD:
        return 0.9
    if ord(letter) >= 0x2E80:  # East Asian letters fill a square
        return 1.0
    return 0.69 if letter.isupper() else 0.59


def wrap(text: str, size: int, width: int, *, most: int = 3, bold: bool = False) -> list[str]:
    """The text in lines that fit; what doesn't fit in `most` lines ends with "…"."""
    lines: list[str] = []
    for word in _pieces(text, size, width, bold):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and letters_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, width, bold)]
    return lines


def _pieces(text: str, size: int, width: int, bold: bool) -> Iterator[str]:
    """Words, and parts of a word that alone is wider than the line."""
    for word in text.split():
        while letters_width(word, size, bold=bold) > width:
            end = len(word)
            while end > 1 and letters_width(word[:end], size, bold=bold) > width:
                end -= 1
            yield word[:end]
            word = word[end:]
        if word:
            yield word


def _cut(text: str, size: int, width: int, bold: bool) -> str:
    if letters_width(text, size, bold=bold) <= width:
        return text
    while text and letters_width(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip(" ,.;:") + "…"


def family_of(text: str) -> str:
    """Inter draws Latin, Greek and Cyrillic; the other font's letters don't stand in for it by themselves."""
    return "Inter" if all(_in_inter(letter) for letter in text) else "DejaVu Sans"


def _in_inter(letter: str) -> bool:
    point = ord(letter)
    return point < 0x530 or 0x1E00 <= point <= 0x2BFF


class _Pen:
    """Writes downwards."""

    def __init__(self) -> None:
        self.drawing, self.y = Drawing(), 0

    def write(
        self, text: str, kind: str, tone: str = "ink", *, x: int = LEFT, width: int = RIGHT - LEFT, most: int = 3
    ) -> None:
        size = SIZES[kind]
        for one in wrap(text, size, width, most=most, bold=kind in BOLD):
            self.y += round(size * 1.32)
            self.drawing.words.append(Words(x, self.y - round(size * 0.3), one, kind, tone))

    def space(self, pixels: int) -> None:
        self.y += pixels


def lay_out(this: JourneyMap) -> Drawing:
    """The whole picture: a head, and the road with its stages from top to bottom."""
    pen = _Pen()
    pen.space(44)
    pen.write(this.name, "title", x=MARGIN, width=RIGHT - MARGIN, most=2)
    pen.write(this.about, "about", "soft", x=MARGIN, width=RIGHT - MARGIN, most=2)
    pen.space(34)
    ends = []
    for stage in this.stages:
        start = pen.y
        (_current if stage.state in ("now", "late") else _other)(pen, stage)
        ends.append((start, stage.state))
    _road(pen.drawing, ends)
    pen.write(this.foot, "small", "soft", x=MARGIN, width=RIGHT - MARGIN, most=1)
    pen.space(40)
    pen.drawing.height = pen.y
    return pen.drawing


def _other(pen: _Pen, stage: MapStage) -> None:
    """A stage that is behind or ahead."""
    tone = "done" if stage.state == "done" else "soft"
    _head(pen, stage, tone if stage.state == "done" else "ink")
    _milestones(pen, stage)
    _about(pen, stage, RIGHT - LEFT)
    pen.space(46)


def _current(pen: _Pen, stage: MapStage) -> None:
    """The stage the account is in, on a field of its own, with what comes next."""
    top = pen.y
    pen.space(18)
    _head(pen, stage, stage.state)
    _milestones(pen, stage)
    if stage.next_steps:
        pen.space(14)
        pen.write("NEXT", "label", stage.state)
        for text in stage.next_steps:
            pen.write(f"→ {text}", "body", width=RIGHT - LEFT - 24, most=2)
    _about(pen, stage, RIGHT - LEFT - 24)
    pen.space(26)
    pen.drawing.boxes.append(Box(MARGIN - 24, top, WIDTH - 2 * MARGIN + 48, pen.y - top, stage.state))
    pen.space(46)


def _head(pen: _Pen, stage: MapStage, tone: str) -> None:
    pen.drawing.dots.append(Dot(pen.y + 36, stage.state, large=True))
    pen.write(stage.name, "stage", tone, most=1)
    if stage.note:
        pen.write(stage.note, "note", stage.state if stage.state in ("now", "late") else "soft", most=2)
    pen.write(stage.purpose, "body", "soft", width=RIGHT - LEFT - 24, most=2)


def _milestones(pen: _Pen, stage: MapStage) -> None:
    for milestone in stage.milestones:
        pen.space(16)
        pen.drawing.dots.append(Dot(pen.y + 27, milestone.state))
        open_still = milestone.state == "to come"
        pen.write(milestone.name, "milestone", "soft" if open_still else "ink", most=2)
        if milestone.note:
            pen.write(milestone.note, "note", "soft" if open_still else milestone.state, most=2)


def _about(pen: _Pen, stage: MapStage, width: int) -> None:
    """The customer's needs, where it meets us, and who of ours takes part."""
    parts: Sequence[tuple[str, tuple[str, ...]]] = (
        ("THEY NEED", stage.needs),
        ("WHERE WE MEET", stage.touchpoints),
        ("OUR TEAMS", stage.teams),
    )
    for label, items in parts:
        if items:
            pen.space(12)
            pen.write(label, "label", "soft")
            pen.write(" · ".join(items), "body", width=width, most=3)


def _road(drawing: Drawing, starts: list[tuple[int, State]]) -> None:
    """The line through all dots: solid where the account has been, dotted ahead."""
    dots = sorted(drawing.dots, key=lambda dot: dot.y)
    for one, other in zip(dots, dots[1:], strict=False):
        drawing.road.append((one.y, other.y, other.state != "to come"))
