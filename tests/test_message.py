"""What people read speaks of no platform by the word of another one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.message import Message, Span, bold, line, our_chat
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.render.message import render_message
from bot.surfaces.teams.render.message import render_message as teams_message

ROOT = Path(__file__).parents[1]
SAID_IN = ("bot/talk", "bot/usecases", "handlers")
SLACKS = re.compile(r"direct messages?|\bDMs?\b|\bworkspaces?\b|slash command|App Home|\bSlack\b", re.IGNORECASE)


def said_in(file: Path) -> Iterator[str]:
    """The texts in it of more than one word that aren't for who reads the program."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in notes:
            said = node.value if isinstance(node.value, str) else ""
            yield from [said] * (" " in said.strip())


@pytest.mark.parametrize("room", SAID_IN)
def test_no_sentence_has_a_word_that_only_slack_has(room) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    found = [f"{file.relative_to(ROOT)}: {text}" for file in files for text in said_in(file) if SLACKS.search(text)]
    assert found == []


def test_our_chat_is_called_as_each_platform_calls_it() -> None:
    message = Message(title=line("It is in ", our_chat(), "."))
    assert "It is in your direct messages." in str(render_message(message))
    assert "your chat with me" in str(teams_message(message))
    assert "It is in your chat with me." in plain_text(message)
    assert not SLACKS.search(str(teams_message(message)))


def test_a_name_that_ends_with_a_full_stop_ends_the_sentence_too() -> None:
    def said(*parts: str | Span) -> str:
        return "".join(span.text for span in line(*parts))

    assert said("See ", bold("Nantucket Ferry Co."), ". Then rest.") == "See Nantucket Ferry Co. Then rest."
    assert said("Start with ", bold("Alder & Sons Inc."), ".") == "Start with Alder & Sons Inc."
    assert said("Yours are Alder Ltd.. Kermadec S.A.. is next.") == "Yours are Alder Ltd. Kermadec S.A. is next."
    assert said("They wrote: wait...", " ..and then") == "They wrote: wait... ..and then"
