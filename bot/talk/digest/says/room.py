"""How much a digest has room for: what matters least goes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Brevity:
    """How much there is room for. items: how many with their next step, the others a line each. brief: reasons end
    after their first part. cuts: parts of a step that are left out, from its end; titles: whether whom it names stands
    there with title and role; firsts: people by first name alone. ask, words: characters of a line to say and of a
    customer's own; also: of what else is new, how many with their reason; members: lines of one item with several
    accounts; good: lines of good news; late: of what waits, by name; late_step: whether the first of it has its step.
    values, beside, week, ages, kinds, start: whether those stand there."""

    items: int = 3
    brief: bool = False
    cuts: int = 0
    titles: bool = True
    ask: int = 120
    also: int = 3
    members: int = 4
    good: int = 3
    late: int = 3
    late_step: bool = True
    late_why: bool = True
    firsts: bool = False
    values: bool = True
    words: int = 90
    beside: bool = True
    week: bool = True
    ages: bool = True
    kinds: bool = True
    start: bool = True


def rooms() -> Iterator[Brevity]:
    """From everything down to the bones: fewer things, each whole."""
    room = Brevity()
    yield room
    for less in (
        {"ages": False},
        {"kinds": False},
        {"week": False},
        {"cuts": 1},
        {"titles": False},
        {"good": 1},
        {"late_step": False},
        {"firsts": True},
        {"values": False},
        {"cuts": 2},
        {"start": False},
        {"beside": False},
        {"late": 2},
        {"ask": 80},
        {"cuts": 3},
        {"late_why": False},
        {"also": 2},
        {"cuts": 5},
        {"late": 1},
        {"brief": True},
        {"members": 2},
        {"also": 1},
        {"ask": 0},
        {"members": 1},
        {"also": 0},
        {"late": 0},
        {"items": 2},
        {"words": 0},
        {"items": 1},
        {"good": 0},
        {"items": 0, "members": 0},
    ):
        room = replace(room, **less)
        yield room


__all__ = ["Brevity", "rooms"]
