"""HTTP: where platforms send their requests, where others ask whether we are well, and where our product asks."""

import logging
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.conversation import Receive
from bot.logs.request_id import one_request
from bot.store.trouble import log_failure
from handlers.api.limits import (
    LIMIT,
    MOST_BYTES,
    MOST_BYTES_READING,
    PRODUCT,
    PublicLimit,
    public_guard,
    whole_body,
)
from handlers.api.metrics import Metrics
from handlers.api.readiness import Readiness

log = logging.getLogger(__name__)
CLOSING = 3.0  # seconds that requests get to end when the program does: as long as a platform waits for us
IDLE = 20.0  # seconds that a line may stay silent, or take to say what it wants


def make_http(
    paths: Mapping[str, Receive],
    readiness: Readiness,
    product: web.Application | None = None,
    pages: web.Application | None = None,
    limit: PublicLimit | None = None,
    metrics: Metrics | None = None,
) -> web.Application:
    """What platforms post to, `/healthz` (200 as long as we answer at all), `/readyz`, `/metrics`, for a product
    `/api/v1`, and for customers `/p`."""
    limit = limit or PublicLimit()
    app = web.Application(middlewares=[public_guard(limit, paths), _calm(paths)], client_max_size=MOST_BYTES)
    app[LIMIT] = limit
    for path, receive in paths.items():
        app.router.add_post(path, receive)
        app.router.add_get(path, receive)
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", readiness.answer)
    if metrics is not None:
        app.router.add_get("/metrics", metrics.answer)
    if product is not None:
        app.add_subapp(PRODUCT, product)
    if pages is not None:
        app.add_subapp("/p", pages)
    return app


@asynccontextmanager
async def listening(application: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serves there; the port, which is any free one where 0 is asked for. Raises OSError where it can't be used."""
    runner = web.AppRunner(
        application, access_log=None, keepalive_timeout=IDLE, lingering_time=1.0, shutdown_timeout=CLOSING
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _alive(_request: web.Request) -> web.StreamResponse:
    return web.Response(text="ok")


def _calm(platforms: Collection[str]) -> Middleware:
    """A body that doesn't come is waited for so long and no longer. No traceback ever leaves: the one broad except of
    the HTTP edge. platforms: the paths that something is sent to."""

    @web.middleware
    async def calm(request: web.Request, handler: Receive) -> web.StreamResponse:
        try:
            with one_request():
                await whole_body(request, MOST_BYTES if request.path in platforms else MOST_BYTES_READING)
                return await handler(request)
        except web.HTTPException:
            raise
        except Exception as error:
            log_failure(log, f"{request.method} {request.path} failed", error)
            return web.Response(status=500, text="something went wrong here")

    return calm
