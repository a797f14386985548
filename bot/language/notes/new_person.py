"""Somebody whom a note names and nobody has on record: "met the new CFO of Acme, Erik Sund". Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.text import compared

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-öø-ÿ][\w'’-]*"
_NAME = rf"(?P<name>{_WORD}(?: (?:van|von|de|der|da|del|la|le|bin|al))*(?: {_WORD}){{1,2}})"
_TITLE = (
    r"(?P<title>(?i:c[a-z]o|ceo|md|managing director|(?:vp|vice president|head|director|chief|lead|leader|manager)"
    r" (?:of )?(?:[a-z]+(?: (?:and|&) [a-z]+)?)|(?:[a-z]+ )?(?:director|manager|lead|leader|administrator|admin|"
    r"analyst|coordinator|owner|sponsor|champion|president|engineer|planner|buyer|controller)))"
)
_JOIN = r"(?:\s+(?:of|at|for|from|over at)\s+[^,.;:()]{1,40}?)?\s*(?:,|:|\(|–|-|\bis\b|\bcalled\b|\bnamed\b)?\s*"
SAID = (
    # "the new CFO of Acme, Erik Sund", "new head of data: Lena Roth"
    re.compile(rf"\b(?i:new|their|the|our|a)\s+(?i:new\s+)?{_TITLE}{_JOIN}{_NAME}\b"),
    # "Erik Sund, the new CFO", "Erik Sund (CFO)", "Erik Sund is their new head of data"
    re.compile(
        rf"\b{_NAME}\s*(?:,|\(|–|-|\bis\b|\bas\b|\bjoined as\b|\bstarted as\b|\bbecomes\b)\s*"
        rf"(?i:(?:the|their|our|a|an)\s+)?(?i:new\s+)?{_TITLE}\b"
    ),
    # "Erik Sund joined today", "Erik Sund takes over from Dana"
    re.compile(
        rf"\b{_NAME}\s+(?i:has |is |will )?(?i:joined|joins|started|starts|is new|new there|took over|takes over|"
        r"replaces|replaced|succeeds|follows)\b"
    ),
)
_UPPER = re.compile(r"^(?:c[a-z]o|ceo|md|vp)\b", re.IGNORECASE)


@dataclass(frozen=True)
class NewPerson:
    """title: "" where none was said."""

    name: str
    title: str = ""


def new_person(note: str, known: Iterable[str]) -> NewPerson | None:
    """Who it is; None where nobody is named with a title or as new, or a word of the name is known: of people there, of
    the account, of our own people."""
    words = {word for name in known for word in compared(name).split()}
    for pattern in SAID:
        for found in pattern.finditer(note):
            name = found["name"].removesuffix("'s").removesuffix("’s")
            if not words & set(compared(name).split()):
                title = " ".join((found.groupdict().get("title") or "").split())
                return NewPerson(name, _UPPER.sub(lambda at: at[0].upper(), title))
    return None
