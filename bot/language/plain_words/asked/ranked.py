"""Accounts in the order of one figure: "who uses it least", "top 3 by NPS", "worst health". Pure."""

import re

from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set

LEAST = word_set("lowest least fewest smallest bottom barely hardly rarely minimum")
MOST = word_set("highest most top biggest largest heaviest heavy maximum")
WORST = word_set("worst weakest poorest sickest")
BEST = word_set("best strongest healthiest")
IN_ORDER = word_set("rank ranked ranking sort sorted order ordered")
WAYS = (("low", LEAST), ("bad", WORST), ("good", BEST), ("high", MOST), ("bad", IN_ORDER))
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
HOW_MANY = re.compile(
    rf"\b(?:top|bottom|worst|best|lowest|highest|first|least|most)\s+(\d\d?|{'|'.join(NUMBERS)})\b"
    rf"|\b(\d\d?|{'|'.join(NUMBERS)})\s+(?:worst|best|lowest|highest|weakest|strongest|healthiest|biggest|largest|smallest)\b",
    re.IGNORECASE,
)


def ranked(heard: HeardWords) -> PlainRequest | None:
    """about: "health", or "kpi:" with its key. way: low | high | bad | good. value: how many are asked for, "" where
    nothing is said of that."""
    way = next((way for way, words in WAYS if heard.has(*words)), "")
    by = _figure(heard) if way else ""
    if not by or heard.says("figures", "changes") > 1:
        return None
    return PlainRequest("ranked", by, way=way, value=_how_many(heard.text))


def _figure(heard: HeardWords) -> str:
    kpis = [(at.words, -at.first, name) for (section, name), at in heard.found.items() if section == "kpis"]
    health = heard.says("facts", "health")
    best = max(kpis, default=None)
    if best is not None and best[0] >= health:
        return f"kpi:{best[2]}"
    return "health" if health else ""


def _how_many(text: str) -> str:
    found = HOW_MANY.search(text)
    word = (found[1] or found[2]).casefold() if found else ""
    return str(NUMBERS.get(word, word))
