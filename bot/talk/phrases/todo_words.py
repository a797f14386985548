"""A to-do's reason and step, shortened for lists and the digest."""

import re
from collections.abc import Callable

from bot.talk.phrases.words import capital
from bot.text import shorten

LONG = 70  # characters of a reason; one that is longer is read by nobody in a title
WHOLE = 60  # characters: a part that is no longer stands whole


def short(why: str) -> str:
    """The reason without what stands in brackets: where a figure comes from is in the alert."""
    return re.sub(r"\s*\([^()]*\)", "", why)


def shortly(why: str, most: int, *, whole: bool = True) -> str:
    """About so many characters of the reason. It ends after a whole part of it, one that is somewhat longer rather than
    one that says too little: "…" stands only where the reason has no such part, or is to be cut (whole=False)."""
    text = short(why)
    if len(text) <= most:
        return text
    ends = [at for at in (found.start() for found in re.finditer("[,;:] ", text)) if at > most // 2]
    within = [at for at in (*ends, len(text)) if at <= most]
    near = [at for at in (*ends, len(text)) if at <= (max(WHOLE, most) if whole else most)]
    return text[: within[-1]] if within else text[: near[0]] if near else shorten(text, most)


def parted(why: str) -> tuple[str, str]:
    """A long reason's first part, how far a score moved, and what is behind it."""
    if len(why) <= LONG or not why.startswith("health "):
        return why, ""
    found = re.split("[:;] ", why, maxsplit=1)
    return (found[0], capital(found[1])) if len(found) > 1 else (why, "")


CUTS: tuple[Callable[[str], str], ...] = (
    lambda text: re.split(r"; last talk | \(last talk ", text)[0],
    lambda text: text.split("; ")[0],
    lambda text: re.sub(r"(“[^”]*”) and “[^”]*”", r"\1", text),
    lambda text: re.split(r", then |, and ", text)[0],
    lambda text: re.sub(r", (?:with|to) [^,“”]+$", "", text),
)


def step_parts(step: str) -> list[str]:
    """The step, then shorter and shorter: without when they last talked, without what comes after it, without the
    second of two tickets, without what is done then, and without what one brings."""
    found = [step]
    for cut in CUTS:
        shorter = cut(found[-1])
        if shorter != found[-1]:
            found.append(shorter)
    return found
