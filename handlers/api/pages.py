"""Pages that customers open at an address of their own (method D12): read-only, of what was published and nothing else.

Who opens one isn't noted anywhere, and the address never stands in the log."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from aiohttp import web

from bot.store.session import Store
from bot.store.trouble import log_failure
from bot.talk.page.customer_page import CustomerPage
from bot.talk.page.page_calendar import page_calendar
from bot.talk.page.page_html import page_html, style_hash
from bot.usecases.plan.pages import known_page
from handlers.api.limits import Handler

log = logging.getLogger(__name__)
ROOT: Final = "/p"
TOKEN: Final = r"{token:[A-Za-z0-9_-]{22}}"
GONE: Final = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>Our plan</title><p>This page has ended, or was never here. Whoever sent you the address can make a new one."
)
BROKEN: Final = "Something went wrong here. Try again in a minute."
NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
NEVER_KEPT: Final = {"Cache-Control": "no-store", "Content-Security-Policy": NOTHING}


def pages_app(store: Store, now: Callable[[], datetime]) -> web.Application:
    """What stands under /p."""

    async def found(request: web.Request) -> tuple[CustomerPage, datetime]:
        known = await known_page(store, request.match_info["token"], now())
        if known is None:
            raise web.HTTPNotFound
        return CustomerPage.model_validate(known.snapshot), known.published_at

    async def page(request: web.Request) -> web.StreamResponse:
        shown, _ = await found(request)
        calendar = f"{request.match_info['token']}/plan.ics" if shown.dated else ""
        return web.Response(text=page_html(shown, calendar), content_type="text/html", headers=_headers())

    async def calendar(request: web.Request) -> web.StreamResponse:
        shown, published_at = await found(request)
        if not shown.dated:
            raise web.HTTPNotFound
        headers = {**NEVER_KEPT, "Content-Disposition": 'attachment; filename="plan.ics"'}
        body = page_calendar(shown, published_at)
        return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=headers)

    app = web.Application(middlewares=[_calm])
    app.router.add_get(f"/{TOKEN}", page)
    app.router.add_get(f"/{TOKEN}/plan.ics", calendar)
    return app


def _headers() -> Mapping[str, str]:
    return {**NEVER_KEPT, "Content-Security-Policy": f"{NOTHING}; style-src '{style_hash()}'"}


@web.middleware
async def _calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The broad except of this edge: what goes wrong is logged without the address."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return web.Response(status=404, text=GONE, content_type="text/html", headers=NEVER_KEPT)
    except web.HTTPException:
        raise
    except Exception as error:
        log_failure(log, "a customer's page could not be shown", error)
        return web.Response(status=500, text=BROKEN, headers=NEVER_KEPT)
