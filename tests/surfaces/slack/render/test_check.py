"""What Slack would refuse is found before it is sent, and something simpler goes in its place."""

from typing import Any

import pytest

from bot.message import Form, Message, TextInput, ask, line
from bot.sandbox.limits.blocks import check_blocks, check_view
from bot.surfaces.slack.render import message as drawing
from bot.surfaces.slack.render.check import problem_of_form, problem_of_message
from bot.surfaces.slack.render.forms import render_form, safe_form
from bot.surfaces.slack.render.message import forms_of, render_message, safe_message
from bot.talk.examples import EXAMPLES

Json = dict[str, Any]


def text(words: str, kind: str = "mrkdwn") -> Json:
    return {"type": kind, "text": words}


def section(words: str = "hello", **more: Any) -> Json:
    return {"type": "section", "text": text(words)} | more


def button(number: int = 1, words: str = "Undo", **more: Any) -> Json:
    return {"type": "button", "action_id": f"undo:{number}", "text": text(words, "plain_text")} | more


def menu(count: int, words: str = "one", value: str = "1") -> Json:
    options = [{"text": text(words, "plain_text"), "value": f"{value}{number}"} for number in range(count)]
    return {"type": "static_select", "action_id": "more:1", "options": options}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


REFUSED: dict[str, list[Json]] = {
    "too many blocks": [section()] * 51,
    "too long a section": [section("x" * 3001)],
    "an empty text": [section("")],
    "too long altogether": [section("x" * 3000)] * 5,
    "too long a header": [{"type": "header", "text": text("x" * 151, "plain_text")}],
    "a button that says too much": [actions(button(words="x" * 76))],
    "too long an id": [actions(button(action_id="x" * 256))],
    "one id twice": [actions(button(), button())],
    "one block id twice": [section(block_id="a"), section(block_id="a")],
    "too many buttons": [actions(*(button(number) for number in range(26)))],
    "no buttons": [actions()],
    "a menu with nothing in it": [actions(menu(0))],
    "too long a menu": [actions(menu(101))],
    "an option that says too much": [actions(menu(2, "x" * 76))],
    "too long an option's value": [actions(menu(2, value="x" * 151))],
    "too many fields": [{"type": "section", "fields": [text("x")] * 11}],
    "too much in the small print": [{"type": "context", "elements": [text("x")] * 11}],
    "too wide a table": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
    "too long a table": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}],
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_local_workspace_refuses_is_found_here_too(name: str) -> None:
    assert check_blocks(REFUSED[name], "message") != []
    assert problem_of_message({"text": "x", "blocks": REFUSED[name]}) is not None


def test_nothing_is_found_in_what_we_say() -> None:
    for name, example in EXAMPLES:
        if isinstance(example, Form):
            assert problem_of_form(render_form(example)) is None, name
        else:
            assert problem_of_message(render_message(example)) is None, name


HELLO = Message(title=line("hello"))


def test_an_acknowledgement_that_would_be_refused_says_its_words(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr(drawing, "fitted", lambda pieces, space: [section()] * 51)  # a renderer that makes a mistake
    assert safe_message(HELLO, "ephemeral") == {"text": "hello", "blocks": []}
    assert list(forms_of(HELLO)) == [{"text": "hello", "blocks": []}]
    assert "51 blocks, more than 50" in caplog.text


def test_a_form_that_would_be_refused_says_what_can_be_typed(caplog: Any) -> None:
    inputs = tuple(TextInput(name=f"n{number}", label="x") for number in range(120))
    form = Form(action="log-save", target="1", title="Log", submit="Save", inputs=inputs,
                instead=line("type ", ask("acme log met the COO"), "."))  # fmt: skip
    shown = safe_form(form)
    assert check_view(shown) == []
    assert "/journey acme log met the COO" in str(shown)
    assert "log-save" in caplog.text
