"""What Slack sends back: which action on what, and the answers of a form."""

from collections.abc import Mapping
from typing import Any

from bot.message import Line
from bot.surfaces.plain.text import said
from bot.surfaces.slack.render.action_ids import split_id
from bot.surfaces.slack.render.escape import clean, cut
from bot.surfaces.slack.render.limits import SLACK

Json = dict[str, Any]
Fields = dict[str, str | tuple[str, ...]]

_SINGLE = ("value", "selected_date", "selected_time", "selected_user", "selected_channel", "selected_conversation")
_SEVERAL = ("selected_users", "selected_channels", "selected_conversations")


def parse_action(payload: Mapping[str, Any]) -> tuple[str, str, str]:
    """(action, target, value) of one of a block_actions payload's `actions`."""
    action, target = split_id(str(payload.get("action_id", "")))
    answer = _answer(payload)
    return action, target, answer if isinstance(answer, str) else (answer[0] if answer else "")


def parse_form(view: Mapping[str, Any]) -> tuple[str, str, Fields]:
    """(action, target, fields by input name) of a view that was sent. What was left empty is "" or ()."""
    action, target = split_id(str(view.get("callback_id", "")))
    values: Mapping[str, Mapping[str, Json]] = (view.get("state") or {}).get("values") or {}
    return action, target, {name: _answer(state) for name, held in values.items() for state in held.values()}


def _answer(state: Mapping[str, Any]) -> str | tuple[str, ...]:
    if "selected_options" in state:
        return tuple(str(option["value"]) for option in state["selected_options"] or ())
    if "selected_option" in state:
        return str((state["selected_option"] or {}).get("value", ""))
    for key in _SEVERAL:
        if key in state:
            return tuple(state[key] or ())
    return next((str(state[key]) for key in _SINGLE if state.get(key) is not None), "")


def form_errors(errors: Mapping[str, Line]) -> Json:
    """The answer to a form that can't be accepted: what is wrong, by input name."""
    return {
        "response_action": "errors",
        "errors": {name: cut(clean(said(words)), SLACK.hint) for name, words in errors.items()},
    }
