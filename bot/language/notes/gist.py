"""The part of a long note that says most, in the note's own words. Pure."""

import re

from bot.text import clean, shorten

# What somebody wants, fears or decides, and by when: that is why a note is read again.
POINT = re.compile(
    r"\b(?:wants?|wanted|needs?|needed|asks?|asked|must|ha(?:s|ve) to|insists?|expects?|hopes?|unless|if|until|"
    r"otherwise|worr(?:y|ies|ied)|afraid|fears?|concern\w*|unhappy|angry|frustrat\w+|disappoint\w+|problem\w*|broken|"
    r"block\w*|missing|fails?|failed|risk\w*|price|pricing|budget|costs?|discount|cheaper|expensive|alternatives?|"
    r"competitors?|switch\w*|cancel\w*|leav(?:e|es|ing)|left|renew\w*|notice|deadline|decid\w+|decision|board|sign\w*|"
    r"approv\w+|promis\w+|agreed|won'?t|can'?t|cannot|never|stop\w*|hir(?:e|ed|ing)|merg\w+|acqui\w+|"
    r"by (?:the |mid |end |early |late |next )?\w*(?:day|week|month|quarter|year|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|\d))\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"(?<=[.!?;:])\s+|,\s+(?=(?:and|but|so|because|while|which|who|he|she|they|we|i|that)\b)|"
    r"\s+(?=(?:unless|because|but|although|said that|said|told us)\b)|\s[-–—]\s",
    re.IGNORECASE,
)


def gist(text: str, most: int) -> str:
    """The whole text where it has at most so many characters, else the neighbouring clauses that say most of what
    somebody wants, fears or decides; "…" stands where something was left out."""
    text = clean(text)
    if len(text) <= most:
        return text
    ends = [at.start() for at in CLAUSE.finditer(text)]
    starts = [0, *(at.end() for at in CLAUSE.finditer(text))]
    clauses = list(zip(starts, [*ends, len(text)], strict=True))
    room = most - 4  # for what stands where something was left out
    best = max(_runs(clauses, text, room), default=None)
    if best is not None:
        return _marked(text, -best[3], best[4])
    start, end = max(clauses, key=lambda one: (len(set(_points(text[one[0] : one[1]]))), one[0]))
    found = POINT.search(text, start, end)
    return _marked(text, found.start() if found else start, end, most)


def _runs(clauses: list[tuple[int, int]], text: str, room: int) -> list[tuple[int, bool, int, int, int]]:
    """Neighbours that fit, by what they say, then whether they begin the text, then by length."""
    found = []
    for first, (start, _) in enumerate(clauses):
        for _, end in clauses[first:]:
            if end - start > room:
                break
            said = len(set(_points(text[start:end])))
            found.append((said, start == 0, end - start, -start, end))
    return [one for one in found if one[0]] or [one for one in found if one[1]]


def _points(text: str) -> list[str]:
    return [one.casefold() for one in POINT.findall(text)]


def _marked(text: str, start: int, end: int, most: int | None = None) -> str:
    words = text[start:end].strip(" ,;:–—-")
    if most is not None:
        return shorten(f"…{words}" if start else words, most)
    before, after = "…" if start else "", "" if end >= len(text) or words[-1:] in ".!?…" else "…"
    return f"{before}{words}{after}"
