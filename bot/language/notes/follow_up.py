"""What comes next by somebody's own words: "call her again next tuesday". Pure."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.day_readings import Order
from bot.language.days import DaySaid, find_day

CLAUSE = re.compile(r"[;\n!?–—()]|\.(?:\s|$)|,\s+|\s+-\s+|\s+and\s+(?=(?:then|will|i|we|to)\b)", re.I)
BEGUN = re.compile(
    r"^(?:(?:and|then|so|next step|next|to-?do|please|let's|i|we|to|will|'ll|i'll|we'll|shall|should|must|need to"
    r"|have to|going to|plan to|agreed to|said i'd|said we'd|action)\b[:\s]*)+",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"(?:call|phone|ring|write|e-?mail|mail|message|ping|meet|see|speak|talk|visit|chase|remind|nudge"
    r"|follow(?:ing)?[- ]?up|check (?:back|in|again|with|on)|get back|come back|catch up|touch base|circle back|review"
    r"|ask|look again)\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|never|no need)\b|n't\b", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:her|him|them)\b", re.IGNORECASE)


@dataclass(frozen=True)
class FollowUp:
    """title: what is to be done. said: when; where its day is None, it has to be asked about."""

    title: str
    said: DaySaid


def follow_up(note: str, today: date, order: Order | None = None, *, whom: str = "") -> FollowUp | None:
    """The first next step of ours that the note names with a day. whom: a name in place of "her", "him" and "them"."""
    for clause in CLAUSE.split(note.replace("’", "'")):
        step = BEGUN.sub("", clause.strip())
        if not AGAIN.match(step) or NOT.search(clause):
            continue
        said = find_day(step, today, order)
        if said is None or (said.days and max(said.days) <= today):
            continue
        title = PRONOUN.sub(whom, said.rest) if whom else said.rest
        return FollowUp(title[:1].upper() + title[1:], said)
    return None
