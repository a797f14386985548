"""How what people do reaches the bot: over Socket Mode, or as signed HTTP requests."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.seed import Json

ACK_WITHIN = 3.0  # seconds
Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Ack:
    """The bot's answer. `error` is Slack's word for what went wrong, empty if nothing did."""

    body: Json
    error: str = ""

    @property
    def ok(self) -> bool:
        return not self.error


class Link(Protocol):
    async def send(self, kind: Kind, payload: Json, *, retry: int = 0, reason: str = "") -> Ack:
        """Delivers one payload and waits for the acknowledgement, for as long as the platform has patience."""

    async def close(self) -> None: ...


@dataclass
class HttpLink:
    """The same payloads as signed requests. Signatures carry the machine's time, as the bot checks them against it."""

    url: str
    signing_secret: str
    ack_within: float = ACK_WITHIN
    _session: aiohttp.ClientSession | None = None

    async def send(self, kind: Kind, payload: Json, *, retry: int = 0, reason: str = "") -> Ack:
        body, content_type = _encoded(kind, payload)
        headers = {"Content-Type": content_type, **signature(self.signing_secret, body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        try:
            return await self._post(body, headers)
        except TimeoutError:
            return Ack({}, "operation_timeout")
        except aiohttp.ClientError:
            return Ack({}, "dispatch_failed")

    async def _post(self, body: str, headers: dict[str, str]) -> Ack:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.ack_within))
        async with self._session.post(self.url, data=body.encode(), headers=headers) as response:
            text = await response.text()
            return Ack(_decoded(text)) if response.status == 200 else Ack({}, "dispatch_failed")

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def _encoded(kind: Kind, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def signature(secret: str, body: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _decoded(text: str) -> Json:
    """An acknowledgement's body: JSON, or plain text as the reply to a command."""
    if not text.strip():
        return {}
    try:
        body: Any = json.loads(text)
    except json.JSONDecodeError:
        return {"text": text}
    return body if isinstance(body, dict) else {}
