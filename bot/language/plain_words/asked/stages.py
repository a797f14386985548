"""On which side of a stage somebody is meant to be: in it, not past it yet, before it, beyond
it, or anywhere else. Pure."""

import re
from collections.abc import Sequence
from typing import Literal

Side = Literal["in", "until", "before", "beyond", "outside"]
PAST = (
    r"(?:past|beyond|out of|through|over|further than|finished with|done with|left|leave|leaving|after|"
    r"completed?|finish(?:ed)?)"
)
NOT = r"(?:not|n['’]?t|never|yet to|still to|fail(?:ed|s)? to|without)"
UP_TO = (
    r"(?:reach(?:ed|es|ing)?|got(?:ten)? (?:in)?to|get (?:in)?to|ma(?:de|ke) it (?:in)?to|in|into|come to|"
    r"arrived? (?:in|at)|to|at)"
)


def side_of(text: str, stage: str) -> Side:
    """ "Hasn't made it past Land" is in it or before; "hasn't reached Expand" is before; "beyond Adopt" is after it."""
    name = rf"(?:the |a )?{re.escape(stage)}\b"
    folded = text.replace("’", "'")
    if re.search(rf"{NOT}\b.{{0,30}}?\b{PAST} {name}", folded, re.IGNORECASE):
        return "until"
    if re.search(rf"\b(?:before|short of|prior to|ahead of|earlier than) {name}", folded, re.IGNORECASE):
        return "before"
    if re.search(rf"(?:\b(?:not|outside)|n't)(?: currently| at the moment)?(?: of| in)? {name}", folded, re.IGNORECASE):
        return "outside"
    if re.search(rf"{NOT}\b(?! only)(?: \w+){{0,3}}? {UP_TO} {name}", folded, re.IGNORECASE):
        return "before"
    return "beyond" if re.search(rf"\b(?:past|beyond|after|further than) {name}", folded, re.IGNORECASE) else "in"


def on_that_side(names: Sequence[str], stage: str, side: Side) -> tuple[str, ...]:
    """Those of the stages in their order."""
    at = names.index(stage)
    return tuple(
        {
            "in": names[at : at + 1],
            "until": names[: at + 1],
            "before": names[:at],
            "beyond": names[at + 1 :],
            "outside": (*names[:at], *names[at + 1 :]),
        }[side]
    )


__all__ = ["Side", "on_that_side", "side_of"]
