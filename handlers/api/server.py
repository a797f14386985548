"""HTTP: where platforms send their requests, where others ask whether we are well, and where our product asks."""

import logging
from collections.abc import Mapping

from aiohttp import web

from bot.conversation import Receive

log = logging.getLogger(__name__)
MOST_BYTES = 3_000_000


def make_http(
    paths: Mapping[str, Receive], readiness: Receive, product: web.Application | None = None
) -> web.Application:
    """What platforms post to, `/healthz` (200 as long as we answer at all), `/readyz` and, for a product, `/api/v1`."""
    app = web.Application(middlewares=[_calm], client_max_size=MOST_BYTES)
    for path, receive in paths.items():
        app.router.add_post(path, receive)
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", readiness)
    if product is not None:
        app.add_subapp("/api/v1", product)
    return app


async def _alive(_request: web.Request) -> web.StreamResponse:
    return web.Response(text="ok")


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
