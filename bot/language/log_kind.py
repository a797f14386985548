"""What somebody is about to log, guessed from the words, so that the form asks for the right thing. Pure."""

import re
from typing import Literal

LogKind = Literal["contact", "answer", "view"]  # questions, wishes and promises join them
SCORE = re.compile(r"\b(?:nps|csat|survey)\b|\b(?:10|\d) (?:of|out of) (?:10|5)\b", re.IGNORECASE)
OWN_VIEW = re.compile(r"\b(?:i am|i['’]m|i feel|my view)\b.*\b(?:worried|unsure|confident|afraid)\b", re.IGNORECASE)


def kind_of_note(note: str) -> LogKind:
    """An answer to a survey, one's own view, or else a contact."""
    if SCORE.search(note):
        return "answer"
    return "view" if OWN_VIEW.search(note) else "contact"
