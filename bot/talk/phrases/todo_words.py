"""A to-do's reason, shortened for lists and the digest."""

import re

from bot.text import shorten


def short(why: str) -> str:
    """The reason without what stands in brackets: where a figure comes from is in the alert."""
    return re.sub(r"\s*\([^()]*\)", "", why)


def shortly(why: str, most: int) -> str:
    """The reason within so many characters; it ends after a whole part of it, where that isn't too little."""
    text = short(why)
    ends = [found.start() for found in re.finditer("[,;] ", text[: most - 1])]
    return text[: ends[-1]] if len(text) > most and ends and ends[-1] > most // 2 else shorten(text, most)
