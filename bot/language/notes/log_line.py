"""What a log line says about itself: "met the COO, wants the board slide" is a contact with the COO. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from bot.text import compared

MAIL = "mail"  # the key of a contact in writing


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPOKEN = _set(
    "met called phoned rang visited demoed demo'd saw spoke talked chatted skyped zoomed presented showed trained"
)
WRITTEN = _set("emailed e-mailed mailed messaged texted pinged dm'd wrote")
NEEDS_SOMEBODY = _set("saw showed trained wrote")  # "saw a drop in use" is no contact
SHARED = _set("lunch breakfast dinner coffee call meeting chat demo sync workshop video visit catch-up catchup")
BEFORE = _set("i we just today yesterday have has had a an another short quick long good great brief our the")
BETWEEN = _set("with to up at for by in over and briefly again the their our its his her a an")
NOT_MET = _set(
    "deadline deadlines target targets goal goals quota requirement requirements criteria expectations "
    "milestone milestones kpi kpis sla need needs off out"
)
IN_VAIN = re.compile(
    r"\b(no answer|no reply|voice ?mail|left a message|no[- ]show|did(n['’]t| not) (answer|reply|pick up|show))\b"
)
# A talk that is told by how it ended, or by how it came about.
OPENED = re.compile(
    r"(?:(?:just|i|we|i'm|have|has|got|came|come|am|been|was|today|yesterday) )*(?:"
    r"(?:off|out of|back from|on) (?:(?:a|an|the|my|our|quick|long|short|good|great) )*"
    r"(?:phone|call|meeting|chat|line|demo|visit|lunch|zoom)"
    r"|hung up|caught up|sat down|ran into|bumped into|heard (?:back )?from|touched base)(?: (?:with|to|from|at))? "
)
CLAUSE = re.compile(r"[,;:!?\n–—()]|\.(?:\s|$)| - ")
PHRASE = 6  # the longest name or title, in words
FILLING = _set("of and the for a an in to at with")


class Somebody(Protocol):
    """A person at the account, as far as a line can name them: an id, texts or None, and a status."""

    id: Any
    name: Any
    email: Any
    title: Any
    role: Any
    status: Any


One = TypeVar("One", bound=Somebody)


@dataclass(frozen=True)
class LogReading(Generic[One]):
    """A contact: with whom, if one person fits; else the several that do. `key`: "mail" of one in writing."""

    key: str = ""
    person: One | None = None
    several: tuple[One, ...] = ()
    called: str = ""  # the words that several fit


def read_log_line(note: str, people: Sequence[One]) -> LogReading[One] | None:
    """The contact that the note begins with; None where it begins with none, or nobody was reached.

    people: of the account; those who left aren't meant."""
    here = [one for one in people if one.status != "left"]
    if IN_VAIN.search(compared(note)):
        return None
    words = _words(CLAUSE.split(note.strip(), maxsplit=1)[0])
    begun = _after_verb(words)
    if begun is not None:
        verb, rest = begun
        found = _whom(_skipped(rest, BETWEEN), here) or _further_on(rest, here)
        if found is None and (verb in NEEDS_SOMEBODY or _no_meeting(rest)):
            return None
        return _heard(verb, found)
    return _they_came(words, here)


def _words(clause: str) -> list[str]:
    """Folded, without quotes and possessives: "the COO's" → the, coo."""
    cleaned = (re.sub(r"['’]s$", "", word.strip(".'\"“”„*_")) for word in compared(clause).split())
    return [word for word in cleaned if word]


def _skipped(words: list[str], which: frozenset[str]) -> list[str]:
    at = next((at for at, word in enumerate(words) if word not in which), len(words))
    return words[at:]


def _after_verb(words: list[str]) -> tuple[str, list[str]] | None:
    """The verb it begins with and what follows. "Had lunch with …": lunch; "just off the phone with …": met."""
    opened = OPENED.match(" ".join(words))
    if opened is not None:
        return "met", " ".join(words)[opened.end() :].split()
    begun = _skipped(words, BEFORE)
    if not begun:
        return None
    verb, rest = begun[0].replace("’", "'"), begun[1:]
    if verb in SPOKEN | WRITTEN:
        return verb, rest
    return ("met", rest) if verb in SHARED and "with" in rest[:2] else None


def _no_meeting(rest: list[str]) -> bool:
    """ "met the deadline", "called off the workshop"."""
    return any(word in NOT_MET for word in rest[:4])


def _they_came(words: list[str], people: Sequence[One]) -> LogReading[One] | None:
    """ "Dana called", "the COO wrote back"."""
    begun = _skipped(words, BETWEEN)
    for count in range(min(PHRASE, len(begun) - 1), 0, -1):
        verb = begun[count].replace("’", "'")
        found = _fit(begun[:count], people) if verb in (SPOKEN | WRITTEN) - {"saw"} else None
        if found is not None:
            return _heard(verb, found)
    return None


def _heard(verb: str, found: tuple[str, list[One]] | None) -> LogReading[One]:
    key = MAIL if verb in WRITTEN else ""
    if found is None:
        return LogReading(key)
    called, fitting = found
    return LogReading(key, fitting[0]) if len(fitting) == 1 else LogReading(key, several=tuple(fitting), called=called)


def _whom(words: list[str], people: Sequence[One]) -> tuple[str, list[One]] | None:
    """Whom the longest leading words fit."""
    for count in range(min(PHRASE, len(words)), 0, -1):
        found = _fit(words[:count], people)
        if found is not None:
            return found
    return None


def _further_on(rest: list[str], people: Sequence[One]) -> tuple[str, list[One]] | None:
    """ "Demoed the import to their analyst"."""
    for at, word in enumerate(rest):
        found = _whom(_skipped(rest[at:], BETWEEN), people) if word in ("to", "with") else None
        if found is not None:
            return found
    return None


def _fit(words: list[str], people: Sequence[One]) -> tuple[str, list[One]] | None:
    """By name or e-mail, else by part of the name, else by title or role."""
    phrase = " ".join(words)
    if all(word in FILLING for word in words):
        return None
    for names in (_full, _short, _duties):
        fitting = [one for one in people if phrase in names(one)]
        if fitting:
            return phrase, fitting
    return None


def _full(one: Somebody) -> set[str]:
    return {compared(name) for name in (one.name, one.email) if name}


def _short(one: Somebody) -> set[str]:
    parts = compared(one.name).split()
    return {parts[0], parts[-1]} if parts else set()


def _duties(one: Somebody) -> set[str]:
    """The title, its initials, each run of words in it ("analyst" of "data analyst"), and the role."""
    title = re.sub(r"[^\w&+/-]+", " ", compared(one.title or "")).split()
    initials = "".join(word[0] for word in title if word not in FILLING)
    roles = {compared(one.role)} if one.role else set()
    return set(_runs(title)) | ({initials} if len(initials) > 1 else set()) | roles


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


def named_in(text: str, people: Sequence[One]) -> tuple[One, ...]:
    """Everybody of those whom the text names, wherever: by name, title or role. Whom several fit is nobody."""
    words, found, at = _words(text), list[One](), 0
    here = [one for one in people if one.status != "left"]
    while at < len(words):
        step = next(
            (count for count in range(min(PHRASE, len(words) - at), 0, -1) if _fit(words[at : at + count], here)), 0
        )
        fitting = _fit(words[at : at + step], here) if step else None
        found += fitting[1] if fitting and len(fitting[1]) == 1 else []
        at += step or 1
    return tuple(dict.fromkeys(found))
