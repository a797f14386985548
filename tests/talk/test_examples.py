"""Every message that ships has an example that stands for it."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import bot.talk
from bot.message import Form, Message
from bot.talk.examples import EXAMPLES


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_can_be_stored_as_json_and_says_something(name: str, example: Message | Form) -> None:
    assert type(example).model_validate_json(example.model_dump_json()) == example
    if isinstance(example, Message):
        assert example.plain()
    else:
        assert len(example.title) <= 24


def test_no_module_with_examples_is_forgotten() -> None:
    known = {name for name, _ in EXAMPLES}
    for found in walk_packages(bot.talk.__path__, "bot.talk."):
        own = getattr(import_module(found.name), "EXAMPLES", ())
        assert {name for name, _ in own} <= known, found.name


def test_names_of_examples_are_unique() -> None:
    names = [name for name, _ in EXAMPLES]
    assert len(names) == len(set(names))
