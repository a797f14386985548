"""response_url: five answers within thirty minutes to what a person did."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.sandbox.api.call import Refusal
from bot.sandbox.blocks import checked_text, kept_blocks
from bot.sandbox.seed import Json
from bot.sandbox.state import KeptMessage, SandboxChannel, SandboxStore
from bot.sandbox.views.objects import new_message

USES, MINUTES = 5, timedelta(minutes=30)


@dataclass
class ResponseUrl:
    user: str
    channel: SandboxChannel
    opened: datetime
    source: KeptMessage | None
    uses: int = 0


@dataclass
class Responses:
    store: SandboxStore
    _open: dict[str, ResponseUrl] = field(default_factory=dict)

    def new(self, user: str, channel: SandboxChannel, source: KeptMessage | None = None) -> str:
        """The path of a new response_url; `source` is the message a button was in."""
        key = self.store.ids.new("R")
        self._open[key] = ResponseUrl(user, channel, self.store.now(), source)
        return f"/actions/{self.store.seed.team_id}/{key}"

    async def receive(self, request: web.Request) -> web.Response:
        url = self._open.get(request.match_info["key"])
        if url is None or self.store.now() - url.opened > MINUTES:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if url.uses >= USES:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        url.uses += 1
        try:
            self.apply(url.user, url.channel, json.loads(await request.text()), url.source)
        except (json.JSONDecodeError, AttributeError):
            return web.Response(status=400, text="invalid_payload")
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=400)
        return web.Response(text="ok")

    def apply(self, user: str, channel: SandboxChannel, body: Json, source: KeptMessage | None = None) -> None:
        """Answers, replaces or deletes. Raises Refusal for what Slack wouldn't show."""
        present = source if source in self.store.all(channel.id) else None
        if _flag(body, "delete_original"):
            if present is not None:
                self.store.remove(present)
            return
        blocks = kept_blocks(body["blocks"], self.store) if body.get("blocks") else None
        text = checked_text(body.get("text"), blocks)
        if _flag(body, "replace_original") and present is not None:
            present.data |= {"text": text, "blocks": blocks or []}
            self.store.changed()
            return
        self._answer(user, channel, body, text, blocks, source)

    def _answer(
        self,
        user: str,
        channel: SandboxChannel,
        body: Json,
        text: str,
        blocks: list[Json] | None,
        source: KeptMessage | None,
    ) -> None:
        thread = body.get("thread_ts") or (source.parent_ts if source else None)
        bot = self.store.seed.bot_user_id
        message = new_message(self.store, channel, bot, text, blocks=blocks, thread_ts=thread)
        message.ephemeral_to = None if body.get("response_type") == "in_channel" else user
        self.store.add(message)


def _flag(body: Json, name: str) -> bool:
    return str(body.get(name, "")).lower() == "true"
