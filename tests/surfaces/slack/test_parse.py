"""What comes back from Slack finds its handler."""

from datetime import date

import pytest

from bot.message import (
    ChannelInput,
    ChoiceInput,
    DateInput,
    Form,
    NumberInput,
    Option,
    PersonInput,
    TextInput,
    TimeInput,
    line,
)  # fmt: skip
from bot.sandbox.limits.blocks import check_view
from bot.surfaces.slack.parse import form_errors, parse_action, parse_form
from bot.surfaces.slack.render.elements import ActionIds
from bot.surfaces.slack.render.forms import render_form

OPTIONS = (Option(label="Expert", value="expert"), Option(label="Friend", value="friend"))


@pytest.mark.parametrize("target", ["7", "", "a:b:c", "x#2", "#9", "C0123", "2026-01-06", "ünï code"])
def test_every_target_comes_back_even_twice_in_a_message(target):
    ids = ActionIds()
    made = [ids.new("log", target) for _ in range(3)]
    assert len(set(made)) == 3
    assert {parse_action({"action_id": one}) for one in made} == {("log", target, "")}


@pytest.mark.parametrize(("payload", "value"), [
    ({"type": "button"}, ""),
    ({"type": "static_select", "selected_option": {"value": "expert"}}, "expert"),
    ({"type": "overflow", "selected_option": {"value": "3"}}, "3"),
    ({"type": "datepicker", "selected_date": "2026-01-06"}, "2026-01-06"),
    ({"type": "users_select", "selected_user": "UOLGA"}, "UOLGA"),
])  # fmt: skip
def test_what_was_chosen_is_the_value(payload, value):
    assert parse_action({"action_id": "later:7"} | payload) == ("later", "7", value)


def form(**more):
    inputs = (
        TextInput(name="note", label="What was said?", value="hello", many_lines=True, hint="One line is enough"),
        ChoiceInput(name="persona", label="Persona", options=OPTIONS, value=("friend",)),
        ChoiceInput(name="tags", label="Tags", options=OPTIONS, several=True, optional=True),
        ChoiceInput(name="spread", label="Sure?", options=OPTIONS, spread=True),
        ChoiceInput(name="boxes", label="Which?", options=OPTIONS, spread=True, several=True, value=("expert",)),
        DateInput(name="on", label="When", value=date(2026, 1, 6)), TimeInput(name="at", label="At", value="08:00"),
        NumberInput(name="amount", label="Amount", decimal=True), PersonInput(name="who", label="Who"),
        ChannelInput(name="where", label="Where"),
    )  # fmt: skip
    return Form(**{"action": "log", "target": "7", "title": "Log", "submit": "Save", "inputs": inputs} | more)


def test_a_form_holds_every_kind_of_input():
    view = render_form(form(intro=(line("Acme"),)))
    assert check_view(view) == []
    assert [block["element"]["type"] for block in view["blocks"][1:]] == [
        "plain_text_input", "static_select", "multi_static_select", "radio_buttons", "checkboxes", "datepicker",
        "timepicker", "number_input", "users_select", "conversations_select",
    ]  # fmt: skip
    assert view["blocks"][2]["element"]["initial_option"]["value"] == "friend"


def test_a_forms_answers_come_back_by_name():
    values = {
        "note": {"note": {"type": "plain_text_input", "value": None}},
        "persona": {"persona": {"type": "static_select", "selected_option": {"value": "expert"}}},
        "tags": {"tags": {"type": "multi_static_select", "selected_options": [{"value": "a"}, {"value": "b"}]}},
        "none": {"none": {"type": "static_select", "selected_option": None}},
        "on": {"on": {"type": "datepicker", "selected_date": "2026-01-06"}},
        "where": {"where": {"type": "conversations_select", "selected_conversation": "C1"}},
    }
    action, target, fields = parse_form({"callback_id": "log:7", "state": {"values": values}})
    assert (action, target) == ("log", "7")
    assert fields == {
        "note": "", "persona": "expert", "tags": ("a", "b"), "none": "", "on": "2026-01-06", "where": "C1",
    }  # fmt: skip


def test_hostile_words_fit_into_a_form(hostile):
    for words in hostile:
        options = tuple(Option(label=words, value=str(n)) for n in range(120))
        inputs = (
            TextInput(name="a", label=words, value=words * 20, hint=words, placeholder=words),
            ChoiceInput(name="b", label=words, options=options, hint=words, spread=True, several=True),
            ChoiceInput(name="c", label=words, options=()),
        )
        view = render_form(form(title=words, submit=words, intro=(line(words),), inputs=inputs))
        assert check_view(view) == []
        choice = next(block for block in view["blocks"] if block.get("block_id") == "b")
        assert choice["element"]["type"] == "multi_static_select"
        assert "… and 20 more" in choice["hint"]["text"]


def test_what_is_wrong_in_a_form_stands_at_its_input():
    assert form_errors({"note": line("Say what <happened>")}) == {
        "response_action": "errors", "errors": {"note": "Say what <happened>"},
    }  # fmt: skip


def test_a_form_without_any_answers_has_none() -> None:
    assert parse_form({"callback_id": "survey-save:1", "state": None}) == ("survey-save", "1", {})
    assert parse_form({"callback_id": "survey-save:1", "state": {"values": None}}) == ("survey-save", "1", {})
