"""The Slack app manifest, with no scope that isn't used."""

from collections.abc import Sequence
from typing import Any

import yaml

from bot.conversation import ListedCommand

SHORTCUT = "log_to_account"
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "users:read",
    "users:read.email",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_shared",
    "member_joined_channel",
    "message.im",
    "tokens_revoked",
    "user_change",
)


def manifest(url: str | None, commands: Sequence[ListedCommand]) -> dict[str, Any]:
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
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Milepost", "always_online": True},
            "shortcuts": [
                {
                    "name": "Log to account",
                    "type": "message",
                    "callback_id": SHORTCUT,
                    "description": "Save this message in an account's log",
                },
            ],
            "slash_commands": [
                {
                    "command": f"/{command.name}",
                    "description": command.does,
                    "usage_hint": command.hint,
                    "should_escape": False,
                    **address,
                }
                for command in commands
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
    }


def manifest_text(url: str | None, commands: Sequence[ListedCommand]) -> str:
    """As YAML."""
    return yaml.safe_dump(manifest(url, commands), sort_keys=False, allow_unicode=True, width=100)
