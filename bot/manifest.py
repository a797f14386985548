"""The Slack app manifest, with no scope that isn't used."""

from typing import Any

import yaml

from handlers.commands.command import Command
from handlers.commands.table import COMMANDS
from handlers.slack import SHORTCUT

SCOPES = (
    "app_mentions:read",
    "channels:history", "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history", "groups:read",
    "im:history", "im:read", "im:write",
    "users:read", "users:read.email",
)  # fmt: skip
EVENTS = ("app_home_opened", "app_mention", "message.im")


def manifest(url: str | None) -> dict[str, Any]:
    """url: the public address for HTTP; None: Socket Mode."""
    events = f"{url.rstrip('/')}/slack/events" if url else None
    address = {"url": events} if events else {}
    requests = {"request_url": events} if events else {}
    return {
        "display_information": {
            "name": "Milepost",
            "description": "Where each customer stands, what to say, and what to do next",
            "background_color": "#1f3d36",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False
            },
            "bot_user": {"display_name": "Milepost", "always_online": True},
            "shortcuts": [
                {"name": "Log to account", "type": "message", "callback_id": SHORTCUT,
                 "description": "Save this message in an account's log"},
            ],
            "slash_commands": [
                {"command": command.name, "description": command.usages[0].does, "usage_hint": _hint(command),
                 "should_escape": False, **address}
                for command in COMMANDS
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**requests, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **requests},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }  # fmt: skip


def _hint(command: Command) -> str:
    """The way to type it that shows most, without the command's own name."""
    return max(command.usages, key=lambda usage: len(usage.typed)).typed.removeprefix(command.name).strip()


def manifest_text(url: str | None) -> str:
    """As YAML."""
    return yaml.safe_dump(manifest(url), sort_keys=False, allow_unicode=True, width=100)
