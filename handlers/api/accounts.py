"""The product's way in (method D11): accounts as JSON over HTTP, read-only, with an API key.

What an account's answer holds is decided in bot/api/account_json.py; here are keys, pages, caching and errors.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiohttp import ETag, web

from bot.api.account_json import product_account, product_accounts
from bot.store.tables.audit.acting import Actor, acting
from bot.store.trouble import log_failure, trouble_of
from bot.usecases.workspace.keys import note_use
from bot.usecases.workspace.scopes import READ_ACCOUNTS
from handlers.api.shown_key import Refused, shown_key
from handlers.request import Services

log = logging.getLogger(__name__)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Reads = Callable[[web.Request, int], Awaitable[Any]]  # request and workspace → what to say as JSON
USUAL, MOST = 100, 500  # accounts a page
FRESH = 60  # seconds that an answer may be kept before it is asked for again
NO_ACCOUNT = "No account here has this key. Keys are those of your accounts file, percent-encoded in the path."
BAD_AFTER = "after must be an account's key, as the page before gave it in next."
NO_PATH = "There is nothing at this path. Ask for /api/v1/accounts or /api/v1/accounts/KEY."
READ_ONLY = "This can only be read: use GET."
NO_DATABASE = "Milepost can't use its database just now ({}). Its log says more. Try again in a minute."
BROKEN = "Something went wrong here; it is in Milepost's log. Try again in a minute."


def product_app(services: Services, now: Callable[[], datetime]) -> web.Application:
    """What stands under /api/v1."""

    async def one(request: web.Request, workspace_id: int) -> Any:
        key = request.match_info["key"]
        async with services.store.read(workspace_id) as db:
            found = await product_account(db, services.library, key) if _may_exist(key) else None
        if found is None:
            raise Refused(404, "not_found", NO_ACCOUNT)
        return found

    async def page(request: web.Request, workspace_id: int) -> Any:
        after, limit = request.query.get("after", ""), _limit(request.query.get("limit"))
        if not _may_exist(after):
            raise Refused(
                400, "bad_request", "after must be the key of an account, as the answer before gave it in next."
            )
        async with services.store.read(workspace_id) as db:
            return await product_accounts(db, services.library, after, limit)

    app = web.Application(middlewares=[_as_json])
    app.router.add_get(r"/accounts/{key:[^/]+}", _with_key(services, now, one))
    app.router.add_get("/accounts", _with_key(services, now, page))
    return app


def _with_key(services: Services, now: Callable[[], datetime], reads: Reads) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        key = await shown_key(request, services.store, READ_ACCOUNTS, now())
        await note_use(services.store, key, now())
        with acting(Actor("api", now(), who=key.name)):
            return _cached(request, await reads(request, key.workspace_id))

    return answer


def _may_exist(key: str) -> bool:
    """PostgreSQL can't even be asked for a NUL or half a character."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in key)


def _limit(asked: str | None) -> int:
    if asked is None:
        return USUAL
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 9 and 1 <= int(asked) <= MOST):
        raise Refused(400, "bad_request", f"limit must be a whole number from 1 to {MOST}.")
    return int(asked)


def _cached(request: web.Request, said: Any) -> web.Response:
    """The answer, or only that it is still the one that the caller has."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    tag = sha256(body).hexdigest()[:32]
    headers = {"Cache-Control": f"private, max-age={FRESH}", "Vary": "Authorization"}
    known = request.if_none_match or ()
    same = any(one.value in (tag, "*") for one in known)
    response = web.Response(status=304, headers=headers) if same else _json(200, body, headers)
    response.etag = ETag(tag)
    return response


def _json(status: int, body: bytes, headers: dict[str, str]) -> web.Response:
    return web.Response(status=status, body=body, headers=headers, content_type="application/json", charset="utf-8")


@web.middleware
async def _as_json(request: web.Request, handler: Answer) -> web.StreamResponse:
    """Errors as JSON too: the broad except of this edge."""
    try:
        return await handler(request)
    except Refused as error:
        return _error(error)
    except web.HTTPMethodNotAllowed as error:
        return _error(Refused(405, "read_only", READ_ONLY, Allow=error.headers.get("Allow", "GET")))
    except web.HTTPNotFound:
        return _error(Refused(404, "not_found", NO_PATH))
    except web.HTTPException:
        raise
    except Exception as error:
        log_failure(log, f"{request.method} {request.path} failed", error)
        if (trouble := trouble_of(error)) is not None:
            return _error(Refused(503, "no_database", NO_DATABASE.format(trouble), Retry_After="60"))
        return _error(Refused(500, "broken", BROKEN))


def _error(error: Refused) -> web.Response:
    body = json.dumps({"error": error.error, "message": error.message}, ensure_ascii=False).encode()
    return _json(error.status, body, {"Cache-Control": "no-store", **error.headers})
