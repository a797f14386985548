"""The app as Teams is told of it, by Microsoft's schema 1.29: with no permission that isn't used."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.conversation import ListedCommand
from bot.surfaces.teams.read import HOME

Json = dict[str, Any]
VERSION = "1.29"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
SHORTCUT = "log_to_account"
COLOUR, OUTLINE = "colour.png", "outline.png"
GREEN = "#1f3d36"
# Where a command is offered: alone with us as one types, elsewhere after "/" or after a mention.
LISTS: tuple[Json, ...] = (
    {"scopes": ["personal"], "triggers": ["mention"]},
    {"scopes": ["team", "groupChat"], "triggers": ["mention", "slash"]},
)
FULL = (
    "Type “journey acme” and see where the account stands, what to say to each stakeholder in the words that move "
    "that person, and what to do next. Each morning it tells every customer success manager what needs doing. When an "
    "account is stuck, its health drops or a renewal comes near, it speaks up once, to the right people, and says why."
)


def manifest(client_id: str, url: str, version: str, commands: Sequence[ListedCommand]) -> Json:
    """client_id: of the app registration. url: our public address. version: of the program."""
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": version,
        "id": client_id,
        "developer": {"name": "Milepost", "websiteUrl": url, "privacyUrl": url, "termsOfUseUrl": url},
        "name": {"short": "Milepost", "full": "Milepost, for customer success managers"},
        "description": {"short": "Where each customer stands, what to say, and what to do next", "full": FULL},
        "icons": {"color": COLOUR, "outline": OUTLINE},
        "accentColor": GREEN,
        "bots": [
            {
                "botId": client_id,
                "scopes": ["personal", "team", "groupChat"],
                "isNotificationOnly": False,
                "supportsTargetedMessages": True,
                "commandLists": [one | {"commands": _offered(commands)} for one in LISTS],
            }
        ],
        "composeExtensions": [{"botId": client_id, "commands": [_log_to_account()]}],
        "defaultInstallScope": "personal",
        "validDomains": [str(urlsplit(url).hostname)],
    }


def _offered(commands: Sequence[ListedCommand]) -> list[Json]:
    home = {"title": HOME, "description": "your own page: your accounts, and how I reach you"}
    return [*({"title": one.name, "description": one.does} for one in commands), home]


def _log_to_account() -> Json:
    return {
        "id": SHORTCUT,
        "type": "action",
        "title": "Log to account",
        "description": "Save this message in an account's log",
        "context": ["message"],
        "fetchTask": True,
    }
