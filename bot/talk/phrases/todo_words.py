"""A to-do's reason, shortened for lists and the digest."""

import re

from bot.text import shorten


def short(why: str) -> str:
    """The reason without what stands in brackets: where a figure comes from is in the alert."""
    return re.sub(r"\s*\([^()]*\)", "", why)


def shortly(why: str, most: int) -> str:
    """The reason within so many characters; a list of figures ends after a whole one."""
    text = short(why)
    whole, comma, _ = text[: most - 1].rpartition(", ")
    return f"{whole}…" if len(text) > most and comma and len(whole) > most // 2 else shorten(text, most)
