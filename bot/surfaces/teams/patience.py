"""What somebody waits for: where Teams puts it off for a moment, it is tried again, after a pause that isn't the same
for all who wait."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from random import uniform
from typing import Any

from bot.errors import AmbiguousSend, SendError

Json = Mapping[str, Any]
PAUSES = (0.3, 1.0)  # seconds
LONGEST = 3.0  # that somebody is let wait for; what takes longer is tried by whoever asks again


async def patiently(call: Callable[[], Awaitable[Json]], *, repeatable: bool) -> Json:
    """The answer of the first try that isn't put off. repeatable: what may have been done may be done twice.

    Raises what the last one raised."""
    for pause in PAUSES:
        try:
            return await call()
        except AmbiguousSend:
            if not repeatable:
                raise
            wait = pause
        except SendError as error:
            wait = error.retry_after if error.retry_after is not None else pause
            if error.permanent or error.everything or wait > LONGEST:
                raise
        await asyncio.sleep(uniform(wait, 1.5 * wait))
    return await call()
