"""Socket Mode: the bot connects to us, we send envelopes, it acknowledges them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.link import ACK_WITHIN, Ack, Kind
from bot.sandbox.seed import Json
from bot.sandbox.state import Ids

COMMENT = "Slack Socket Mode, played by the local workspace"


@dataclass
class SocketLink:
    """The bot's open sockets. Payloads go to any one of them, in turn."""

    ids: Ids
    app_id: str
    ack_within: float = ACK_WITHIN
    _tickets: set[str] = field(default_factory=set)
    _sockets: list[web.WebSocketResponse] = field(default_factory=list)
    _waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    @property
    def is_connected(self) -> bool:
        return bool(self._sockets)

    def new_path(self) -> str:
        """A one-time address for apps.connections.open."""
        ticket = self.ids.new("W")
        self._tickets.add(ticket)
        return f"/socket?ticket={ticket}"

    async def connect(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1, **self._hello()})
        self._sockets.append(socket)
        try:
            await self._listen(socket)
        finally:
            self._forget(socket)
        return socket

    def _hello(self) -> Json:
        return {"connection_info": {"app_id": self.app_id}, "debug_info": {"host": COMMENT}}

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledged(message.data)

    def _acknowledged(self, text: str) -> None:
        try:
            answer: Any = json.loads(text)
        except json.JSONDecodeError:
            return
        future = self._waiting.pop(str(answer.get("envelope_id")), None) if isinstance(answer, dict) else None
        if future is not None and not future.done():
            payload = answer.get("payload")
            future.set_result(payload if isinstance(payload, dict) else {})

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)

    async def send(self, kind: Kind, payload: Json, *, retry: int = 0, reason: str = "") -> Ack:
        if not self._sockets:
            return Ack({}, "dispatch_failed")
        socket = self._sockets.pop(0)
        self._sockets.append(socket)
        envelope = self._envelope(kind, payload, retry, reason)
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = future
        try:
            await socket.send_json(envelope)
            return Ack(await asyncio.wait_for(future, self.ack_within))
        except TimeoutError:
            return Ack({}, "operation_timeout")
        except ConnectionError:
            self._forget(socket)
            return Ack({}, "dispatch_failed")
        finally:
            self._waiting.pop(envelope["envelope_id"], None)

    def _envelope(self, kind: Kind, payload: Json, retry: int, reason: str) -> Json:
        envelope: Json = {
            "envelope_id": self.ids.new("E").lower(),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        return envelope

    async def disconnect(self) -> None:
        """Asks the bot to reconnect, as Slack does every few hours."""
        for socket in list(self._sockets):
            self._forget(socket)
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await socket.close()

    async def close(self) -> None:
        for future in self._waiting.values():
            future.cancel()
        for socket in list(self._sockets):
            await socket.close(code=1001, message=b"the workspace stops")
