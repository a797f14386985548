"""What became of a call: certainly refused, or perhaps carried out. That difference is what keeps a message single."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp

from bot.errors import AmbiguousSend, SendError
from bot.tally import count

Json = Mapping[str, Any]
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
NO_CONNECTION = "no connection"
WITHOUT_A_WORD = 30.0  # seconds to wait where a 429 names none
# Teams asks to try these again, and nothing was done: 412 is two changes at once, 429 too many.
PASSING = (412, 429)
# What a message in plain words may not meet.
CONTENT = ("MessageSizeTooBig", "BadSyntax", "BadArgument", "ActivityNotSupported")
UNREADABLE, TOO_LARGE = 400, 413


async def asked(call: Callable[[], Awaitable[Json]]) -> Json:
    """The answer of a call that changes nothing, or may be made twice. Raises SendError."""
    try:
        return await told(call)
    except AmbiguousSend as error:
        raise SendError(str(error), permanent=False, unanswered=True) from error


async def told(call: Callable[[], Awaitable[Json]]) -> Json:
    """The answer of a call that must not be made twice. Raises SendError or AmbiguousSend."""
    try:
        answer = await call()
    except aiohttp.InvalidURL as error:
        raise SendError(f"not an address: {error}", permanent=True) from error
    except NEVER_LEFT as error:
        count("platform_calls", platform="teams", outcome="unanswered")
        raise SendError(f"{NO_CONNECTION}: {type(error).__name__}", permanent=False, everything=True) from error
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
        count("platform_calls", platform="teams", outcome="unanswered")
        raise AmbiguousSend(f"no answer: {type(error).__name__}") from error
    count("platform_calls", platform="teams", outcome="answered")
    return answer


def refusal(status: int, body: Any, headers: Mapping[str, str], *, targeted: bool = False) -> SendError | AmbiguousSend:
    """What an answer that isn't a yes means. targeted: it was for one person alone, which not every channel takes."""
    count("platform_calls", platform="teams", outcome="refused")
    code, words = _said(body)
    reason = f"{code or f'status {status}'}: {words}"[:300] if words else code or f"status {status}"
    if status in PASSING:
        wait = _wait(headers) if status == 429 else None
        count("rate_limited", by=status == 429, platform="teams")
        return SendError(reason, permanent=False, retry_after=wait)
    if status >= 500:
        return AmbiguousSend(f"status {status} {code}".strip())
    content = status == TOO_LARGE or code in CONTENT or (status == UNREADABLE and not targeted)
    return SendError(reason, permanent=status != 401, everything=status == 401, content=content)


def _said(body: Any) -> tuple[str, str]:
    """The platform's own word for it, and its explanation."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if isinstance(error, str):  # as the place that gives tokens answers
        return error, ""
    if not isinstance(error, Mapping):
        return "", ""
    return str(error.get("code") or ""), str(error.get("message") or "")


def _wait(headers: Mapping[str, str]) -> float:
    try:
        return max(float(headers.get("Retry-After", WITHOUT_A_WORD)), 0.0)
    except ValueError:
        return WITHOUT_A_WORD
