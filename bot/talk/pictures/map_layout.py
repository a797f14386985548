"""Where everything stands on the journey map: text is measured and wrapped here, the template only draws.

Sizes are pixels of a picture 1080 wide. A phone shows it at about a third, so no text to read is smaller than 30.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

State = Literal["done", "now", "late", "to come"]

WIDTH, MARGIN, ROAD = 1080, 56, 100
LEFT = 164  # where text starts, right of the road
COLUMN = LEFT + 158  # where text beside a small label starts
RIGHT = WIDTH - MARGIN
NARROW, BROAD = set("iljtfrI.,:;'’|!()[] ·-"), set("mwMW@%—…")
SIZES = {"title": 62, "long title": 46, "stage": 46, "milestone": 35, "note": 30, "body": 30, "label": 25}
BOLD = {"title", "long title", "stage", "milestone", "label"}


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
    """All that the picture says. about: tier, CSM, renewal; foot: when it was made. placed: where they are is known."""

    name: str
    about: str
    stages: tuple[MapStage, ...]
    foot: str = ""
    placed: bool = True


@dataclass(frozen=True)
class MapText:
    """A line of text. `tone` picks the colour, `kind` size and weight; y is its baseline."""

    x: int
    y: int
    text: str
    kind: str
    tone: str = "ink"
    end: bool = False  # x is where it ends

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
    words: list[MapText] = field(default_factory=list)
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
    return 0.69 if letter.isupper() else 0.57


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
    for word in text.split(" "):
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


def fitted(items: Sequence[str], size: int, width: int, *, lines: int) -> list[str]:
    """As many of the items as fit in so many lines, with dots between; the rest as "+2"."""
    for shown in range(len(items), 0, -1):
        rest = f" +{len(items) - shown}" if shown < len(items) else ""
        # The dot stays with the item before it, so that no line begins with one.
        found = wrap("\u00a0· ".join(items[:shown]) + rest, size, width, most=99)
        if len(found) <= lines:
            return found
    return wrap(items[0], size, width, most=lines)


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
            self.y += round(size * 1.3)
            self.drawing.words.append(MapText(x, self.y - round(size * 0.3), one, kind, tone))

    def write_pair(self, text: str, note: str, kind: str, tones: tuple[str, str]) -> None:
        """A name and a note beside it; below it where the line is too short for both."""
        width = letters_width(text, SIZES[kind], bold=True)
        note_width = letters_width(note, SIZES["note"])
        if not note or width + 26 + note_width > RIGHT - LEFT:
            self.write(text, kind, tones[0], most=2)
            self.write(note, "note", tones[1], most=2)
            return
        self.write(text, kind, tones[0], most=1)
        self.drawing.words.append(MapText(RIGHT, self.drawing.words[-1].y, note, "note", tones[1], end=True))

    def columns(self, label: str, tone: str, lines: Sequence[str]) -> None:
        """A small label, and lines beside it."""
        if lines:
            self.drawing.words.append(MapText(LEFT, self.y + SIZES["body"], label, "label", tone))
        for one in lines:
            self.write(one, "body", x=COLUMN, width=RIGHT - COLUMN, most=1)

    def space(self, pixels: int) -> None:
        self.y += pixels


def lay_out(this: JourneyMap) -> Drawing:
    """The whole picture: a head, and the road with its stages from top to bottom."""
    pen = _Pen()
    pen.space(36)
    title = "title" if letters_width(this.name, SIZES["title"], bold=True) <= 1.6 * (RIGHT - MARGIN) else "long title"
    pen.write(this.name, title, x=MARGIN, width=RIGHT - MARGIN, most=2)
    pen.write(this.about, "note", "soft", x=MARGIN, width=RIGHT - MARGIN, most=1)
    pen.space(26)
    for stage in this.stages:
        (_current if stage.state in ("now", "late") else _other)(pen, stage)
    _road(pen.drawing)
    pen.write(this.foot, "label", "soft", x=MARGIN, width=RIGHT - MARGIN, most=1)
    pen.space(28)
    pen.drawing.height = pen.y
    return pen.drawing


def _other(pen: _Pen, stage: MapStage) -> None:
    """A stage that is behind or ahead, in short."""
    _head(pen, stage, "done" if stage.state == "done" else "ink")
    _milestones(pen, stage)
    _around(pen, stage, lines=1)
    pen.space(30)


def _current(pen: _Pen, stage: MapStage) -> None:
    """The stage the account is in, on a field of its own, with what comes next."""
    top = pen.y
    pen.space(14)
    _head(pen, stage, stage.state)
    _milestones(pen, stage)
    if stage.next_steps:
        pen.space(8)
        pen.columns("NEXT", stage.state, stage.next_steps)
    _around(pen, stage, lines=2)
    pen.space(22)
    pen.drawing.boxes.append(Box(MARGIN - 24, top, WIDTH - 2 * MARGIN + 48, pen.y - top, stage.state))
    pen.space(30)


def _head(pen: _Pen, stage: MapStage, tone: str) -> None:
    pen.drawing.dots.append(Dot(pen.y + 35, stage.state, large=True))
    tone_of_note = stage.state if stage.state in ("now", "late") else "soft"
    pen.write_pair(stage.name, stage.note, "stage", (tone, tone_of_note))
    pen.write(stage.purpose, "body", "soft", most=2)


def _milestones(pen: _Pen, stage: MapStage) -> None:
    for milestone in stage.milestones:
        pen.space(6)
        pen.drawing.dots.append(Dot(pen.y + 27, milestone.state))
        ahead = milestone.state == "to come"
        pen.write_pair(
            milestone.name, milestone.note, "milestone", ("soft", "soft") if ahead else ("ink", milestone.state)
        )


def _around(pen: _Pen, stage: MapStage, *, lines: int) -> None:
    """The customer's needs, where it meets us, and who of ours takes part."""
    pen.space(6)
    for label, items in (("NEEDS", stage.needs), ("MEETS US", stage.touchpoints), ("TEAMS", stage.teams)):
        if items:
            pen.columns(label, "soft", fitted(items, SIZES["body"], RIGHT - COLUMN, lines=lines))


def _road(drawing: Drawing) -> None:
    """The line through all dots: solid where the account has been, dotted ahead."""
    dots = sorted(drawing.dots, key=lambda dot: dot.y)
    drawing.road += [(one.y, other.y, other.state != "to come") for one, other in pairwise(dots)]
