"""From what a person chose or typed to Slack's `state` and `actions`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.limits.blocks import elements_of
from bot.sandbox.limits.elements import all_options
from bot.sandbox.seed import Json

Raw = dict[str, dict[str, Any]]
REQUIRED = "Please complete this required field."


def _option(element: Json, value: Any) -> Json | None:
    return next((option for option in all_options(element) if option.get("value") == value), None)


def _several(element: Json, value: Any) -> list[Json]:
    return [option for option in all_options(element) if option.get("value") in (value or [])]


STATES: dict[str, tuple[str, Callable[[Json, Any], Any]]] = {
    "plain_text_input": ("value", lambda _, raw: raw or None),
    "number_input": ("value", lambda _, raw: raw or None),
    "static_select": ("selected_option", _option),
    "radio_buttons": ("selected_option", _option),
    "multi_static_select": ("selected_options", _several),
    "checkboxes": ("selected_options", _several),
    "users_select": ("selected_user", lambda _, raw: raw or None),
    "conversations_select": ("selected_conversation", lambda _, raw: raw or None),
    "datepicker": ("selected_date", lambda _, raw: raw or None),
    "timepicker": ("selected_time", lambda _, raw: raw or None),
    "overflow": ("selected_option", _option),
}


def state_values(blocks: list[Json], raw: Raw) -> Json:
    """`state.values`: every element that holds a value, by block_id and action_id."""
    values: Json = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in STATES and element["type"] != "overflow":
                given = raw.get(block["block_id"], {}).get(element["action_id"])
                values.setdefault(block["block_id"], {})[element["action_id"]] = _state(element, given)
    return values


def _state(element: Json, raw: Any) -> Json:
    key, read = STATES[element["type"]]
    return {"type": element["type"], key: read(element, raw)}


def find_element(blocks: list[Json], block_id: str, action_id: str) -> Json | None:
    """The element a person acted on, as the app sent it."""
    block = next((b for b in blocks if b.get("block_id") == block_id), None)
    return next((e for e in elements_of(block or {}) if e.get("action_id") == action_id), None)


def action(block_id: str, element: Json, raw: Any, action_ts: str) -> Json:
    """One entry of `actions`."""
    done: Json = {
        "type": element["type"],
        "block_id": block_id,
        "action_id": element["action_id"],
        "action_ts": action_ts,
    }
    if element["type"] == "button":
        kept = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return done | kept
    if element["type"] in STATES:
        key, read = STATES[element["type"]]
        done[key] = read(element, raw)
    return done


def problems(blocks: list[Json], values: Json) -> dict[str, str]:
    """What Slack's own form refuses before the app is asked: block_id → words for the person."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            state = values[block["block_id"]][block["element"]["action_id"]]
            problem = _problem(block, state)
            if problem:
                found[block["block_id"]] = problem
    return found


def _problem(block: Json, state: Json) -> str:
    value = state[STATES[block["element"]["type"]][0]]
    if not value:
        return "" if block.get("optional") else REQUIRED
    checker = CHECKS.get(block["element"]["type"])
    return checker(block["element"], str(value)) if checker else ""


def _text_problem(element: Json, value: str) -> str:
    least, most = int(element.get("min_length") or 0), int(element.get("max_length") or 3000)
    if len(value) < least:
        return f"Please use at least {least} characters."
    return f"Please use at most {most} characters." if len(value) > most else ""


def _number_problem(element: Json, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
    if element.get("min_value") is not None and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if element.get("max_value") is not None and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


CHECKS: dict[str, Callable[[Json, str], str]] = {
    "plain_text_input": _text_problem,
    "number_input": _number_problem,
}
