"""Text as it is compared, cleaned and cut. Pure."""

import unicodedata

JOINERS = "\u200c\u200d"  # Persian names and emoji are spelt with them


def compared(text: str) -> str:
    """The form in which names are compared: case, width and spacing don't matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def clean(text: str) -> str:
    """Text on one line: no control characters, no bidirectional overrides, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = (" " if letter.isspace() else letter for letter in text)
    kept = (one for one in spaced if one in JOINERS or unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def shorten(text: str, most: int = 40) -> str:
    """A text cut to `most` characters at a word, with "…"."""
    text = clean(text)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    space = head.rfind(" ")
    return (head[:space] if space > most * 2 // 3 else head).rstrip(" ,;:-") + "…"
