"""Each kind of block in Slack's form, within the limits of single blocks; `fit` minds those of the whole message."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.message import (
    Actions,
    Block,
    Chart,
    Divider,
    Facts,
    Heading,
    Image,
    Notes,
    Step,
    Steps,
    Table,
    Text,
    bold,
    line,
)
from bot.surfaces.plain.text import MARKS, step_words
from bot.surfaces.slack.render import data
from bot.surfaces.slack.render.data import mrkdwn_section, note
from bot.surfaces.slack.render.elements import ActionIds, action_elements, plain
from bot.surfaces.slack.render.escape import cut, literal, size
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.mrkdwn import mrkdwn, paragraphs, rendered

Json = dict[str, Any]
SIDE_BY_SIDE = 60  # characters of a value that still reads well in half a line


@dataclass
class Room:
    """What is still free in one message, and what its surface can show."""

    newer_blocks: bool = True  # table and chart blocks; Home has none
    files: Mapping[str, str] = field(default_factory=dict)  # uploaded pictures: their name, Slack's file id
    picture_note: str = ""
    options: int = SLACK.options
    ids: ActionIds = field(default_factory=ActionIds)
    tables: int = 1
    charts: int = SLACK.charts


def blocks_of(block: Block, room: Room) -> list[Json]:
    """One neutral block as Slack's blocks."""
    return KINDS[type(block)](block, room)


def _text(block: Text, room: Room) -> list[Json]:
    before = "> " if block.quote else ""
    lines = (before + rendered(words, most=SLACK.section - 2) for words in block.lines)
    return [mrkdwn_section(text) for text in paragraphs(lines)]


def _heading(block: Heading, room: Room) -> list[Json]:
    text = rendered(line(block.text), strong=True)
    return [mrkdwn_section(text)] if text else []


def _facts(block: Facts, room: Room) -> list[Json]:
    pairs = [(label.strip(), value.strip()) for label, value in block.pairs]
    if 1 < len(pairs) <= SLACK.fields and all(size(value) <= SIDE_BY_SIDE for _, value in pairs):
        return [{"type": "section", "fields": [mrkdwn(_pair(*pair, "\n")) for pair in pairs]}]
    return [mrkdwn_section(text) for text in paragraphs(_pair(*pair, " ") for pair in pairs)]


def _pair(label: str, value: str, between: str) -> str:
    """ "*Renews* 14 Mar"."""
    name = rendered(line(cut(label, 200)), strong=True)
    words = rendered(line(value or "–"), most=SLACK.field - size(name) - 1)
    return f"{name}{between if name else ''}{words}"


def _steps(block: Steps, room: Room) -> list[Json]:
    made = [_inline(step) if block.inline else _step(step) for step in block.steps]
    if not block.inline:
        return [mrkdwn_section(text) for text in paragraphs(made)]
    lines: list[str] = []
    for step in made:
        fits = lines and size(lines[-1]) + size(step) + 3 <= SLACK.section
        lines = [*lines[:-1], f"{lines[-1]} ─ {step}"] if fits else [*lines, step]
    return [mrkdwn_section(text) for text in lines]


def _step(step: Step) -> str:
    text, said = step_words(step)
    words = line(bold(cut(text, 600)) if step.state in ("now", "late") else cut(text, 600))
    after = f" · {literal(cut(said, 300))}" if said else ""
    return f"{MARKS[step.state]} {rendered(words)}{after}"


def _inline(step: Step) -> str:
    text, said = step_words(step)
    here = step.state in ("now", "late")
    words = rendered(line(bold(cut(text.upper(), 200)) if here else cut(text, 200)))
    done = " ✓" if step.state == "done" else ""
    return f"{words}{done}" + (f" ({literal(cut(said, 200))})" if said else "")


def _table(block: Table, room: Room) -> list[Json]:
    room.tables -= 1
    return data.table(block) if room.newer_blocks and room.tables >= 0 else data.table_as_text(block)


def _chart(block: Chart, room: Room) -> list[Json]:
    room.charts -= 1
    return data.chart(block) if room.newer_blocks and room.charts >= 0 else data.chart_as_text(block)


def _image(block: Image, room: Room) -> list[Json]:
    alt = cut(block.alt.strip() or block.name, SLACK.alt // 2)
    if file := room.files.get(block.name):
        return [{"type": "image", "alt_text": plain(alt, SLACK.alt)["text"], "slack_file": {"id": file}}]
    return [note(f"Picture: {literal(alt)}{room.picture_note}")]


def _actions(block: Actions, room: Room) -> list[Json]:
    elements, notes = action_elements(block.elements, room.ids, room.options)
    rows = [elements[start : start + SLACK.actions] for start in range(0, len(elements), SLACK.actions)]
    made: list[Json] = [{"type": "actions", "elements": row} for row in rows]
    return made + ([note(literal(cut(" · ".join(notes), SLACK.context // 6)))] if notes else [])


def _notes(block: Notes, room: Room) -> list[Json]:
    return [note(text) for text in paragraphs((rendered(words) for words in block.lines), SLACK.context)]


def _rule(block: Divider, room: Room) -> list[Json]:
    return [{"type": "divider"}]


KINDS: dict[type[Any], Callable[[Any, Room], list[Json]]] = {
    Text: _text,
    Heading: _heading,
    Facts: _facts,
    Steps: _steps,
    Table: _table,
    Chart: _chart,
    Image: _image,
    Actions: _actions,
    Notes: _notes,
    Divider: _rule,
}
