"""Words that mean the same after any command."""

from bot.text import fold

HELP = frozenset({"help", "?", "--help", "-h"})


def is_help(text: str) -> bool:
    """Whether somebody asks what can be typed."""
    return fold(text) in HELP
