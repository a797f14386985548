"""A message's totals: so many blocks, so many characters. What people act on stays; the rest is cut where it gets too
long, and the cut says how much is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.surfaces.slack.render.data import note
from bot.surfaces.slack.render.elements import and_more
from bot.surfaces.slack.render.escape import size
from bot.surfaces.slack.render.limits import SLACK

Json = dict[str, Any]
SEEN = frozenset({"text", "title", "caption", "alt_text", "label", "name", "hint", "placeholder"})
NOTE = 60  # characters kept free for each "… and 12 more"


@dataclass(frozen=True)
class Piece:
    """One neutral block as rendered. `kept`: people act on it, so it is never cut. `items`: what it counts as."""

    blocks: list[Json]
    kept: bool = False
    items: int = 1

    @cached_property
    def size(self) -> int:
        """Its characters, counted once."""
        return characters(self.blocks)


@dataclass(frozen=True)
class Space:
    blocks: int
    characters: int

    def less(self, blocks: Iterable[Json]) -> "Space":
        """What is left beside them."""
        taken = list(blocks)
        return Space(self.blocks - len(taken), self.characters - sum(map(characters, taken)))

    def beside(self, pieces: Iterable[Piece]) -> "Space":
        """The same for whole pieces."""
        taken = list(pieces)
        blocks = sum(len(piece.blocks) for piece in taken)
        return Space(self.blocks - blocks, self.characters - sum(piece.size for piece in taken))

    @property
    def holds(self) -> bool:
        return self.blocks >= 0 and self.characters >= 0


def characters(value: Any) -> int:
    """All characters that can be seen in a block."""
    if isinstance(value, list):
        return sum(map(characters, value))
    if not isinstance(value, dict):
        return 0
    return sum(size(v) if isinstance(v, str) and k in SEEN else characters(v) for k, v in value.items())


def fitted(pieces: list[Piece], space: Space) -> list[Json]:
    """The pieces' blocks, cut visibly to fit."""
    pieces = _merged(pieces, space)
    if space.beside(pieces).holds:
        return [block for piece in pieces for block in piece.blocks]
    kept = [piece for piece in pieces if piece.kept]
    return _cut(pieces, Space(space.blocks - 1, space.characters - NOTE).beside(kept))


def _cut(pieces: list[Piece], free: Space) -> list[Json]:
    """Kept pieces stay where they are; of the others the first ones that fit; then a note of how many are missing."""
    made: list[Json] = []
    missing, place, full = 0, 0, False
    for piece in pieces:
        if piece.kept:
            made += piece.blocks
        elif full:
            missing += piece.items
        else:
            blocks = _start_of(piece.blocks, free)
            free, made, full = free.less(blocks), made + blocks, blocks != piece.blocks
            missing, place = (0 if _says_more(blocks) or not full else piece.items), len(made)
    return [*made[:place], note(and_more(missing)), *made[place:]] if missing else made


def _says_more(blocks: list[Json]) -> bool:
    """Whether the last block already tells how many of its lines are missing."""
    return bool(blocks) and "\n… and " in str(blocks[-1].get("text", {}).get("text", ""))


def _start_of(blocks: list[Json], free: Space) -> list[Json]:
    """As many of the blocks as fit, the last one shortened where its kind allows it."""
    taken: list[Json] = []
    for block in blocks:
        if free.less([block]).holds:
            taken.append(block)
            free = free.less([block])
            continue
        shorter = shortened(block, free)
        return [*taken, *([shorter] if shorter else [])]
    return taken


def shortened(block: Json, free: Space) -> Json | None:
    """The block with fewer lines, rows or fields, or None where nothing worth reading would be left."""
    room = free.characters - NOTE
    if free.blocks < 1 or room < NOTE:
        return None
    if block["type"] == "table":
        return _fewer_rows(block, room)
    if block["type"] == "section" and "text" in block:
        return _fewer_lines(block, room)
    return None


def _fewer_rows(block: Json, room: int) -> Json | None:
    rows: list[Any] = []
    for row in block["rows"]:
        room -= characters(row)
        if room < 0:
            break
        rows.append(row)
    return {**block, "rows": rows} if len(rows) > 1 else None


def _fewer_lines(block: Json, room: int) -> Json | None:
    text: str = block["text"]["text"]
    fence = "```" if text.startswith("```") else ""
    lines = text.strip("`\n").split("\n") if fence else text.split("\n")
    kept: list[str] = []
    for words in lines:
        room -= size(words) + 1
        if room < 2 * len(fence) + 2:
            break
        kept.append(words)
    if not kept:
        return None
    body = "\n".join(kept)
    whole = f"{fence}\n{body}\n{fence}\n" if fence else f"{body}\n"
    return {**block, "text": {**block["text"], "text": whole + and_more(len(lines) - len(kept))}}


def _merged(pieces: list[Piece], space: Space) -> list[Piece]:
    """Many small rows of buttons become few full ones at the end, if there are too many of them."""
    beside = space.beside(piece for piece in pieces if piece.kept)
    if beside.holds and beside.blocks > 0:
        return pieces
    kept = [block for piece in pieces if piece.kept for block in piece.blocks]
    elements = [element for block in kept if block["type"] == "actions" for element in block["elements"]]
    rows = [elements[start : start + SLACK.actions] for start in range(0, len(elements), SLACK.actions)]
    others = [piece for piece in pieces if not piece.kept]
    return [*others, Piece(_rows_that_fit(rows, Space(space.blocks - 3, space.characters - 10 * NOTE)), kept=True)]


def _rows_that_fit(rows: list[list[Json]], free: Space) -> list[Json]:
    """The last resort, for a message of hundreds of buttons: the first ones, and how many are missing."""
    made: list[Json] = []
    for row in rows:
        block: Json = {"type": "actions", "elements": row}
        if not free.less([*made, block]).holds:
            missing = sum(map(len, rows)) - sum(len(block["elements"]) for block in made)
            return [*made, note(f"{and_more(missing)} buttons")]
        made.append(block)
    return made
