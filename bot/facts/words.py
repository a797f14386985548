"""Conditions read back in words: what holds, what would clear it."""

from __future__ import annotations

from bot.facts.comparison import Comparison
from bot.facts.condition import Condition, Group, parse
from bot.facts.facts import entry_of
from bot.facts.vocabulary import Vocabulary


def in_words(condition: Condition, vocabulary: Vocabulary) -> str:
    """The condition as a phrase: "no review for more than 90 days and in Adopt"."""
    return _say(parse(condition), vocabulary)


def said(asked: Comparison, vocabulary: Vocabulary) -> str:
    """What holds when it does: "no review for more than 90 days"."""
    return entry_of(asked).words(asked, vocabulary)


def clearing(asked: Comparison, vocabulary: Vocabulary) -> str:
    """What would clear it: "a review is logged"."""
    return entry_of(asked).clears(asked, vocabulary)


def _say(group: Group, vocabulary: Vocabulary) -> str:
    parts = [
        _say_inner(part, group, vocabulary) if isinstance(part, Group) else said(part, vocabulary)
        for part in group.parts
    ]
    return (" and " if group.every else ", or ").join(parts)


def _say_inner(part: Group, outer: Group, vocabulary: Vocabulary) -> str:
    """In brackets only where "and" and "or" would mix."""
    words = _say(part, vocabulary)
    mixes = outer.every and not part.every and len(outer.parts) > 1 and len(part.parts) > 1
    return f"({words})" if mixes else words


__all__ = ["clearing", "in_words", "said"]
