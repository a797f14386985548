"""What a Web API method is given, and how it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.seed import Json
from bot.sandbox.state import KeptMessage, SandboxChannel, SandboxStore

if TYPE_CHECKING:
    from bot.sandbox.triggers import Triggers

PAGE_LIMIT = 1000


class Refusal(Exception):
    """Slack's `{"ok": false, "error": …}`. `details` go to response_metadata.messages."""

    def __init__(self, error: str, *details: str) -> None:
        super().__init__(error, *details)
        self.error = error
        self.details = details

    def body(self) -> Json:
        answer: Json = {"ok": False, "error": self.error}
        if self.details:
            answer["errors"] = list(self.details)
            answer["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in self.details]}
        return answer


@dataclass
class Call:
    """One call: its arguments (query, form and JSON folded together) and the world it acts on."""

    store: SandboxStore
    args: Json
    base_url: str
    triggers: Triggers
    opened_socket_url: Callable[[], str]
    joined: Callable[[SandboxChannel, str], None]

    def text(self, name: str, error: str | None = None) -> str:
        """A required string; without it the call is refused with `error` (default: invalid_arguments)."""
        value = self.args.get(name)
        if value is None or value == "":
            raise Refusal(error or "invalid_arguments", f"missing required field: {name}")
        return str(value)

    def optional(self, name: str) -> str | None:
        value = self.args.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str) -> bool:
        return str(self.args.get(name, "")).lower() in {"1", "true"}

    def structure(self, name: str) -> Any:
        """JSON, also when it came as a string in a form."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except json.JSONDecodeError as problem:
            raise Refusal(f"invalid_{name}_format" if name == "blocks" else "invalid_json", str(problem)) from None

    def channel(self, name: str = "channel") -> SandboxChannel:
        """The named channel; private ones the bot isn't in don't exist for it."""
        found = self.store.channels.get(self.text(name, "channel_not_found"))
        if found is None or (found.is_private and not self.is_member(found)):
            raise Refusal("channel_not_found")
        return found

    def open_channel(self) -> SandboxChannel:
        """One that the bot is in and that isn't archived."""
        channel = self.member_channel()
        if channel.is_archived:
            raise Refusal("is_archived")
        return channel

    def member_channel(self, name: str = "channel") -> SandboxChannel:
        channel = self.channel(name)
        if not self.is_member(channel):
            raise Refusal("not_in_channel")
        return channel

    def place_to_post(self) -> SandboxChannel:
        """A channel the bot may post in. A person's id means their direct messages."""
        wanted = self.text("channel", "channel_not_found")
        if any(person.id == wanted for person in self.store.people()):
            return self.store.direct_channel(wanted)
        return self.open_channel()

    def is_member(self, channel: SandboxChannel) -> bool:
        return self.store.seed.bot_user_id in channel.members

    def message(self, channel: SandboxChannel, ts: str, error: str = "message_not_found") -> KeptMessage:
        found = self.store.find(channel.id, ts)
        if found is None or found.ephemeral_to is not None:
            raise Refusal(error)
        return found

    def page(self, rows: list[Any], default: int = 100) -> tuple[list[Any], str]:
        """One page of `rows` and the cursor of the next ("" at the end)."""
        limit = self.limit(default)
        cursor = self.optional("cursor")
        start = _offset(cursor) if cursor else 0
        after = start + limit
        return rows[start:after], f"at:{after}" if after < len(rows) else ""

    def limit(self, default: int) -> int:
        raw = self.optional("limit")
        if raw is None or raw == "0":
            return default
        if not raw.isdigit():
            raise Refusal("invalid_limit")
        return min(int(raw), PAGE_LIMIT)


Method = Callable[[Call], Json]


def _offset(cursor: str) -> int:
    kind, _, number = cursor.partition(":")
    if kind != "at" or not number.isdigit():
        raise Refusal("invalid_cursor")
    return int(number)
