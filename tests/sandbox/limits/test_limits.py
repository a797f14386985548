"""What Slack refuses is refused here, with the block and the reason."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.limits.blocks import check_blocks, check_view


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go"), **more}


def options(count: int, text: str = "o") -> list[dict[str, Any]]:
    return [{"text": plain(text), "value": str(n)} for n in range(count)]


def table(rows: int, columns: int = 1) -> dict[str, Any]:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns for _ in range(rows)]}


def chart(**more: Any) -> dict[str, Any]:
    data = [{"label": "Nov", "value": 3}]
    spec = {"type": "bar", "series": [{"name": "Users", "data": data}], "axis_config": {"categories": ["Nov"]}}
    return {"type": "data_visualization", "title": "Users", "chart": spec | more}


REFUSED: list[tuple[str, list[Any]]] = [
    ("no more than 50 items", [section()] * 51),
    ("3002 given", [section("x" * 3002)]),
    ("more than 0 characters", [section("")]),
    ("needs text or fields", [{"type": "section"}]),
    ("1 to 10 fields", [{"type": "section", "fields": [mrkdwn("x")] * 11}]),
    ("less than 2001", [{"type": "section", "fields": [mrkdwn("x" * 2001)]}]),
    ("less than 151", [{"type": "header", "text": plain("x" * 151)}]),
    ("must be plain_text", [{"type": "header", "text": mrkdwn("x")}]),
    ("less than 76", [actions(button(text=plain("x" * 76)))]),
    ("less than 2001", [actions(button(value="x" * 2001))]),
    ("less than 256", [actions(button(action_id="x" * 256))]),
    ("less than 256", [section(block_id="x" * 256)]),
    ("primary or danger", [actions(button(style="default"))]),
    ("1 to 25 elements", [actions(*[button()] * 26)]),
    ("1 to 25 elements", [actions()]),
    ("1 to 10 elements", [{"type": "context", "elements": [mrkdwn("x")] * 11}]),
    ("used twice", [section(block_id="a"), section(block_id="a")]),
    ("action_id 'a' is used twice", [actions(button(action_id="a"), button(action_id="a"))]),
    ("1 to 5 options", [actions({"type": "overflow", "options": options(6)})]),
    ("less than 76", [actions({"type": "overflow", "options": options(1, "x" * 76)})]),
    ("1 to 100 options", [actions({"type": "static_select", "options": options(101)})]),
    ("initial option", [actions({"type": "static_select", "options": options(1), "initial_option": {"value": "9"}})]),
    ("missing required field: alt_text", [{"type": "image", "image_url": "https://x.example/y.png"}]),
    ("image_url or slack_file", [{"type": "image", "alt_text": "x"}]),
    ("1 to 100 rows", [table(101)]),
    ("1 to 20 cells", [table(1, 21)]),
    ("only 1 table", [table(1), table(1)]),
    ("only 2 data_visualization", [chart()] * 3),
    ("less than 51", [chart() | {"title": "x" * 51}]),
    ("1 to 6 series", [chart(series=[{"name": str(n), "data": []} for n in range(7)])]),
    ("match the categories", [chart(axis_config={"categories": ["Dec"]})]),
    ("more than 13200", [section("x" * 3000)] * 5),
    ("unsupported block type: carousel3d", [{"type": "carousel3d"}]),
    ("unsupported element type here: plain_text_input", [actions({"type": "plain_text_input"})]),
    ("must be an object", ["text"]),
]


@pytest.mark.parametrize(("reason", "blocks"), REFUSED)
def test_a_message_slack_would_refuse_is_refused(reason: str, blocks: list[Any]) -> None:
    problems = check_blocks(blocks, "message")
    assert any(reason in problem for problem in problems), problems
    assert all("json-pointer:/blocks" in problem for problem in problems)


def test_the_place_is_named() -> None:
    blocks = [section(), actions(button(), button(text=plain("x" * 76)))]
    (problem,) = check_blocks(blocks, "message")
    assert problem.endswith("[json-pointer:/blocks/1/elements/1/text/text]")


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x" * 3000)],
        [table(100, 20)],
        [chart(), chart()],
        [actions(*[button() for _ in range(25)])],
        [{"type": "divider"}],
    ],
)
def test_what_slack_takes_passes(blocks: list[Any]) -> None:
    assert check_blocks(blocks, "message") == []


FIELD = {"type": "input", "label": plain("Name"), "element": {"type": "plain_text_input"}}


def modal(**more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("T"), "submit": plain("Save"), "blocks": [FIELD], **more}


@pytest.mark.parametrize(
    ("reason", "view"),
    [
        ("less than 25", modal(title=plain("x" * 25))),
        ("less than 25", modal(submit=plain("x" * 25))),
        ("less than 25", modal(close=plain("x" * 25))),
        ("needs submit", modal(submit=None)),
        ("less than 3001", modal(private_metadata="x" * 3001)),
        ("less than 256", modal(callback_id="x" * 256)),
        ("no more than 100", modal(blocks=[section()] * 101)),
        ("table blocks are not allowed in a modal", modal(blocks=[table(1)])),
        ("a view of type", {"type": "popup"}),
    ],
)
def test_a_window_slack_would_refuse_is_refused(reason: str, view: dict[str, Any]) -> None:
    assert any(reason in problem for problem in check_view(view))


def test_good_windows_pass() -> None:
    assert check_view(modal()) == []
    assert check_view({"type": "home", "blocks": []}) == []
