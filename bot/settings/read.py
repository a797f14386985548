"""Settings: the only reader of the environment. A missing or wrong one stops the start with one sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingsError
from bot.playbook.load import HEAD, SHIPPED
from bot.settings.teams import GUIDE, TeamsSettings, lacking, listed_names, public_address, read_teams
from bot.settings.webhooks import read_private, read_secret, read_targets
from bot.store.address import database_address
from bot.store.people.members import ACCESSES, Access
from bot.store.upkeep.retention import USUAL, Kept, read_kept
from bot.text import ADDRESS

SLACK = "https://slack.com/api/"
SECRET = 16  # characters that a secret must have
DATABASE = "sqlite:///milepost.db"
# What nobody else may read. Each may stand in a file instead, as containers hand secrets over: NAME_FILE names it.
SECRETS = (
    "DATABASE_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "MILEPOST_WEBHOOKS",
    "MILEPOST_WEBHOOK_SECRET",
    "MILEPOST_METRICS_KEY",
    "TEAMS_CLIENT_SECRET",
    "TEAMS_CERTIFICATE",
)


@dataclass(frozen=True)
class Settings:
    """What the host of Milepost decided. `app_token` None: HTTP instead of Socket Mode. webhooks: address by name;
    webhooks_private: it may be inside one's own network.
    links: where else an account is looked at, as a template by name.

    admin: the last resort's e-mail. access: what CSMs may do; None: what was said last. teams: None: not on Teams.
    url: our public address; "": none. kept: what is kept how many days.
    metrics_key: who shows it reads /metrics; "": nobody does."""

    database_url: str = DATABASE
    bot_token: str | None = None
    app_token: str | None = None
    signing_secret: str | None = None
    api_url: str = SLACK
    host: str = "0.0.0.0"
    port: int = 3000
    timezone: str | None = None
    playbooks: Path = SHIPPED
    webhooks: Mapping[str, str] = field(default_factory=dict)
    webhook_secret: str = ""
    webhooks_private: bool = False
    links: Mapping[str, str] = field(default_factory=dict)
    admin: str | None = None
    access: Access | None = None
    teams: TeamsSettings | None = None
    url: str = ""
    metrics_key: str = ""
    kept: Kept = field(default_factory=lambda: USUAL)

    @property
    def on_slack(self) -> bool:
        """Whether anything of Slack is set; what else it needs is asked when it starts."""
        return any(one is not None for one in (self.bot_token, self.app_token, self.signing_secret))

    @property
    def on_a_platform(self) -> bool:
        """Whether it is said whose bot this is."""
        return self.bot_token is not None or self.teams is not None

    def need_webhooks(self, wanted: Mapping[str, str]) -> None:
        """Raises SettingsError unless every target that a reaction calls is set. wanted: who asks, by the name."""
        for name, reaction in wanted.items():
            if name not in self.webhooks:
                raise SettingsError(
                    f"MILEPOST_WEBHOOKS lacks {name}, which the reaction {reaction} calls: "
                    f"set {name}=https://… there, or take it out of the playbook."
                )

    def need_slack(self) -> None:
        """Raises SettingsError unless there is all that `serve` needs."""
        self.need_bot_token()
        if self.app_token is None and self.signing_secret is None:
            raise SettingsError(
                "SLACK_APP_TOKEN is missing: set it for Socket Mode (it begins with xapp-), "
                "or set SLACK_SIGNING_SECRET to receive Slack's requests over HTTP."
            )

    def need_bot_token(self) -> str:
        """The bot token. Raises SettingsError where there is none."""
        if self.bot_token is None and not self.on_slack and self.teams is None:
            others = listed_names(lacking({"MILEPOST_URL"} if self.url else ()))
            raise SettingsError(
                "It isn't said where I work. For Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN "
                f"(bot/surfaces/slack/README.md); for Microsoft Teams set {others} ({GUIDE})."
            )
        if self.bot_token is None:
            raise SettingsError(
                "SLACK_BOT_TOKEN is missing: it begins with xoxb- and stands on your Slack app's page "
                "under OAuth & Permissions."
            )
        return self.bot_token


def read_settings(env: Mapping[str, str]) -> Settings:
    """From the environment. Raises SettingsError with one sentence that names the wrong setting."""
    given = {name: value.strip() for name, value in env.items() if value.strip()}
    in_files = [name for name in SECRETS if f"{name}_FILE" in given]
    given |= {name: _from_file(given, name) for name in in_files}
    try:
        return _read(given)
    except SettingsError as error:
        raise SettingsError(_as_set(str(error), in_files)) from error


def _as_set(problem: str, in_files: Iterable[str]) -> str:
    """Whoever set SLACK_BOT_TOKEN_FILE doesn't look for SLACK_BOT_TOKEN."""
    for name in in_files:
        problem = re.sub(rf"\b{name}\b", f"{name}_FILE", problem)
    return problem


