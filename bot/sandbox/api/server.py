"""The Web API over HTTP: who calls, with which arguments, and what may go wrong on the way."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox.api import chat, conversations, files, people, views
from bot.sandbox.api.call import Call, Method, Refusal
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.seed import Json
from bot.sandbox.state import SandboxChannel, SandboxStore
from bot.sandbox.triggers import Triggers

METHODS: dict[str, Method] = {
    **people.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **files.METHODS,
}
APP_TOKEN_METHODS = {"apps.connections.open"}


@dataclass
class ApiServer:
    store: SandboxStore
    faults: Faults
    triggers: Triggers
    base_url: Callable[[], str]
    opened_socket_url: Callable[[], str]
    joined: Callable[[SandboxChannel, str], None]
    calls: Counter[str] = field(default_factory=Counter)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self.answer),
            web.post("/upload/v1/{id}", self.upload),
            web.get("/files/{id}/{name}", self.file),
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.calls[method] += 1
        args, token = await _arguments(request)
        fault = self.faults.take(method, args.get("channel"))
        refused = _before(fault, request)
        if refused is not None:
            return refused
        body = self.body(method, args, token)
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if fault.drop == "after":
                return _broken(request)
        return web.json_response(body)

    def body(self, method: str, args: Json, token: str) -> Json:
        """The answer's JSON; refusals included."""
        try:
            self._allow(method, token)
            answer = METHODS[method](self._call(args))
        except Refusal as refusal:
            return refusal.body()
        return {"ok": True, **answer}

    def _allow(self, method: str, token: str) -> None:
        seed = self.store.seed
        if not token:
            raise Refusal("not_authed")
        if token not in {seed.bot_token, seed.app_token}:
            raise Refusal("invalid_auth")
        if method not in METHODS:
            raise Refusal("unknown_method", f"{method} is not part of the local workspace")
        if (token == seed.app_token) != (method in APP_TOKEN_METHODS):
            raise Refusal("not_allowed_token_type")

    def _call(self, args: Json) -> Call:
        return Call(self.store, args, self.base_url(), self.triggers, self.opened_socket_url, self.joined)

    async def upload(self, request: web.Request) -> web.Response:
        file = self.store.files.get(request.match_info["id"])
        if file is None or file.is_complete:
            return web.Response(status=404, text="file_not_found")
        file.content = await _uploaded(request)
        return web.Response(text=f"OK - {len(file.content)}")

    async def file(self, request: web.Request) -> web.Response:
        file = self.store.files.get(request.match_info["id"])
        if file is None or not file.is_complete:
            return web.Response(status=404, text="file_not_found")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
        if not file.mimetype.startswith("image/"):
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)


async def _uploaded(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    form = await request.post()
    part = next((value for value in form.values() if isinstance(value, web.FileField)), None)
    return part.file.read() if part else b""


async def _arguments(request: web.Request) -> tuple[Json, str]:
    """Query, form and JSON folded into one; and the token, from the header or the arguments."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= _json_object(await request.text())
    else:
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    given = str(args.pop("token", ""))
    return args, token if scheme.lower() == "bearer" else given


def _json_object(text: str) -> Json:
    try:
        body = json.loads(text or "{}")
    except json.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def _before(fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
    """What goes wrong before anything happened."""
    if fault is None:
        return None
    if fault.drop == "before":
        return _broken(request)
    if fault.page is not None:
        return web.Response(text=fault.page, content_type="text/html")
    if fault.word is not None:
        return web.json_response({"ok": False, "error": fault.word})
    if fault.status is None:
        return None
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
    error = "ratelimited" if fault.status == 429 else "internal_error"
    return web.json_response({"ok": False, "error": error}, status=fault.status, headers=headers)


def _broken(request: web.Request) -> web.StreamResponse:
    """Resets the connection; the response is never sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
