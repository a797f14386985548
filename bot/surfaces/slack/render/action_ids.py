"""The ids of buttons, menus and forms: which action on what."""

import re

from bot.surfaces.slack.render.limits import SLACK

_TWIN = re.compile(r"#\d+$")


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
