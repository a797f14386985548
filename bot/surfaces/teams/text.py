"""Values that came from people or data, made harmless: what they spell is what shows, and nobody is called by it.

Teams reads Markdown in some texts of a card (facts, labels of inputs, options) and never in a TextRun. It has no escape
that every client knows, so a sign that styles becomes its twin (∗ for *), and what would be a link, a mention, an
entity or a card's own function is broken by a sign that takes no space.
"""

import json
import re
from typing import Any

ELLIPSIS = "…"
JOINER = "\u2060"  # takes no space and breaks no word
BREAK = "\u200b"  # takes no space, and lets a line end there
TWINS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})

# Control characters, and those that turn the direction of all that follows.
_UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\t\r\n\u2028\u2029]+")
_ENDLESS = re.compile(
    r"[\w./:@%?=&#+,;\u2060-]{24}(?=[\w./:@%?=&#+,;\u2060-]{6})"
)  # of a word that no phone is wide enough for
_SURROGATES = re.compile("[\ud800-\udfff]")
_CALLS = re.compile(r"<(?=[/a-zA-Z!?])|\{(?=\{)|\$(?=\{)")  # <at>, {{DATE(…)}}, ${…}
_SIGN = re.compile(r"(?<![^\W_])[*_~](?=\S)|(?<=\S)[*_~](?![^\W_])|`")
_LINKS = re.compile(r"\](?=[(\[:])|<(?=\S)|(?<=[a-zA-Z]):(?=//)|(?i:\bwww)(?=\.)|(?i:\bmailto)(?=:)|&(?=#|\w+;)|\\")
_BLOCK = re.compile(r"\s*(?:[#>+\-=|]|\d+[.)])")  # begins a heading, a quotation, a list or a table


def in_bytes(value: Any) -> int:
    """How long it is as it is sent."""
    return len(as_sent(value))


def as_sent(value: Any) -> bytes:
    """JSON, with letters as themselves: as \\u escapes an Arabic name would take three times the room."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def clean(text: str) -> str:
    """On one line, without control characters and direction overrides."""
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def cut(text: str, most: int) -> str:
    """At most `most` characters, cut at a word and visibly."""
    if len(text) <= most:
        return text
    kept = text[: max(most - 1, 0)]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept[len(kept) // 2 :] else kept
    return at_word.rstrip(" ,;:·–—\u200d\ufe0f") + ELLIPSIS if most > 0 else ""


def literal(text: str) -> str:
    """A value where no Markdown is read: a TextRun, a button. Spaces at its ends stay."""
    return _broken(_CALLS.sub(lambda found: found.group() + JOINER, clean(text)))


def _broken(text: str) -> str:
    """With places where a very long word may be broken. Signs of several parts, as flags are, stay whole."""
    return _ENDLESS.sub(lambda found: found.group() + BREAK, text)


def without_markdown(text: str) -> str:
    """A value where Markdown is read, shown as it is spelled."""
    spelt = _SIGN.sub(lambda found: found.group().translate(TWINS), clean(text).strip())
    broken = _LINKS.sub(lambda found: found.group() + JOINER, literal(spelt))
    return JOINER + broken if _BLOCK.match(broken) else broken


def and_more(count: int) -> str:
    """The words for what a limit cut."""
    return f"… and {count:,} more"
