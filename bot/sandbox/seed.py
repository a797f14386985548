"""What a workspace starts with: its people, channels and the installed app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class SeedUser:
    """A person (or the bot). `is_stranger` means: from another company, through a shared channel. `deleted`: their
    account is deactivated. `team_id`: another workspace of the same enterprise, whose member they are."""

    id: str
    name: str
    real_name: str
    email: str
    tz: str = "UTC"
    is_bot: bool = False
    is_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    locale: str = "en-US"
    team_id: str | None = None


@dataclass(frozen=True)
class SeedChannel:
    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False
    is_ext_shared: bool = False
    topic: str = ""


@dataclass(frozen=True)
class SlashCommand:
    """One line of the app's manifest. `should_escape` turns @ada and #deals in the text into <@U…|ada>, <#C…|deals>."""

    command: str
    usage_hint: str = ""
    description: str = ""
    examples: tuple[str, ...] = ()
    should_escape: bool = False


@dataclass(frozen=True)
class MessageShortcut:
    callback_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Seed:
    """`enterprise_id`: of the Enterprise Grid that the workspace belongs to; `is_org_wide`: the app is installed in all
    of it at once."""

    team_id: str
    team_name: str
    users: tuple[SeedUser, ...]
    channels: tuple[SeedChannel, ...]
    bot_user_id: str
    bot_name: str = "Milepost"
    app_id: str
    bot_token: str
    app_token: str
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[MessageShortcut, ...] = ()
    enterprise_id: str | None = None
    is_org_wide: bool = False

    @property
    def enterprise(self) -> Json | None:
        return {"id": self.enterprise_id, "name": f"{self.team_name} Group"} if self.enterprise_id else None
