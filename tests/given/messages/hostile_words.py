"""Words that would do harm where anything read them as marks, and messages full of them."""

from typing import Any

HOSTILE = (
    "<!channel> & <@U1> *bold* ~x~ `code` |",
    "=cmd()|' /C calc'!A0",
    "שלום \u202eevil\u202c مرحبا",
    "x" * 300,
    "🎉👩‍👩‍👧‍👦🇪🇺 e\u0301",
    "<script>alert(1)</script>\n\n> quoted ```",
    "<at>Ana</at> *bold* [x](https://x.example) `code` {{DATE(2026-01-01T00:00:00Z)}}",
)
SPOKEN = ("text", "label", "title", "caption", "alt", "summary", "note", "hint", "placeholder", "name")


def spoilt(value: Any, words: str, key: str = "") -> Any:
    """The same message with hostile words in every text of it."""
    if isinstance(value, dict):
        kept = {"name"} if "input" in value or "png_base64" in value else set()
        return {name: part if name in kept else spoilt(part, words, name) for name, part in value.items()}
    if isinstance(value, list):
        return [spoilt(part, words, key) for part in value]
    if isinstance(value, str) and key in (*SPOKEN, "pairs", "rows"):
        return f"{value}{words}"
    return value
