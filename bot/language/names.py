"""Comparing names as people type them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.text import compared

# Phones make them curly, and whoever has no double ones at hand takes single ones.
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "”": "”", "‘": "’", "‚": "‘", "‹": "›", "'": "'"}
POSSESSIVES = ("'s", "’s", "s'", "s’")
MOST_WORDS = 20  # the longest name, in words, that is looked for at the start of a text
EDGES = ",.;:!?…"


@dataclass(frozen=True)
class Quoted:
    name: str
    rest: str


def quoted(text: str) -> Quoted | None:
    """The name in quotes that the text begins with, if it does."""
    text = text.strip()
    closing = QUOTES.get(text[:1])
    if closing is None:
        return None
    end = min((at for at in (text.find(closing, 1), text.find('"', 1)) if at > 1), default=-1)
    if end < 0:
        return None
    return Quoted(text[1:end].strip(), _after_name(text[end + 1 :]))


def _after_name(rest: str) -> str:
    """Without what still belongs to the name: "'s health", ": met the COO"."""
    for ending in ("'s ", "’s "):
        rest = rest.removeprefix(ending)
    return rest.lstrip(" :,")


def without_possessive(name: str) -> str:
    """ "Alderfen's" → "Alderfen", "Alderfen Textiles'" → "Alderfen Textiles"; other names as they are."""
    ending = next((one for one in POSSESSIVES if name.endswith(one)), "")
    return name[: len(name) - len(ending)] + ("s" if ending.startswith("s") else "")


def spellings(name: str) -> Iterator[str]:
    """How that name may stand in our tables: an apostrophe may be a straight or a curly one."""
    for one in (name, name.rstrip(EDGES), without_possessive(name.rstrip(EDGES))):
        yield from dict.fromkeys((compared(one), compared(one).replace("’", "'"), compared(one).replace("'", "’")))


def leading(text: str) -> list[tuple[str, str]]:
    """(folded leading words, the rest as typed), the longest first; also without punctuation at their end, and as
    whose something is."""
    found: dict[str, str] = {}
    words = text.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        rest = after_words(text, count)
        name = " ".join(words[:count])
        for folded in spellings(name):
            found.setdefault(folded, rest)
    return [(name, rest) for name, rest in found.items() if name]


def after_words(text: str, count: int) -> str:
    """The text after its first words, its own spacing and lines kept."""
    parts = text.split(maxsplit=count)
    return parts[count].rstrip() if len(parts) > count else ""


def first_word(text: str) -> str:
    """The folded first word, without punctuation at its end; "" of nothing."""
    words = text.split(maxsplit=1)
    return compared(words[0]).rstrip(EDGES) if words else ""


def cut_at(text: str, stops: frozenset[str]) -> tuple[str, str]:
    """(the words before the first stop word, the rest from there on); the first word is never a stop."""
    words = text.split()
    for count in range(1, len(words)):
        if compared(words[count]).rstrip(EDGES) in stops:
            return " ".join(words[:count]), after_words(text, count)
    return " ".join(words), ""
