"""Putting off what is open at an account: "snooze Acme until Friday". Pure."""

import re
from dataclasses import replace

from bot.language.days import find_day
from bot.language.plain_words.clauses import asks_for, parts_of
from bot.language.plain_words.deeds.written import at_start, written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

MOVES = word_set(
    "move push shift bump reschedule delay defer postpone snooze put park shelve hide leave pause "
    "silence later wait come "
    "hold mute let give ignore forget skip drop return revisit not another"
)
SPAN = re.compile(
    r"\b(?:by |for |another )?(?P<span>(?:a|an|one|another|two|three|four|five|six|\d{1,3}) (?:more )?"
    r"(?:day|week|month)s?)\b(?! ago)",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:later|again|until|till|til|not before|another (?:day|week|month)|rest|not now|snoozed?|"
    r"postponed?|can wait)\b",
    re.IGNORECASE,
)


NOT_TODAY = re.compile(r"\bnot (?:today|now|this week)\b", re.IGNORECASE)


def put_off(heard: HeardWords) -> PlainRequest | None:
    """ "Snooze Acme until Friday"; what only may mean it ("I'll do Acme next week") is asked about."""
    if heard.has("reminder", "remind"):
        return None  # "put a reminder for Acme in two weeks"
    told = NOT_TODAY.sub("later", heard.text)
    text = SPAN.sub(lambda match: f"in {match['span'].replace('another', 'a')}", told)
    said = find_day(text, heard.today, heard.order)
    dated = said is not None and bool(heard.accounts)
    if heard.is_question or heard.says("does", "log") > 1 or not (heard.says("does", "put-off") or dated):
        return None
    if any(asks_for(part.tokens) and part.first not in MOVES for part in parts_of(heard)):
        return None
    if heard.has_run("put down", "put off by") or heard.says("does", "call") > 1 or heard.says("does", "tag") > 1:
        return None
    ordered = _orders_later(heard, dated=dated)
    hinted = dated and _hints_later(heard)
    if not ordered and not hinted:
        return None
    due = said.day or (said.days[0] if said and len(said.days) == 1 else None) if said else None
    found = written(heard, PlainRequest("put-off", due=due, unread=said.words if said and not due else ""))
    return found if ordered else replace(found, sure=False)


def _orders_later(heard: HeardWords, *, dated: bool) -> bool:
    """It begins with such an order, or one follows: "no time for Acme, put it off until Monday"."""
    if heard.has("snooze", "snoozed", "postpone") or heard.has_run("can wait"):
        return True
    said = bool(heard.says("does", "put-off"))
    if said and dated and any(part.first in FOLLOWS for part in parts_of(heard)[1:]):
        return True
    begins = heard.first in MOVES and (dated or (said and at_start(heard, "put-off", 3)))
    return begins and (heard.first not in ("let", "give", "not") or bool(LATER.search(heard.text)))


FOLLOWS = word_set("move put shift push postpone")


def _hints_later(heard: HeardWords) -> bool:
    """ "Acme later please, next Tuesday", "I'll do Acme next week"."""
    words = [token.word for token in heard.tokens if is_word(token)]
    short = len(words) <= 12
    will = words[:3] in (["i", "will", "do"], ["i", "will", "handle"], ["will", "do", "it"])
    again = heard.says("does", "put-off") > 0 and bool(LATER.search(heard.text))
    return short and (will or again) and not heard.says("does", "contact")
