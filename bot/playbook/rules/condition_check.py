"""What is wrong with a condition: its shape, what is asked of a fact, the names in it. Each fact says so itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.facts.comparison import Vocabulary
from bot.facts.condition import COMBINERS, Condition
from bot.facts.facts import FACTS
from bot.playbook.yaml.yaml_source import Trouble, Where
from bot.text import did_you_mean, one_of


def check_condition(condition: Condition, vocabulary: Vocabulary, where: Where = ()) -> Iterator[Trouble]:
    if not isinstance(condition, Mapping):
        yield Trouble(where, "must hold facts with what is asked of them, such as review_turn: {above: 90}")
        return
    if not condition:
        yield Trouble(where, "asks nothing; name at least one fact")
    for name, asked in condition.items():
        here = (*where, name)
        if name == "not":
            yield from check_condition(asked, vocabulary, here)
        elif name in COMBINERS:
            yield from _check_list(asked, vocabulary, here)
        elif name in FACTS:
            for inside, problem in FACTS[name].problems(asked, vocabulary):
                yield Trouble((*here, *inside), problem)
        else:
            known = (*FACTS, *COMBINERS)
            yield Trouble(here, f"is not a fact{did_you_mean(str(name), known) or '.'} Known: {one_of(known)}")


def _check_list(asked: Any, vocabulary: Vocabulary, where: Where) -> Iterator[Trouble]:
    if not isinstance(asked, list) or not asked:
        yield Trouble(where, "must be a list of conditions; start each with a hyphen")
        return
    for at, each in enumerate(asked):
        yield from check_condition(each, vocabulary, (*where, at))


def size(condition: Any) -> int:
    """How many comparisons it holds, whether or not they are right."""
    if isinstance(condition, list):
        return sum(size(each) for each in condition)
    if not isinstance(condition, Mapping):
        return 1
    return sum(
        size(asked) if name in COMBINERS else len(asked) if isinstance(asked, Mapping) else 1
        for name, asked in condition.items()
    )


__all__ = ["check_condition", "size"]
