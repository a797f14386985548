"""Activities as Teams sends them, read; and that what a card carries comes back as it went out."""

from datetime import date

import pytest

from bot.message import Actions, Button, ChoiceInput, DateSelect, Form, Message, NumberInput, Option, TextInput
from bot.surfaces.teams.read import inbound, quoted
from bot.surfaces.teams.render.check import parts_of
from bot.surfaces.teams.render.forms import render_form
from bot.surfaces.teams.render.message import card

COMMANDS = ("journey", "persona", "cta")
ANA = {"id": "29:ana", "name": "Ana", "aadObjectId": "aad-ana"}
PERSONAL = {"id": "a:1", "conversationType": "personal", "tenantId": "tenant"}
THREAD = {"id": "19:abc@thread.tacv2;messageid=1700", "conversationType": "channel", "tenantId": "tenant"}


def activity(kind="message", conversation=PERSONAL, **more):
    return {
        "type": kind,
        "id": "act-1",
        "from": ANA,
        "recipient": {"id": "28:us"},
        "conversation": conversation,
        "channelData": {"tenant": {"id": "tenant"}},
    } | more


def pressed(drawn, title, **typed):
    [data] = [part["data"] for part in parts_of(drawn) if part.get("title") == title and "data" in part]
    value = {"action": {"type": "Action.Execute", "data": data | typed}, "trigger": "manual"}
    return inbound(activity("invoke", name="adaptiveCard/action", value=value), COMMANDS)


@pytest.mark.parametrize(
    ("text", "kind", "name", "rest"),
    [
        ("/journey acme why", "command", "journey", "acme why"),
        ("Journey R&amp;D", "command", "journey", "R&D"),
        ("cta", "command", "cta", ""),
        ("home", "home", "", ""),
        ("home address of acme?", "mention", "", "home address of acme?"),
        ("how is Acme?", "mention", "", "how is Acme?"),
    ],
)
def test_what_is_typed(text, kind, name, rest) -> None:
    read = inbound(activity(text=text), COMMANDS)
    assert read is not None
    assert (read.kind, read.name, read.text) == (kind, name, rest)
    assert (read.caller.team_id, read.caller.user_id) == ("tenant", "aad-ana")
    assert (read.place.channel, read.place.thread, read.place.direct) == ("a:1", None, True)


def test_in_a_channel_our_mention_is_left_out_and_the_thread_is_known() -> None:
    entities = [
        {"type": "mention", "text": "<at>Milepost</at>", "mentioned": {"id": "28:us"}},
        {"type": "mention", "text": "<at>Ben</at>", "mentioned": {"id": "29:ben"}},
        "clientInfo",
    ]
    text = "<at>Milepost</at>&nbsp;journey acme log met <at>Ben</at>"
    read = inbound(activity(text=text, entities=entities, conversation=THREAD), COMMANDS)
    assert read is not None
    assert (read.kind, read.text) == ("command", "acme log met Ben")
    assert (read.place.channel, read.place.thread, read.place.direct) == ("19:abc@thread.tacv2", "1700", False)


@pytest.mark.parametrize(
    "one",
    [
        {},
        activity(text=""),
        activity(text=None),
        activity(text="hello") | {"from": {"id": "28:other"}},
        activity("typing"),
        activity("invoke", name="adaptiveCard/action", value="x"),
        activity("invoke", name="task/submit", value={"data": {}}),
        activity("invoke", name="signin/verifyState", value={}),
    ],
)
def test_what_is_nobodys_doing_is_nothing(one) -> None:
    assert inbound(one, COMMANDS) is None


def test_a_click_brings_back_what_its_button_carries() -> None:
    drawn = card(
        Message(
            blocks=(
                Actions(
                    elements=(
                        Button(label="Draft", action="draft", target="7"),
                        DateSelect(label="Until", action="until", target="8", chosen=date(2026, 3, 1)),
                    )
                ),
            )
        )
    )
    draft = pressed(drawn, "Draft")
    assert draft is not None
    assert (draft.kind, draft.action, draft.target, draft.value) == ("click", "draft", "7", "")
    until = pressed(drawn, "OK", chosen1="2026-04-02")
    assert until is not None
    assert (until.action, until.target, until.value) == ("until", "8", "2026-04-02")


@pytest.mark.parametrize("where", ["dialog", "card"])
def test_a_form_brings_back_its_answers(where) -> None:
    form = Form(
        action="log",
        target="7",
        title="Log",
        submit="Save",
        inputs=(
            TextInput(name="what", label="What"),
            ChoiceInput(name="who", label="Who", options=tuple(Option(label=n, value=n) for n in "123"), several=True),
            NumberInput(name="score", label="Score", optional=True),
        ),
    )
    [send] = render_form(form, where=where)["actions"]
    answers = send["data"] | {"what": " met ", "who": "1,3", "score": 7.0}
    sent = {"action": {"data": answers}} if where == "card" else {"data": answers}
    name = "adaptiveCard/action" if where == "card" else "task/submit"
    read = inbound(activity("invoke", name=name, value=sent), COMMANDS)
    assert read is not None
    assert (read.kind, read.action, read.target) == ("form", "log", "7")
    assert read.fields == {"what": "met", "who": ("1", "3"), "score": "7"}
    assert read.inputs == ("what", "who", "score")
    empty = inbound(activity("invoke", name="task/submit", value={"data": send["data"]}), COMMANDS)
    assert empty is not None
    assert empty.fields == {"what": "", "who": (), "score": ""}


def test_a_message_that_is_logged_is_quoted_in_plain_words() -> None:
    content = "<p>Dana&nbsp;wants the <b>board</b> slide</p><p>R&amp;D &lt;3</p>"
    value = {"commandId": "log", "messagePayload": {"body": {"content": content}}}
    read = inbound(activity("invoke", name="composeExtension/fetchTask", value=value), COMMANDS)
    assert read is not None
    assert (read.kind, read.name, read.quoted) == ("shortcut", "log", "Dana wants the board slide\nR&D <3")
    assert quoted("") == ""
