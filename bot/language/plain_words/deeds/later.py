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


CLAUSE = re.compile(r"(?:\s*[,;.!–—]\s+|\s-\s|\s(?:but|so|and)\s)")
DENIES = re.compile(
    r"\b(?:not|no (?:time|chance|way)|never|can(?:no|['’]?)t|won['’]?t|n['’]t|dont|didnt|unable|too busy|swamped|"
    r"impossible)\b|n['’]t\b",
    re.IGNORECASE,
)
DENIED_DAY = re.compile(r"\b(?:today|tonight|tomorrow|now|this (?:week|morning|afternoon|month))\b", re.IGNORECASE)
MOVED = re.compile(
    r"^(?:please |pls |just |rather |better |let'?s |i['’]?ll |we['’]?ll |will )*(?:push|move|shift|bump|put|do|make|"
    r"try|handle|postpone|reschedule|delay|take)?\s*(?:it|that|this|them)?\s*(?:to|on|until|till|for|off until)?\s*"
    r"(?:next |the |this )?(?:\w+day|\d|week|month|mon|tue|wed|thu|fri)|\b(?:is|works) better\b|\binstead\b",
    re.IGNORECASE,
)


def without_denied_day(text: str) -> str:
    """ "Can't today, push it to Monday": the day that is said not to suit is no reading of the other."""
    head, *rest = CLAUSE.split(text, maxsplit=1)
    if not rest or not DENIES.search(head):
        return text
    return f"{DENIED_DAY.sub('', head)}, {rest[0]}"


def _denied_then_moved(heard: HeardWords) -> bool:
    """What doesn't suit is said first, then another day: "not today for Acme, do it on Wednesday"."""
    head, *rest = CLAUSE.split(heard.text, maxsplit=1)
    denied = bool(rest) and bool(DENIES.search(head)) and bool(DENIED_DAY.search(head))
    return denied and bool(MOVED.search(rest[0].strip())) and not heard.has("they", "he", "she", "their")


def put_off(heard: HeardWords) -> PlainRequest | None:
    """ "Snooze Acme until Friday"; what only may mean it ("I'll do Acme next week") is asked about."""
    if heard.has("reminder", "remind"):
        return None  # "put a reminder for Acme in two weeks"
    told = NOT_TODAY.sub("later", without_denied_day(heard.text))
    text = SPAN.sub(lambda match: f"in {match['span'].replace('another', 'a')}", told)
    said = find_day(text, heard.today, heard.order)
    dated = said is not None and bool(heard.accounts)
    if heard.is_question or heard.says("does", "log") > 1 or not (heard.says("does", "put-off") or dated):
        return None
    moved = dated and _denied_then_moved(heard)
    asked = [part for part in parts_of(heard) if asks_for(part.tokens) and part.first not in MOVES]
    if not moved and any(not part.puts_off_together for part in asked):
        return None
    if heard.has_run("put down", "put off by") or heard.says("does", "call") > 1 or heard.says("does", "tag") > 1:
        return None
    ordered = moved or _orders_later(heard, dated=dated)
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
    if dated and (heard.puts_off_together or (said and any(part.first in FOLLOWS for part in parts_of(heard)[1:]))):
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
