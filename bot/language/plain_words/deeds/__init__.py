"""Requests that would store something: which deed, and what of the text is to be written down. Pure."""

from bot.language.plain_words.clauses import parts_of
from bot.language.plain_words.deeds.for_colleague import for_colleague
from bot.language.plain_words.deeds.later import put_off
from bot.language.plain_words.deeds.log import log_asked, narrated, stated, told
from bot.language.plain_words.deeds.log_orders import filed, kept, ordered_later
from bot.language.plain_words.deeds.people_deeds import renewal, settings, tag
from bot.language.plain_words.deeds.refused import asks_how, refused
from bot.language.plain_words.deeds.to_dos import done_or_reached, not_a_problem, to_do
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

DEEDS = (
    settings,
    for_colleague,
    to_do,
    put_off,
    filed,
    ordered_later,
    log_asked,
    kept,
    tag,
    renewal,
    not_a_problem,
    done_or_reached,
    told,
    stated,
    narrated,
)


def deed(heard: HeardWords) -> PlainRequest | None:
    """The deed that the text asks for or tells of; None where it is none."""
    if asks_how(heard):
        return None
    if _only_asks(heard):
        return settings(heard)
    return next((found for find in DEEDS if (found := find(heard)) is not None), None)


# What is told to be done, first of all: whatever is asked after it belongs to what is to be kept.
ORDERED = word_set(
    "log note notes record save jot fyi remind nudge ping tag retag mark set put add create make snooze "
    "postpone push move "
    "delay defer park hide tick close cross check forecast call todo to-do task reminder don do dismiss "
    "ignore wake tell ask get have let assign give"
)


def _only_asks(heard: HeardWords) -> bool:
    """A clause of it is a question, and none before it is an order: then nothing is to be stored."""
    for part in parts_of(heard):
        words = sum(1 for token in part.tokens if is_word(token))
        by_title = part.first in ("done", "fyi", "note") and part.tokens[-1].word == ":"
        orders = part.first in ORDERED and words > 2 and not part.wants_telling
        if by_title or (orders and not part.text.rstrip().endswith("?")):
            return False
        if part.is_question and not part.polite and words > _named(part) + 1:
            return True
    return False


def _named(part: HeardWords) -> int:
    """How many of its words are names."""
    return sum(last - first for first, last in part.names)


__all__ = ["deed", "refused"]
