"""What moved at many accounts, in a line a kind: "Down: Umberfield Clinics 310k USD, health 80 → 70; 3 more"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    words: of a customer's own; apart: accounts where CSM and data disagree."""

    named: int = 3
    letters: int = 30
    csms: int = 5
    apart: int = 2
    words: bool = True


def telling(changes: Sequence[AccountChange]) -> list[AccountChange]:
    """Of each account what says most, by value; that a to-do closed is none of it."""
    said: dict[int, AccountChange] = {}
    for one in changes:
        before = said.get(one.account_id)
        if one.kind != "cleared" and (before is None or ORDER.index(one.kind) < ORDER.index(before.kind)):
            said[one.account_id] = one
    return sorted(said.values(), key=lambda one: -one.worth)


def moved_lines(changes: Sequence[AccountChange], today: date, room: Leeway) -> Iterator[Line]:
    told = telling(changes)
    groups = [(title, [one for one in told if one.kind == kind]) for kind, title in TITLES.items()]
    down = [one for one in told if not one.better and one.kind in DOWN]
    up = [one for one in told if one.better and one.kind in UP]
    for title, some in (*groups[:2], ("Down", down), ("Up", up), *groups[2:]):
        if some:
            said = first_of(some, len(some), partial(_change, today, room), room.named)
            yield line(bold(title), f": {said}")


def first_of(rows: Sequence[Row], count: int, words: Callable[[Row], str], most: int) -> str:
    """ "Acme 120k EUR; Hooli 45k GBP; 3 more"; "5" where there is no room."""
    shown = [words(one) for one in rows[:most]]
    if not shown:
        return f"{count:,}"
    return "; ".join([*shown, *([f"{count - len(shown):,} more"] if count > len(shown) else [])])


def _change(today: date, room: Leeway, one: AccountChange) -> str:
    """ "Umberfield Clinics 310k USD, health 80 → 70"."""
    name = " ".join(part for part in (called(one.account, room.letters), one.value) if part)
    if one.kind in TITLES:
        return f"{name} {say_near(one.on, today)}"
    if one.kind == "health":
        return f"{name}, health {one.before} → {one.now}"
    if one.kind == "left":
        return f"{name}, {one.who if room.words else one.who.partition(',')[0]} left"
    if one.kind == "reached":
        return f"{name}, reached {one.what}"
    return f"{name}, {change_words(one, today) if room.words else one.what}"


__all__ = ["Leeway", "first_of", "moved_lines", "telling"]
