"""Values that came from people or data, made harmless: what they spell is what shows, and nothing pings anyone.

Slack's mrkdwn has no escape for its own signs, so a sign that could start or end a style becomes its twin (∗ for *).
Signs inside a word (first_name, 5*3) never style anything and stay as they are, so that they can be copied.
"""

import re

TWINS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
ELLIPSIS = "…"
JOINER = "\u2060"  # takes no space and breaks no word

# Control characters, and those that turn the direction of all that follows.
_UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\t\r\n\u2028\u2029]+")
_SIGN = re.compile(r"(?<![^\W_])[*_~](?=\S)|(?<=\S)[*_~](?![^\W_])|`")
_EMOJI_CODE = re.compile(r":(?=[a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*:)", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")


def size(text: str) -> int:
    """Characters as UTF-16 counts them: never less than Slack's own count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """On one line, without control characters and direction overrides."""
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def cut(text: str, most: int) -> str:
    """At most `most` characters, cut at a word and visibly."""
    if size(text) <= most:
        return text
    kept = _fitting(text, most - 1)
    at_word = kept.rsplit(" ", 1)[0] if " " in kept[len(kept) // 2 :] else kept
    return at_word.rstrip(" ,;:·–—\u200d\ufe0f") + ELLIPSIS if most > 0 else ""


def _fitting(text: str, most: int) -> str:
    """The longest start of the text that fits."""
    kept = text[: max(most, 0)]
    while size(kept) > most:
        kept = kept[:-1]
    return kept


def escape(text: str) -> str:
    """Slack's own escape: & < > can neither mention, link nor call."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str, *, within: str = "") -> str:
    """A value for mrkdwn, shown as it is spelled. `within`: the sign of the style around it, replaced everywhere."""
    shown = _SIGN.sub(lambda found: found.group().translate(TWINS), clean(text))
    for sign in within:
        shown = shown.replace(sign, sign.translate(TWINS))
    return escape(no_emoji_codes(shown))


def no_emoji_codes(text: str) -> str:
    """ ":fire:" in a company's name stays five letters between colons."""
    return _EMOJI_CODE.sub(":" + JOINER, text)


def plain_value(text: str, most: int) -> str:
    """A value for a plain_text object: nothing styles there, and it needs no escape."""
    return cut(no_emoji_codes(clean(text)).strip(), most)
