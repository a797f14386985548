"""Every message and form of ours with made-up data, for `milepost preview` and the tests of each surface.

They are found: a file of any room that has `EXAMPLES`, pairs of a name and a message or form, is shown."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import bot.talk
from bot.message import Form, Message

Example = tuple[str, Message | Form]
# What a CSM meets first comes first; a room that isn't named comes last.
ROOMS = ("digest", "todos", "portfolio", "card", "people", "letters", "reviews", "health", "renewal", "figures", "home")


def _found() -> Iterator[Example]:
    names = [module.name for module in walk_packages(bot.talk.__path__, "bot.talk.") if module.name != __name__]
    for name in sorted(names, key=_place):
        yield from getattr(import_module(name), "EXAMPLES", ())


def _place(name: str) -> tuple[int, str]:
    room = name.split(".")[2]
    return ROOMS.index(room) if room in ROOMS else len(ROOMS), name


EXAMPLES: tuple[Example, ...] = tuple(_found())
