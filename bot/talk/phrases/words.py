"""Small words: money, measured values, movements, people and names, the way they are said everywhere."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.message import Span, channel
from bot.playbook.models import Library, PersonaGuide
from bot.store.contract_terms import still_paid
from bot.store.tables import Channel, Contract
from bot.talk.phrases.reader import Reader
from bot.text import clean, measured_pair, number, possessive, shorten

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HONORIFICS = {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "mme", "m", "ing", "dipl"}
SURE = {"guess": "a guess", "likely": "likely", "sure": "sure"}
RIGHT_TO_LEFT = {"R", "AL"}
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


# Names


def runs_right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text)


def called(text: str, most: int = 40) -> str:
    """A name as it stands in a sentence of ours. One written from right to left is fenced in, so that it can't
    turn the rest of the line around."""
    short = shorten(text, most)
    return f"{ISOLATE}{short}{END_ISOLATE}" if runs_right_to_left(short) else short


def given_name(name: str) -> str:
    """What one would call them: "Dana" of "Dr. Dana Reyes" and of "Reyes, Dana"."""
    family, comma, given = clean(name).partition(",")
    words = (given if comma and given.strip() else family).split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in HONORIFICS:
        words = words[1:]
    return called(words[0]) if words else "them"


def apostrophe(name: str) -> str:
    """What follows a name that is set in another style: "'s", or "'" after an s."""
    return possessive(name)[len(name) :]


def listed(items: Sequence[str], most: int = 6) -> str:
    """ "a, b and c"; "a, b and 4 more"."""
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} more"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def joined(parts: Iterable[str]) -> str:
    """ "a; b; c.": what people wrote may end with a full stop of its own, which would stand there twice."""
    said = "; ".join(part.rstrip(" .;,") for part in parts)
    return said if said.endswith(("?", "!", "…")) else f"{said}."


def capital(text: str) -> str:
    """The text with a capital first letter, the rest left alone."""
    return text[:1].upper() + text[1:]


# Figures


def in_words(count: int) -> str:
    """ "two" up to ten, then digits."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def money(amount: Decimal | float, currency: str | None) -> str:
    """ "120k EUR", "1.2M USD", "850 GBP": two or three digits, never more."""
    value = float(amount)
    scales = ((1e9, "bn"), (1e6, "M"), (1e3, "k"), (1.0, ""))
    # 999,600 is "1M" and not "1,000k": the scale is that of the rounded figure.
    scale, sign = next((s for s in scales if abs(value) >= s[0] * 0.9995), (1.0, ""))
    scaled = value / scale
    said = number(scaled, 1 if abs(scaled) < 10 and sign else 0) + sign
    return f"{said} {clean(currency)}" if currency else said


def totals(contracts: Iterable[Contract]) -> tuple[str, ...]:
    """What they pay a year, one figure per currency, the largest first. Never a sum over currencies."""
    sums: dict[str | None, Decimal] = {}
    for contract in contracts:
        if contract.amount is not None:
            sums[contract.currency] = sums.get(contract.currency, Decimal(0)) + contract.amount
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0] or ""))
    return tuple(money(amount, currency) for currency, amount in ordered)


def a_year(contracts: Sequence[Contract], today: date) -> tuple[str, ...]:
    """What they pay a year. Where all of it ended, and nobody said how, what they paid: "was 20k EUR"."""
    now = still_paid(contracts, today)
    return totals(now) if now or not contracts else tuple(f"was {one}" for one in totals(contracts))


# Movements


def arrow(now: float, before: float | None) -> str:
    """ " ↓", " ↑", " →", or nothing where there is nothing to compare with."""
    if before is None:
        return ""
    return " →" if now == before else " ↑" if now > before else " ↓"


def health_words(score: int, before: int | None, when: str = "a week ago") -> str:
    """ "61 ↓, was 74 a week ago", "61 →, as a week ago", "61"."""
    if before is None:
        return str(score)
    if score == before:
        return f"{score} →, as {when}"
    return f"{score}{arrow(score, before)}, was {before} {when}"


def moved_words(name: str, before: float, now: float, unit: str = "") -> str:
    """ "weekly use 62% → 41%"."""
    was, is_now = measured_pair(before, now, unit)
    return f"{name} {was} → {is_now}"


# People


def guide_of(library: Library, persona: str | None) -> PersonaGuide | None:
    """What we know of that persona; None where the person has none."""
    return next((guide for key, guide in library.personas.items() if key == persona), None)


def a_type(name: str) -> str:
    """ "a CEO type", "an Expert type"."""
    return f"an {name}" if name[:1] in "AEIO" else f"a {name}"


def persona_words(library: Library, persona: str | None, confidence: str | None) -> str:
    """ "CEO type, likely"; "" where the persona isn't known."""
    guide = guide_of(library, persona)
    if guide is None:
        return ""
    sure = SURE.get(confidence or "", "")
    return f"{guide.name}, {sure}" if sure else guide.name


# Answers

SCALES = {"nps": 10, "csat": 5}


def score_words(key: str) -> str:
    """An answer, never to be taken for a net score: "answered 9 of 10" of "nps 9", "answered 4 of 5" of "csat 4"."""
    return f"answered {score_of(key)}"


def score_of(key: str) -> str:
    """ "9 of 10" of "nps 9", "4 of 5" of "csat 4"."""
    survey, _, score = key.partition(" ")
    return f"{score} of {SCALES[survey]}" if survey in SCALES else f"{score} ({survey})"


def survey_score(key: str) -> str:
    """ "NPS 6 of 10" of "nps 6"."""
    survey = key.partition(" ")[0]
    return f"{survey.upper()} {score_of(key)}" if survey in SCALES else score_of(key)


def channel_words(row: Channel, reader: Reader, unnamed: str) -> Span:
    """An address on the platform where one reads it, a name on every other. unnamed: what it is called where nobody
    knows its name, such as "its channel"."""
    if row.platform_id is not None and row.installation_id == reader.installation_id:
        return channel(row.platform_id, unnamed)
    return Span(text=f"#{row.name}" if row.name else unnamed)