def _read(given: Mapping[str, str]) -> Settings:
    teams = read_teams(given)
    url = public_address(given["MILEPOST_URL"]) if "MILEPOST_URL" in given else ""
    private = read_private(given.get("MILEPOST_WEBHOOKS_PRIVATE", ""))
    return Settings(
        database_url=_database(given.get("DATABASE_URL", DATABASE)),
        bot_token=_token(given, "SLACK_BOT_TOKEN", "xoxb-"),
        app_token=_token(given, "SLACK_APP_TOKEN", "xapp-"),
        signing_secret=given.get("SLACK_SIGNING_SECRET"),
        api_url=_address(given.get("SLACK_API_URL", SLACK)),
        # Nobody reaches a loopback address from elsewhere, and Slack by Socket Mode need not.
        host=_host(given.get("HOST", "127.0.0.1" if "SLACK_APP_TOKEN" in given and not url else "0.0.0.0")),
        port=_port(given.get("PORT", "3000")),
        timezone=_zone(given.get("MILEPOST_TIMEZONE")),
        playbooks=_folder(given.get("MILEPOST_PLAYBOOKS")),
        webhooks=read_targets(given.get("MILEPOST_WEBHOOKS", ""), private=private),
        webhook_secret=read_secret(given),
        webhooks_private=private,
        links=_links(given.get("MILEPOST_LINKS", "")),
        admin=_admin(given.get("MILEPOST_ADMIN")),
        access=_access(given.get("MILEPOST_ACCESS")),
        teams=teams,
        url=url,
        metrics_key=_metrics_key(given.get("MILEPOST_METRICS_KEY", "")),
        kept=read_kept(given.get("MILEPOST_KEEP", "")),
    )


def _from_file(given: Mapping[str, str], name: str) -> str:
    file = Path(given[f"{name}_FILE"])
    if name in given:
        raise SettingsError(f"{name} and {name}_FILE are both set: leave one of them.")
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it isn't text"
        raise SettingsError(f"{name}_FILE names {file}, which can't be read: {why}.") from error
    if not text:
        raise SettingsError(f"{name}_FILE names {file}, which is empty.")
    return text


def _token(given: Mapping[str, str], name: str, start: str) -> str | None:
    token = given.get(name)
    if token is not None and not token.startswith(start):
        raise SettingsError(f"{name} must begin with {start}; what is set there begins with {token[:5]}…")
    return token


def _database(url: str) -> str:
    database_address(url)
    return url


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("SLACK_API_URL must be a whole address such as https://slack.com/api/.")
    return url if url.endswith("/") else url + "/"


def _host(text: str) -> str:
    try:
        return str(ip_address(text.strip("[]")))
    except ValueError as error:
        raise SettingsError(f"HOST must be an address such as 127.0.0.1 or 0.0.0.0, not {text}.") from error


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsError(f"PORT must be a number from 1 to 65535, not {text}.")
    return int(text)


def _zone(name: str | None) -> str | None:
    try:
        if name is not None:
            ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(f"MILEPOST_TIMEZONE must be a zone such as Europe/Berlin, not {name}.") from error
    return name


def _admin(address: str | None) -> str | None:
    if address is not None and not re.fullmatch(ADDRESS, address):
        raise SettingsError(f"MILEPOST_ADMIN must be one e-mail address, such as you@example.com, not {address}.")
    return address and address.lower()


def _access(name: str | None) -> Access | None:
    found = next((one for one in ACCESSES if one == name), None)
    if name is not None and found is None:
        raise SettingsError(f"MILEPOST_ACCESS must be own, team or all, not {name}.")
    return found


LINKED = ("key", "domain", "name")
MOST_LINKS, LONGEST_LINK = 5, 500


def _links(text: str) -> dict[str, str]:
    """ "crm=https://crm.example/accounts/{key} product=https://…", with blanks or new lines between them."""
    found: dict[str, str] = {}
    for entry in text.split():
        name, equals, template = entry.partition("=")
        if not equals or not re.fullmatch(r"[a-z][a-z0-9-]{0,19}", name):
            raise SettingsError(f"MILEPOST_LINKS must read name=https://… for each link, not {entry[:20]}…")
        if name in found:
            raise SettingsError(f"MILEPOST_LINKS names {name} twice; keep one.")
        if problem := _wrong_link(template):
            raise SettingsError(f"MILEPOST_LINKS: {name} {problem}.")
        found[name] = template
    if len(found) > MOST_LINKS:
        raise SettingsError(f"MILEPOST_LINKS has {len(found)} links; at most {MOST_LINKS} fit on a card.")
    return found


def _wrong_link(template: str) -> str | None:
    try:
        names = [(name, spec, how) for _, name, spec, how in Formatter().parse(template) if name is not None]
        parts = urlsplit(template)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "can't be read"
    if (
        parts.scheme not in ("http", "https")
        or not host
        or "{" in parts.netloc
        or parts.username
        or len(template) > LONGEST_LINK
    ):
        return "must be a whole address that begins with https:// or http://, with the account's part behind the host"
    if not names or any(name not in LINKED or spec or how for name, spec, how in names):
        return "must hold {key}, {domain} or {name} of the account, and nothing else in braces"
    return None


def _metrics_key(key: str) -> str:
    if key and len(key) < SECRET:
        raise SettingsError(f"MILEPOST_METRICS_KEY is too short: whoever reads /metrics shows it; {SECRET} characters.")
    return key


def _folder(path: str | None) -> Path:
    if path is None:
        return SHIPPED
    if not Path(path).is_dir():
        raise SettingsError(f"MILEPOST_PLAYBOOKS must be a folder with playbooks; there is none at {path}.")
    if (Path(path) / HEAD).exists():
        raise SettingsError(f"MILEPOST_PLAYBOOKS: {path} is one playbook; set the folder above it.")
    if not any(Path(path).glob(f"*/{HEAD}")):
        raise SettingsError(f"MILEPOST_PLAYBOOKS: {path} holds no playbook; each one is a folder with a {HEAD}.")
    return Path(path)
