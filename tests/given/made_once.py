"""What the tests ask for again and again, and what depends on nothing but what is asked for: made once, it is kept for
the next test that asks for the same.

Putting together all that an assessment executes takes longer than executing it on the few accounts of a test. And who
breaks one file of the playbooks to see what is said reads all the others as they ship."""

import functools
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from bot.journey.reactions import reactions, taken_back
from bot.journey.steps import cohorts
from bot.journey.sweep import facts_row, milestones, settle_moved
from bot.journey.todos import data_gaps, housekeeping, todos_from_rules
from bot.playbook.text import letters
from bot.playbook.yaml import yaml_source

MAKERS: tuple[tuple[ModuleType, str], ...] = (
    (todos_from_rules, "statements"),
    (housekeeping, "close_and_wake"),
    (housekeeping, "inherit"),
    (data_gaps, "csms_with_gaps"),
    (facts_row, "stage_changed"),
    (facts_row, "changed_to_record"),
    (milestones, "mark_passed"),
    (milestones, "mark_reached"),
    (settle_moved, "statements"),
    (reactions, "steps"),
    (taken_back, "steps"),
    (cohorts, "timed"),
)
KEPT = 600  # statements at a time; about 150 kilobytes each


def make_once(patch: pytest.MonkeyPatch) -> None:
    made: OrderedDict[tuple[str, str, bytes], Any] = OrderedDict()
    for module, name in MAKERS:
        patch.setattr(module, name, _remembering(made, module.__name__, name, getattr(module, name)))
    patch.setattr(yaml_source, "parse", _copying(yaml_source.parse))
    patch.setattr(letters, "_failure", functools.cache(letters._failure))


def _remembering(made: OrderedDict[Any, Any], module: str, name: str, make: Callable[..., Any]) -> Callable[..., Any]:
    def remembered(*asked: Any, **more: Any) -> Any:
        key = (module, name, pickle.dumps((asked, more)))
        if key not in made:
            found = make(*asked, **more)
            made[key] = tuple(found) if isinstance(found, Iterator) else found
            if len(made) > KEPT:
                made.popitem(last=False)
        made.move_to_end(key)
        return made[key]

    return remembered


def _copying(parse: Callable[[str], yaml_source.Document]) -> Callable[[str], yaml_source.Document]:
    @functools.lru_cache(maxsize=500)
    def parsed(text: str) -> bytes:
        return pickle.dumps(parse(text))

    return lambda text: pickle.loads(parsed(text))  # a document of one's own, to go on with
