"""The settings of Microsoft Teams: all of them, or none. `settings` reads them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.settings.web_address import is_safe


@dataclass(frozen=True)
class TeamsSettings:
    """Whose bot it is in Teams: the app registration, its company's directory, where Teams reaches us, and one of the
    three by which the app shows that it is itself. certificate: PEM, with its key. managed: the identity that Azure
    gave to the machine, by the address and header at which App Service tells it, "" on a virtual machine.
    certificate_by: the setting that names it."""

    client_id: str
    tenant_id: str
    url: str
    client_secret: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)
    managed: tuple[str, str] | None = field(default=None, repr=False)
    certificate_by: str = field(default="TEAMS_CERTIFICATE", compare=False)


# Where each stands, for who looks for it.
TEAMS = {
    "TEAMS_CLIENT_ID": "it is the application (client) ID on your app registration's page",
    "TEAMS_TENANT_ID": "it is the directory (tenant) ID on your app registration's page",
    "TEAMS_CLIENT_SECRET": "make one on your app registration's page under Certificates & secrets, or set "
    "TEAMS_CERTIFICATE or TEAMS_MANAGED_IDENTITY instead",
    "MILEPOST_URL": "Teams reaches me, and fetches pictures, at a public address such as https://milepost.example.com",
}
GUIDE = "bot/surfaces/teams/README.md"
TOGETHER = "both stand in one file, as after `cat key.pem cert.pem > milepost.pem`"
PROOFS = ("TEAMS_CLIENT_SECRET", "TEAMS_CERTIFICATE", "TEAMS_MANAGED_IDENTITY")
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def read_teams(given: Mapping[str, str]) -> TeamsSettings | None:
    """All of them, or none."""
    if not any(name in given for name in (*TEAMS, *PROOFS) if name.startswith("TEAMS_")):
        return None
    _need_all(given)
    for name in ("TEAMS_CLIENT_ID", "TEAMS_TENANT_ID"):
        if not GUID.fullmatch(given[name]):
            raise SettingsError(
                f"{name} must read like 01234567-89ab-cdef-0123-456789abcdef, not {given[name][:8]}…: {TEAMS[name]}."
            )
    ids = (given["TEAMS_CLIENT_ID"].lower(), given["TEAMS_TENANT_ID"].lower())
    url, (secret, certificate, managed) = public_address(given["MILEPOST_URL"]), _proof(given)
    by = "TEAMS_CERTIFICATE_FILE" if "TEAMS_CERTIFICATE_FILE" in given else "TEAMS_CERTIFICATE"
    return TeamsSettings(*ids, url, secret, certificate, managed, by)


def lacking(given: Collection[str]) -> list[str]:
    """What Teams still needs, by name. given: the names of what is set."""
    proven = any(one in given for one in PROOFS)
    return [name for name in TEAMS if name not in given and not (name in PROOFS and proven)]


def listed_names(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(one for one in (", ".join(names[:-1]), names[-1]) if one)


def _need_all(given: Mapping[str, str]) -> None:
    missing = lacking(given)
    if len(missing) == 1:
        raise SettingsError(f"{missing[0]} is missing: {TEAMS[missing[0]]}.")
    if missing:
        raise SettingsError(
            f"{listed_names(missing)} are missing, which Microsoft Teams needs too: {GUIDE} says where each stands."
        )


def _proof(given: Mapping[str, str]) -> tuple[str, str, tuple[str, str] | None]:
    """Secret, certificate and managed identity: one of them."""
    first, *others = [name for name in PROOFS if name in given]
    if others:
        raise SettingsError(f"{first} and {others[0]} are both set: leave one of them.")
    secret, certificate, managed = (given.get(name, "") for name in PROOFS)
    if GUID.fullmatch(secret):
        raise SettingsError("TEAMS_CLIENT_SECRET must be the secret's value; what is set there is its ID.")
    if certificate:
        _need_both(certificate)
    if managed not in ("", "yes"):
        raise SettingsError(f"TEAMS_MANAGED_IDENTITY must be yes, or not set, not {managed[:20]}.")
    where = (given.get("IDENTITY_ENDPOINT", ""), given.get("IDENTITY_HEADER", ""))  # as App Service sets them
    return secret, certificate, where if managed else None


def _need_both(certificate: str) -> None:
    holds = [part in certificate for part in ("BEGIN CERTIFICATE", "PRIVATE KEY")]
    if not any(holds):
        raise SettingsError(
            "TEAMS_CERTIFICATE must hold a certificate and its key as PEM: set TEAMS_CERTIFICATE_FILE to their file."
        )
    if not all(holds):
        what = "a certificate without its key" if holds[0] else "a key without its certificate"
        raise SettingsError(f"TEAMS_CERTIFICATE holds {what}: {TOGETHER}.")


def public_address(url: str) -> str:
    """Where Teams posts to us and fetches pictures, and customers read their pages. Raises SettingsError."""
    if not is_safe(url) or urlsplit(url).query:
        raise SettingsError(f"MILEPOST_URL must be a whole address that begins with https://, not {url[:60]}.")
    if url.rstrip("/").endswith("/api/messages"):
        raise SettingsError("MILEPOST_URL is my address alone, without /api/messages: that ending is for the bot.")
    return url.rstrip("/")
