"""What somebody logs is guessed from the words, so that the form asks for the right thing. Pure.

What it is guessed by stands in `playbooks/words.yaml` under `told`, where CS operations add their own. A guess is shown
and asked about, never kept as more than a note by itself; only who says so at the beginning ("question: …") is taken at
their word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, get_args

from bot.language.plain_words.phrases import PhraseBook, find_phrases, phrase_book, word_set
from bot.language.plain_words.tokens import Token, is_word, tokens_of
from bot.language.promises import promise_marked

SaidKind = Literal["question", "wish", "perception", "interview"]
LogKind = Literal["contact", "answer", "view", "promise"] | SaidKind
SAID: Final[tuple[SaidKind, ...]] = get_args(SaidKind)  # in this order, where a note tells of several

SCORE = re.compile(r"\b(?:nps|csat|survey)\b|\b(?:10|\d) (?:of|out of) (?:10|5)\b", re.IGNORECASE)
OWN_VIEW = re.compile(r"\b(?:i am|i['’]m|i feel|my view)\b.*\b(?:worried|unsure|confident|afraid)\b", re.IGNORECASE)
MARKED = re.compile(
    r"(?:(?:an?|their|another|new|the)\s+)?(?P<kind>question|wish|perception|interview)s?"
    r"(?:\s+(?:from|of|by|with|at)\s+[^:\n]{1,60}?)?\s*:\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Asked whether": it is the customer who asks, and did.
OURS = word_set("i we us let myself ourselves")
NOT_DONE = word_set("not never nobody no none to will would should must could might may if")
BEFORE_OURS, BEFORE_NOT_DONE = 3, 2
BEST = word_set("best warm good")  # "best wishes"

# Where the customer's words end: what follows may be ours alone, so rather too early than too late.
ENDS = re.compile(
    r"[.,;!\n](?:\s|$)|\s[-–—]\s|\s(?:but|because|although|though)\s|\s(?:and|while)\s+"
    r"(?:i|we|she|he|they|it|who|is|are|was|were|has|had|looks?|seems?|sounds?|feels?|\w+ed|said|left)\b",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"(?:^|,\s+|\s[-–—]\s+)(?P<asked>(?:and |but |so )?(?:can|could|do|does|did|is|are|will|would|how|what|when|where|"
    r"which|who|whose|why|may|should|has|have|any)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
SENTENCE = re.compile(r"[^.!?:;\n“”\"]*\?")
QUOTED = re.compile(r"[“\"]([^“”\"]{3,300})[”\"]")
ASKS_WHAT = word_set("whether if how when what which who why where about")
LONGEST = 300


@dataclass(frozen=True)
class ToldOf:
    """What a note tells of. words: as they may be quoted to the customer; "" where none stand there. sure: the note
    begins by saying so."""

    kind: SaidKind
    words: str = ""
    sure: bool = False


def kind_of_note(note: str, told: Mapping[str, Sequence[str]]) -> LogKind:
    """told: phrases by kind. An answer to a survey, one's own view, what a customer said, a promise, or a contact."""
    marked = marked_as(note)
    if marked is not None:
        return marked.kind
    if promise_marked(note):
        return "promise"
    if SCORE.search(note):
        return "answer"
    if OWN_VIEW.search(note):
        return "view"
    found = told_of(note, told)
    return found.kind if found is not None else "contact"


def marked_as(note: str) -> ToldOf | None:
    """ "A question from Dana: can groups be synced?" """
    match = MARKED.fullmatch(note.strip())
    if match is None:
        return None
    kind = next(one for one in SAID if one == match["kind"].casefold())
    rest = match["rest"].strip()
    if kind == "question":
        return ToldOf(kind, _asked_sentence(rest) or _clause(rest), sure=True)
    return ToldOf(kind, _clause(rest) if kind == "wish" else _quoted(rest), sure=True)


def told_of(note: str, told: Mapping[str, Sequence[str]]) -> ToldOf | None:
    """What it tells that somebody of theirs said; None where it tells of nothing of the kind."""
    marked = marked_as(note)
    if marked is not None:
        return marked
    tokens = tokens_of(note)
    found = find_phrases(tokens, _book(tuple((kind, tuple(told.get(kind, ()))) for kind in SAID)), {})
    for kind in SAID:
        at = found.get(("told", kind))
        if at is not None and _is_theirs(tokens, at.first):
            return ToldOf(kind, _words(kind, note, tokens, at.first, at.last))
        if kind == "question" and (asked := _asked_sentence(note)):
            return ToldOf(kind, asked)
    return None


@lru_cache(maxsize=8)
def _book(phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> PhraseBook:
    return phrase_book({"told": dict(phrases)})


def _is_theirs(tokens: Sequence[Token], first: int) -> bool:
    """Nothing before it in its clause says that it was us, or that it didn't happen; who only writes "asked …" did so
    themselves."""
    before = []
    for token in reversed(tokens[:first]):
        if not is_word(token):
            break
        before.append(token.word)
    if not before and tokens[first].stem == "ask":
        return False
    if any(word in OURS for word in before[:BEFORE_OURS]) or any(word in BEST for word in before[:1]):
        return False
    return not any(word in NOT_DONE for word in before[:BEFORE_NOT_DONE])


def _words(kind: SaidKind, note: str, tokens: Sequence[Token], first: int, last: int) -> str:
    if kind == "question":
        asks = next((at for at in range(first, last) if tokens[at].word in ASKS_WHAT), None)
        begins = tokens[asks].start if asks is not None else tokens[last - 1].end
        return _asked_sentence(note) or _clause(note[begins:])
    if kind == "wish":
        return _quoted(note) or _clause(re.sub(r"^\W*(?:for|to have|that)?\s+", "", note[tokens[last - 1].end :]))
    return _quoted(note)


def _asked_sentence(text: str) -> str:
    """ "Dana: can groups be synced? She looks tired" → "can groups be synced?"."""
    found = next((one[0].strip(" ,–—-") for one in SENTENCE.finditer(text)), "")
    begins = ASKING.search(found)
    asked = found[begins.start("asked") :] if begins is not None else ""
    return asked if len(asked.split()) >= 2 and len(asked) <= LONGEST else ""


def _clause(text: str) -> str:
    """Up to where another one begins: what comes then may be ours alone."""
    found = ENDS.split(text.strip(), maxsplit=1)[0].strip(' ,.;:–—-“”"')
    return found if len(found) <= LONGEST and len(found.split()) >= 2 else ""


def _quoted(text: str) -> str:
    match = QUOTED.search(text)
    return match[1].strip() if match else ""


__all__ = ["SAID", "LogKind", "SaidKind", "ToldOf", "kind_of_note", "marked_as", "told_of"]
