"""A step that takes up what its CSM noted: "The second shift wants a training of its own" is a second date to offer."""

from __future__ import annotations

import re
from collections.abc import Iterable

WANTS = r"(?:wants?|needs?|asks? for|asked for|would like)"
OF_THEIR_OWN = re.compile(
    rf"(?P<who>[^“”.,;:]+?) {WANTS} (?:an? (?P<thing>[\w-]+) of (?:its|their) own|(?:its|their) own (?P<own>[\w-]+))",
    re.IGNORECASE,
)


def with_notes(step: str, notes: Iterable[str], whom: str) -> str:
    """The step with what the newest of those notes asks for that speaks of the same thing."""
    steps = (with_note(step, note, whom) for note in notes)
    return next((one for one in steps if one != step), step)


def with_note(step: str, note: str, whom: str) -> str:
    """The step with what the note asks for, where both speak of one thing: "offer Arjun Novak (Service manager,
    champion) two dates for the training, one of them for the second shift". whom: as the step names them."""
    found = OF_THEIR_OWN.search(note)
    if found is None or not whom or whom not in step:
        return step
    thing, who = found["thing"] or found["own"], found["who"].strip()
    if thing.casefold() not in step.casefold():
        return step
    return f"offer {whom} two dates for the {thing}, one of them for {who[:1].lower()}{who[1:]}"


__all__ = ["with_note", "with_notes"]
