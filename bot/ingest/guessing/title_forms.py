"""A title without what says nothing of its kind: "ARR (contracted)", "Montant annuel HT" and "Betrag netto (EUR)".

Only words that are known to change nothing are taken away: "ARR (last year)" and "Amount (old)" stay what they are."""

import re
from functools import lru_cache

from bot.ingest.reading.numbers import CODES, SIGNS
from bot.text import folded_word

_PLAIN = frozenset(
    folded_word(word)
    for word in [
        "contracted",
        "current",
        "today",
        "now",
        "live",
        "actual",
        "account",
        "company",
        "primary",
        "annual",
        "yearly",
        "per year",
        "a year",
        "p.a.",
        "p.a",
        "pa",
        "net",
        "netto",
        "ht",
        "h.t.",
        "hors taxe",
        "hors taxes",
        "excl. tax",
        "excl tax",
        "ex tax",
        "excl. vat",
        "excl vat",
        "ex vat",
        "without vat",
        "excl. btw",
        "excl btw",
        "exkl. mwst",
        "zzgl. mwst",
        "ohne mwst",
        "sin iva",
        "aktuell",
        "laufend",
        "pro jahr",
        "jährlich",
        "actuel",
        "en cours",
        "par an",
        "annuel",
        "actual",
        "al año",
        "anual",
        "huidig",
        "per jaar",
        "jaarlijks",
        "converted",
    ]
)
# Behind the title, without brackets: of what is paid only.
_TAXES = re.compile(
    r"[\s,]+(?:h\.?t\.?|hors taxes?|netto|net|excl?\.? (?:tax|vat|btw)|(?:exkl|zzgl)\.? mwst\.?|ohne mwst\.?|sin iva"
    r"|p\.\s?a\.?)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_IN_CURRENCY = re.compile(r"[\s,/]+(?:in |en )?([A-Z]{3}|\S{1,3})$")


@lru_cache(maxsize=4096)
def title_forms(title: str) -> tuple[str, ...]:
    """Folded: as it stands first, then without what changes nothing."""
    plain = title
    if all(map(_says_nothing, _BRACKETS.findall(title))):
        plain = _BRACKETS.sub("", title)
    without = _TAXES.sub("", plain.strip())
    match = _IN_CURRENCY.search(without)
    without = without[: match.start()] if match and _currency(match[1]) else without
    return tuple(form for form in dict.fromkeys(map(folded_word, (title, plain, without))) if form)


def currency_in(title: str) -> str:
    """The currency that a title names, "ARR (EUR)" or "Betrag in €"; "" for none, or a sign of several."""
    match = _IN_CURRENCY.search(_BRACKETS.sub("", title).strip())
    said = [*_BRACKETS.findall(title), *([match[1]] if match else [])]
    found = {code for one in said if (code := _currency(one.strip()))}
    return found.pop() if len(found) == 1 else ""


def _says_nothing(words: str) -> bool:
    return folded_word(words) in _PLAIN or bool(_currency(words.strip())) or words.strip() in SIGNS


def _currency(word: str) -> str:
    if word in CODES:
        return word
    meant = SIGNS.get(word, ())
    return meant[0] if len(meant) == 1 else ""


__all__ = ["currency_in", "title_forms"]
