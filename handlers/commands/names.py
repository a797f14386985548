"""Words that mean the same after any command."""

from bot.text import compared

HELP = frozenset({"help", "?", "--help", "-h"})


def is_help(text: str) -> bool:
    """Whether somebody asks what can be typed."""
    return compared(text) in HELP
