"""What somebody wrote that they promised: "I promised her the schema notes by Friday", "will send the deck". Pure.

It is recognised to be asked about, never to be told: what a customer may read, a person says."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.day_readings import Order
from bot.language.days import DaySaid, find_day

CLAUSE = re.compile(
    r"[;\n!?–—]|\.(?:\s|$)|,\s+(?=(?:and |but |so )?(?:i|we|she|he|they|promised|will|i'll|we'll)\b)", re.IGNORECASE
)
TITLE = r"(?:the |their )?(?:team lead|team|coo|cfo|ceo|cto|md|analyst|manager|customer|(?-i:[A-Z]{2,5}))"
WHOM = rf"(?:(?:her|him|them|you|{TITLE}|(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?))\s+)?"
GIVES = r"(?:send|share|give|bring|get|forward|deliver|email|mail)"
PROMISED = re.compile(rf"\b(?:promised|owe)\s+{WHOM}(?:to {GIVES}\s+{WHOM})?(?P<what>.+)", re.IGNORECASE)
SENDS = re.compile(
    rf"\b(?:(?:i|we)(?:'ll| will| shall| said we would)|will)\s+{GIVES}\s+{WHOM}(?P<what>.+)", re.IGNORECASE
)
NOT_OURS = re.compile(
    r"\b(?:she|he|they|customer|who)(?:\s+(?:will|promised|has promised|have promised|owes?)|'ll)\b"
    r"|(?:\b(?:not|never|no longer)|n't)\b[^,]{0,20}\b(?:promise|will|send|owe)|\b(?:promised|owe)\b.{0,12}\bnothing\b",
    re.IGNORECASE,
)
TO_WHOM = re.compile(r"\s+(?:to|with|for)\s+(?:her|him|them|the (?:team|customer))$", re.IGNORECASE)
MARKED = re.compile(r"(?:(?:i|we) )?promised?(?::| (?:them|her|him)\b)\s*(?P<what>.+)", re.IGNORECASE | re.DOTALL)
MOST_WORDS = 14  # longer than that, it is a story


@dataclass(frozen=True)
class PromiseHeard:
    """what: as the customer may read it after "I owe you", if a person says so. day: None where none was said, or it
    has to be asked about."""

    what: str
    said: DaySaid | None = None

    @property
    def day(self) -> date | None:
        return self.said.day if self.said else None


def promise_marked(text: str) -> str:
    """ "the schema notes" of "promised: the schema notes"; "" of a to-do that isn't marked as one."""
    match = MARKED.match(text.strip())
    return match["what"].strip() if match else ""


def promises_heard(note: str, today: date, order: Order | None = None) -> tuple[PromiseHeard, ...]:
    """What the writer promised somebody, by their own words."""
    return tuple(filter(None, (_heard(clause, today, order) for clause in CLAUSE.split(note.replace("’", "'")))))


def _heard(clause: str | None, today: date, order: Order | None) -> PromiseHeard | None:
    if not clause or NOT_OURS.search(clause):
        return None
    match = PROMISED.search(clause) or SENDS.search(clause)
    if match is None:
        return None
    said = find_day(match["what"].strip(), today, order)
    what = (said.rest if said else match["what"]).strip(" .,;:")
    what = TO_WHOM.sub("", re.sub(r"^(?:that |to )", "", what))
    return PromiseHeard(what, said) if what and len(what.split()) <= MOST_WORDS else None
