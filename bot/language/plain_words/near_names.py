"""People's names as others spell them: Yousef for Yusuf, Thomas for Tomas, Sophia for Sofia. Pure."""

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from bot.language.plain_words.names import KnownPerson, PersonSpan
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import Token, is_word
from bot.text import compared

SHORTEST = 4
ALIKE, ALIKE_BY_SOUND, ALIKE_BY_SHORT_SOUND = 0.82, 0.5, 0.7
BEFORE = word_set(
    "to with for from is tell ask email write mail met called call about and tag of does reach remind thank by"
)
# Letters that are written otherwise for the same sound.
SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("ck|ch|c(?=[aoukrlt]|$)|q", "k"),
    ("sch|sh|z", "s"),
    ("w", "v"),
    ("dj|j(?=[oua])", "y"),
    ("h", ""),
    ("(?<!^)[aeiouyåäöüéèáóí]", ""),
    (r"(.)\1+", r"\1"),
)


def near_people(
    tokens: Sequence[Token], text: str, known: Sequence[KnownPerson], taken: Collection[int], common: Collection[str]
) -> list[PersonSpan]:
    """Whoever is nearly called so, where a word stands as a name does and is none that anybody has."""
    called = {word for one in known for word in compared(one.name).split()}
    found = []
    for at, token in enumerate(tokens):
        word = token.word
        odd = at not in taken and is_word(token) and len(word) >= SHORTEST and word.isalpha()
        if not odd or word in common or word in called or not _stands_as_name(tokens, text, at):
            continue
        people = tuple(one for one in known if any(_alike(word, part) for part in compared(one.name).split()))
        active = tuple(one for one in people if not one.left) or people
        if active:
            found.append(PersonSpan(at, at + 1, active, by_name=True, near=True))
    return found


def _stands_as_name(tokens: Sequence[Token], text: str, at: int) -> bool:
    before = tokens[at - 1].word if at else ""
    return before in BEFORE or tokens[at].possessive or (at > 0 and text[tokens[at].start].isupper())


def _alike(typed: str, name: str) -> bool:
    if len(name) < SHORTEST or abs(len(typed) - len(name)) > 2:
        return False
    ratio = SequenceMatcher(None, typed, name).ratio()
    if _sound(typed) != _sound(name):
        return ratio >= ALIKE
    return ratio >= (ALIKE_BY_SOUND if len(_sound(name)) > 2 else ALIKE_BY_SHORT_SOUND)


def _sound(word: str) -> str:
    for pattern, by in SOUNDS:
        word = re.sub(pattern, by, word)
    return word
