"""What of a text asks, and what only says why: "I've a QBR with Acme next week, could you brief me?". Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from bot.language.plain_words.heard import ASKING, LEADS_IN, POLITE, HeardWords, tells_from_what
from bot.language.plain_words.names import AccountSpan, PersonSpan
from bot.language.plain_words.phrases import Meaning, PhraseAt, word_set
from bot.language.plain_words.tokens import Token, is_word

ENDS = frozenset(".!?;…")
PAUSES = frozenset({",", "-", ":"})
JOINS = word_set("and so but then or")
ORDERS = word_set(
    "show list give tell draft write compose prep prepare brief remind nudge ping log note add snooze find get check "
    "catch fill bring pull open explain summarise summarize recap count sum compare help tag mark set "
    "put move shift push postpone"
)
MODALS = word_set("can could would will shall may might")
WONDERS = word_set("wondering wonder curious asking know")
THEM = word_set("you i we")
OTHERS = word_set("they he she any anyone anybody someone somebody one")
Span = TypeVar("Span", AccountSpan, PersonSpan)


def requests_in(heard: HeardWords) -> Iterator[HeardWords]:
    """What the text may ask, the likeliest first: the only clause that asks, the whole, then each that asks."""
    clauses = [one for one in clauses_of(heard.tokens) if one[1] > one[0]]
    asking = [one for one in clauses if asks_for(heard.tokens[one[0] : one[1]])]
    if len(clauses) > 1 and len(asking) == 1:
        yield within(heard, *asking[0])
    yield heard
    if len(clauses) > 1 and len(asking) != 1:
        yield from (within(heard, *one) for one in asking or clauses)


def parts_of(heard: HeardWords) -> list[HeardWords]:
    """Each clause of it."""
    return [within(heard, *one) for one in clauses_of(heard.tokens) if one[1] > one[0]]


def both_questions(heard: HeardWords) -> list[HeardWords]:
    """ "Who's the champion at Acme and when are they up": what stands before "and", and what after it."""
    for at, token in enumerate(heard.tokens):
        after = heard.tokens[at + 1 :]
        joins = token.word in ("and", "&", "plus") and bool(after) and after[0].word in ASKING and _opens(after)
        if joins and asks_for(heard.tokens[:at]):
            return [within(heard, 0, at), within(heard, at + 1, len(heard.tokens))]
    return []


def clauses_of(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where each begins and ends: at a full stop, and at a comma after which something is asked for."""
    found, first = [], 0
    for at, token in enumerate(tokens):
        whole = token.word in ENDS
        pause = token.word in PAUSES and (_opens(tokens[at + 1 :]) or _asks_next(tokens, at))
        if (whole or pause) and any(is_word(one) for one in tokens[first:at]):
            found.append((first, at + 1))
            first = at + 1
    if found and not any(is_word(one) for one in tokens[first:]):
        return [*found[:-1], (found[-1][0], len(tokens))]  # "…!!"
    return [*found, (first, len(tokens))]


def _asks_next(tokens: Sequence[Token], at: int) -> bool:
    """After a question there is a comma, and then what isn't one: "how is Acme, I see them at three"."""
    after = [one.word for one in tokens[at + 1 :] if is_word(one)][:2]
    return after[:1] == ["i"] and any(one.word in ASKING for one in tokens[:at])


def asks_for(tokens: Sequence[Token]) -> bool:
    """It begins like a question or an order, or ends like a question."""
    return bool(tokens) and (tokens[-1].word == "?" or _opens(tokens))


def _opens(tokens: Sequence[Token]) -> bool:
    """It begins so."""
    words = [one.word for one in tokens if is_word(one)]
    if not words:
        return False
    while words and words[0] in JOINS | {"also", "please", "ok", "okay", "hey", "hi", "well", "just", "now"}:
        words = words[1:]
    first, second = (*words, "", "")[:2]
    if first == "i" and second in ("need", "want"):
        first, second = (*words[1:], "", "")[:2]
    if any(one in WONDERS and after in ASKING for one, after in pairwise(words)):
        return True
    if first in ("need", "want") and second in ("a", "an", "some", "the", "you"):
        return True
    if first in LEADS_IN and second in ASKING and not tells_from_what(words):
        return True  # "until when is it"
    asked = first in ASKING | {"anything"} and first not in ("had", "have", "has", "did", "do")
    inverted = first in ("had", "have", "has", "did", "do", *MODALS) and second in THEM | OTHERS
    ordered = first in ORDERS or [one for one in words if one not in POLITE][:1] in ([one] for one in ORDERS)
    return asked or inverted or ordered


def within(heard: HeardWords, first: int, last: int) -> HeardWords:
    """Only those words; whoever is named elsewhere in the text is still meant."""
    tokens = heard.tokens[first:last]
    start, end = tokens[0].start, tokens[-1].end
    return replace(
        heard,
        text=heard.text[start:end],
        tokens=tuple(replace(one, start=one.start - start, end=one.end - start) for one in tokens),
        found=heard.phrases(first, last) if heard.phrases else heard.found,
        phrases=_shifted(heard.phrases, first),
        accounts=tuple(_moved(one, first, last) for one in heard.accounts),
        people=tuple(_moved(one, first, last) for one in heard.people),
        context=heard,
    )


Phrases = Callable[[int, int], Mapping[Meaning, PhraseAt]]


def _shifted(phrases: Phrases | None, by: int) -> Phrases | None:
    """Counted from the clause's first token."""
    return None if phrases is None else lambda first, last: phrases(by + first, by + last)


def _moved(span: Span, first: int, last: int) -> Span:
    inside = first <= span.first and span.last <= last
    return replace(span, first=span.first - first if inside else 0, last=span.last - first if inside else 0)
