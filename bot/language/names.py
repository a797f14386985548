"""Comparing names as people type them. Pure."""

from dataclasses import dataclass

from bot.text import fold

QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "”": "”"}  # phones make them curly
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
    return Quoted(text[1:end].strip(), text[end + 1 :].lstrip(" :,"))


def leading(text: str) -> list[tuple[str, str]]:
    """(folded leading words, the rest as typed), the longest first; also without punctuation at their end."""
    found: dict[str, str] = {}
    words = text.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        rest = after_words(text, count)
        name = " ".join(words[:count])
        for folded in (fold(name), fold(name.rstrip(EDGES))):
            found.setdefault(folded, rest)
    return [(name, rest) for name, rest in found.items() if name]


def after_words(text: str, count: int) -> str:
    """The text after its first words, its own spacing and lines kept."""
    parts = text.split(maxsplit=count)
    return parts[count].rstrip() if len(parts) > count else ""


def first_word(text: str) -> str:
    """The folded first word, without punctuation at its end; "" of nothing."""
    words = text.split(maxsplit=1)
    return fold(words[0]).rstrip(EDGES) if words else ""


def cut_at(text: str, stops: frozenset[str]) -> tuple[str, str]:
    """(the words before the first stop word, the rest from there on); the first word is never a stop."""
    words = text.split()
    for count in range(1, len(words)):
        if fold(words[count]).rstrip(EDGES) in stops:
            return " ".join(words[:count]), after_words(text, count)
    return " ".join(words), ""
