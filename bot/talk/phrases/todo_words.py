"""A to-do's reason and step, shortened for lists and the digest."""

import re
from collections.abc import Callable

from bot.text import shorten


def short(why: str) -> str:
    """The reason without what stands in brackets: where a figure comes from is in the alert."""
    return re.sub(r"\s*\([^()]*\)", "", why)


def shortly(why: str, most: int) -> str:
    """The reason within so many characters; it ends after a whole part of it, where that isn't too little."""
    text = short(why)
    ends = [found.start() for found in re.finditer("[,;] ", text[: most - 1])]
    return text[: ends[-1]] if len(text) > most and ends and ends[-1] > most // 2 else shorten(text, most)


CUTS: tuple[Callable[[str], str], ...] = (
    lambda text: re.split(r"; last talk | \(last talk ", text)[0],
    lambda text: text.split("; ")[0],
    lambda text: re.sub(r"(“[^”]*”) and “[^”]*”", r"\1", text),
    lambda text: re.split(r", then |, and ", text)[0],
)


def step_parts(step: str) -> list[str]:
    """The step, then shorter and shorter: without when they last talked, without what comes after it, without the
    second of two tickets, and without what is done then."""
    found = [step]
    for cut in CUTS:
        shorter = cut(found[-1])
        if shorter != found[-1]:
            found.append(shorter)
    return found
