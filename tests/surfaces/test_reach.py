"""What a person can reach on Slack and on Teams: nothing is missing there, or the guide of Teams says so and why."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.conversation import Inbound
from bot.message import Form, Message, Option
from bot.surfaces.slack.manifest import manifest as slack_manifest
from bot.surfaces.slack.render.action_ids import split_id
from bot.surfaces.slack.render.forms import render_form as slack_form
from bot.surfaces.slack.render.message import render_message as slack_message
from bot.surfaces.teams.manifest.app_manifest import manifest as teams_manifest
from bot.surfaces.teams.read import inbound
from bot.surfaces.teams.render.check import parts_of
from bot.surfaces.teams.render.forms import render_form as teams_form
from bot.surfaces.teams.render.message import render_message as teams_message
from bot.talk.examples import EXAMPLES
from handlers.typed import listed

Reach = tuple[str, ...]
CHANNELS = (Option(label="cs-team", value="19:cs"),)
GUIDE = Path(__file__).parents[2] / "bot/surfaces/teams/README.md"
LINK = r"<((?:https?://|mailto:)[^|>]+)"
PICKED = ("datepicker", "users_select")


def within(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in it."""
    for part in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from within(part)
    if isinstance(value, dict):
        yield value


def on_slack(example: Message | Form) -> set[Reach]:
    found: set[Reach] = set()
    if isinstance(example, Form):
        view = slack_form(example)
        found.add(("send", *split_id(view["callback_id"])))
        blocks = view["blocks"]
    else:
        blocks = slack_message(example)["blocks"]
    for part in within(blocks):
        if part.get("type") == "input":
            found.add(("fill", part["block_id"]))
            options = part["element"].get("options", ())
            found |= {("choose", part["block_id"], option["value"]) for option in options}
        elif "action_id" in part and not isinstance(example, Form):
            found |= pressed_on_slack(part)
        elif part.get("type") == "mrkdwn":
            found |= {
                ("open", one.replace("&amp;", "&"))
                for one in re.findall(r"<((?:https?://|mailto:)[^|>]+)", part["text"])
            }
    return found


def pressed_on_slack(part: dict[str, Any]) -> set[Reach]:
    if "url" in part:
        return {("open", part["url"])}
    acts = split_id(part["action_id"])
    if part["type"] in PICKED:
        return {("pick", *acts)}
    return {("press", *acts, option["value"]) for option in part.get("options", ({"value": ""},))}


def on_teams(example: Message | Form) -> set[Reach]:
    found: set[Reach] = set()
    drawn = teams_form(example, channels=CHANNELS) if isinstance(example, Form) else teams_message(example)
    chosen = {}
    for part in parts_of(drawn):
        if part["type"].startswith("Input."):
            chosen[part["id"]] = part
            if isinstance(example, Form):
                found.add(("fill", part["id"]))
                values = [option["value"] for option in part.get("choices", ()) if option["value"] != CHANNELS[0].value]
                found |= {("choose", part["id"], value) for value in values}
        elif "selectAction" in part or part["type"] == "Action.OpenUrl":
            found.add(("open", part.get("selectAction", part)["url"]))
        elif part["type"] in ("Action.Execute", "Action.Submit"):
            inputs = chosen if part.get("associatedInputs") != "none" else {}
            found |= pressed_on_teams(part["data"], list(inputs.values())[-1:])
    return found


def pressed_on_teams(data: dict[str, Any], asked: list[dict[str, Any]]) -> set[Reach]:
    """As we read what Teams sends for it. asked: the input that goes along."""
    options = [option["value"] for one in asked for option in one.get("choices", ())] if "form" not in data else []
    if "form" in data or not options:
        heard = read("adaptiveCard/action", data | {one["id"]: "x" for one in asked})
        kind = "send" if heard.kind == "form" else "pick" if asked else "press"
        return {(kind, heard.action, heard.target, *([heard.value] if kind == "press" else []))}
    heard_all = [read("adaptiveCard/action", data | {asked[0]["id"]: option}) for option in options]
    return {("press", heard.action, heard.target, heard.value) for heard in heard_all}


def read(name: str, data: dict[str, Any]) -> Inbound:
    return understood({"type": "invoke", "name": name, "value": {"action": {"data": data}, "data": data}})


def understood(activity: dict[str, Any]) -> Inbound:
    where = {"id": "1", "from": {"aadObjectId": "a"}, "conversation": {"id": "c", "tenantId": "t"}}
    heard = inbound(activity | where, {one.name for one in listed()})
    assert heard
    return heard


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_whatever_a_message_offers_is_reached_on_both(name: str, example: Message | Form) -> None:
    """Buttons, options, links and inputs, as each platform tells us of them."""
    assert on_teams(example) == on_slack(example)


def test_every_way_in_is_there_on_both() -> None:
    slack = slack_manifest(None, listed())["features"]
    teams = teams_manifest("01234567-89ab-cdef-0123-456789abcdef", "https://milepost.example.com", "1.0.0", listed())
    [bot], [extension] = teams["bots"], teams["composeExtensions"]
    commands = {one["command"].removeprefix("/") for one in slack["slash_commands"]}
    assert slack["app_home"]["home_tab_enabled"]
    for offered in bot["commandLists"]:
        assert {one["title"] for one in offered["commands"]} == commands | {"home"}
    assert [one["id"] for one in extension["commands"]] == [one["callback_id"] for one in slack["shortcuts"]]
    ways = (
        {"type": "message", "text": "/journey acme"},
        {"type": "message", "text": "how is Acme?"},
        {"type": "message", "text": "home"},
        {"type": "invoke", "name": "composeExtension/fetchTask", "value": {"commandId": "log_to_account"}},
        {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": {"action": "a"}}}},
        {"type": "invoke", "name": "task/submit", "value": {"data": {"action": "a", "form": []}}},
    )
    kinds = get_args(Inbound.__annotations__["kind"])
    assert sorted(understood(one).kind for one in ways) == sorted(kinds)


def test_the_guide_says_what_is_otherwise_on_teams() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {on_slack for on_slack, on_teams, why in rows if on_teams.strip() and why.strip()}
    otherwise = {
        "a mention of a person or a channel",
        "a channel is picked from all",
        "a person is picked from all",
        "a whole number is asked for",
        "a chart",
        "a table of many columns, to scroll",
        "Home is a page of its own",
        "a form opens where a command is typed or something is chosen in a menu",
        "who is there is known from the whole workspace",
        "what may have arrived is looked up",
    }
    assert otherwise == told - {"on Slack", "---"}
