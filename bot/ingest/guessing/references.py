"""How a column means its account: by a domain or a name where it isn't the key, and the part of a cell that does."""

import re
from collections.abc import Sequence
from typing import Any

from bot.ingest.guessing.shapes import MOST, is_domain, is_id, share
from bot.ingest.guessing.title_words import in_words
from bot.text import folded_word

NAMES = (
    "account name|account.name|company name|company|organization|organization - name|customer|client|kunde|firma|"
    "unternehmen|kundenname|entreprise|société|compte|nom du compte|cliente|empresa|cuenta|klant|bedrijf|"
    "parent customer|associated company|parent account"
)
_BRACKETS = re.compile(r"[^()]+\((?:\d{4,}|00\w{13,16})\)")
_SEVERAL = re.compile(r"[^;]+;[^;]+")


def reference_reading(title: str, texts: Sequence[str]) -> tuple[dict[str, Any], str]:
    """What the map says of it beside the title, section → value; and that in words."""
    if share(texts, lambda text: _BRACKETS.fullmatch(text) is not None) >= MOST:
        return {"take": "in brackets"}, "by the id in brackets"
    first = [text.split(";")[0].strip() for text in texts]
    take = {"take": "first"} if any(map(_SEVERAL.fullmatch, texts)) and share(first, is_id) >= MOST else {}
    said = ["the first of several"] if take else []
    if share(first, is_domain) >= MOST:
        return {**take, "match": ["key", "domain"]}, ", ".join([*said, "by key or domain"])
    if folded_word(title) in in_words(NAMES) and share(first, is_id) < MOST:
        return {**take, "match": ["key", "name", "alias"]}, ", ".join([*said, "by key, name or alias"])
    return dict(take), ", ".join(said)


def currency_places(header: Sequence[str], beside: str) -> list[int]:
    """Columns whose title ends with a word for currency; the one of that other column first."""
    mine, words = folded_word(beside), ("currency", "currencycode", "wahrung", "devise", "moneda", "divisa", "valuta")
    found = [place for place, title in enumerate(header) if folded_word(title).endswith(words)]
    own = [place for place in found if mine and folded_word(header[place]).startswith(mine)]
    return own or (found if len(found) == 1 else [])
