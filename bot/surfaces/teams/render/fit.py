"""A card's bytes. What people act on stays; the rest is cut where it gets too long, and the cut says how much is
missing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.surfaces.teams.render.table import small_print
from bot.surfaces.teams.text import and_more, in_bytes

Json = dict[str, Any]
NOTE = 200  # bytes kept free for each "… and 12 more"
PARTS = {"Table": "rows", "FactSet": "facts", "Container": "items"}  # what may be shown in part, and its parts


@dataclass(frozen=True)
class CardPiece:
    """One neutral block as drawn. `kept`: people act on it, so it goes last."""

    elements: list[Json]
    kept: bool = False

    @cached_property
    def bytes(self) -> int:
        """Its length, counted once."""
        return sum(in_bytes(one) + 1 for one in self.elements)


def fitted(pieces: list[CardPiece], most: int) -> list[Json]:
    """The pieces' elements in their order, cut visibly to `most` bytes."""
    if sum(piece.bytes for piece in pieces) <= most:
        return [one for piece in pieces for one in piece.elements]
    free = most - NOTE
    shown: dict[int, list[Json]] = {}
    missing: dict[bool, int] = {True: 0, False: 0}
    for kept in (True, False):  # a whole kind at a time: buttons have the room before words do
        full = False
        for at, piece in enumerate(pieces):
            if piece.kept is not kept or not piece.elements:
                continue
            found = [] if full else _start_of(piece.elements, free if kept else free - NOTE)
            full = full or found != piece.elements
            free -= sum(in_bytes(one) + 1 for one in found)
            shown[at] = found
            missing[kept] += not found
    return _in_order(shown, missing)


def _in_order(shown: dict[int, list[Json]], missing: dict[bool, int]) -> list[Json]:
    rows = f"{and_more(missing[True])} rows of buttons" if missing[True] else ""
    left_out = small_print(and_more(missing[False]) if missing[False] else "", rows)
    return [*(one for at in sorted(shown) for one in shown[at]), *left_out]


def _start_of(elements: list[Json], free: int) -> list[Json]:
    """As many of the elements as fit, the last one in part where its kind allows it."""
    taken: list[Json] = []
    for at, element in enumerate(elements):
        length = in_bytes(element) + 1
        if length <= free - NOTE or (length <= free and at == len(elements) - 1):
            taken.append(element)
            free -= length
            continue
        part = _part_of(element, free - NOTE)
        left = len(elements) - at
        return [*taken, *(part or (small_print(and_more(left)) if taken else []))]
    return taken


def _part_of(element: Json, free: int) -> list[Json]:
    """The element with its first parts, and how many are missing; nothing where not even two of them fit."""
    name = PARTS.get(element["type"], "")
    parts = element.get(name) or []
    if "fallback" in element or not parts:
        return []
    free -= in_bytes({**element, name: []})
    kept: list[Json] = []
    for part in parts:
        free -= in_bytes(part) + 1
        if free < 0:
            break
        kept.append(part)
    if len(kept) < 2:
        return []
    return [{**element, name: kept}, *small_print(and_more(len(parts) - len(kept)))]
