"""Lists of what customers said: "who still waits for an answer?", "what do they wish for?". Pure."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

from bot.language.plain_words.phrases import PhraseBook, find_phrases, phrase_book, word_set
from bot.language.plain_words.tokens import is_word, tokens_of

SaidList = Literal["questions", "wishes"]
KINDS: Final[tuple[SaidList, ...]] = ("questions", "wishes")
BEGINS = word_set("who whom whose which what any is are do does show list give tell open all my our unanswered how")
POLITE = word_set("please hey hi hello ok okay and so can could would you me the")


def said_list(text: str, lists: Mapping[str, Sequence[str]]) -> SaidList | None:
    """The list that is asked for; None of whatever else is asked or told. lists: phrases, of words.yaml."""
    tokens = [one for one in tokens_of(text) if is_word(one)]
    first = next((one.word for one in tokens if one.word not in POLITE), "")
    if first not in BEGINS:
        return None
    found = find_phrases(tokens, _book(tuple((kind, tuple(lists.get(kind, ()))) for kind in KINDS)), {})
    return next((kind for kind in KINDS if ("said_lists", kind) in found), None)


@lru_cache(maxsize=8)
def _book(phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> PhraseBook:
    return phrase_book({"said_lists": dict(phrases)})


__all__ = ["SaidList", "said_list"]
