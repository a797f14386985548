"""Which other systems are called, and with what calls to them are signed."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.delivery.webhooks.public import is_named, is_public
from bot.delivery.webhooks.signature import SHORTEST_TEXT, keys_of
from bot.errors import SettingsError
from bot.settings.web_address import is_safe

YES, NO = ("yes", "true", "1", "on"), ("", "no", "false", "0", "off")


def read_private(text: str) -> bool:
    """Whether targets may be in one's own network."""
    if text.lower() not in (*YES, *NO):
        raise SettingsError(f"MILEPOST_WEBHOOKS_PRIVATE must be yes or no, not {text[:20]}.")
    return text.lower() in YES


def read_targets(text: str, *, private: bool) -> dict[str, str]:
    """ "crm=https://… ops=https://…", with blanks or new lines between them."""
    found: dict[str, str] = {}
    for entry in text.split():
        name, equals, url = entry.partition("=")
        if re.search(r"[,;][a-z][a-z0-9-]*=https?:", url):
            raise SettingsError("MILEPOST_WEBHOOKS: put a blank between two entries, not a comma or semicolon.")
        if not equals or not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            raise SettingsError(f"MILEPOST_WEBHOOKS must read name=https://… for each target, not {entry[:20]}…")
        if name in found:
            raise SettingsError(f"MILEPOST_WEBHOOKS names {name} twice; keep one.")
        if not is_safe(url):
            raise SettingsError(f"MILEPOST_WEBHOOKS: {name} must be a whole address that begins with https://.")
        if not private and _is_private(url):
            raise SettingsError(
                f"MILEPOST_WEBHOOKS: {name} is an address inside a private network; "
                "MILEPOST_WEBHOOKS_PRIVATE=yes allows those."
            )
        found[name] = url
    return found


def _is_private(url: str) -> bool:
    """As far as the address says so itself; what a name leads to is looked at with each call."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or (not is_named(host) and not is_public(host))


def read_secret(given: Mapping[str, str]) -> str:
    secret = given.get("MILEPOST_WEBHOOK_SECRET", "")
    try:
        if "MILEPOST_WEBHOOKS" in given:
            keys_of(secret)
    except ValueError as error:
        raise SettingsError(
            f"MILEPOST_WEBHOOK_SECRET {error}. It signs what goes to MILEPOST_WEBHOOKS, and needs {SHORTEST_TEXT} "
            "characters; `milepost webhooks secret` makes one."
        ) from error
    return secret


__all__ = ["read_private", "read_secret", "read_targets"]
