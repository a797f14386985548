"""Text as it is compared. Pure."""

import unicodedata


def fold(text: str) -> str:
    """The form in which names are compared: case, width and spacing don't matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
