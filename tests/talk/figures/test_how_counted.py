"""Wherever a figure is shown, what it is made of is one click away."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import bot.talk.figures
from bot import actions
from bot.message import Form, Message
from bot.talk.examples import EXAMPLES
from bot.talk.figures.how_counted import EXPLAINED

NO_FIGURES = {"how_counted", "figures_message"}  # what explains them, and the list of them
TELLS_NONE = ("it left", "release: marked")
ROOMS = (
    "bot.talk.health.health_message",
    *(f"bot.talk.figures.{one.name}" for one in iter_modules(bot.talk.figures.__path__) if one.name not in NO_FIGURES),
)
LIKELY = re.compile(r"\d%? is likely|accounts like it leave|it were late or gone")  # said of chances alone
LEADS_THERE = {actions.COUNTED, actions.WHY}


def pressed(shown: Any) -> Iterator[tuple[str, str]]:
    """(action, target) of each button, option and menu."""
    if isinstance(shown, dict):
        if "action" in shown:
            yield str(shown["action"]), str(shown.get("target", ""))
        for value in shown.values():
            yield from pressed(value)
    elif isinstance(shown, list):
        for value in shown:
            yield from pressed(value)


@pytest.mark.parametrize(
    ("name", "example"),
    [
        (name, one)
        for room in ROOMS
        for name, one in getattr(import_module(room), "EXAMPLES", ())
        if isinstance(one, Message) and not any(words in name for words in TELLS_NONE)
    ],
)
def test_each_figure_says_how_it_is_counted(name: str, example: Message) -> None:
    # method: A7
    counted = [target for action, target in pressed(example.model_dump(mode="json")) if action == actions.COUNTED]
    assert len(counted) == 1, name
    assert counted[0] in EXPLAINED


@pytest.mark.parametrize(("name", "example"), [(name, one) for name, one in EXAMPLES if not isinstance(one, Form)])
def test_no_chance_is_told_without_what_it_rests_on(name: str, example: Message) -> None:
    if LIKELY.search(example.model_dump_json()):
        assert LEADS_THERE & {action for action, _ in pressed(example.model_dump(mode="json"))}, name
