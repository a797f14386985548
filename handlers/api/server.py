"""HTTP: where platforms send their requests, where others ask whether we are well, and where our product asks."""

import logging
from collections.abc import Callable, Mapping

from aiohttp import web

from bot.conversation import Receive

log = logging.getLogger(__name__)
MOST_BYTES = 3_000_000


def make_http(
    paths: Mapping[str, Receive], ready: Callable[[], bool], product: web.Application | None = None
) -> web.Application:
    """What platforms post to, `/healthz` (200 when ready, 503 before) and, for a product, `/api/v1`."""
    app = web.Application(middlewares=[_calm], client_max_size=MOST_BYTES)
    for path, receive in paths.items():
        app.router.add_post(path, receive)
    app.router.add_get("/healthz", _health(ready))
    if product is not None:
        app.add_subapp("/api/v1", product)
    return app


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
