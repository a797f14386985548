"""Only this computer's own browser and bot may talk to the workspace."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOCAL = {"127.0.0.1", "localhost"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses other host names (DNS rebinding) and what other pages send."""
    host = urlsplit(f"//{request.host}").hostname
    if host not in LOCAL:
        return web.Response(status=403, text="This workspace answers on 127.0.0.1 only.")
    if not _same_origin(request):
        return web.Response(status=403, text="Another page may not use this workspace.")
    return await handler(request)


def _same_origin(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    site = request.headers.get("Sec-Fetch-Site", "none")
    return request.method in {"GET", "HEAD"} or site in {"none", "same-origin"}
