"""`/readyz`: whether we can do our work. The public learns yes or no, who has an API key why.

What is looked at, and what each line says, is `milepost status`'s own (bot/status.py).
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.status import Said
from bot.store.session import Store
from bot.store.trouble import log_failure
from bot.usecases.workspace.scopes import READ_STATUS
from handlers.api.shown_key import Refused, shown_key, token_of

Reading = Callable[[int | None], Awaitable[Sequence[Said]]]  # of one workspace, or of all that we serve
SECONDS = 5.0  # for a database that doesn't answer; whoever asks waits no longer
FRESH = 2.0  # seconds that the public's answer counts: asking costs us several statements
STARTING = Said("Milepost is starting, or ending.", False, "process", stops=True)
NO_ANSWER = Said(f"The database doesn't answer within {SECONDS:g} seconds.", False, "database", stops=True)
log = logging.getLogger(__name__)


class Readiness:
    """store: None where there is none to ask, nor keys to know. ready: whether the program has begun its work.
    now: the clock by which keys
    end, wherever there is a store."""

    def __init__(
        self,
        ready: Callable[[], bool],
        store: Store | None = None,
        reading: Reading | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._ready, self._store, self._reading, self._now = ready, store, reading, now
        self._known: tuple[float, Sequence[Said]] | None = None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        workspace_id = await self._workspace_of(request)
        lines = await self._public() if workspace_id is None else await self._lines(workspace_id)
        ready, well = not any(one.stops for one in lines), all(one.well for one in lines)
        status = 200 if (well if "all" in request.query else ready) else 503
        headers = {"Cache-Control": "no-store"}
        if workspace_id is None:
            return web.Response(status=status, text="ok" if status == 200 else "not ready", headers=headers)
        said = [_as_json(one) for one in lines]
        return web.json_response({"ready": ready, "well": well, "lines": said}, status=status, headers=headers)

    async def _public(self) -> Sequence[Said]:
        if self._known is None or not self._ready() or time.monotonic() - self._known[0] > FRESH:
            self._known = (time.monotonic(), await self._lines(None))
        return self._known[1]

    async def _lines(self, workspace_id: int | None) -> Sequence[Said]:
        if not self._ready():
            return (STARTING,)
        try:
            async with asyncio.timeout(SECONDS):
                return await self._reading(workspace_id) if self._reading else ()
        except TimeoutError:
            return (NO_ANSWER,)

    async def _workspace_of(self, request: web.Request) -> int | None:
        """Whose key it is; None for the public, and while nobody can be asked whose it is.

        Raises HTTPException for a key that is nobody's, or doesn't open this."""
        if self._store is None or self._now is None or not token_of(request):
            return None
        try:
            async with asyncio.timeout(SECONDS):
                return (await shown_key(request, self._store, READ_STATUS, self._now())).workspace_id
        except (TimeoutError, SQLAlchemyError) as error:
            log_failure(log, "an API key can't be looked up", error)
            return None
        except Refused as error:
            words = f"{error.message} Without a key I say only whether I am ready."
            said = json.dumps({"error": {"code": error.error, "message": words}})
            kinds = {401: web.HTTPUnauthorized, 403: web.HTTPForbidden, 429: web.HTTPTooManyRequests}
            raise kinds[error.status](text=said, content_type="application/json", headers=error.headers) from error


def _as_json(one: Said) -> dict[str, object]:
    since = one.since.isoformat() if one.since else None
    return {"about": one.about, "well": one.well, "stops": one.stops, "text": one.text.strip(), "since": since}
