"""What Slack sends back: which action on what, and the answers of a form."""

import re
from collections.abc import Mapping
from typing import Any

from bot.surfaces.slack.render.escape import clean, cut
from bot.surfaces.slack.render.limits import SLACK

Json = dict[str, Any]
Fields = dict[str, str | tuple[str, ...]]

_TWIN = re.compile(r"#\d+$")
_SINGLE = ("value", "selected_date", "selected_time", "selected_user", "selected_channel", "selected_conversation")
_SEVERAL = ("selected_users", "selected_channels", "selected_conversations")


def action_id(action: str, target: str, number: int = 1) -> str:
    """ "{action}:{target}"; the second of its kind in a message ends in "#2", which parsing ignores.

    Raises ValueError for an action with a colon and for what doesn't fit: both are mistakes of ours, not data."""
    plain = f"{action}:{target}"
    whole = f"{plain}#{number}" if number > 1 or _TWIN.search(plain) else plain
    if ":" in action or len(whole) > SLACK.action_id:
        raise ValueError(f"not an action id: {whole[:80]!r}")
    return whole


def split_id(whole: str) -> tuple[str, str]:
    """(action, target) of an action id or of a form's callback id."""
    action, _, target = _TWIN.sub("", whole).partition(":")
    return action, target


def parse_action(payload: Mapping[str, Any]) -> tuple[str, str, str]:
    """(action, target, value) of one of a block_actions payload's `actions`."""
    action, target = split_id(str(payload.get("action_id", "")))
    answer = _answer(payload)
    return action, target, answer if isinstance(answer, str) else (answer[0] if answer else "")


def parse_form(view: Mapping[str, Any]) -> tuple[str, str, Fields]:
    """(action, target, fields by input name) of a view that was sent. What was left empty is "" or ()."""
    action, target = split_id(str(view.get("callback_id", "")))
    values: Mapping[str, Mapping[str, Json]] = view.get("state", {}).get("values", {})
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


def form_errors(errors: Mapping[str, str]) -> Json:
    """The answer to a form that can't be accepted: what is wrong, by input name."""
    return {
        "response_action": "errors",
        "errors": {name: cut(clean(text), SLACK.hint) for name, text in errors.items()},
    }
