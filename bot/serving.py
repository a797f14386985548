"""The running program: it reaches its platforms, answers there and over HTTP, and ticks, until it is told to end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Protocol

from aiohttp import web

from bot.app import Milepost, opened, wanted
from bot.clock import ENDING, machine_now, ticking
from bot.conversation import Entrance, Receive
from bot.delivery.webhooks.outward import PRIVATE, leading_inside
from bot.errors import SettingsError, UnreachedError
from bot.jobs.backlog import Backlog, backlog
from bot.settings.read import Settings
from bot.status import Said
from handlers.api.accounts import product_app
from handlers.api.metrics import Metrics
from handlers.api.pages import pages_app
from handlers.api.readiness import Readiness
from handlers.api.server import listening, make_http
from handlers.request import Services

SOONEST, LATEST = 5.0, 60.0  # seconds between two tries to reach a platform
log = logging.getLogger(__name__)


class Stopping(Protocol):
    """The word to end. cancels: what is done within isn't waited for then."""

    @property
    def asked(self) -> asyncio.Event: ...

    def cancels(self) -> AbstractContextManager[None]: ...


async def serve(settings: Settings, stop: Stopping, say: Callable[[str], object]) -> None:
    """Everything in one process, until told to end. Raises SettingsError."""
    for offered in wanted(settings):
        offered.needs(settings)
    async with AsyncExitStack() as open_:
        with stop.cancels():
            milepost = await open_.enter_async_context(opened(settings, calls_others=True))
            await reach(milepost, say)
            await _warn_of_inside(settings)
            entrances = await open_.enter_async_context(attending(milepost))
        await open_.enter_async_context(ticking(milepost.tick, milepost.now))
        heard = " and ".join(entrance.heard for entrance in entrances)
        say(f"Milepost is at work: it hears {heard}; HTTP is on port {settings.port}.")
        await stop.asked.wait()
        say("Ending…")


async def _warn_of_inside(settings: Settings) -> None:
    """What a name leads to may change, so that it is looked at with each call; this is for whoever sets it up."""
    for name in await leading_inside(settings.webhooks) if not settings.webhooks_private else ():
        log.warning("webhook %s isn't called: %s", name, PRIVATE)


async def reach(milepost: Milepost, say: Callable[[str], object]) -> None:
    """Connect, however long a platform can't be reached: a machine that starts before its network, or during their
    outage, comes up by itself. Meanwhile `/healthz` stands, and `/readyz` says why not. Raises SettingsError."""
    try:
        await milepost.connect()
    except UnreachedError as error:
        say(f"{error} I go on trying.")
        await _keep_trying(milepost, error)


async def _keep_trying(milepost: Milepost, met: UnreachedError) -> None:
    why, pause = str(met), SOONEST

    async def reading(_: int | None) -> list[Said]:
        return [Said(why, False, "platform", stops=True)]

    app = make_http({}, Readiness(lambda: True, milepost.store, reading, milepost.now))
    app.router.add_route("*", "/{rest:.*}", _not_yet)
    async with _on_port(app, milepost.settings):
        while True:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LATEST)
            try:
                await milepost.connect()
            except UnreachedError as error:
                if str(error) != why:
                    log.warning("%s", error)
                why = str(error)
            else:
                return


async def _not_yet(_: web.Request) -> web.StreamResponse:
    """A platform that calls us tries again later; to it, and to a proxy, 404 would mean a wrong address."""
    return web.Response(status=503, text="not ready", headers={"Retry-After": "30"})


@asynccontextmanager
async def attending(milepost: Milepost, *, http: bool = True) -> AsyncIterator[list[Entrance]]:
    """Answers people on all platforms. `/healthz` and `/readyz` stand wherever there is HTTP."""
    entrances = milepost.entrances()
    await milepost.inbox.prepare()
    await milepost.warm_up()
    async with AsyncExitStack() as open_:
        if http:
            await open_.enter_async_context(_on_port(_web(milepost, entrances), milepost.settings))
        for entrance in entrances:
            await open_.enter_async_context(entrance.listening())
        news = asyncio.create_task(milepost.deliver_news())
        kept = asyncio.create_task(milepost.finish_kept())
        milepost.ready = True
        try:
            yield entrances
        finally:
            milepost.ready = False
            kept.cancel()
            with suppress(TimeoutError):  # a delivery that has begun ends in order; one that hangs is looked for
                async with asyncio.timeout(ENDING), milepost.turn:
                    news.cancel()
            news.cancel()
            await asyncio.gather(news, kept, return_exceptions=True)


def _web(milepost: Milepost, entrances: Iterable[Entrance]) -> web.Application:
    paths: Mapping[str, Receive] = {path: one for entrance in entrances for path, one in entrance.paths.items()}
    product = product_app(Services(milepost.store, milepost.library), milepost.now)
    pages = pages_app(milepost.store, milepost.now) if milepost.settings.url else None
    readiness = Readiness(lambda: milepost.ready, milepost.store, milepost.reading, milepost.now)
    key = milepost.settings.metrics_key
    metrics = Metrics(key, partial(_backlog, milepost), machine_now) if key else None
    return make_http(paths, readiness, product, pages, metrics=metrics)


@asynccontextmanager
async def _on_port(app: web.Application, settings: Settings) -> AsyncIterator[None]:
    async with AsyncExitStack() as open_:
        try:
            await open_.enter_async_context(listening(app, settings.host, settings.port))
        except OSError as error:
            raise SettingsError(f"PORT {settings.port} can't be used; is another program using it?") from error
        yield


async def _backlog(milepost: Milepost) -> list[Backlog]:
    inbox = await milepost.inbox.state()
    return [*await backlog(milepost.store), Backlog("inbox", "waiting", inbox.waiting, inbox.oldest)]
