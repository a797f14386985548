"""A condition as a tree: parsed once, and read by the SQL, the words and `why` alike.

It maps facts to what is asked of them; several must all hold. `any: [..]`, `all: [..]` and `not: {..}` combine
conditions. In the tree `not` is worked in: only comparisons are denied, or turned around.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.facts.comparison import Comparison, Vocabulary
from bot.facts.facts import FACTS, entry_of

COMBINERS = ("any", "all", "not")
Condition = Mapping[str, Any]
KEPT = 2_000  # trees


@dataclass(frozen=True)
class Group:
    """Comparisons and groups of which all must hold, or any."""

    every: bool
    parts: tuple[Comparison | Group, ...]


_trees: dict[int, tuple[Condition, Group]] = {}


def parse(condition: Condition) -> Group:
    """The condition, which must have been checked, as a tree. A rule's is made once: sweeps ask again and again.

    A condition is known by what it is, not by what it says, and kept beside its tree, so that no other one takes its
    place in memory."""
    known = _trees.get(id(condition))
    if known is not None and known[0] is condition:
        return known[1]
    if len(_trees) >= KEPT:
        _trees.clear()
    tree = _group(condition, denied=False)
    _trees[id(condition)] = (condition, tree)
    return tree


def _group(condition: Condition, *, denied: bool) -> Group:
    return Group(not denied, tuple(_part(name, asked, denied) for name, asked in condition.items()))


def _part(name: str, asked: Any, denied: bool) -> Comparison | Group:
    if name == "not":
        return _group(asked, denied=not denied)
    if name in COMBINERS:
        return Group((name == "all") != denied, tuple(_group(each, denied=denied) for each in asked))
    found = FACTS[name].comparisons(asked)
    return Group(not denied, tuple(one.turned() if denied else one for one in found))


def comparisons(group: Group) -> Iterator[Comparison]:
    """Every single thing that the condition asks, in reading order."""
    for part in group.parts:
        if isinstance(part, Group):
            yield from comparisons(part)
        else:
            yield part


def moves(condition: Condition) -> bool:
    """Whether it asks for a movement anywhere in it."""
    return any(entry_of(one).moves for one in comparisons(parse(condition)))


# In words


def in_words(condition: Condition, vocabulary: Vocabulary) -> str:
    """The condition as a phrase: "no review for more than 90 days and in Adopt"."""
    return _say(parse(condition), vocabulary)


def said(asked: Comparison, vocabulary: Vocabulary) -> str:
    """What holds when it does: "no review for more than 90 days"."""
    return entry_of(asked).words(asked, vocabulary)


def clearing(asked: Comparison, vocabulary: Vocabulary) -> str:
    """What would clear it: "a review is logged"."""
    return entry_of(asked).clears(asked, vocabulary)


def what_clears(condition: Condition, vocabulary: Vocabulary) -> str:
    """What would make it hold no longer: any part of what must all be so, every part of what stands in for another."""
    return _say_clearing(parse(condition), vocabulary)


def _say_clearing(group: Group, vocabulary: Vocabulary) -> str:
    parts = [
        _say_clearing(part, vocabulary) if isinstance(part, Group) else clearing(part, vocabulary)
        for part in group.parts
    ]
    return (", or " if group.every else " and ").join(dict.fromkeys(parts))


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


__all__ = [
    "COMBINERS",
    "Condition",
    "Group",
    "clearing",
    "comparisons",
    "in_words",
    "moves",
    "parse",
    "said",
    "what_clears",
]
