"""Each kind of block as elements of an Adaptive Card; `fit` minds how many bytes the whole card may have."""

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
    Line,
    Notes,
    Step,
    Steps,
    Table,
    Text,
    bold,
    line,
)
from bot.surfaces.plain.text import MARKS, inline_step, step_words
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render import chart, table
from bot.surfaces.teams.render.elements import rows
from bot.surfaces.teams.render.spans import safe_address, text_line
from bot.surfaces.teams.text import cut, literal, without_markdown

Json = dict[str, Any]


@dataclass(frozen=True)
class CardRoom:
    """What a card can show. addresses: where pictures are to be had, by name."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    picture_note: str = ""
    options: int = TEAMS.options
    pictures_within: bool = True


def elements_of(block: Block, room: CardRoom) -> list[Json]:
    """One neutral block as a card's elements."""
    return KINDS[type(block)](block, room)


def _text(block: Text, room: CardRoom) -> list[Json]:
    lines = [one for words in block.lines for one in text_line(words)]
    return [{"type": "Container", "style": "emphasis", "items": lines}] if block.quote and lines else lines


def _heading(block: Heading, room: CardRoom) -> list[Json]:
    return [one | {"spacing": "Medium"} for one in text_line(line(block.text), weight="Bolder")]


def _facts(block: Facts, room: CardRoom) -> list[Json]:
    """A FactSet reads Markdown."""
    pairs = [tuple(without_markdown(cut(part, TEAMS.fact)) or "–" for part in pair) for pair in block.pairs]
    return [{"type": "FactSet", "facts": [{"title": name, "value": value} for name, value in pairs]}] if pairs else []


def _steps(block: Steps, room: CardRoom) -> list[Json]:
    if not block.inline:
        return [one for step in block.steps for one in text_line(_step(step))]
    words: list[Any] = []
    for step in block.steps:
        said = inline_step(step)
        words += [" ─ "] if words else []
        words.append(bold(said) if step.state in ("now", "late") else said)
    return text_line(line(*words))


def _step(step: Step) -> Line:
    text, said = step_words(step)
    name = cut(text, 600)
    after = f" · {cut(said, 300)}" if said else ""
    return line(f"{MARKS[step.state]} ", bold(name) if step.state in ("now", "late") else name, after)


def _table(block: Table, room: CardRoom) -> list[Json]:
    return table.table(block)


def _chart(block: Chart, room: CardRoom) -> list[Json]:
    return chart.chart(block)


def _image(block: Image, room: CardRoom) -> list[Json]:
    alt = cut(block.alt.strip() or block.name, TEAMS.fact)
    address = safe_address(room.addresses.get(block.name, ""))
    if not address and room.pictures_within and len(block.png_base64) <= TEAMS.picture:
        address = f"data:image/png;base64,{block.png_base64}"
    if not address:
        return table.small_print(f"Picture: {alt}{room.picture_note}")
    return [{"type": "Image", "url": address, "altText": literal(alt), "size": "Stretch"}]


def _actions(block: Actions, room: CardRoom) -> list[Json]:
    return rows(block.elements, room.options)


def _notes(block: Notes, room: CardRoom) -> list[Json]:
    return [one for words in block.lines for one in text_line(words, isSubtle=True, size="Small")]


def _rule(block: Divider, room: CardRoom) -> list[Json]:
    """The line itself is drawn above what follows (`message`)."""
    return []


KINDS: dict[type[Any], Callable[[Any, CardRoom], list[Json]]] = {
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
