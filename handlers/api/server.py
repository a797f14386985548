"""HTTP: where Slack sends its requests, where others ask whether we are well, and where our product asks."""

import logging
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

log = logging.getLogger(__name__)
Receive = Callable[[web.Request], Awaitable[web.StreamResponse]]
TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
MOST_BYTES = 3_000_000


def make_http(slack: Receive, ready: Callable[[], bool], product: web.Application | None = None) -> web.Application:
    """`/slack/events`, `/healthz` (200 when ready, 503 before) and, where there is one, the product's `/api/v1`."""
    app = web.Application(middlewares=[_calm], client_max_size=MOST_BYTES)
    app.router.add_post("/slack/events", _signed(slack))
    app.router.add_get("/healthz", _health(ready))
    if product is not None:
        app.add_subapp("/api/v1", product)
    return app


def _signed(slack: Receive) -> Receive:
    async def receive(request: web.Request) -> web.StreamResponse:
        if not await _well_formed(request):
            return web.Response(status=401, text="not signed by Slack")
        return await slack(request)

    return receive


async def _well_formed(request: web.Request) -> bool:
    """Whether the signature can be checked at all; the SDK's check raises on what it doesn't expect."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not TIMESTAMP.fullmatch(timestamp) or not SIGNATURE.fullmatch(signature):
        return False
    try:
        await request.text()
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _health(ready: Callable[[], bool]) -> Receive:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=200, text="ok") if ready() else web.Response(status=503, text="starting")

    return answer


@web.middleware
async def _calm(request: web.Request, handler: Receive) -> web.StreamResponse:
    """No traceback ever leaves: the one broad except of the HTTP edge."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return web.Response(status=500, text="something went wrong here")
