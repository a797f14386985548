"""What moved at many accounts: a line each under its kind, as "• Umberfield Clinics 310k USD · health 80 → 70"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from bot.calendar import say_near
from bot.message import Line, bold, line
from bot.talk.changes.changes import change_words
from bot.talk.changes.read_changes import AccountChange
from bot.talk.phrases.words import called

ORDER = ("lost", "reduced", "left", "answer", "health", "won", "renewed", "reached", "cleared")
TITLES = {"lost": "Lost", "reduced": "Renewed for less", "won": "New", "renewed": "Renewed"}
DOWN, UP = ("left", "answer", "health"), ("answer", "health", "reached")
Row = TypeVar("Row")


@dataclass(frozen=True)
class Leeway:
    """How much there is room for. named: accounts of a line, letters: of an account's name; csms: people by name;
    words: of a customer's own; apart: accounts where CSM and data disagree; whose, worth: whether it is
    told who has one, and what each CSM's pay."""

    named: int = 3
    letters: int = 30
    csms: int = 5
    apart: int = 2
    words: bool = True
    whose: bool = True
    worth: bool = True


def telling(changes: Sequence[AccountChange]) -> list[AccountChange]:
    """Of each account what says most, by value; that a to-do closed is none of it."""
    said: dict[int, AccountChange] = {}
    for one in changes:
        before = said.get(one.account_id)
        if one.kind != "cleared" and (before is None or ORDER.index(one.kind) < ORDER.index(before.kind)):
            said[one.account_id] = one
    return sorted(said.values(), key=lambda one: -one.worth)


def moved_lines(
    changes: Sequence[AccountChange], today: date, room: Leeway, whose: Mapping[int, str] | None = None
) -> Iterator[Line]:
    """whose: by account, who has it, where not all are the reader's."""
    told = telling(changes)
    groups = [(title, [one for one in told if one.kind == kind]) for kind, title in TITLES.items()]
    down = [one for one in told if not one.better and one.kind in DOWN]
    up = [one for one in told if one.better and one.kind in UP]
    for title, some in (*groups[:2], ("Down", down), ("Up", up), *groups[2:]):
        if some:
            yield from listed_lines(title, some, len(some), partial(_change, today, room, whose or {}), room.named)


def listed_lines(title: str, rows: Sequence[Row], count: int, words: Callable[[Row], str], most: int) -> Iterator[Line]:
    """The title, then a line each: "• Acme 120k EUR", "• 3 more"; one alone beside it; "Down: 5" without room."""
    shown = [words(one) for one in rows[:most]]
    if not shown:
        yield line(bold(title), f": {count:,}")
        return
    if count == 1:
        yield line(bold(title), f": {shown[0]}")
        return
    yield line(bold(title))
    yield from (line(f"• {one}") for one in shown)
    if count > len(shown):
        yield line(f"• {count - len(shown):,} more")


def _change(today: date, room: Leeway, whose: Mapping[int, str], one: AccountChange) -> str:
    """ "Umberfield Clinics 310k USD · health 80 → 70 (Chloe)"."""
    name = " ".join(part for part in (called(one.account, room.letters), one.value) if part)
    owner = f" ({whose[one.account_id]})" if one.account_id in whose and not (one.better and one.kind in UP) else ""
    return f"{name} · {_moved(today, room, one)}{owner}"


def _moved(today: date, room: Leeway, one: AccountChange) -> str:
    if one.kind in TITLES:
        return say_near(one.on, today)
    if one.kind == "health":
        return f"health {one.before} → {one.now}"
    if one.kind == "left":
        return f"{one.who if room.words else one.who.partition(',')[0]} left"
    if one.kind == "reached":
        return f"reached {one.what}"
    return change_words(one, today) if room.words else one.what


__all__ = ["Leeway", "listed_lines", "moved_lines", "telling"]
