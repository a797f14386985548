"""Every message we ship, on every surface, within its limits: as it is, and with hostile words everywhere in it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.message import Form, Message
from bot.sandbox.limits.blocks import check_blocks, check_view
from bot.surfaces.plain.html import html
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.render.forms import render_form
from bot.surfaces.slack.render.message import render_home, render_message
from bot.surfaces.teams.render.check import parts_of, problem_of_activity, problem_of_card
from bot.surfaces.teams.render.forms import render_form as teams_form
from bot.surfaces.teams.render.message import render_message as teams_message
from bot.talk.examples import EXAMPLES
from tests.given.messages.hostile_words import HOSTILE, spoilt


def mrkdwn(value: Any) -> Iterator[str]:
    """Every text in it that Slack reads for markup; plain_text is shown as it is."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for part in value.values():
            yield from mrkdwn(part)
    elif isinstance(value, list):
        for part in value:
            yield from mrkdwn(part)


def check_for_teams(example: Message | Form) -> None:
    """Within 28 KB, whole, and nobody's words are read as Markdown, a mention or a function of the card's."""
    if isinstance(example, Form):
        drawn = teams_form(example)
        assert problem_of_card(drawn) is None
    else:
        drawn = teams_message(example)
        assert problem_of_activity(drawn) is None
        assert drawn["summary"].strip()
    assert len(json.dumps(drawn, ensure_ascii=False).encode()) < 28 * 1024
    for part in parts_of(drawn):
        assert part["type"] != "TextBlock"  # it reads Markdown; a RichTextBlock doesn't
        for fact in part.get("facts", ()):
            assert "*bold*" not in fact["value"]
            assert "`code`" not in fact["value"]
    # What people typed into a field stands there as it was; elsewhere nobody is mentioned.
    shown = [one for part in parts_of(drawn) if part["type"] != "Input.Text" for one in part.values()]
    assert "<at>" not in json.dumps([one for one in shown if isinstance(one, str)])
    assert "<at>" not in json.dumps([part.get("inlines") for part in parts_of(drawn)])


def check(example: Message | Form) -> None:
    check_for_teams(example)
    if isinstance(example, Form):
        assert check_view(render_form(example)) == []
        return
    for readers in ("channel", "direct", "ephemeral"):
        rendered = render_message(example, audience=readers)  # type: ignore[arg-type]
        assert check_blocks(rendered["blocks"], "message") == []
        assert rendered["text"].strip()
        for formatted in (rendered["text"], *mrkdwn(rendered["blocks"])):
            assert "<!channel>" not in formatted
            assert "<@U1>" not in formatted
    assert check_view(render_home(example)) == []
    assert "<script>" not in html(example)
    assert plain_text(example).strip()


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_a_shipped_message_renders_within_the_limits(name: str, example: Message | Form) -> None:
    check(example)


@pytest.mark.parametrize(
    "words", HOSTILE, ids=["mrkdwn", "formula", "right-to-left", "300 characters", "emoji", "html", "cards"]
)
@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_hostile_words_change_nothing_about_that(name: str, example: Message | Form, words: str) -> None:
    check(type(example).model_validate(spoilt(example.model_dump(mode="json"), words)))
