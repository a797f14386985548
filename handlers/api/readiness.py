"""`/readyz`: whether we can do our work. The public learns yes or no, who has an API key why.

What is looked at, and what each line says, is `milepost status`'s own (bot/status.py).
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.status import Said
from bot.store.session import Store
from bot.store.trouble import log_failure
from bot.usecases.workspace.keys import known_key

Reading = Callable[[int | None], Awaitable[Sequence[Said]]]  # of one workspace, or of all that we serve
SECONDS = 5.0  # for a database that doesn't answer; whoever asks waits no longer
FRESH = 2.0  # seconds that the public's answer counts: asking costs us several statements
STARTING = Said("Milepost is starting, or ending.", False, "process", stops=True)
NO_ANSWER = Said(f"The database doesn't answer within {SECONDS:g} seconds.", False, "database", stops=True)
log = logging.getLogger(__name__)


class Readiness:
    """store: None where there is none to ask, nor keys to know. ready: whether the program has begun its work."""

    def __init__(self, ready: Callable[[], bool], store: Store | None = None, reading: Reading | None = None) -> None:
        self._ready, self._store, self._reading = ready, store, reading
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
        """Whose key it is; None for the public, and while nobody can be asked whose it is."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if self._store is None or kind.lower() != "bearer" or not token.strip():
            return None
        try:
            async with asyncio.timeout(SECONDS):
                key = await known_key(self._store, token.strip())
        except (TimeoutError, SQLAlchemyError) as error:
            log_failure(log, "an API key can't be looked up", error)
            return None
        return key.workspace_id if key else None


def _as_json(one: Said) -> dict[str, object]:
    since = one.since.isoformat() if one.since else None
    return {"about": one.about, "well": one.well, "stops": one.stops, "text": one.text.strip(), "since": since}
